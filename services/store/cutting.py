"""Rows that were cut into local days and working time, for cutting them again."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam

from services.domain.measures import Rows
from services.store.counting import GROUNDS
from services.store.tables import activities, calls
from services.store.unit import Unit

CUT_ROWS = (Rows.CALLS, Rows.ACTIVITIES, Rows.MOVES)
"""The rows that fall on a person's local day."""


class Cutting:
    """Rows of one kind as they are cut."""

    def __init__(self, unit: Unit, rows: Rows) -> None:
        self._unit = unit
        self._ground = GROUNDS[rows]
        self._table = self._ground.table

    async def days_from(self, day: date, most: int) -> list[date]:
        """Up to `most` days that have rows, from this day on."""
        column = self._ground.day
        query = self._unit.select(self._table, column.label("day")).where(column >= day)
        return [row.day for row in await self._unit.rows(query.distinct().order_by(column).limit(most))]

    async def of_days(self, first: date, last: date) -> Sequence[Row[Any]]:
        """The rows of these days."""
        return await self._unit.rows(self._unit.select(self._table).where(self._ground.day.between(first, last)))

    def moment(self, row: Row[Any]) -> Any:
        """The row's moment."""
        return getattr(row, self._ground.at.name)

    async def cut(self, rows: Sequence[tuple[Row[Any], Mapping[str, Any]]]) -> None:
        """Write new cuts of rows; all have the same columns."""
        if not rows:
            return
        keys = [column for column in self._table.primary_key.columns if column.name != "company_id"]
        names = list(rows[0][1])
        statement = (
            self._unit.update(self._table)
            .where(*(column == bindparam(f"old_{column.name}", type_=column.type) for column in keys))
            .values({name: bindparam(f"new_{name}", type_=self._table.c[name].type) for name in names})
        )
        named = [
            {
                **{f"old_{column.name}": getattr(row, column.name) for column in keys},
                **{f"new_{name}": value for name, value in columns.items()},
            }
            for row, columns in rows
        ]
        await self._unit.connection.execute(statement, named)

    async def own(self, ref: str, person: int) -> date | None:
        """Give rows of an unmatched reference to a person; returns the first day of theirs."""
        if self._table not in (calls, activities):
            return None
        mine = (self._table.c.person_id == 0, self._table.c.owner_ref == ref)
        first = await self._unit.row(
            self._unit.select(self._table, self._ground.day.label("day")).where(*mine).order_by(self._ground.day)
        )
        if first is None:
            return None
        await self._unit.run(self._unit.update(self._table).where(*mine).values(person_id=person))
        day: date = first.day
        return day
