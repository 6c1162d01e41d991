"""The rules that apply to somebody, and where each number comes from."""

from itertools import groupby

from handlers.screen import bold, label, plain
from handlers.views.frame import Body, Frame, Row
from handlers.views.leaves import leaf

_A_PAGE = 12
_LONGEST = 40


def rules_body(frame: Frame) -> Body:
    """Person by person, one rule after another."""
    part = leaf(frame.report.rows, frame.question.page, _A_PAGE)
    several = frame.question.person is None
    lines: list[str] = []
    for name, rules in groupby(part.shown, key=lambda row: frame.words.cell("person", row)):
        if several:
            lines += [*([""] if lines else []), bold(label(name, _LONGEST))]
        lines += [line for row in rules for line in _rule(frame, row)]
    return Body((), tuple(lines), rows=(part.turns(frame),))


def _rule(frame: Frame, row: Row) -> tuple[str, str]:
    """What is asked on which days, then since when, for whom and by whom."""
    say, words = frame.speech.say, frame.words
    asked = say("rule-asked", kpi=words.cell("kpi", row), target=words.cell("target", row))
    days = words.cell("weekday", row)
    source = say("rule-source", days=days, since=words.cell("from", row), because=words.cell("because", row))
    if row.get("set_by") is not None:
        source = say("rule-set-by", source=source, name=label(words.cell("set_by", row), _LONGEST))
    return plain(asked), plain(source)
