"""An answer as a screen: the numbers in words, as a picture, as a file, or the questions that turn it."""

from collections.abc import Callable, Mapping

from handlers.charts import picture_of
from handlers.screen import LONGEST_CAPTION, File, Screen
from handlers.speech import Speech
from handlers.views.calls import calls_body
from handlers.views.cuts import VIEWS, views_screen
from handlers.views.deals import deals_body
from handlers.views.frame import Body, Frame, main_screen, text_of
from handlers.views.funnel import funnel_body
from handlers.views.how import how_screen
from handlers.views.idle import tells
from handlers.views.kpi import kpi_body
from handlers.views.periods import periods_screen
from handlers.views.plan import plan_body
from handlers.views.refusals import menu_row
from handlers.views.roi import roi_body
from handlers.views.rows import lists_screen, rows_body
from handlers.views.rules import rules_body
from handlers.views.team import team_body
from handlers.views.team_goals import goals_body
from handlers.views.whom import whom_screen
from services.domain.kpi import BY_KEY
from services.domain.question import Side
from services.domain.rights import Member
from services.usecases.ask_as_member import Answer

_BODIES: Mapping[str, Callable[[Frame], Body]] = {
    "kpi": kpi_body,
    "team": team_body,
    "funnel": funnel_body,
    "roi": roi_body,
    "deals": deals_body,
    "calls": calls_body,
    "goals": goals_body,
    "rules": rules_body,
    "plan": plan_body,
    "rows": rows_body,
}


_TYPED = frozenset({"rules", "goals"})
"""Reports of what people type: no file brings it."""

_OF_PEOPLE = frozenset({"kpi", "team"})

_IN_A_CAPTION = 8
"""Lines under a picture that has no totals."""


def report_screen(answer: Answer, me: Member, speech: Speech) -> Screen:
    """The side of the answer that was asked for."""
    frame = Frame(answer, me, speech)
    match answer.question.side:
        case Side.PERIODS if frame.has_period():
            return periods_screen(frame)
        case Side.WHOM if me.heads:
            return whom_screen(frame)
        case Side.VIEWS if frame.report.name in VIEWS:
            return views_screen(frame)
        case Side.HOW:
            return how_screen(frame)
        case Side.ROWS:
            return lists_screen(frame)
        case Side.FILE:
            return _file(frame)
        case Side.PICTURE:
            return _picture(frame)
        case _:
            return main_screen(frame, _body(frame))


def _body(frame: Frame) -> Body:
    """What the report says; without rows, that there is nothing and what to try."""
    body = _BODIES[frame.report.name](frame)
    if frame.report.rows and not _is_blank(frame):
        return body
    unfed = frame.answer.fresh is None and frame.report.name not in _TYPED
    phrase = "nothing-yet" if unfed else f"nothing-{frame.report.name}"
    said = frame.say(phrase if frame.speech.has(phrase) else "nothing-found")
    return Body(lines=(said,), rows=body.rows)


def _is_blank(frame: Frame) -> bool:
    """Whether these are people of whom nothing has been brought yet: zeros would say that they did nothing."""
    if frame.answer.fresh is not None or frame.report.name not in _OF_PEOPLE:
        return False
    return not any(tells(row.get(key)) for row in frame.report.rows for key in BY_KEY)


def _picture(frame: Frame) -> Screen:
    """The picture with the key numbers under it."""
    body = _body(frame)
    first = body.lines[: body.lines.index("")] if "" in body.lines else body.lines
    key = body.totals or first[:_IN_A_CAPTION]
    caption = text_of(frame.head(), body.conclusion, key, longest=LONGEST_CAPTION)
    return Screen(caption, frame.tail(), picture_of(frame.report, frame.speech))


def _file(frame: Frame) -> Screen:
    """The report as a workbook; the writing of workbooks is loaded at the first one."""
    from handlers.tables.as_xlsx import as_xlsx

    name = f"takt-{frame.report.name}-{frame.report.period.first}-{frame.report.period.last}.xlsx"
    content = as_xlsx(frame.report, frame.speech)
    text = text_of(frame.head(), longest=LONGEST_CAPTION)
    return Screen(text, (menu_row(frame.speech, frame.me.company.id),), file=File(name, content))
