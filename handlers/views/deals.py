"""Open deals: the stalled ones first, why they stand and what to do."""

from fractions import Fraction

from handlers.screen import bold, label, plain
from handlers.views.frame import Body, Frame, Row
from handlers.views.leaves import leaf
from services.domain.money import Money
from services.domain.report import Unit

_A_PAGE = 6
_LONGEST = 30


def deals_body(frame: Frame) -> Body:
    """Each deal with its money, its stage and its days; a stalled one with the reason and the next step."""
    rows = sorted(frame.report.rows, key=_need)
    part = leaf(rows, frame.question.page, _A_PAGE)
    lines = [line for row in part.shown for line in (*_deal(frame, row), "")]
    return Body(_conclusion(frame), tuple(lines[:-1]), rows=(part.turns(frame),))


def _conclusion(frame: Frame) -> tuple[str, ...]:
    rows = frame.report.rows
    if not rows:
        return ()
    stalled = sum(row.get("stalled_because") is not None for row in rows)
    total = frame.speech.value(len(rows), Unit.COUNT)
    if not stalled:
        return (bold(frame.speech.say("chart-deals-fine", all=total)),)
    return (bold(frame.speech.say("chart-deals-title", n=stalled, all=total)),)


def _need(row: Row) -> tuple[bool, int]:
    """The stalled before the moving, and of each the larger sum first."""
    amount = row.get("amount")
    return row.get("stalled_because") is None, -amount.minor if isinstance(amount, Money) else 0


def deal_name(frame: Frame, row: Row) -> str:
    """A deal by its client, else by its number."""
    if row.get("client"):
        return label(frame.words.cell("client", row), _LONGEST)
    return frame.speech.say("deal-number", number=label(frame.words.cell("external_id", row), _LONGEST))


def _deal(frame: Frame, row: Row) -> list[str]:
    say, words = frame.speech.say, frame.words
    title = bold(deal_name(frame, row))
    if row.get("amount") is not None:
        title += f" · {frame.cell('amount', row)}"
    age, days = _days(frame, row, "age_days"), _days(frame, row, "in_stage_days")
    stands = say("deal-stands", days=days, age=age)
    if not row.get("in_stage_days"):
        stands = say("deal-age" if row.get("in_stage_days") is None else "deal-came", age=age)
    lines = [title, plain(label(words.cell("stage", row), _LONGEST)), plain(stands)]
    if frame.question.person is None:
        lines.append(plain(label(words.cell("person", row), _LONGEST)))
    because = row.get("stalled_because")
    if isinstance(because, str):
        advice = f"advice-{because.split(',')[0].strip().replace('_', '-')}"
        said = say("deal-stalled", why=words.cell("stalled_because", row))
        lines.append(plain(said))
        if frame.speech.has(advice):
            lines.append(frame.say(advice))
    return lines


def _days(frame: Frame, row: Row, key: str) -> str:
    days = row.get(key)
    return frame.speech.days(days) if isinstance(days, int | Fraction) else frame.speech.say("value-missing")
