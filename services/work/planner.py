"""Writes down what has become due since it last looked: every process may, the natural keys see to the rest."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.ids import NOBODY, CompanyId, PersonId
from services.domain.occurrences import DIGEST_DAY, DIGEST_WEEK
from services.domain.people import Roster
from services.domain.spans import DAY
from services.domain.workdays import WorkCalendar
from services.domain.zones import at_local
from services.store.claims import CLOCKS_DIFFER
from services.store.companies import Companies
from services.store.db import Database
from services.store.digest_times import Digests
from services.store.jobs import COALESCED, LATE, Jobs, NewJob, Plan
from services.store.people import People
from services.store.unit import Unit
from services.work.agenda import Agenda, Due, by_moment, make_agenda

REFRESH = "refresh"

LOOKS_BACK = timedelta(days=8)
"""After a longer stop what lies further back is not even written down."""

_LOOKS_AT_DATA_EVERY_S = 5.0
"""An import changes the data many times a minute: looked at every few seconds it is soon enough."""

_SEVERAL_PER_HEAD = (DIGEST_DAY, DIGEST_WEEK)

CalendarOf: TypeAlias = Callable[[PersonId, date], WorkCalendar]
Calendars: TypeAlias = Callable[[Unit, Company, Roster], Awaitable[CalendarOf]]
"""Loads the working calendars of a company."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """An agenda with the version of the data it was made from, and when that was on the machine's steady clock."""

    version: int
    company: Company
    agenda: Agenda
    made: float


class Planner:
    """Plans what became due between the last look and now, for every company.

    A look at which nothing is due costs one small question for all companies. What is too late to be of use is written
    down as skipped; of several digests that a stop has piled up a head gets the newest. When a company's data have
    changed, one look at what follows from it is planned. A clock that was ahead and is put right is followed: what was
    planned meanwhile stays planned once.
    """

    def __init__(self, database: Database, clock: Clock, machine: Callable[[], datetime], calendars: Calendars) -> None:
        """`machine` tells the machine's time."""
        self._database = database
        self._clock = clock
        self._machine = machine
        self._calendars = calendars
        self._kept: dict[CompanyId, _Kept] = {}

    async def __call__(self) -> int:
        """Look once; how much new work there is. The trouble of one company is told after the others were looked at."""
        now = self._clock.now()
        async with self._database.overview() as connection:
            plans = await Jobs(connection).plans()
        new, troubles = 0, []
        for plan in plans:
            try:
                new += await self._company(plan, now)
            except Exception as trouble:  # noqa: BLE001  whatever it is, it is told below
                troubles.append(trouble)
        if troubles:
            raise ExceptionGroup("companies that could not be looked at", troubles)
        return new

    async def _company(self, plan: Plan, now: datetime) -> int:
        kept = await self._agenda(plan, now)
        after = _since(plan, kept.company, now)
        found = [*_grouped(kept.agenda.between(after, now), now)]
        refreshes = plan.told_version != plan.version == kept.version
        is_ahead = plan.until is not None and plan.until > now + CLOCKS_DIFFER
        if not found and not refreshes and not is_ahead and plan.until is not None:
            return 0
        refresh = _refresh(plan, kept.company, now) if refreshes else None
        async with self._database.connection() as connection:
            return await Jobs(connection).plan(plan.company, found, now, self._machine(), refresh)

    async def _agenda(self, plan: Plan, now: datetime) -> _Kept:
        """The agenda; made anew when it does not reach so far, or when the data have changed: then every few seconds,
        and before anything that is due is believed."""
        kept = self._kept.get(plan.company)
        first, last = _days(plan, now)
        if kept is not None and kept.agenda.first <= first <= last <= kept.agenda.last:
            is_known = kept.version == plan.version
            if is_known or not (_is_old(kept) or kept.agenda.between(_since(plan, kept.company, now), now)):
                return kept
        return await self._made(plan, first, last + DAY)

    async def _made(self, plan: Plan, first: date, last: date) -> _Kept:
        async with self._database.reading(plan.company) as unit:
            company = next(one for one in await Companies(unit.connection).all() if one.id == plan.company)
            roster = await People(unit).roster(company.zone)
            calendar_of = await self._calendars(unit, company, roster)
            times = await Digests(unit).all()
        usual = times[NOBODY]
        agenda = await asyncio.to_thread(
            make_agenda, roster, calendar_of, lambda who: times.get(who, usual), first, last
        )
        kept = self._kept[plan.company] = _Kept(plan.version, company, agenda, time.monotonic())
        return kept


def _is_old(kept: _Kept) -> bool:
    return time.monotonic() - kept.made >= _LOOKS_AT_DATA_EVERY_S


def _refresh(plan: Plan, company: Company, now: datetime) -> tuple[NewJob, int]:
    """A look at what this version of the data changes."""
    today = now.astimezone(company.zone).date()
    return NewJob(REFRESH, NOBODY, today, str(plan.version), now, {"v": 1}), plan.version


def _days(plan: Plan, now: datetime) -> tuple[date, date]:
    """The days on whose moments a look may fall, whatever the zones of the people."""
    after = now if plan.until is None else max(min(plan.until, now), now - LOOKS_BACK)
    return after.astimezone(UTC).date() - DAY, now.astimezone(UTC).date() + DAY


def _since(plan: Plan, company: Company, now: datetime) -> datetime:
    """From when on: a company that is new is told of its whole day."""
    if plan.until is None:
        return at_local(now.astimezone(company.zone).date(), datetime.min.time(), company.zone)
    return min(max(plan.until, now - LOOKS_BACK), now)


def _grouped(due: Sequence[Due], now: datetime) -> Iterable[NewJob]:
    """Work for what is due: together for people who are due together, one by one for heads."""
    newest = {(one.what.kind, one.people): one.what.at for one in due}
    for (kind, at), together in by_moment(due).items():
        if kind in _SEVERAL_PER_HEAD:
            yield from (_for_head(one, newest[kind, one.people], now) for one in together)
            continue
        people = [
            {"id": person, "day": one.what.day.isoformat(), "slot": one.what.slot}
            for one in together
            for person in one.people
            if now <= one.what.until
        ]
        moment = at.astimezone(UTC)
        payload: dict[str, Any] = {"v": 1, "people": people}
        if not people:
            payload["late"] = sum(len(one.people) for one in together)
        until = max(one.what.until for one in together)
        yield NewJob(
            kind, NOBODY, moment.date(), f"{moment:%Y-%m-%dT%H:%M:%S}", at, payload, None if people else LATE, until
        )


def _for_head(due: Due, newest: datetime, now: datetime) -> NewJob:
    what = due.what
    reason = LATE if now > what.until else COALESCED if what.at < newest else None
    return NewJob(what.kind, due.people[0], what.day, what.slot, what.at, {"v": 1}, reason, what.until)
