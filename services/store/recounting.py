"""What of a company's stored numbers a setting reaches: which deals, which person-days, whether there is anything."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Table, or_

from services.domain.ids import PersonId
from services.store.tables import activities, calls, costs, deals, facts, payments
from services.store.unit import Unit

_DATED: Sequence[Table] = (calls, activities, deals, payments, costs)
"""Tables whose rows were placed on days and moments by the company's zone."""


class Recounting:
    """What a changed setting reaches."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def deals(self) -> list[int]:
        """Every deal."""
        return [row.id for row in await self._unit.rows(self._unit.select(deals, deals.c.id))]

    async def cells(self) -> list[tuple[PersonId, date]]:
        """Every person-day that has a fact."""
        query = self._unit.select(facts, facts.c.person_id, facts.c.day).distinct()
        return [(PersonId(row.person_id), row.day) for row in await self._unit.rows(query)]

    async def any_rows(self) -> bool:
        """Whether anything has happened yet: a call, a message, a deal, a payment, a cost."""
        return await self._any(*(self._unit.select(table) for table in _DATED))

    async def any_money(self) -> bool:
        """Whether any sum is stored in the company's currency, or against it."""
        priced = or_(*(deals.c[name].is_not(None) for name in ("amount", "paid", "cost", "currency")))
        return await self._any(
            self._unit.select(deals).where(priced), self._unit.select(payments), self._unit.select(costs)
        )

    async def _any(self, *queries: object) -> bool:
        for query in queries:
            if await self._unit.row(query) is not None:  # type: ignore[arg-type]
                return True
        return False
