"""Norms beside facts: what was asked of a person in the period, what is due by now, and how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from services.domain.ids import PersonId
from services.domain.kpi import BY_KEY, Better, Kind, Kpi
from services.domain.norms import Norm, norm_on
from services.domain.report import Unit, Value
from services.domain.scores import Mark, attainment, score
from services.domain.tally import Scale, Tally, dress, kpi_number
from services.store.rules import Rules
from services.store.unit import Unit as Transaction
from services.usecases.reporting.asked import Asked
from services.usecases.worktime import Worktime, load_worktime, teams_upwards
from services.domain.people import Roster


@dataclass(frozen=True, slots=True)
class NormState:
    """One KPI against its norm: of the whole period, and due by the moment."""

    kpi: Kpi
    norm: Fraction
    due: Fraction
    fact: Fraction | None

    @property
    def pace(self) -> Fraction | None:
        """Fact over what is due by now; nothing is due before the first working hour."""
        return None if self.fact is None or not self.due else self.fact / self.due

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


@dataclass(frozen=True, slots=True)
class NormSheet:
    """All norms of a company with the calendars they are prorated by."""

    asked: Asked
    roster: Roster
    worktime: Worktime
    norms: Sequence[Norm]

    def any(self) -> bool:
        """Whether the company asks anything of anybody."""
        return bool(self.norms)

    def states(self, person: PersonId, tally: Tally, scale: Scale) -> list[NormState]:
        """How each norm of the person stands; KPIs that nothing is asked of are absent."""
        found = []
        for key in sorted({norm.kpi for norm in self.norms} & set(BY_KEY)):
            asked = self._asked_of(person, key)
            if asked is not None and person:
                kpi = BY_KEY[key]
                found.append(NormState(kpi, asked[0], asked[1], _fact(kpi, tally, scale)))
        return found

    def score(self, states: Sequence[NormState]) -> Fraction | None:
        """The mean attainment of what is due, all norms weighing the same; None where nothing is due."""
        return score(state.mark for state in states if state.due)

    def _asked_of(self, person: PersonId, key: str) -> tuple[Fraction, Fraction] | None:
        """The norm of the period and its part due by the moment; rates and clocks are asked as they are."""
        whole = due = Fraction(0)
        targets: list[Fraction] = []
        for day in self.asked.period.days():
            norm = norm_on(self.norms, key, day, person, teams_upwards(self.roster, person, day))
            calendar = self.worktime.of(person, day)
            weight = calendar.weight(day)
            if norm is None or not weight:
                continue
            target = Fraction(norm.target)
            targets.append(target)
            whole += target * weight
            if day < self.asked.today:
                due += target * weight
            elif day == self.asked.today:
                due += target * weight * calendar.share_worked(day, self.asked.as_of)
        if not targets:
            return None
        if BY_KEY[key].kind is Kind.SUM:
            return whole, due
        usual = Fraction(median(targets))
        return usual, usual


def _fact(kpi: Kpi, tally: Tally, scale: Scale) -> Fraction | None:
    if kpi.kind is not Kind.CLOCK:
        return kpi_number(kpi, tally, scale)
    marks = tally.marks.get(kpi.key)
    return Fraction(median(Fraction(mark.seconds_of_day()) for mark in marks)) if marks else None


async def load_norms(read: Transaction, asked: Asked, roster: Roster) -> NormSheet:
    """The norms of the company, ready to be held against tallies."""
    worktime = await load_worktime(read, asked.company, roster)
    return NormSheet(asked, roster, worktime, await Rules(read).norms())
