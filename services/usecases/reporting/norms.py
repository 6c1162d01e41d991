"""Norms beside facts: what was asked of a person in the period, what is due by now, and how it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import NamedTuple

from services.domain.ids import PersonId
from services.domain.kpi import BY_KEY, Better, Kind, Kpi
from services.domain.norms import Norm, Scope, norm_on
from services.domain.people import Role, Roster
from services.domain.period import Period
from services.domain.quantiles import MEDIAN, quantile
from services.domain.report import Unit, Value
from services.domain.scores import Mark, attainment, score
from services.domain.tally import Scale, Tally, dress, kpi_number
from services.store.rules import Rules
from services.store.unit import Unit as Transaction
from services.usecases.reporting.asked import Asked
from services.usecases.reporting.kpi_cells import OwnFormula, kpi_numbers
from services.usecases.worktime import Worktime, load_worktime, teams_upwards


@dataclass(frozen=True, slots=True)
class NormState:
    """One KPI against its norm: of the whole period, and due by the moment."""

    kpi: Kpi
    norm: Fraction
    due: Fraction
    fact: Fraction | None

    @property
    def pace(self) -> Fraction | None:
        """Fact over what is due by now: of what adds up; a time of day has a score and no pace."""
        adds_up = self.kpi.kind is not Kind.CLOCK
        return self.fact / self.due if self.fact is not None and self.due and adds_up else None

    @property
    def mark(self) -> Mark:
        """The state as a score sees it."""
        return Mark(self.fact, self.due, less_is_better=self.kpi.better is Better.LESS)

    def cells(self, currency: str) -> dict[str, Value]:
        """The state as values of a report."""

        def shown(number: Fraction | None) -> Value:
            return None if number is None else norm_value(number, self.kpi.unit, currency)

        return {
            "kpi": self.kpi.key,
            "norm": shown(self.norm),
            "fact": shown(self.fact),
            "pace": self.pace,
            "score": attainment(self.mark) if self.due else None,
        }


def norm_value(number: Fraction, unit: Unit, currency: str) -> Value:
    """A norm or its fact in the unit of its KPI; a time of day is shown as one."""
    if unit is Unit.MOMENT:
        minute = int(number) // 60
        return f"{minute // 60:02d}:{minute % 60:02d}"
    return dress(number, unit, currency)


class _WorkingDay(NamedTuple):
    """A working day of one person: what it weighs, what of that has passed, whose norms reach it."""

    day: date
    weight: Fraction | int
    passed: Fraction | int
    teams: tuple[int, ...]
    manages: bool


@dataclass(frozen=True, slots=True)
class NormSheet:
    """All norms of a company with the calendars they are prorated by; what many days share is found once."""

    asked: Asked
    roster: Roster
    worktime: Worktime
    norms: Sequence[Norm]
    own: Mapping[str, OwnFormula]
    _days: dict[PersonId, list[_WorkingDay]] = field(default_factory=dict)
    _chosen: dict[tuple[object, ...], Norm | None] = field(default_factory=dict)

    def any(self) -> bool:
        """Whether the company asks anything of anybody."""
        return bool(self.norms)

    def states(self, person: PersonId, tally: Tally, scale: Scale) -> list[NormState]:
        """How each norm of the person stands; KPIs that nothing is asked of are absent."""
        found = []
        for key in sorted({norm.kpi for norm in self.norms}):
            kpi = BY_KEY.get(key) or _described(self.own.get(key))
            asked = self._asked_of(person, kpi) if kpi is not None and person else None
            if kpi is not None and asked is not None:
                found.append(NormState(kpi, asked[0], asked[1], self._fact(kpi, tally, scale)))
        return found

    def _fact(self, kpi: Kpi, tally: Tally, scale: Scale) -> Fraction | None:
        """The KPI as a number; of a clock, the usual seconds since midnight."""
        if kpi.key in self.own:
            return self.own[kpi.key].formula.value(kpi_numbers(tally, scale))
        if kpi.kind is not Kind.CLOCK:
            return kpi_number(kpi, tally, scale)
        marks = tally.marks.get(kpi.key)
        return quantile([mark.second for mark in marks], MEDIAN) if marks else None

    def score(self, states: Sequence[NormState]) -> Fraction | None:
        """The mean attainment of what is due, all norms weighing the same; None where nothing is due."""
        return score(state.mark for state in states if state.due)

    def _asked_of(self, person: PersonId, kpi: Kpi) -> tuple[Fraction, Fraction] | None:
        """The norm of the period and its part due by the moment; rates and clocks are asked as they are.

        What is asked of the company or a team is asked of its managers; of others only what names them.
        """
        weights: dict[Decimal, Fraction | int] = {}
        passed: dict[Decimal, Fraction | int] = {}
        targets: list[Decimal] = []
        mine = [norm for norm in self.norms if norm.kpi == kpi.key and _may_reach(norm, person)]
        for working in self._working_days(person):
            norm = self._norm_on(mine, kpi.key, working, person)
            if norm is None or not (working.manages or norm.scope is Scope.PERSON):
                continue
            targets.append(norm.target)
            weights[norm.target] = weights.get(norm.target, 0) + working.weight
            passed[norm.target] = passed.get(norm.target, 0) + working.passed
        if not targets:
            return None
        if kpi.kind is Kind.SUM:
            return _total(weights), _total(passed)
        usual = Fraction(targets[0]) if len(weights) == 1 else Fraction(median(map(Fraction, targets)))
        return usual, usual

    def _norm_on(self, mine: Sequence[Norm], kpi: str, working: _WorkingDay, person: PersonId) -> Norm | None:
        """The norm in force; people of one team share it on a day unless something names a person."""
        named = any(norm.scope is Scope.PERSON for norm in mine)
        key = (kpi, working.day, working.teams, person if named else None)
        if key not in self._chosen:
            self._chosen[key] = norm_on(mine, kpi, working.day, person, working.teams)
        return self._chosen[key]

    def _working_days(self, person: PersonId) -> list[_WorkingDay]:
        if person not in self._days:
            stretches = self.roster.stretches(person, self.asked.period)
            self._days[person] = [day for stretch in stretches for day in self._of_stretch(person, stretch)]
        return self._days[person]

    def _of_stretch(self, person: PersonId, stretch: Period) -> Iterator[_WorkingDay]:
        calendar = self.worktime.of(person, stretch.first)
        teams = tuple(teams_upwards(self.roster, person, stretch.first))
        manages = Role.MANAGER in self.roster.roles_of(person, stretch.first)
        today = self.asked.today
        for day in stretch.days():
            weight = _plain(calendar.weight(day))
            if weight:
                away = (day - today).days
                near = abs(away) <= 1
                share = _plain(calendar.share_worked(day, self.asked.as_of)) if near else int(away < 0)
                yield _WorkingDay(day, weight, weight * share, teams, manages)


def _plain(number: Fraction) -> Fraction | int:
    """A whole fraction as an integer: nearly all days weigh 1, and integers add up much faster."""
    return number.numerator if number.denominator == 1 else number


def _total(parts: Mapping[Decimal, Fraction | int]) -> Fraction:
    return sum((Fraction(target) * weight for target, weight in parts.items()), Fraction(0))


def _may_reach(norm: Norm, person: PersonId) -> bool:
    return norm.scope is not Scope.PERSON or norm.scope_id == person


def _described(own: OwnFormula | None) -> Kpi | None:
    """A company's own KPI as a norm sees it: amounts are asked of each day, ratios as they are."""
    if own is None:
        return None
    adds_up = own.unit in (Unit.COUNT, Unit.MONEY, Unit.SECONDS)
    return Kpi(own.key, own.unit, Kind.SUM if adds_up else Kind.RATIO)


async def load_norms(read: Transaction, asked: Asked, roster: Roster, own: Iterable[OwnFormula]) -> NormSheet:
    """The norms of the company, ready to be held against tallies."""
    worktime = await load_worktime(read, asked.company, roster)
    return NormSheet(asked, roster, worktime, await Rules(read).norms(), {formula.key: formula for formula in own})
