"""What every test may ask for: a real database of either kind, a clock that stands, a company."""

import asyncio
import gc
import shutil
import warnings

import hypothesis
import pytest

from bot.clock import FixedClock
from migrations.runner import upgrade
from services.store.db import Database
from tests import compiled, factories, postgres

hypothesis.settings.register_profile(
    "takt", deadline=None, max_examples=60, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
hypothesis.settings.load_profile("takt")
compiled.share()


def pytest_collection_finish():
    """What was collected stays: the collector of garbage need not walk through it during every test."""
    gc.collect()
    gc.freeze()


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
def new_url(request, tmp_path):
    """Makes databases: `new_url("sqlite")` with all our tables and no row, `migrated=False` without a table."""
    lent, made = [], []

    def sqlite(migrated):
        file = tmp_path / f"takt{len(list(tmp_path.glob('takt*.db'))) or ''}.db"
        if migrated:
            shutil.copy(request.getfixturevalue("sqlite_template"), file)
        return f"sqlite+aiosqlite:///{file}"

    def postgres(migrated):
        server = request.getfixturevalue("postgres_server")
        urls = lent if migrated else made
        urls.append(server.lend() if migrated else server.create(migrated=False))
        return urls[-1]

    yield lambda kind, migrated=True: (sqlite if kind == "sqlite" else postgres)(migrated)
    for url in lent:
        request.getfixturevalue("postgres_server").take_back(url)
    for url in made:
        request.getfixturevalue("postgres_server").drop(url)


@pytest.fixture
def empty_url(backend, new_url):
    """The address of a database without a table."""
    return new_url(backend, migrated=False)


@pytest.fixture
def database_url(backend, new_url):
    """The address of a fresh database with all our tables."""
    return new_url(backend)


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
