"""Every KPI counted a second time: plain loops over plain rows, as the formulas say; no SQL, no facts."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from statistics import median
from typing import Any, NamedTuple

MINUTE, DAY, WEEK = timedelta(minutes=1), timedelta(days=1), timedelta(days=7)
CLOCKS = {"first_call_at": min, "last_call_at": max, "day_start": min, "day_end": max}
SENT = {"email": "emails", "message": "messages", "proposal": "proposals"}
HELD = {"presentation": "presentations", "meeting": "meetings", "task": "tasks_done"}
COUNTS = [
    *("calls_total", "calls_out", "calls_in", "calls_connected", "calls_missed", "talk_time", "quality_talks"),
    *SENT.values(), *HELD.values(), "leads_new", "deals_won", "deals_lost",
]  # fmt: skip


class Event(NamedTuple):
    """Something of a person's day, known since `at`."""

    who: str | None
    day: date
    at: datetime
    key: str
    value: Any = 1


def events(firm: Any) -> Iterator[Event]:
    """Everything that the KPIs are made of. `firm` is a Department of tests/usecases/departments.py."""
    yield from _calls(firm)
    yield from _begun(firm)
    for deal in firm.deals:
        yield from _deal(firm, deal)
    yield from _leads(firm)


def _calls(firm: Any) -> Iterator[Event]:
    waiting: dict[str, Any] = {}
    for call in sorted(firm.calls, key=lambda call: call.at):
        who, talk, out = firm.owner(call.who), call.talk if call.answered else 0, call.direction == "out"
        day = firm.cut(who, call.at)[0]
        if call.direction == "internal":
            yield Event(who, day, call.at, "excluded internal_calls")
            continue
        connected = call.answered and talk >= firm.connected_min_talk_seconds
        lost = _lost(firm, call)
        told = {
            "calls_total": 1, "calls_out" if out else "calls_in": 1, "calls_connected": connected, "talk_time": talk,
            "quality_talks": call.answered and talk >= firm.quality_talk_seconds, lost: 1,
        }  # fmt: skip
        for key, value in told.items():
            yield Event(who, day, call.at, key, int(value))
        if out or call.answered:
            yield Event(who, day, call.at, "first_call_at", call.at)
            yield Event(who, day, call.at, "last_call_at", call.at)
        first = waiting.get(call.phone)
        if first is not None and call.at - first.at > WEEK:
            first = waiting.pop(call.phone) and None
        if call.phone and connected:
            waiting.pop(call.phone, None)
            if first is not None and out:
                of = firm.owner(first.who)
                spent = worked(first.at, call.at, firm.zone)
                yield Event(of, firm.cut(of, first.at)[0], call.at, "missed_callback", spent)
        elif call.phone and lost == "calls_missed" and first is None:
            waiting[call.phone] = call


def _lost(firm: Any, call: Any) -> str:
    if call.direction != "in" or call.answered:
        return ""
    if not worked(call.at, call.at + timedelta(seconds=1), firm.zone):
        return "excluded after_hours_missed"
    return "excluded short_missed" if call.wait is not None and call.wait < 5 else "calls_missed"


def worked(start: datetime, end: datetime, zone: Any) -> int:
    """Seconds from Monday to Friday, 9 to 18, day by day; no holiday lies in the weeks of the tests."""
    total, day = 0, start.astimezone(zone).date()
    while day <= end.astimezone(zone).date():
        opens, closes = (datetime.combine(day, time(hour), zone).astimezone(UTC) for hour in (9, 18))
        if day.weekday() < 5:
            total += max(0, int((min(end, closes) - max(start, opens)).total_seconds()))
        day += DAY
    return total


def _begun(firm: Any) -> Iterator[Event]:
    """Messages, meetings and tasks; and what begins and ends a day: talks, messages and moves, from 7:00 of a shift."""
    deeds = [(c.who, c.at) for c in firm.calls if c.direction == "out" and c.answered
             and c.talk >= firm.connected_min_talk_seconds]  # fmt: skip
    for act in firm.activities:
        who, incoming = firm.owner(act.who), act.direction == "in"
        day = firm.cut(who, act.at)[0]
        key = HELD.get(act.kind) or (SENT.get(act.kind) if not incoming else None)
        if key:
            yield Event(who, day, act.at, key)
        elif incoming and act.kind in SENT:
            yield Event(who, day, act.at, "excluded incoming_activities")
        deeds += [(act.who, act.at)] if not incoming and act.kind not in ("task", "note") else []
    for text, at in [*deeds, *((move.by, move.at) for move in firm.moves)]:
        who = firm.owner(text)
        day, _zone = firm.cut(who, at)
        if day.weekday() >= 5 or at >= datetime.combine(day, time(7), firm.zone_on(who, day)).astimezone(UTC):
            yield Event(who, day, at, "day_start", at)
            yield Event(who, day, at, "day_end", at)


def _deal(firm: Any, deal: Any) -> Iterator[Event]:
    who, closed = firm.owner(deal.who), deal.closed and firm.day(deal.closed)
    if closed and deal.status != "open":
        net = _net(firm, deal, deal.amount, closed)
        yield Event(who, closed, deal.closed, "deals_" + deal.status)
        if deal.status == "won":
            key, value = ("excluded without_amount", 1) if net is None else ("price", net)
            yield Event(who, closed, deal.closed, key, value)
    paid = [p for p in firm.payments if p.deal == deal.id]
    whole = deal.amount or sum(p.amount for p in paid if not p.refund and firm.basis == "payments")
    match firm.basis:
        case "payments":
            parts = [(p.at, -p.amount if p.refund else p.amount, p.vat) for p in paid]
        case "paid":
            parts = [(deal.closed if deal.status != "open" else None, deal.paid, None)] if deal.paid else []
        case _:
            parts = [(deal.closed, deal.amount, None)] if deal.status == "won" and deal.amount is not None else []
    for at, amount, vat in parts:
        share = Fraction(amount, whole) if whole else Fraction(firm.basis != "payments")
        yield from _income(firm, deal, at, _net(firm, deal, amount, at and firm.day(at), vat), share)


def _net(firm: Any, deal: Any, amount: int | None, day: date | None, own: Any = None) -> int | None:
    rate = firm.rate(deal.currency, day)
    vat = next((known for known in (own, deal.vat, firm.vat) if known is not None), 0)
    return None if amount is None or rate is None else round(Fraction(amount * rate * 100, 100 + vat))


def _income(firm: Any, deal: Any, at: datetime | None, net: int | None, share: Fraction) -> Iterator[Event]:
    who, day, at = firm.owner(deal.who), firm.day(at) if at else date.max, at or datetime.max.replace(tzinfo=UTC)
    if net is None:
        yield Event(who, day, at, "excluded no_rate")
        return
    yield Event(who, day, at, "revenue", net)
    if deal.cost is not None:
        yield Event(who, day, at, "margin", net - round(deal.cost * firm.rate(deal.currency, day) * share))
    elif firm.default_margin is not None:
        yield Event(who, day, at, "margin", round(Fraction(net * firm.default_margin, 100)))
        yield Event(who, day, at, "excluded margin_by_default")
    else:
        yield Event(who, day, at, "excluded cost_unknown")


def _leads(firm: Any) -> Iterator[Event]:
    last: dict[str, datetime] = {}
    for deal in sorted((deal for deal in firm.deals if deal.created), key=lambda deal: deal.created):
        who, day, before = firm.owner(deal.who), firm.day(deal.created), last.get(deal.contact)
        if deal.contact and before and deal.created - before < timedelta(days=firm.lead_window_days):
            yield Event(who, day, deal.created, "excluded repeat_leads")
            continue
        last[deal.contact] = deal.created
        yield Event(who, day, deal.created, "leads_new")
        touch = _touch(firm, deal)
        if touch:
            spent = worked(deal.created, touch, firm.zone_on(who, day))
            yield Event(who, day, touch, "first_response", spent)


def _touch(firm: Any, deal: Any) -> datetime | None:
    found = []
    for call in firm.calls:
        if deal.contact and call.contact == deal.contact and call.direction != "internal":
            over = call.at + timedelta(seconds=(call.talk if call.answered else 0) + (call.wait or 0)) + MINUTE
            if call.direction == "in" and call.answered and call.at <= deal.created <= over:
                return None
            found += [call.at] if call.answered or call.direction == "out" else []
    for act in firm.activities:
        ours = act.deal == deal.id or (deal.contact and act.contact == deal.contact)
        found += [act.at] if ours and act.direction != "in" and act.kind not in ("task", "note") else []
    return min((at for at in found if deal.created <= at <= deal.created + 30 * DAY), default=None)


def sheet(firm: Any, found: list[Event], *, one_day: bool) -> dict[str, Any]:
    """The KPIs of one row as they stand in the JSON of the report."""
    sums, lists = Counter[str](), defaultdict[str, list[Any]](list)
    clocks = defaultdict[tuple[str, Any, date], list[datetime]](list)
    for event in found:
        if event.key in CLOCKS:
            clocks[event.key, event.who, event.day].append(event.value)
        else:
            sums[event.key] += event.value
            lists[event.key].append(event.value)
    row: dict[str, Any] = {key: sums[key] for key in COUNTS} | {"tasks_overdue": None}
    for key, pick in CLOCKS.items():
        marks = [
            pick(seen).astimezone(firm.cut(who, pick(seen))[1]) for (k, who, _), seen in clocks.items() if k == key
        ]
        seconds = int(median([m.hour * 3600 + m.minute * 60 + m.second for m in marks] or [0]))
        usual = f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"
        row[key] = (pick(marks).isoformat() if one_day else usual) if marks else None
    closed = sums["deals_won"] + sums["deals_lost"]
    unknown = not firm.margins or (lists["revenue"] and not lists["margin"])
    price = Fraction(sums["price"], len(lists["price"])) if lists["price"] else None
    row["revenue"], row["average_deal"] = money(sums["revenue"] if firm.basis else None), money(price)
    row["margin"] = None if unknown else money(sums["margin"])
    row["win_rate"] = float(round(Fraction(sums["deals_won"], closed), 4)) if closed else None
    for key in ("first_response", "missed_callback"):
        row[key] = round(Fraction(median(map(Fraction, lists[key])))) if lists[key] else None
    return row


def money(minor: Any) -> str | None:
    """Minor units of a currency with two places."""
    if minor is None:
        return None
    whole = round(Fraction(minor))
    return f"{'-' * (whole < 0)}{abs(whole) // 100}.{abs(whole) % 100:02d}"
