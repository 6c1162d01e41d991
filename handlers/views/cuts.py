"""The chooser of a view and of what a row is: which deals or money are counted, told by whom or when."""

from handlers.screen import Button, Screen, bold
from handlers.views.frame import Frame, paired, text_of
from services.domain.question import Side

VIEWS = {
    "funnel": ("cohort", "entry_cohort", "flow", "snapshot"),
    "roi": ("cash", "cohort"),
}
"""The views of a report; the first one is usual."""

CUTS = {
    "funnel": ("stage", "person", "team", "source", "product", "month"),
    "roi": ("channel", "campaign", "month", "week", "person"),
}
"""What a row may be; the first one is usual."""


def view_of(frame: Frame) -> str:
    """The view that is shown."""
    return frame.question.view or VIEWS[frame.report.name][0]


def view_button(frame: Frame) -> Button:
    """The chip with the view and the cut."""
    family = "roi" if frame.report.name == "roi" else "view"
    view = frame.speech.say(f"{family}-{view_of(frame).replace('_', '-')}")
    return frame.button(frame.speech.say("button-views", view=view), frame.question.turned(Side.VIEWS))


def views_screen(frame: Frame) -> Screen:
    """Every view with its meaning, and the cuts."""
    name, say = frame.report.name, frame.speech.say
    family = "roi" if name == "roi" else "view"
    lines: list[str] = []
    for view in VIEWS[name]:
        key = f"{family}-{view.replace('_', '-')}"
        lines += ["", bold(say(key)), frame.say(f"define-{key}")]
    return Screen(text_of([bold(say("views-which"))], lines[1:]), (*_choices(frame), frame.back()))


def _choices(frame: Frame) -> tuple[tuple[Button, ...], ...]:
    name, question = frame.report.name, frame.question
    usual_view, usual_cut = VIEWS[name][0], CUTS[name][0]
    now_by = question.by or usual_cut
    views = [
        frame.button(
            _marked(frame, f"short-{name}-{view.replace('_', '-')}", chosen=view == view_of(frame)),
            question.cut(question.by, None if view == usual_view else view),
        )
        for view in VIEWS[name]
    ]
    cuts = [
        frame.button(
            _marked(frame, f"button-by-{by}", chosen=by == now_by),
            question.cut(None if by == usual_cut else by, question.view),
        )
        for by in CUTS[name]
        if frame.me.heads or by not in ("person", "team")
    ]
    return (*paired(views), *paired(cuts, 3))


def _marked(frame: Frame, phrase: str, *, chosen: bool) -> str:
    text = frame.speech.say(phrase)
    return frame.speech.say("button-chosen", text=text) if chosen else text
