"""Development goals of a team: whose, how far, by when."""

from handlers.screen import bold, label, plain
from handlers.views.frame import Body, Frame, Row
from handlers.views.leaves import leaf

_A_PAGE = 8
_LONGEST = 60


def goals_body(frame: Frame) -> Body:
    """Goal by goal; whoever is asked about alone is not named each time."""
    part = leaf(frame.report.rows, frame.question.page, _A_PAGE)
    lines = [line for row in part.shown for line in (*_goal(frame, row), "")]
    return Body((), tuple(lines[:-1]), rows=(part.turns(frame),))


def _goal(frame: Frame, row: Row) -> list[str]:
    say, words = frame.speech.say, frame.words
    lines = [] if frame.question.person is not None else [bold(label(words.cell("person", row), _LONGEST))]
    lines.append(plain(label(words.cell("text", row), _LONGEST)))
    if row.get("target") is not None:
        told = {key: words.cell(key, row) for key in ("start", "now", "target")}
        lines.append(plain(say("chart-goal-range", **told)))
    lines.append(plain(say("goal-line", status=words.cell("status", row), due=words.cell("due_on", row))))
    return lines
