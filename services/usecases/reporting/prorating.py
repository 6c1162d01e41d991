"""What norms ask of a person over a period, prorated by the working days of their own calendar.

People of one team with one calendar are asked the same, so an answer is found once for all of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import NamedTuple, TypeAlias

from services.domain.ids import PersonId
from services.domain.kpi import Kind, Kpi
from services.domain.norms import Norm, Scope, norm_on
from services.domain.people import Role, Roster
from services.domain.period import Period
from services.domain.workdays import WorkCalendar
from services.usecases.reporting.asked import Asked
from services.usecases.worktime import Worktime, teams_upwards

Number: TypeAlias = Fraction | int
"""Whole fractions are kept as integers: nearly all days weigh 1, and integers add up much faster."""


class _Stretch(NamedTuple):
    """Days within which a person's calendar, teams and role stay the same; `calendar` is its place in the list."""

    days: Period
    calendar: int
    teams: tuple[int, ...]
    manages: bool


class _WorkingDay(NamedTuple):
    """A working day: what it weighs, and what of that has passed."""

    day: date
    weight: Number
    passed: Number


@dataclass(frozen=True, slots=True)
class Prorating:
    """The norms of a company over the days of a question."""

    asked: Asked
    roster: Roster
    worktime: Worktime
    norms: Sequence[Norm]
    _calendars: list[WorkCalendar] = field(default_factory=list)
    _stretches: dict[PersonId, tuple[_Stretch, ...]] = field(default_factory=dict)
    _days: dict[tuple[Period, int], list[_WorkingDay]] = field(default_factory=dict)
    _found: dict[tuple[object, ...], tuple[Fraction, Fraction] | None] = field(default_factory=dict)

    def of(self, person: PersonId, kpi: Kpi) -> tuple[Fraction, Fraction] | None:
        """The norm of the period and its part due by the moment; rates and clocks are asked as they are.

        What is asked of the company or a team is asked of its managers; of others only what names them.
        """
        mine = [norm for norm in self.norms if norm.kpi == kpi.key and _may_reach(norm, person)]
        named = any(norm.scope is Scope.PERSON for norm in mine)
        key = (kpi.key, self._of_person(person), person if named else None)
        if key not in self._found:
            self._found[key] = self._sum(mine, person, kpi)
        return self._found[key]

    def _sum(self, mine: Sequence[Norm], person: PersonId, kpi: Kpi) -> tuple[Fraction, Fraction] | None:
        weights: dict[Decimal, Number] = {}
        passed: dict[Decimal, Number] = {}
        targets: list[Decimal] = []
        for stretch in self._of_person(person):
            for working in self._working_days(stretch):
                norm = norm_on(mine, kpi.key, working.day, person, stretch.teams)
                if norm is None or not (stretch.manages or norm.scope is Scope.PERSON):
                    continue
                targets.append(norm.target)
                weights[norm.target] = weights.get(norm.target, 0) + working.weight
                passed[norm.target] = passed.get(norm.target, 0) + working.passed
        if not targets:
            return None
        if kpi.kind is Kind.SUM:
            return _total(weights), _total(passed)
        usual = Fraction(median(map(Fraction, targets)))
        return usual, usual

    def _of_person(self, person: PersonId) -> tuple[_Stretch, ...]:
        if person not in self._stretches:
            stretches = self.roster.stretches(person, self.asked.period)
            self._stretches[person] = tuple(self._stretch(person, days) for days in stretches)
        return self._stretches[person]

    def _stretch(self, person: PersonId, days: Period) -> _Stretch:
        calendar = self.worktime.of(person, days.first)
        place = next((n for n, known in enumerate(self._calendars) if known is calendar), len(self._calendars))
        if place == len(self._calendars):
            self._calendars.append(calendar)
        manages = Role.MANAGER in self.roster.roles_of(person, days.first)
        return _Stretch(days, place, tuple(teams_upwards(self.roster, person, days.first)), manages)

    def _working_days(self, stretch: _Stretch) -> list[_WorkingDay]:
        key = (stretch.days, stretch.calendar)
        if key not in self._days:
            days = (self._working_day(day, self._calendars[stretch.calendar]) for day in stretch.days.days())
            self._days[key] = [working for working in days if working.weight]
        return self._days[key]

    def _working_day(self, day: date, calendar: WorkCalendar) -> _WorkingDay:
        """Days near the moment are looked at in the calendar's zone; others have passed or not begun."""
        weight, away = _plain(calendar.weight(day)), (day - self.asked.today).days
        share = _plain(calendar.share_worked(day, self.asked.as_of)) if abs(away) <= 1 else int(away < 0)
        return _WorkingDay(day, weight, weight * share)


def _plain(number: Fraction) -> Number:
    return number.numerator if number.denominator == 1 else number


def _total(parts: Mapping[Decimal, Number]) -> Fraction:
    return sum((Fraction(target) * weight for target, weight in parts.items()), Fraction(0))


def _may_reach(norm: Norm, person: PersonId) -> bool:
    return norm.scope is not Scope.PERSON or norm.scope_id == person
