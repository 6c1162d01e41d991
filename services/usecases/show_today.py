"""The day card: a person's day in one glance, and for heads the day of their people."""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.ids import NOBODY, PersonId
from services.domain.occurrences import GRACE
from services.domain.pace import BEHIND
from services.domain.people import Role, Roster
from services.domain.period import Period
from services.domain.report import Report, Value
from services.domain.rights import Member
from services.reference.phones import mask
from services.store.db import Database
from services.store.importing import Imports
from services.store.people import People
from services.store.staff import Absence, Staff
from services.usecases.ask_report import AskReport
from services.usecases.reporting.asked import Asked, end_of_day
from services.usecases.waiting import waiting_calls
from services.usecases.worktime import Worktime, load_worktime


@dataclass(frozen=True, slots=True)
class DayOff:
    """Why nobody expects the person today: vacation, sick, day_off, holiday, weekend; `until` for an absence."""

    kind: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A client whose call was missed and with whom nobody has talked since; `person` 0 is nobody's call."""

    person: PersonId
    at: datetime
    phone: str | None


@dataclass(frozen=True, slots=True)
class PersonNow:
    """Somebody of a team with their score by now, None where nothing is due."""

    person: PersonId
    name: str
    score: Fraction | None = None


@dataclass(frozen=True, slots=True)
class TeamGlance:
    """The managers a head sees: how many are expected, who has not begun, who is behind, who is away.

    `judged` counts those whose pace is known.
    """

    expected: int
    not_started: tuple[PersonNow, ...]
    behind: tuple[PersonNow, ...]
    away: tuple[PersonNow, ...]
    missed: int
    stalled: int
    judged: int = 0


@dataclass(frozen=True, slots=True)
class DayCard:
    """One person's day at a moment, in their own zone.

    `norms` are the norms of the day's KPI report with fact and pace; `missed` are the person's own missed clients;
    `stalled` counts their deals that stand still. `team` is there for whoever heads somebody. `fresh` is the moment
    of the newest data.
    """

    person: PersonId
    name: str
    now: datetime
    sells: bool
    off: DayOff | None
    begins: datetime | None
    ends: datetime | None
    report: Report
    norms: tuple[Mapping[str, Value], ...]
    missed: tuple[Waiting, ...]
    stalled: int
    team: TeamGlance | None
    fresh: datetime | None
    stale: bool


class ShowToday:
    """Show a member's day: norms with fact and pace, clients who wait for a call, deals that stand still.

    The numbers are those of the reports of that day. A free day is said kindly and asks nothing. Nobody is said not
    to have begun on data older than the start of their day.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._clock = clock
        self._days = SeeDays(database, clock)

    async def __call__(self, member: Member) -> DayCard:
        async with self._days.roster(member.company) as roster:
            day, _zone = roster.zone_of(member.id).day_of(self._clock.now())
        return await self.on(member, day)

    async def on(self, member: Member, day: date) -> DayCard:
        """The same of another day: as it is now, or as it ended."""
        alone = None if member.heads else member.id
        return (await self._days(member.company, day, alone)).card(member)


class SeeDays:
    """Looks at a local day once, for as many cards as are wanted of it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._ask = AskReport(database, clock)

    @asynccontextmanager
    async def roster(self, company: Company) -> AsyncIterator[Roster]:
        """The people of a company."""
        async with self._database.reading(company.id) as read:
            yield await People(read).roster(company.zone)

    async def __call__(self, company: Company, day: date, alone: PersonId | None = None) -> "DayGround":
        """The ground of everybody's cards of the day, or of one person's alone. A past day is seen as it ended."""
        now = self._clock.now()
        at = min(now, end_of_day(day, company))
        kpi = await self._ask.answer("kpi", Asked(company, Period(day, day), at, person=alone))
        deals = await self._ask.answer("deals", Asked(company, Period(day, day), at, person=alone))
        async with self._database.reading(company.id) as read:
            roster = await People(read).roster(company.zone)
            worktime = await load_worktime(read, company, roster)
            absences = await Staff(read).absences()
            fresh = await Imports(read).newest()
            rows = await waiting_calls(read, company, day, at)
        missed = sorted(
            (
                Waiting(
                    PersonId(row.person_id),
                    row.started_at.astimezone(roster.zone_of(PersonId(row.person_id)).day_of(row.started_at)[1]),
                    mask(row.last4) if row.last4 else None,
                )
                for row in rows
            ),
            key=lambda one: one.at,
        )
        return DayGround(company, day, roster, worktime, absences, tuple(missed), now, fresh, kpi, deals)


@dataclass(frozen=True)
class DayGround:
    """What the cards of one local day are read from; what belongs to whom is found once for all of them."""

    company: Company
    day: date
    roster: Roster
    worktime: Worktime
    absences: list[Absence]
    missed: tuple[Waiting, ...]
    now: datetime
    fresh: datetime | None
    kpi: Report
    deals: Report

    def card(self, member: Member) -> DayCard:
        """The day of one member."""
        calendar = self.worktime.of(member.id, self.day)
        shift, zone = calendar.shift(self.day), calendar.zone
        fresh, now = self.fresh, self.now
        return DayCard(
            person=member.id,
            name=member.person.name,
            now=now.astimezone(zone),
            sells=member.sells,
            off=self.off(member.id, self.day),
            begins=shift.start.astimezone(zone) if shift else None,
            ends=shift.end.astimezone(zone) if shift else None,
            report=self.kpi,
            norms=_norms(self.row(member.id)),
            missed=tuple(self._missed.get(member.id, ())),
            stalled=self._stalled[str(member.id)],
            team=self.glance(member) if member.heads else None,
            fresh=fresh.astimezone(zone) if fresh else None,
            stale=fresh is not None and now - fresh > timedelta(hours=self.company.stale_after_hours),
        )

    def row(self, person: PersonId) -> Mapping[str, Value]:
        """The KPIs of a person's day; empty for whoever is not in the report."""
        return self._rows.get(str(person), {})

    @cached_property
    def _rows(self) -> Mapping[Value, Mapping[str, Value]]:
        return {row["person_id"]: row for row in self.kpi.rows}

    @cached_property
    def _missed(self) -> Mapping[PersonId, list[Waiting]]:
        found: dict[PersonId, list[Waiting]] = defaultdict(list)
        for one in self.missed:
            found[one.person].append(one)
        return found

    @cached_property
    def _stalled(self) -> Counter[Value]:
        """Deals that stand still, by the id of the person as text; of nobody under None."""
        return Counter(row["person_id"] for row in self.deals.rows if row["stalled_because"] is not None)

    def off(self, person: PersonId, day: date) -> DayOff | None:
        """Why the day is free for the person; None on a working day."""
        calendar = self.worktime.of(person, day)
        if calendar.shift(day) is not None:
            return None
        away = [one for one in self.absences if one.person == person and day in one.period]
        if away:
            longest = max(away, key=lambda one: one.period.last)
            return DayOff(longest.kind, longest.period.last)
        return DayOff("holiday" if day in calendar.days_off else "weekend")

    def glance(self, member: Member) -> TeamGlance:
        """The managers whom the head sees, themselves left out."""
        people = self._managers(member)
        seen = frozenset(people)
        away = [person for person, day in people.items() if self.worktime.of(person, day).absent(day)]
        expected = [person for person, day in people.items() if self.worktime.of(person, day).shift(day) is not None]
        same_day = [person for person in expected if people[person] == self.kpi.period.first]
        late = [person for person in same_day if self._has_not_begun(person, people[person])]
        scores = {person: score for person in same_day if isinstance(score := self.row(person).get("score"), Fraction)}
        behind = sorted((score, person) for person, score in scores.items() if score < BEHIND and person not in late)
        theirs = seen | ({NOBODY} if member.whole else frozenset())
        return TeamGlance(
            expected=len(expected),
            not_started=self._by_name(late),
            behind=tuple(PersonNow(who, self.roster.people[who].name, score) for score, who in behind),
            away=self._by_name(away),
            missed=sum(len(self._missed.get(person, ())) for person in theirs),
            stalled=sum(self._stalled[str(person) if person else None] for person in theirs),
            judged=len(scores),
        )

    def _managers(self, member: Member) -> dict[PersonId, date]:
        """The managers the head sees, each with their own day."""
        found = {}
        for person in member.sees - {member.id}:
            day, _zone = self.roster.zone_of(person).day_of(self.now)
            if Role.MANAGER in self.roster.roles_of(person, day):
                found[person] = day
        return found

    def _has_not_begun(self, person: PersonId, day: date) -> bool:
        """The start is over by more than the grace, the data are newer than that, and nothing was done."""
        shift, row = self.worktime.of(person, day).shift(day), self.row(person)
        if shift is None or self.fresh is None or row.get("day_start") or row.get("first_call_at"):
            return False
        return shift.start + GRACE <= min(self.now, self.fresh)

    def _by_name(self, people: Iterable[PersonId]) -> tuple[PersonNow, ...]:
        named = (PersonNow(person, self.roster.people[person].name) for person in people)
        return tuple(sorted(named, key=lambda one: one.name))


def _norms(row: Mapping[str, Value]) -> tuple[Mapping[str, Value], ...]:
    norms = row.get("norms")
    return tuple(norms) if isinstance(norms, list) else ()
