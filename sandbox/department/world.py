"""The whole life of the department around one anchor, made once; what is known at a moment is a cut through it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sandbox.department.calendar import DAY, is_working, moment
from sandbox.department.calls import Call
from sandbox.department.deals import Deal, deal_of
from sandbox.department.desk import Desk
from sandbox.department.leads import Leads
from sandbox.department.money import Cost, Payment, Plan, costs_between, payments_of, plans_between
from sandbox.department.shifts import NEVER, Shifts
from sandbox.department.stories import Script
from sandbox.department.told import told_deals
from sandbox.department.touches import Activity, Touches, touches_of

HISTORY_DAYS = 90
AHEAD_DAYS = 45
_WARMING_DAYS = 40
"""Deals that were open when the history begins came in these days before it."""
_PLANNED_DAYS = 20
"""Of work beyond the end, so that the last days are like all others."""
_FIRST_NUMBER = 3_100


@dataclass(frozen=True, slots=True)
class World:
    """Everything that happens, before and after any present moment."""

    begin: datetime
    deals: list[Deal]
    calls: list[Call]
    activities: list[Activity]
    payments: list[Payment]
    costs: list[Cost]
    plans: list[Plan]


def world_around(anchor: date, seed: int) -> World:
    """The life from 90 days before the anchor to 45 days after it."""
    if not is_working(anchor):
        raise ValueError(f"{anchor} is not a working day: the stories need one")
    first, last = anchor - HISTORY_DAYS * DAY, anchor + AHEAD_DAYS * DAY
    begin, end, script = moment(first, "00:00"), moment(last + DAY, "00:00"), Script(anchor)
    shifts = Shifts(script, seed, first - _WARMING_DAYS * DAY, last + _PLANNED_DAYS * DAY)
    deals = _deals(script, shifts, seed, first, last)
    touched = [(deal, touches_of(deal, shifts, seed, begin)) for deal in deals]
    calls = Desk(script, shifts, seed, touched).calls(begin, end)
    return World(
        begin=begin,
        deals=deals,
        calls=sorted(calls, key=lambda call: (call.ended_at, call.seller.name)),
        activities=_activities(touched, shifts),
        payments=sorted(payments_of(deals, script, shifts, seed), key=lambda paid: (paid.at, paid.deal.number)),
        costs=costs_between(first, last, seed),
        plans=plans_between(first, last, anchor),
    )


def _deals(script: Script, shifts: Shifts, seed: int, first: date, last: date) -> list[Deal]:
    """The deals that the history has seen, numbered in the order in which they came."""
    begin = moment(first, "00:00")
    leads = Leads(script, shifts, seed).between(first - _WARMING_DAYS * DAY, last)
    deals = [deal_of(lead, script, shifts, seed, 0) for lead in leads]
    seen = [deal for deal in deals if (deal.closed_at or NEVER) >= begin and _lives(deal, begin)]
    everything = sorted([*seen, *told_deals(script, shifts)], key=lambda deal: (deal.created_at, deal.key))
    return [replace(deal, number=_FIRST_NUMBER + place) for place, deal in enumerate(everything)]


def _lives(deal: Deal, begin: datetime) -> bool:
    """A deal that nobody closes is remembered only when something happened to it in the history."""
    return deal.closed_at is not None or deal.moves[-1].at >= begin - timedelta(days=9)


def _activities(touched: list[tuple[Deal, Touches]], shifts: Shifts) -> list[Activity]:
    """What was done, in its order; nothing that a manager does happens before the day begins."""
    made = []
    for _, touches in touched:
        for done in touches.activities:
            if done.at < NEVER - DAY:
                made.append(done if done.direction == "in" else replace(done, at=_at_work(done, shifts)))
    return sorted(made, key=lambda done: (done.at, done.deal.number, done.kind))


def _at_work(done: Activity, shifts: Shifts) -> datetime:
    return shifts.forward(done.seller, done.at, 0.0).replace(microsecond=0)
