"""The working calendars of a company and its people, joined from what is set and what the country observes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from services.domain.company import Company
from services.domain.ids import NOBODY, PersonId
from services.domain.norms import Scope
from services.domain.people import Roster
from services.domain.period import Period
from services.domain.workdays import DEFAULT_WEEK, Hours, WorkCalendar
from services.reference.holidays import CountryDays, country_calendar
from services.store.calendar import Calendar, HoursRow, OwnDay
from services.store.unit import Unit

YEARS = range(2000, 2051)


@dataclass
class Worktime:
    """Calendars by person, made when first asked for; who has none of their own shares the team's."""

    company: Company
    roster: Roster
    hours: Sequence[HoursRow]
    own_days: Sequence[OwnDay]
    absences: Mapping[PersonId, Sequence[Period]]
    _made: dict[tuple[PersonId, int | None, ZoneInfo], WorkCalendar] = field(default_factory=dict)
    _starts: dict[tuple[PersonId, date], datetime | None] = field(default_factory=dict)

    def of_company(self) -> WorkCalendar:
        """When the company works."""
        return self._calendar(NOBODY, None, self.company.zone)

    def of(self, person: PersonId, day: date) -> WorkCalendar:
        """When the person works, by their own hours, their team's, or the company's."""
        return self._calendar(person, self.roster.team_on(person, day), self.roster.zone_of(person).on(day))

    def in_shift(self, person: PersonId, day: date, at: datetime) -> bool:
        """Whether a moment may begin a working day: from two hours before the shift on; a free day has no bound."""
        key = (person, day)
        if key not in self._starts:
            self._starts[key] = self.of(person, day).earliest_start(day)
        earliest = self._starts[key]
        return earliest is None or at >= earliest

    @cached_property
    def _set_apart(self) -> frozenset[int]:
        """People with hours or absences of their own."""
        of_people = (row.scope_id for row in self.hours if row.scope == Scope.PERSON.value)
        return frozenset((*of_people, *self.absences))

    def _calendar(self, person: PersonId, team: int | None, zone: ZoneInfo) -> WorkCalendar:
        """People without hours or absences of their own share one calendar."""
        own = person if person in self._set_apart else NOBODY
        key = (own, team, zone)
        if key not in self._made:
            self._made[key] = self._make(own, team, zone)
        return self._made[key]

    def _make(self, person: PersonId, team: int | None, zone: ZoneInfo) -> WorkCalendar:
        return WorkCalendar(
            zone=zone,
            week=self._week(person, team),
            days_off=self._country.days_off,
            working_days=self._country.working_days,
            shortened={day.day: day.shorter_by for day in self.own_days if day.kind == "short"},
            absences=tuple(self.absences.get(person, ())),
        )

    @cached_property
    def _country(self) -> CountryDays:
        """The country's days with the company's own over them."""
        country = country_calendar(self.company.country, YEARS)
        off = {day.day for day in self.own_days if day.kind == "off"}
        work = {day.day for day in self.own_days if day.kind == "work"}
        return CountryDays(frozenset((country.days_off - work) | off), frozenset((country.working_days | work) - off))

    def _week(self, person: PersonId, team: int | None) -> dict[int, Hours]:
        week = dict(DEFAULT_WEEK)
        teams = _upwards(self.roster, team)
        for scope, number in [(Scope.COMPANY, 0), *((Scope.TEAM, t) for t in reversed(teams)), (Scope.PERSON, person)]:
            for row in self.hours:
                if (row.scope, row.scope_id) == (scope.value, number):
                    _lay(week, row)
        return week


def _lay(week: dict[int, Hours], row: HoursRow) -> None:
    if row.start_minute is None or row.end_minute is None:
        week.pop(row.weekday, None)
        return
    lunch = None
    if row.lunch_start is not None and row.lunch_end is not None:
        lunch = (clock(row.lunch_start), clock(row.lunch_end))
    week[row.weekday] = Hours(clock(row.start_minute), clock(row.end_minute), lunch)


def clock(minute: int) -> time:
    """Minutes since midnight as the time of day."""
    return time(minute // 60 % 24, minute % 60)


def _upwards(roster: Roster, team: int | None) -> list[int]:
    """The team and those above it, the nearest first."""
    path = next((t.path for t in roster.teams.values() if t.id == team), None)
    if path is None:
        return []
    above = [t for t in roster.teams.values() if path == t.path or path.startswith(t.path + "/")]
    return [t.id for t in sorted(above, key=lambda t: -len(t.path))]


def teams_upwards(roster: Roster, person: PersonId, day: date) -> list[int]:
    """The person's team on the day and those above it, the nearest first."""
    return _upwards(roster, roster.team_on(person, day))


async def load_worktime(unit: Unit, company: Company, roster: Roster) -> Worktime:
    """Everything the calendars are made of."""

    async def load() -> Worktime:
        calendar = Calendar(unit)
        return Worktime(company, roster, await calendar.hours(), await calendar.own_days(), await calendar.absences())

    return await unit.remembered(("worktime", company), load)
