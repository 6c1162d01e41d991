"""Clients whose call was missed and with whom nobody has talked since."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from services.domain.company import Company
from services.domain.ids import PersonId
from services.domain.response import CALLBACK_WITHIN, still_waiting
from services.store.call_lists import CallLists
from services.store.timings import Timings
from services.store.unit import StoredRow, Unit


async def waiting_calls(read: Unit, company: Company, day: date, now: datetime) -> list[StoredRow]:
    """The missed calls that are still to be answered, of everybody."""
    clients, _held = await Timings(read).missed_clients(day - CALLBACK_WITHIN, company.connected_min_talk_seconds)
    waits = [wait for calls in clients.values() if (wait := still_waiting(calls, now)) is not None]
    return list(await CallLists(read).named(wait.id for wait in waits))


async def waiting_clients(
    read: Unit, company: Company, day: date, now: datetime
) -> Mapping[PersonId, Sequence[datetime]]:
    """By person, since when each client waits, the longest first."""
    found: dict[PersonId, list[datetime]] = defaultdict(list)
    for row in await waiting_calls(read, company, day, now):
        found[PersonId(row.person_id)].append(row.started_at)
    return {person: sorted(moments) for person, moments in found.items()}
