"""First responses to leads and call backs after missed calls, on the working clock."""

from datetime import date, timedelta

from services.domain.company import Company
from services.domain.ids import PersonId
from services.domain.people import BEGINNING
from services.domain.response import CALLBACK_WITHIN, RESPONSE_WITHIN, callbacks, first_touch
from services.store.pending import Kind, Pending
from services.store.people import People
from services.store.timings import Timings
from services.store.unit import Unit
from services.usecases.worktime import load_worktime

_DAY = timedelta(days=1)
"""Days of people and of the company may lie one apart."""


async def settle_responses(unit: Unit, company: Company) -> int:
    """Time the first touch of every lead that the changed calls and messages may have reached."""
    marks = await Pending(unit).take(Kind.RESPONSES, 1_000)
    if not marks:
        return 0
    since = _back(min(mark.day for mark in marks), RESPONSE_WITHIN + _DAY)
    worktime = await load_worktime(unit, company, await People(unit).roster(company.zone))
    timings = Timings(unit)
    touches = await timings.touches(since)
    changed = []
    for lead in await timings.leads(since):
        at, made_by_call = first_touch(lead.created_at, touches.get(lead.id, ()))
        seconds = None
        if at is not None and not made_by_call:
            calendar = worktime.of(PersonId(lead.person_id), lead.created_day)
            seconds = calendar.working_seconds(lead.created_at, at)
        if (lead.first_touch_at, lead.response_s) != (at, seconds):
            changed.append({"id": lead.id, "first_touch_at": at, "response_s": seconds})
    await timings.answer(changed)
    return len(marks)


async def settle_callbacks(unit: Unit, company: Company) -> int:
    """Time the call back of every missed client whose calls may have changed."""
    marks = await Pending(unit).take(Kind.CALLBACKS, 1_000)
    if not marks:
        return 0
    since = _back(min(mark.day for mark in marks), CALLBACK_WITHIN + _DAY)
    worktime = await load_worktime(unit, company, await People(unit).roster(company.zone))
    timings = Timings(unit)
    working = worktime.of_company().working_seconds
    clients, held = await timings.missed_clients(since, company.connected_min_talk_seconds)
    held |= await timings.called_back(since)
    found = {back.call: (back.at, back.seconds) for calls in clients.values() for back in callbacks(calls, working)}
    gone = {call: (None, None) for call in held if call not in found}
    changed = {call: value for call, value in found.items() if held.get(call) != value}
    await timings.call_back(
        [{"id": call, "callback_at": at, "callback_s": seconds} for call, (at, seconds) in (changed | gone).items()]
    )
    return len(marks)


def _back(day: date, by: timedelta) -> date:
    return day - by if day - BEGINNING > by else BEGINNING
