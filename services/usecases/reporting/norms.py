"""Norms beside facts: what was asked of a person in the period, what is due by now, and how it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.domain.ids import PersonId
from services.domain.kpi import BY_KEY, Better, Kind, Kpi
from services.domain.norms import Norm
from services.domain.pace import is_early
from services.domain.people import Roster
from services.domain.quantiles import MEDIAN, quantile
from services.domain.report import Unit, Value
from services.domain.scores import Mark, attainment, score
from services.domain.tally import Scale, Tally, dress, kpi_number, kpi_value
from services.store.rules import Rules
from services.store.unit import Unit as Transaction
from services.usecases.reporting.asked import Asked
from services.usecases.reporting.kpi_cells import OwnFormula, kpi_numbers
from services.usecases.reporting.prorating import Prorating
from services.usecases.worktime import Worktime, load_worktime


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
    def judged(self) -> bool:
        """Whether enough is due by now to be judged by; what is to stay low is judged at once."""
        return bool(self.due) and (self.kpi.better is Better.LESS or not is_early(self.due, self.kpi.unit))

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
            "expected_to_date": shown(self.due),
            "pace": self.pace,
            "score": attainment(self.mark) if self.judged else None,
        }


def norm_value(number: Fraction, unit: Unit, currency: str) -> Value:
    """A norm or its fact in the unit of its KPI; a time of day is shown as one."""
    if unit is Unit.MOMENT:
        minute = int(number) // 60
        return f"{minute // 60:02d}:{minute % 60:02d}"
    return dress(number, unit, currency)


@dataclass(frozen=True, slots=True)
class NormSheet:
    """All norms of a company, and what they ask of each person."""

    norms: Sequence[Norm]
    own: Mapping[str, OwnFormula]
    worktime: Worktime
    prorating: Prorating

    def any(self) -> bool:
        """Whether the company asks anything of anybody."""
        return bool(self.norms)

    def states(self, person: PersonId, tally: Tally, scale: Scale) -> list[NormState]:
        """How each norm of the person stands; KPIs that nothing is asked of are absent."""
        found = []
        for key in sorted({norm.kpi for norm in self.norms}):
            kpi = self.kpi(key)
            asked = self.prorating.of(person, kpi) if kpi is not None and person else None
            if kpi is not None and asked is not None:
                found.append(NormState(kpi, asked[0], asked[1], self.number(kpi, tally, scale)))
        return found

    def kpi(self, key: str) -> Kpi | None:
        """A KPI of the product or of the company; None for a key that nobody knows."""
        return BY_KEY.get(key) or _described(self.own.get(key))

    def value(self, kpi: Kpi, tally: Tally, scale: Scale) -> Value:
        """The KPI as a report shows it."""
        if kpi.key not in self.own:
            return kpi_value(kpi, tally, scale)
        number = self.number(kpi, tally, scale)
        return None if number is None else dress(number, kpi.unit, scale.currency)

    def number(self, kpi: Kpi, tally: Tally, scale: Scale) -> Fraction | None:
        """The KPI as a number; of a clock, the usual seconds since midnight."""
        if kpi.key in self.own:
            return self.own[kpi.key].formula.value(kpi_numbers(tally, scale))
        if kpi.kind is not Kind.CLOCK:
            return kpi_number(kpi, tally, scale)
        marks = tally.marks.get(kpi.key)
        return quantile([mark.second for mark in marks], MEDIAN) if marks else None

    def score(self, states: Sequence[NormState]) -> Fraction | None:
        """The mean attainment of what is due, all norms weighing the same; None where nothing is due."""
        return score(state.mark for state in states if state.judged)


def _described(own: OwnFormula | None) -> Kpi | None:
    """A company's own KPI as a norm sees it: amounts are asked of each day, ratios as they are."""
    if own is None:
        return None
    adds_up = own.unit in (Unit.COUNT, Unit.MONEY, Unit.SECONDS)
    return Kpi(own.key, own.unit, Kind.SUM if adds_up else Kind.RATIO)


async def load_norms(read: Transaction, asked: Asked, roster: Roster, own: Iterable[OwnFormula]) -> NormSheet:
    """The norms of the company, ready to be held against tallies."""
    norms = await Rules(read).norms()
    worktime = await load_worktime(read, asked.company, roster)
    own_by_key = {formula.key: formula for formula in own}
    return NormSheet(norms, own_by_key, worktime, Prorating(asked, roster, worktime, norms))
