"""What can be measured."""

from dataclasses import dataclass

from services.domain.company import Company
from services.store.db import Database
from services.store.rules import Rules
from services.usecases.organising.kpi_named import KnownKpi, known_kpis


@dataclass(frozen=True, slots=True)
class KpiLine:
    """A KPI; `formula` where it is the company's own."""

    kpi: KnownKpi
    formula: str | None


class ListKpis:
    """The company's own KPIs, then the product's, by key as norms, plans and formulas name them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, company: Company) -> list[KpiLine]:
        async with self._database.reading(company.id) as read:
            formulas = {own.key: own.formula for own in await Rules(read).own_kpis()}
            known = await known_kpis(read)
        lines = [KpiLine(kpi, formulas.get(kpi.key)) for kpi in known.values()]
        return sorted(lines, key=lambda line: line.formula is None)
