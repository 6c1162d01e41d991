"""Writes down what has become due since it last looked: every process may, the natural keys see to the rest."""

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
from services.store.companies import Companies
from services.store.db import Database
from services.store.digest_times import Digests
from services.store.jobs import Jobs, NewJob, Plan
from services.store.people import People
from services.store.unit import Unit
from services.work.agenda import Agenda, Due, by_moment, make_agenda

REFRESH = "refresh"

LOOKS_BACK = timedelta(days=8)
"""After a longer stop what lies further back is not even written down."""

_REFRESHED_EVERY_S = 5.0
_SEVERAL_PER_HEAD = (DIGEST_DAY, DIGEST_WEEK)

CalendarOf: TypeAlias = Callable[[PersonId, date], WorkCalendar]
Calendars: TypeAlias = Callable[[Unit, Company, Roster], Awaitable[CalendarOf]]
"""Loads the working calendars of a company."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """An agenda with the version of the data it was made from."""

    version: int
    company: Company
    agenda: Agenda


class Planner:
    """Plans what became due between the last look and now, for every company.

    A look at which nothing is due costs one small question for all companies. What is too late to be of use is written
    down as skipped; of several digests that a stop has piled up a head gets the newest. When a company's data have
    changed, one look at what follows from it is planned.
    """

    def __init__(self, database: Database, clock: Clock, machine: Callable[[], datetime], calendars: Calendars) -> None:
        """`machine` tells the machine's time."""
        self._database = database
        self._clock = clock
        self._machine = machine
        self._calendars = calendars
        self._kept: dict[CompanyId, _Kept] = {}
        self._refreshed: dict[CompanyId, float] = {}

    async def __call__(self) -> int:
        """Look once; how much new work there is."""
        now = self._clock.now()
        async with self._database.overview() as connection:
            plans = await Jobs(connection).plans()
        return sum([await self._company(plan, now) for plan in plans])

    async def _company(self, plan: Plan, now: datetime) -> int:
        kept = await self._agenda(plan, now)
        after = _since(plan, kept.company, now)
        due = kept.agenda.between(after, now) if after < now else ()
        found = [*_grouped(due, now)]
        refreshes = plan.version != plan.told_version and self._may_refresh(plan.company)
        if not found and not refreshes and plan.until is not None:
            return 0
        async with self._database.connection() as connection:
            jobs = Jobs(connection)
            if refreshes and not await jobs.has_open(plan.company, REFRESH):
                today = now.astimezone(kept.company.zone).date()
                found.append(NewJob(REFRESH, NOBODY, today, str(plan.version), now, {"v": 1}))
                self._refreshed[plan.company] = time.monotonic()
            else:
                refreshes = False
            new = await jobs.plan(plan.company, found, now, self._machine())
            if refreshes:
                await jobs.tell_version(plan.company, plan.version)
        return new

    def _may_refresh(self, company: CompanyId) -> bool:
        """An import changes the data many times a minute: looked at every few seconds it is soon enough."""
        last = self._refreshed.get(company)
        return last is None or time.monotonic() - last >= _REFRESHED_EVERY_S

    async def _agenda(self, plan: Plan, now: datetime) -> _Kept:
        """The agenda, made anew when the data have changed or the days in it are over."""
        kept = self._kept.get(plan.company)
        first, last = _days(plan, now)
        if kept is None or kept.version != plan.version or not kept.agenda.first <= first <= last <= kept.agenda.last:
            async with self._database.reading(plan.company) as unit:
                company = next(one for one in await Companies(unit.connection).all() if one.id == plan.company)
                roster = await People(unit).roster(company.zone)
                calendar_of = await self._calendars(unit, company, roster)
                times = await Digests(unit).all()
            agenda = make_agenda(roster, calendar_of, lambda who: times.get(who, times[NOBODY]), first, last + DAY)
            kept = self._kept[plan.company] = _Kept(plan.version, company, agenda)
        return kept


def _days(plan: Plan, now: datetime) -> tuple[date, date]:
    """The days on whose moments a look may fall, whatever the zones of the people."""
    after = now if plan.until is None else max(min(plan.until, now), now - LOOKS_BACK)
    return after.astimezone(UTC).date() - DAY, now.astimezone(UTC).date() + DAY


def _since(plan: Plan, company: Company, now: datetime) -> datetime:
    """From when on: a company that is new is told of its whole day."""
    if plan.until is None:
        return at_local(now.astimezone(company.zone).date(), datetime.min.time(), company.zone)
    return max(plan.until, now - LOOKS_BACK)


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
        late = [one for one in together if now > one.what.until]
        moment = at.astimezone(UTC)
        job = NewJob(kind, NOBODY, moment.date(), f"{moment:%Y-%m-%dT%H:%M:%S}", at, {"v": 1, "people": people})
        yield job if people else NewJob(job.kind, NOBODY, job.day, job.slot, at, _none(late), "late")


def _none(late: Sequence[Due]) -> dict[str, Any]:
    return {"v": 1, "people": [], "late": sum(len(one.people) for one in late)}


def _for_head(due: Due, newest: datetime, now: datetime) -> NewJob:
    what = due.what
    reason = "late" if now > what.until else "coalesced" if what.at < newest else None
    return NewJob(what.kind, due.people[0], what.day, what.slot, what.at, {"v": 1}, reason)
