"""The schema's way up and down: the same on both databases, whole or not at all, and one at a time."""

import asyncio
import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, inspect, text

from migrations import HEAD
from migrations.runner import SCHEMA, downgrade, revision, upgrade
from services.errors import Refused
from services.store import sqlite_files
from services.store.db import Database
from services.store.tables import metadata
from tests.marks import on_sqlite

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = sorted((ROOT / "migrations/versions").glob("[0-9]*.py"))


@pytest.fixture
async def empty(empty_url):
    """A database without a table."""
    database = Database(empty_url)
    yield database
    await database.close()


async def tables(database):
    """The tables that stand in the database, but the one of the revision."""
    async with database.overview() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    return set(names) - {"alembic_version"}


async def stands(database):
    """The revision of the database."""
    async with database.overview() as connection:
        return await revision(connection)


async def down(database):
    """All the way back to nothing."""

    async def go(connection):
        await downgrade(connection, "base")
        return True

    await database.migrate(go)


def test_head_is_the_newest_file():
    assert VERSIONS[-1].name.startswith(f"{HEAD}_")
    assert SCHEMA.head == HEAD


def test_every_revision_leads_to_the_one_before():
    before = None
    for file in VERSIONS:
        source = file.read_text()
        number = file.name.split("_")[0]

        assert f'revision = "{number}"' in source
        assert f"down_revision = {before!r}".replace("'", '"') in source
        before = number


async def test_up_down_and_up_again(empty):
    first = await empty.migrate(upgrade)
    await down(empty)
    left, between = await tables(empty), await stands(empty)
    again = await empty.migrate(upgrade)

    assert (first, again) == (True, True)
    assert (left, between) == (set(), None)
    assert await tables(empty) == set(metadata.tables)
    assert await stands(empty) == HEAD


async def test_a_second_time_changes_nothing(database):
    assert await database.migrate(upgrade) is False


async def test_migrations_make_exactly_the_tables_the_program_knows(database):
    def differences(sync):
        context = MigrationContext.configure(sync, opts={"compare_type": True, "compare_server_default": True})
        return compare_metadata(context, metadata)

    async with database.overview() as connection:
        found = await connection.run_sync(differences)

    assert found == []


@on_sqlite
async def test_a_migrated_file_says_whose_it_is(database):
    assert sqlite_files.is_ours(database.file)


async def test_a_newer_database_is_refused_and_left_alone(database):
    async with database.connection() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(Refused) as refusal:
        await database.migrate(upgrade)

    assert (refusal.value.phrase, refusal.value.values) == ("database-newer", {"revision": "9999"})
    assert await stands(database) == "9999"


@pytest.mark.parametrize("table", ["deals", "strangers"])
async def test_tables_of_another_program_are_left_alone(empty, table):
    async with empty.connection() as connection:
        await connection.execute(text(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY)"))
    beside = table == "strangers" and not empty.is_sqlite

    if beside:
        await empty.migrate(upgrade)
    else:
        with pytest.raises(Refused, match="database-strange"):
            await empty.migrate(upgrade)

    assert await tables(empty) == {table} | (set(metadata.tables) if beside else set())


async def test_four_at_once_all_end_well(empty_url):
    several = [Database(empty_url) for _ in range(4)]

    done = await asyncio.gather(*(database.migrate(upgrade) for database in several))

    assert sorted(done) == [False, False, False, True]
    assert await tables(several[0]) == set(metadata.tables)
    for database in several:
        await database.close()


START = """
import asyncio, sys
from migrations.runner import upgrade
from services.store.db import Database

async def go():
    database = Database(sys.argv[1])
    sys.stdin.readline()
    print(await database.migrate(upgrade))
    await database.close()

asyncio.run(go())
"""


@on_sqlite
def test_several_processes_on_an_empty_folder_all_end_well(empty_url):
    command = [sys.executable, "-c", START, empty_url]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    several = [subprocess.Popen(command, cwd=ROOT, **pipes) for _ in range(3)]

    said = []
    for process in several:
        process.stdin.write("\n")
        process.stdin.flush()
    for process in several:
        out, trouble = process.communicate(timeout=60)
        said.append(out.strip())
        assert (process.returncode, trouble) == (0, "")

    assert sorted(said) == ["False", "False", "True"]


async def count_statements(database):
    """How many statements the whole way up takes; the database is brought up."""
    seen = []

    async def go(connection):
        event.listen(connection.sync_connection, "before_cursor_execute", lambda *said: seen.append(said[2]))
        return await upgrade(connection)

    await database.migrate(go)
    return len(seen)


async def cut_connection(server, database, at):
    """Migrate while the server ends our connection before the n-th statement."""
    seen = 0

    async def go(connection):
        own = (await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one()

        def look(*_said):
            nonlocal seen
            seen += 1
            if seen == at:
                server.do(f"SELECT pg_terminate_backend({own}, 5000)")

        event.listen(connection.sync_connection, "before_cursor_execute", look)
        return await upgrade(connection)

    with pytest.raises(Refused, match="database-away"):
        await database.migrate(go)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.97])
async def test_a_connection_cut_in_a_migration_leaves_the_old_schema(postgres_server, share):
    whole = Database(postgres_server.create(migrated=False))
    statements = await count_statements(whole)
    cut = Database(postgres_server.create(migrated=False))

    await cut_connection(postgres_server, cut, max(3, int(statements * share)))
    left, stood = await tables(cut), await stands(cut)
    finished = await cut.migrate(upgrade)

    assert (left, stood) == (set(), None)
    assert finished
    assert await tables(cut) == set(metadata.tables)
    for database in (whole, cut):
        await database.close()
        postgres_server.drop(database.url.render_as_string(hide_password=False))


KILL_LOOP = Path(__file__).with_name("kill_migrations.py")


@pytest.mark.parametrize("stride", [7, pytest.param(1, marks=pytest.mark.long)])
def test_a_kill_at_any_statement_leaves_the_old_schema_or_the_new(tmp_path, stride):
    command = [sys.executable, str(KILL_LOOP), str(tmp_path), str(stride)]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)

    tried = re.fullmatch(r"(\d+) kills, (\d+) old, (\d+) new, 0 between\n", done.stdout)
    assert done.returncode == 0, done.stderr
    assert tried, done.stdout
    assert int(tried[1]) > len(metadata.tables) // stride
