"""Counts of what no period can hold: deals without the dates they need, calls nobody owns, imports cut short."""

from sqlalchemy import ColumnElement, and_, exists, func

from services.domain.ids import PersonId
from services.store.tables import calls, deals, imports, income, payments, stage_entries
from services.store.unit import Unit

_FINISHED = deals.c.status != "open"

DEALS: dict[str, ColumnElement[bool]] = {
    "closed_without_date": and_(_FINISHED, deals.c.closed_at.is_(None)),
    "closed_before_created": and_(_FINISHED, deals.c.closed_at < deals.c.created_at),
    "open_with_closing_date": and_(deals.c.status == "open", deals.c.closed_at.is_not(None)),
    "open_without_dates": and_(deals.c.status == "open", deals.c.created_at.is_(None)),
    "finished_without_creation": and_(_FINISHED, deals.c.created_at.is_(None)),
}
"""How each is treated stands in docs/numbers.md."""


class Exclusions:
    """What reports of one company leave out."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def deals(self, people: frozenset[PersonId] | None) -> dict[str, int]:
        """Deals of these people (None: everybody's) by what they lack; reasons without a deal are absent."""
        columns = [func.count().filter(condition).label(reason) for reason, condition in DEALS.items()]
        query = self._unit.select(deals, *columns)
        if people is not None:
            query = query.where(deals.c.person_id.in_(people))
        row = await self._unit.row(query)
        return {reason: int(count) for reason, count in (row._asdict() if row else {}).items() if count}

    async def undated_income(self) -> int:
        """Parts of revenue that belong to no day."""
        row = await self._unit.row(self._unit.select(income, func.count().label("n")).where(income.c.day.is_(None)))
        return int(row.n) if row else 0

    async def orphans(self) -> dict[str, int]:
        """Payments and moves of deals that have never come."""
        found = {}
        for reason, table in (("payments_without_deal", payments), ("moves_without_deal", stage_entries)):
            deal = exists().where(deals.c.company_id == self._unit.company, deals.c.id == table.c.deal_id)
            row = await self._unit.row(self._unit.select(table, func.count().label("n")).where(~deal))
            found[reason] = int(row.n) if row else 0
        return found

    async def unmatched(self) -> int:
        """Calls of extensions that are nobody's yet."""
        query = self._unit.select(calls, func.count().label("n"))
        row = await self._unit.row(query.where(calls.c.person_id == 0, calls.c.owner_ref.is_not(None)))
        return int(row.n) if row else 0

    async def unfinished_imports(self) -> list[tuple[str, str]]:
        """Kind and name of imports that began and never ended."""
        query = self._unit.select(imports, imports.c.kind, imports.c.name).where(imports.c.state != "done")
        return [(row.kind, row.name) for row in await self._unit.rows(query.order_by(imports.c.begun_at))]
