"""One transaction of one company: every statement goes through it, so the company cannot be forgotten."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Column, ColumnElement, Delete, Row, Select, Table, Update, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.ids import CompanyId

_BATCH = 5_000
"""Rows per statement round trip; a bigger one gains nothing and holds memory."""

_NAMED_AT_ONCE = 900
"""Identifiers in one IN list; more are asked in turns."""


StoredRow: TypeAlias = Row[Any]
"""A row as the store gives it: an attribute per column."""

StoredTable: TypeAlias = Table
"""One of our tables, for code that names it and does not look inside."""


class Unit:
    """A transaction bound to one company."""

    def __init__(self, connection: AsyncConnection, company: CompanyId) -> None:
        self.connection = connection
        self.company = company
        self._insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert

    def select(self, table: Table, *columns: ColumnElement[Any] | Column[Any] | Table) -> Select[Any]:
        """A query over the company's own rows of the table."""
        return select(*(columns or (table,))).where(table.c.company_id == self.company)

    def update(self, table: Table) -> Update:
        """A change of the company's own rows."""
        return update(table).where(table.c.company_id == self.company)

    def delete(self, table: Table) -> Delete:
        """A removal of the company's own rows."""
        return delete(table).where(table.c.company_id == self.company)

    async def rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        """All rows of a query."""
        found: Sequence[Row[Any]] = (await self.connection.execute(query)).all()
        return found

    async def row(self, query: Select[Any]) -> Row[Any] | None:
        """The first row, or None."""
        found: Row[Any] | None = (await self.connection.execute(query.limit(1))).first()
        return found

    async def run(self, statement: Update | Delete) -> int:
        """Carry out a change; returns how many rows it touched."""
        return (await self.connection.execute(statement)).rowcount

    async def by_ids(self, query: Select[Any], column: Column[Any], ids: Iterable[Any]) -> list[Row[Any]]:
        """The query for these ids only, asked in turns that any database accepts."""
        wanted = list(ids)
        found: list[Row[Any]] = []
        for start in range(0, len(wanted), _NAMED_AT_ONCE):
            found.extend(await self.rows(query.where(column.in_(wanted[start : start + _NAMED_AT_ONCE]))))
        return found

    async def put(
        self, table: Table, rows: Sequence[Mapping[str, Any]], *, replace: bool = True, only: Sequence[str] = ()
    ) -> None:
        """Insert rows; a row with the same key is replaced (in `only` columns, if named) or left alone.

        Every row has the same columns; the company is added here.
        """
        if not rows:
            return
        columns = list(rows[0])
        keys = [column.name for column in table.primary_key.columns]
        changing = [name for name in (only or columns) if name not in keys]
        statement = self._insert(table)
        if replace and changing:
            statement = statement.on_conflict_do_update(
                index_elements=keys, set_={name: statement.excluded[name] for name in changing}
            )
        else:
            statement = statement.on_conflict_do_nothing(index_elements=keys)
        await self._execute_many(statement, table, columns, rows)

    async def _execute_many(
        self, statement: Any, table: Table, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]
    ) -> None:
        """Run an insert for many rows: compiled once, values bound column by column, handed to the driver as tuples.

        SQLAlchemy's own way builds a dictionary of parameters per row and takes twice the time of the database.
        """
        compiled = statement.compile(dialect=self.connection.dialect, column_keys=["company_id", *columns])
        binders = [
            (name, table.c[name].type.dialect_impl(self.connection.dialect).bind_processor(self.connection.dialect))
            for name in compiled.positiontup
        ]
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            bound = [self._bound(name, binder, batch) for name, binder in binders]
            await self.connection.exec_driver_sql(str(compiled), list(zip(*bound, strict=True)))

    def _bound(self, name: str, binder: Callable[[Any], Any] | None, batch: Sequence[Mapping[str, Any]]) -> list[Any]:
        if name == "company_id":
            return [self.company] * len(batch)
        if binder is None:
            return [row[name] for row in batch]
        return [binder(row[name]) for row in batch]

    async def drop(self, table: Table, ids: Sequence[int]) -> None:
        """Remove rows by id."""
        for start in range(0, len(ids), _NAMED_AT_ONCE):
            await self.run(self.delete(table).where(table.c.id.in_(ids[start : start + _NAMED_AT_ONCE])))

    async def add(self, table: Table, row: Mapping[str, Any]) -> bool:
        """Insert one row; False when one with the same key is there already."""
        statement = self._insert(table).on_conflict_do_nothing()
        result = await self.connection.execute(statement.values(company_id=self.company, **row))
        return result.rowcount == 1
