"""What each channel costs and brings: money in, money out, and whether it is time to judge."""

from collections.abc import Sequence

from handlers.screen import bold, label, plain
from handlers.views.cuts import view_button, view_of
from handlers.views.frame import Body, Frame, Row, paired
from handlers.views.funnel import ripeness
from handlers.views.idle import tells
from handlers.views.kpi import name_of
from handlers.views.leaves import leaf
from services.domain.money import Money

_A_PAGE = 15
_LONGEST = 30
_TOTALS = ("spend", "marketing", "department_cost", "leads", "qualified", "won", "revenue", "margin")
_OF_TIME = ("month", "week")


def roi_body(frame: Frame) -> Body:
    """Who brings most and who loses, then each channel; those that bring most stand first, months in their order."""
    by = frame.question.by or "channel"
    gain, rate = _measured_by(frame.report.rows)
    rows = [row for row in frame.report.rows if any(tells(row.get(key)) for key in _TOTALS)]
    if by not in _OF_TIME:
        rows.sort(key=lambda row: -(_minor(row.get(gain)) or 0))
    part = leaf(rows, frame.question.page, _A_PAGE)
    lines = [line for row in part.shown for line in _channel(frame, row, by, gain, rate)]
    people = [
        button
        for row in part.shown
        if by == "person" and (button := frame.named(frame.words.cell("person", row), row)) is not None
    ]
    buttons = (*paired(people), part.turns(frame), (view_button(frame),))
    return Body(_conclusion(frame, by, gain), tuple(lines), _totals(frame, rate), buttons)


def _measured_by(rows: Sequence[Row]) -> tuple[str, str]:
    """By margin where it is known, else by revenue, which is said."""
    known = any(row.get("margin") is not None for row in rows)
    return ("margin", "romi") if known else ("revenue", "romi_revenue")


def _minor(value: object) -> int | None:
    return value.minor if isinstance(value, Money) else None


def _earned(row: Row, gain: str) -> Money | None:
    """What is left of the gain after ads; None for a channel that cost nothing or whose gain is not known."""
    spend, gained = row.get("spend"), row.get(gain)
    if not isinstance(spend, Money) or not isinstance(gained, Money) or not spend.minor:
        return None
    return Money(gained.minor - spend.minor, spend.currency)


def _conclusion(frame: Frame, by: str, gain: str) -> tuple[str, ...]:
    """The channel that earns most over its cost, and the one that loses most."""
    if by in (*_OF_TIME, "person"):
        return ()
    rows = [row for row in frame.report.rows if row.get(by) is not None]
    judged = [(earned.minor, place) for place, row in enumerate(rows) if (earned := _earned(row, gain))]
    said = []
    for (left, place), phrase in ((max(judged, default=(0, 0)), "best"), (min(judged, default=(0, 0)), "worst")):
        if (left > 0) is (phrase == "best") and left:
            name = label(name_of(frame, rows[place], by), _LONGEST)
            money = frame.speech.money(Money(abs(left), frame.report.currency))
            said.append(bold(frame.speech.say(f"roi-{phrase}", name=name, money=money)))
    if not judged:
        said.append(frame.say("roi-no-spend"))
    elif gain == "revenue":
        said.append(frame.say("roi-by-revenue"))
    return tuple(said)


def _channel(frame: Frame, row: Row, by: str, gain: str, rate: str) -> tuple[str, ...]:
    """Name, money, counts; a channel of which no money is known has no line of dashes."""
    say, words = frame.speech.say, frame.words
    title = bold(label(name_of(frame, row, by), _LONGEST))
    spend = row.get("spend")
    spent = words.cell("spend", row) if isinstance(spend, Money) and spend.minor else say("value-missing")
    flow = say("roi-flow", spend=spent, gain=words.cell(gain, row), rate=words.cell(rate, row))
    told = {key: words.cell(key, row) for key in ("leads", "won", "cpl", "cpo")}
    paid = spent != say("value-missing")
    money = (plain(flow),) if paid or row.get(gain) is not None else ()
    return title, *money, plain(say("roi-counts" if paid else "roi-free", **told))


def _totals(frame: Frame, rate: str) -> tuple[str, ...]:
    totals = frame.report.totals
    keys = (*_TOTALS, rate, "roi", "cac")
    shown = [key for key in keys if totals.get(key) is not None and _minor(totals[key]) != 0]
    lines = [frame.figure(key, totals) for key in dict.fromkeys(shown)]
    head = [bold(frame.speech.say("table-total"))] if lines else []
    note = [frame.say("roi-cash-note")] if view_of(frame) == "cash" else []
    return (*head, *lines, *ripeness(frame), *note)
