"""One transaction of one company: every statement goes through it, so the company cannot be forgotten."""

from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Delete,
    Row,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.ids import CompanyId
from services.domain.recall import Recall
from services.store.bulk import Bulk, filled, removal, upsert
from services.store.tables import companies

_BATCH = 5_000
"""Rows per statement round trip; a bigger one gains nothing and holds memory."""

_NAMED_AT_ONCE = 900
"""Identifiers in one IN list; more are asked in turns."""


StoredRow: TypeAlias = Row[Any]
"""A row as the store gives it: an attribute per column."""

StoredTable: TypeAlias = Table
"""One of our tables, for code that names it and does not look inside."""


Said = TypeVar("Said")

Memory: TypeAlias = Recall[Hashable, tuple[int | None, Any]]
"""What is remembered of companies, each answer with the version of the company that it is true of."""

_VERSION = select(companies.c.version).where(companies.c.id == bindparam("number"))


class Unit:
    """A transaction bound to one company."""

    def __init__(self, connection: AsyncConnection, company: CompanyId, memory: Memory | None = None) -> None:
        """`memory`: where to keep what is `remembered`; without one, as in a transaction that writes, it is read."""
        self.connection = connection
        self.company = company
        self._memory = memory
        self._version: int | None = None
        self.insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert

    async def remembered(self, what: Hashable, load: Callable[[], Awaitable[Said]]) -> Said:
        """What rows of the company say, read once for as long as nothing of it changes; nobody may change the answer.

        `what` names the question with everything it depends on beside the company's rows.
        """
        if self._memory is None:
            return await load()
        version, key = await self.version(), (self.company, what)
        kept = self._memory.get(key)
        if kept is None or kept[0] != version:
            kept = self._memory.keep(key, (version, await load()))
        said: Said = kept[1]
        return said

    async def version(self) -> int:
        """The company's version as this transaction found it: whatever answers depend on moves it."""
        if self._version is None:
            self._version = int(await self.connection.scalar(_VERSION, {"number": self.company}) or 0)
        return self._version

    def select(self, table: Table, *columns: ColumnElement[Any] | Column[Any] | Table) -> Select[Any]:
        """A query over the company's own rows of the table."""
        return select(*(columns or (table,))).where(table.c.company_id == self.company)

    def update(self, table: Table) -> Update:
        """A change of the company's own rows."""
        return update(table).where(table.c.company_id == self.company)

    def delete(self, table: Table) -> Delete:
        """A removal of the company's own rows."""
        return delete(table).where(table.c.company_id == self.company)

    async def rows(
        self, query: Select[Any] | CompoundSelect[Any], values: Mapping[str, Any] | None = None
    ) -> Sequence[Row[Any]]:
        """All rows of a query, whose places are filled with these values."""
        found: Sequence[Row[Any]] = (await self.connection.execute(query, values)).all()
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
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            columns = {name: [row[name] for row in batch] for name in batch[0]}
            await self.put_columns(table, columns, replace=replace, only=only)

    async def put_columns(
        self, table: Table, columns: Mapping[str, Sequence[Any]], *, replace: bool = True, only: Sequence[str] = ()
    ) -> None:
        """The same for rows given column by column."""
        if next(iter(columns.values()), ()):
            given, changing = filled(table, columns), tuple(only or columns) if replace else ()
            await self._carry_out(upsert(self.connection.dialect, table, tuple(given), changing), given)

    async def remove_columns(self, table: Table, columns: Mapping[str, Sequence[Any]]) -> None:
        """Remove the rows that have these values, given column by column."""
        if next(iter(columns.values()), ()):
            await self._carry_out(removal(self.connection.dialect, table, tuple(columns)), columns)

    async def _carry_out(self, statement: Bulk, columns: Mapping[str, Sequence[Any]]) -> None:
        await self.connection.exec_driver_sql(statement.text, statement.rows(self.company, columns))

    async def drop(self, table: Table, ids: Sequence[int]) -> None:
        """Remove rows by id."""
        for start in range(0, len(ids), _NAMED_AT_ONCE):
            await self.run(self.delete(table).where(table.c.id.in_(ids[start : start + _NAMED_AT_ONCE])))

    async def add(self, table: Table, row: Mapping[str, Any]) -> bool:
        """Insert one row; False when one with the same key is there already."""
        statement = self.insert(table).on_conflict_do_nothing()
        result = await self.connection.execute(statement.values(company_id=self.company, **row))
        return result.rowcount == 1
