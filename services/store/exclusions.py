"""Counts of what no period can hold: deals without the dates they need, calls nobody owns, imports cut short."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Label, ScalarSelect, Select, Table, and_, func, select

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

_OF_DEALS = {"payments_without_deal": payments, "moves_without_deal": stage_entries}
"""What belongs to a deal and may come before it, or without it."""


class Exclusions:
    """What reports of one company leave out."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def everything(self, people: frozenset[PersonId] | None) -> Mapping[str, int]:
        """All of them in one look; of deals those of these people (None: everybody's). What is 0 is absent."""
        return await self._unit.remembered(("exclusions", people), lambda: self._everything(people))

    async def _everything(self, people: frozenset[PersonId] | None) -> Mapping[str, int]:
        query = self._unit.select(
            deals,
            *(func.count().filter(condition).label(reason) for reason, condition in DEALS.items()),
            self._count(income, income.c.day.is_(None)).label("revenue_without_date"),
            *(self._count(table, self._orphan(table)).label(reason) for reason, table in _OF_DEALS.items()),
            *self._loose(),
        )
        return await self._counted(query if people is None else query.where(deals.c.person_id.in_(people)))

    async def loose(self) -> dict[str, int]:
        """Calls of extensions that are nobody's yet, and imports that were cut short."""
        return await self._counted(select(*self._loose()))

    async def _counted(self, query: Select[*tuple[Any, ...]]) -> dict[str, int]:
        row = (await self._unit.rows(query))[0]
        return {reason: int(count) for reason, count in row._asdict().items() if count}

    def _loose(self) -> tuple[Label[int], Label[int]]:
        unmatched = self._count(calls, calls.c.person_id == 0, calls.c.owner_ref.is_not(None))
        unfinished = self._count(imports, imports.c.state != "done")
        return unmatched.label("unmatched_extensions"), unfinished.label("unfinished_import")

    def _count(self, table: Table, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
        return self._unit.select(table, func.count()).where(*conditions).scalar_subquery()

    def _orphan(self, table: Table) -> ColumnElement[bool]:
        known = self._unit.select(deals, deals.c.id).where(deals.c.id == table.c.deal_id)
        return ~known.correlate(table).exists()

    async def unfinished_imports(self) -> list[tuple[str, str]]:
        """Kind and name of imports that began and never ended."""
        query = self._unit.select(imports, imports.c.kind, imports.c.name).where(imports.c.state != "done")
        return [(row.kind, row.name) for row in await self._unit.rows(query.order_by(imports.c.begun_at))]
