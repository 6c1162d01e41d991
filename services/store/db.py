"""The engines: one for writers, one for readers, and the rules that keep SQLite honest.

SQLite: WAL, foreign keys on, a patient busy timeout, writers that begin with BEGIN IMMEDIATE, readers on an engine of
their own that cannot write. PostgreSQL: writers of one company take turns by an advisory lock, readers see a snapshot,
whoever is frozen within a transaction loses it.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.util import await_

from services.domain.ids import CompanyId
from services.domain.recall import Recall
from services.store.companies import Companies
from services.store.troubles import clear_absence, clear_trouble
from services.store.unit import Memory, Unit

_BUSY_MILLISECONDS = 30_000
_COMES_AGAIN_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_CONNECT_SECONDS = 10
_STANDS_STILL_SECONDS = 60
"""A process that is frozen within a transaction holds locks that others wait for. By then its claims are open to them
anyway (the shortest lease lasts as long), so PostgreSQL ends the transaction; no step of ours thinks that long between
two statements."""

_CACHE_KIB = 65_536
_REMEMBERED = 1_000
"""Answers about companies that are kept for as long as they are true: a handful for each company."""

_CHECKPOINT_PAGES = 8_000
"""Pages in the WAL before they are moved: an import rewrites the same index pages, and moving them once is enough."""


Connection: TypeAlias = AsyncConnection
"""A transaction above companies, for code that passes it on and does not look inside."""


class Database:
    """The database behind one URL, for every company of the installation."""

    def __init__(self, url: str, gives_way: float = 0.0) -> None:
        """`gives_way`: seconds that long work in the background leaves free after each of its transactions."""
        self.url = make_url(url)
        self._gives_way = gives_way
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._write = _engine(url, readonly=False)
        self._read = _engine(url, readonly=True)
        self._memory: Memory = Recall(_REMEMBERED)
        self._durable = _engine(url, readonly=False, durable=True) if self.is_sqlite else self._write

    @property
    def file(self) -> Path | None:
        """Where SQLite keeps it; None for a server."""
        return Path(self.url.database or "") if self.is_sqlite else None

    @asynccontextmanager
    async def reading(self, company: CompanyId) -> AsyncIterator[Unit]:
        """A consistent view of one company's data; nothing can be written through it."""
        async with _begun(self._read) as connection:
            yield Unit(connection, company, self._memory)

    @asynccontextmanager
    async def writing(self, company: CompanyId, *, answers_change: bool = True) -> AsyncIterator[Unit]:
        """One transaction of one company: all of it or nothing; writers of a company take turns.

        It moves the company's version, by which answers that were kept are known to be out of date.
        """
        async with _begun(self._write) as connection:
            if not self.is_sqlite:
                await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": company})
            yield Unit(connection, company)
            if answers_change:
                await Companies(connection).touch(company)
        if self._gives_way:
            await asyncio.sleep(self._gives_way)

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[AsyncConnection]:
        """A writing transaction that belongs to no company: the list of companies, migrations, backup."""
        async with _begun(self._write) as connection:
            yield connection

    @asynccontextmanager
    async def durable(self) -> AsyncIterator[AsyncConnection]:
        """The same, and once it is over no power failure takes it back: for what is acknowledged right after."""
        async with _begun(self._durable) as connection:
            yield connection

    @asynccontextmanager
    async def overview(self) -> AsyncIterator[AsyncConnection]:
        """A reading transaction that belongs to no company."""
        async with _begun(self._read) as connection:
            yield connection

    async def migrate(self, upgrade: Callable[[AsyncConnection], Awaitable[bool]]) -> bool:
        """Let a migration run in one transaction of its own, with SQLite's references unchecked meanwhile."""
        engine = _engine(self.url.render_as_string(hide_password=False), readonly=False, references=False)
        try:
            async with _begun(engine) as connection:
                return await upgrade(connection)
        finally:
            await engine.dispose()

    async def close(self) -> None:
        """Give back every connection."""
        await self._write.dispose()
        await self._read.dispose()
        await self._durable.dispose()


@asynccontextmanager
async def _begun(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction that is kept at the end, or undone; what stands in its way is said clearly."""
    async with AsyncExitStack() as stack:
        with clear_absence():
            connection = await stack.enter_async_context(engine.connect())
        with clear_trouble():
            async with connection.begin():
                yield connection


def _engine(url: str, *, readonly: bool, references: bool = True, durable: bool = False) -> AsyncEngine:
    backend = make_url(url).get_backend_name()
    if backend == "sqlite":
        engine = create_async_engine(
            url,
            connect_args={"isolation_level": None, "timeout": _BUSY_MILLISECONDS / 1000},
            pool_size=16,
            max_overflow=8,
        )
        _tame_sqlite(engine, _pragmas(readonly=readonly, references=references, durable=durable), readonly=readonly)
        return engine
    options: dict[str, Any] = {"isolation_level": "REPEATABLE READ"} if readonly else {}
    patience: dict[str, Any] = {
        "timeout": _CONNECT_SECONDS,
        "server_settings": {"idle_in_transaction_session_timeout": f"{_STANDS_STILL_SECONDS}s"},
    }
    engine = create_async_engine(url, pool_pre_ping=True, connect_args=patience, **options)
    if readonly:
        event.listen(engine.sync_engine, "begin", lambda c: c.exec_driver_sql("SET TRANSACTION READ ONLY"))
    return engine


def _tame_sqlite(engine: AsyncEngine, pragmas: Sequence[str], *, readonly: bool) -> None:
    begin = "BEGIN" if readonly else "BEGIN IMMEDIATE"

    def on_connect(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        try:
            _keep_a_log(cursor)
            for pragma in pragmas:
                cursor.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        cursor.close()

    event.listen(engine.sync_engine, "do_connect", _look_first)
    event.listen(engine.sync_engine, "connect", on_connect)
    event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql(begin))


def _keep_a_log(cursor: Any) -> None:
    """Write ahead. Of several who open a new file at once SQLite lets one change the mode and does not make the others
    wait, whatever their patience: they come again."""
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")
    for wait in (*_COMES_AGAIN_S, None):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as trouble:
            if wait is None or trouble.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            await_(asyncio.sleep(wait))
        else:
            return


def _pragmas(*, readonly: bool, references: bool, durable: bool) -> tuple[str, ...]:
    return (
        f"synchronous={'FULL' if durable else 'NORMAL'}",
        f"wal_autocheckpoint={_CHECKPOINT_PAGES}",
        f"foreign_keys={'ON' if references else 'OFF'}",
        f"cache_size=-{_CACHE_KIB}",
        "temp_store=MEMORY",
        f"query_only={'ON' if readonly else 'OFF'}",
    )


def _look_first(_dialect: Any, _record: Any, where: list[Any], _how: dict[str, Any]) -> None:
    """A file that cannot be opened is found here: the driver's own thread would complain after the loop has ended."""
    sqlite3.connect(where[0]).close()
