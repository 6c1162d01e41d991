"""The KPI part of a row: the product's KPIs and the company's own, from one tally."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.domain.formula import Formula, NotAFormula, read_formula
from services.domain.kpi import KPIS, known_keys
from services.domain.report import Column, Unit, Value
from services.domain.tally import Scale, Tally, dress, kpi_number, kpi_values
from services.store.rules import OwnKpi, Rules
from services.store.unit import Unit as Transaction


@dataclass(frozen=True, slots=True)
class OwnFormula:
    """A company's own KPI, ready to be counted."""

    key: str
    name: str
    unit: Unit
    formula: Formula


async def own_formulas(unit: Transaction) -> Sequence[OwnFormula]:
    """The company's own KPIs; one that names a KPI no longer known is left out."""

    async def load() -> Sequence[OwnFormula]:
        return [own for kpi in await Rules(unit).own_kpis() if (own := _read(kpi)) is not None]

    return await unit.remembered("own_formulas", load)


def _read(kpi: OwnKpi) -> OwnFormula | None:
    try:
        return OwnFormula(kpi.key, kpi.name, Unit(kpi.unit), read_formula(kpi.formula, known_keys()))
    except NotAFormula:
        return None


def kpi_columns(own: Sequence[OwnFormula]) -> tuple[Column, ...]:
    """A column per KPI, the company's own last."""
    return tuple(Column(kpi.key, kpi.unit) for kpi in KPIS) + tuple(Column(kpi.key, kpi.unit) for kpi in own)


def kpi_cells(tally: Tally, scale: Scale, own: Sequence[OwnFormula]) -> dict[str, Value]:
    """Every KPI of the row; what does not exist is None."""
    cells = kpi_values(tally, scale)
    numbers = kpi_numbers(tally, scale) if own else {}
    for kpi in own:
        value = kpi.formula.value(numbers)
        cells[kpi.key] = None if value is None else dress(value, kpi.unit, scale.currency)
    return cells


def kpi_numbers(tally: Tally, scale: Scale) -> Mapping[str, Fraction | None]:
    """The same as exact numbers, for formulas, norms and plans; clocks count as seconds since midnight."""
    return {kpi.key: kpi_number(kpi, tally, scale) for kpi in KPIS}
