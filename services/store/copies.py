"""Copies of the whole database in one portable form: a SQLite file of ours, whichever database it was taken from."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Column, MetaData, Table, TypeDecorator, func, insert, select, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeEngine

from services.errors import Refused
from services.store import sqlite_files
from services.store.db import Database
from services.store.installation import Installation
from services.store.schema import Schema
from services.store.tables import metadata

Counts: TypeAlias = Mapping[str, int]
"""How many rows each table has."""

_BATCH = 5_000


class Copies:
    """Writes the database into a portable file and puts a portable file in its place."""

    def __init__(self, database: Database, schema: Schema) -> None:
        self._database = database
        self._schema = schema

    async def size(self) -> int:
        """How many bytes a copy may need."""
        if self._database.file is not None:
            return await asyncio.to_thread(sqlite_files.size, self._database.file)
        async with self._database.overview() as connection:
            sizes = (func.pg_table_size(func.to_regclass(table.name)) for table in metadata.sorted_tables)
            row = (await connection.execute(select(*sizes))).one()
            return sum(size or 0 for size in row)

    async def companies(self) -> int:
        """How many companies the database has; one that holds another program's tables is refused."""
        async with self._database.overview() as connection:
            if await self._schema.revision(connection) is not None:
                return await _count(connection, "companies")
            if self._database.is_sqlite and await _tables_there(connection) - {"alembic_version"}:
                raise Refused("database-strange")
            return 0

    async def write(self, file: Path) -> Counts:
        """Write the database as it is at one moment into an empty file, while others go on writing."""
        if self._database.file is not None:
            await asyncio.to_thread(sqlite_files.snapshot, self._database.file, file)
        else:
            await self._dump(file)
        counts = await self.counts(file)
        await asyncio.to_thread(sqlite_files.close_up, file)
        return counts

    async def counts(self, file: Path) -> Counts:
        """Rows by table of a portable file, of the tables it has."""
        async with _portable(file) as portable, portable.overview() as connection:
            there = await _tables_there(connection)
            return {name: await _count(connection, name) for name in sorted(there & set(metadata.tables))}

    async def fingerprint(self, file: Path) -> str | None:
        """Which phone key the numbers of a portable file were made with."""
        async with _portable(file) as portable, portable.overview() as connection:
            return await Installation(connection).fingerprint()

    async def bring_up(self, file: Path) -> str | None:
        """Bring a portable file to the current schema; returns the revision it stood at, None when it has none."""
        async with _portable(file) as portable:
            async with portable.overview() as connection:
                stood = await self._schema.revision(connection)
            if stood is not None:
                await portable.migrate(self._schema.upgrade)
        return stood

    async def read(self, file: Path) -> None:
        """Put a portable file of the current schema in the database's place, all of it or nothing."""
        if self._database.file is not None:
            await self._database.close()
            await asyncio.to_thread(sqlite_files.close_up, file)
            await asyncio.to_thread(sqlite_files.put_in_place, file, self._database.file)
        else:
            await self._load(file)

    async def _dump(self, file: Path) -> None:
        async with _portable(file) as portable:
            await portable.migrate(self._schema.upgrade)
            async with self._database.overview() as source, portable.connection() as target:
                if await self._schema.revision(source) != self._schema.head:
                    raise Refused("database-older")
                for table in metadata.sorted_tables:
                    await _pour(source, target, _plain(table))

    async def _load(self, file: Path) -> None:
        expected = await self.counts(file)
        names = ", ".join(table.name for table in metadata.sorted_tables)
        async with _portable(file) as portable, portable.overview() as source, self._database.connection() as target:
            await self._schema.upgrade(target)
            await target.execute(text(f"TRUNCATE {names}"))
            for table in metadata.sorted_tables:
                await _pour(source, target, _plain(table))
            if {name: await _count(target, name) for name in expected} != expected:
                raise Refused("backup-damaged")


@asynccontextmanager
async def _portable(file: Path) -> AsyncIterator[Database]:
    database = Database(URL.create("sqlite+aiosqlite", database=str(file)).render_as_string())
    try:
        yield database
    finally:
        await database.close()


async def _tables_there(connection: AsyncConnection) -> set[str]:
    found = await connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
    return set(found.scalars())


async def _count(connection: AsyncConnection, table: str) -> int:
    counted = await connection.execute(select(func.count()).select_from(metadata.tables[table]))
    return int(counted.scalar_one())


async def _pour(source: AsyncConnection, target: AsyncConnection, table: Table) -> None:
    """All rows of a table from one database into the other."""
    rows = await source.stream(select(table))
    async for batch in rows.mappings().partitions(_BATCH):
        await target.execute(insert(table), [dict(row) for row in batch])


def _plain(table: Table) -> Table:
    """The same table with values as they are stored, so that nothing is computed on the way."""
    return Table(table.name, MetaData(), *(Column(column.name, _stored(column.type)) for column in table.columns))


def _stored(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind
