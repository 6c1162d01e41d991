"""What every test may ask for: a real database of either kind, a clock that stands, a company."""

import asyncio
import shutil
import warnings

import hypothesis
import pytest

from bot.clock import FixedClock
from migrations.runner import upgrade
from services.store.db import Database
from tests import factories, postgres

hypothesis.settings.register_profile(
    "takt", deadline=None, max_examples=60, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
hypothesis.settings.load_profile("takt")


@pytest.fixture(scope="session")
def postgres_server():
    """A PostgreSQL of this test process; tests that need it are skipped, loudly, where it cannot start."""
    try:
        server = postgres.start()
    except Exception as trouble:  # noqa: BLE001
        warnings.warn(f"PostgreSQL IS NOT TESTED, it cannot start: {trouble!r}", stacklevel=1)
        pytest.skip(f"PostgreSQL cannot start: {trouble!r}")
    yield server
    server.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A migrated SQLite file, made once and copied for every test."""
    file = tmp_path_factory.mktemp("template") / "takt.db"

    async def make():
        database = Database(f"sqlite+aiosqlite:///{file}")
        await database.migrate(upgrade)
        await database.close()

    with asyncio.Runner() as runner:
        runner.run(make())
    return file


@pytest.fixture(params=["sqlite", "postgres"])
def backend(request):
    """Which kind of database; `@on_sqlite` and `@on_postgres` of tests/marks.py choose one."""
    return request.param


@pytest.fixture
def empty_url(request, backend, tmp_path):
    """The address of a database without a table."""
    if backend == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'takt.db'}"
        return
    server = request.getfixturevalue("postgres_server")
    url = server.create(migrated=False)
    yield url
    server.drop(url)


@pytest.fixture
def database_url(request, backend, tmp_path):
    """The address of a fresh database with all our tables."""
    if backend == "sqlite":
        file = tmp_path / "takt.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite+aiosqlite:///{file}"
        return
    server = request.getfixturevalue("postgres_server")
    url = server.create()
    yield url
    server.drop(url)


@pytest.fixture
async def database(database_url):
    """A fresh database, once on SQLite and once on PostgreSQL."""
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def clock():
    """Noon of a working Tuesday in Moscow; stands until it is moved."""
    return FixedClock(factories.NOON)


@pytest.fixture
async def company(database):
    """A company in Moscow that counts in roubles."""
    return await factories.a_company(database)
