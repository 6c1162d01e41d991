"""A process killed at any moment leaves a database that opens and holds whatever it said was stored."""

import random
import shutil
import sqlite3
import time
from contextlib import closing

import pytest

from migrations.runner import SCHEMA
from services.store import sqlite_files
from services.store.db import Database
from services.store.tables import deals, facts
from services.usecases.back_up import BackUp
from tests.factories import a_company, a_deal
from tests.marks import on_sqlite

KILLS = [3, pytest.param(40, marks=pytest.mark.long)]

WRITER = """
import asyncio, itertools, sys
from services.store.db import Database
from services.store.tables import deals, facts
from tests.factories import TUESDAY, a_deal

async def go(url, company, first):
    database = Database(url)
    for number in itertools.count(first):
        async with database.writing(company) as unit:
            await unit.put(deals, [a_deal(id=number)])
            await unit.put(facts, [{"person_id": number, "day": TUESDAY, "kpi": "x", "value": 1}])
        print(number, flush=True)

asyncio.run(go(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
"""


async def ids(database, company, table=deals, column="id"):
    """The numbers of the rows that are there."""
    async with database.reading(company.id) as unit:
        return {getattr(row, column) for row in await unit.rows(unit.select(table))}


@pytest.mark.parametrize("kills", KILLS)
async def test_what_was_said_to_be_stored_is_there_after_a_kill(database, company, process, kills):
    said = set()
    url = database.url.render_as_string(hide_password=False)

    for turn in range(kills):
        writer = process(WRITER, url, company.id, turn * 100_000)
        said.add(int(writer.line()))
        time.sleep(random.random() / 5)
        said.update(map(int, writer.kill()))

    stored = await ids(database, company)
    assert said <= stored
    assert len(stored - said) <= kills, "at most the one that was being told"
    assert await ids(database, company, facts, "person_id") == stored
    if database.file:
        await database.close()
        assert sqlite_files.is_sound(database.file)


@on_sqlite
@pytest.mark.parametrize("share", [0.2, 0.7, 0.999])
async def test_a_torn_end_of_the_log_costs_only_what_was_torn(database, company, tmp_path, share):
    for number in range(1, 60):
        async with database.writing(company.id) as unit:
            await unit.put(deals, [a_deal(id=number)])
    torn = tmp_path / "torn.db"
    shutil.copy(database.file, torn)
    log = database.file.with_name(f"{database.file.name}-wal").read_bytes()
    torn.with_name("torn.db-wal").write_bytes(log[: int(len(log) * share)])

    opened = Database(f"sqlite+aiosqlite:///{torn}")
    left = await ids(opened, company) if share > 0.5 else set()
    await opened.close()

    assert sqlite_files.is_sound(torn)
    assert left == set(range(1, len(left) + 1))


RESTORER = """
import asyncio, sys
from pathlib import Path
from migrations.runner import SCHEMA
from services.store.db import Database
from services.usecases.restore import Restore

async def go(url, copy, workplace):
    database = Database(url)
    print("begun", flush=True)
    await Restore(database, SCHEMA, Path(workplace))(Path(copy), fingerprint=None, force=True)
    print("done", flush=True)
    await database.close()

asyncio.run(go(*sys.argv[1:]))
"""


@pytest.mark.parametrize("kills", KILLS)
async def test_a_restore_that_is_killed_leaves_the_old_database_or_the_new(
    database, company, process, tmp_path, new_url, kills
):
    await put_many(database, company, 3_000)
    copy = tmp_path / "takt.copy"
    await BackUp(database, SCHEMA)(copy)
    kind = "sqlite" if database.is_sqlite else "postgres"
    target = Database(new_url(kind))
    other = await a_company(target, "Лютик")
    await put_many(target, other, 500)
    await BackUp(target, SCHEMA)(tmp_path / "old.copy")

    for turn in range(kills):
        restorer = process(
            RESTORER,
            target.url.render_as_string(hide_password=False),
            (copy, tmp_path / "old.copy")[turn % 2],
            tmp_path,
        )
        restorer.line()
        time.sleep(random.random() / 2)
        restorer.kill()

        found = len(await ids(target, company)), len(await ids(target, other))
        assert found in {(3_000, 0), (0, 500)}
        if target.file:
            assert sqlite_files.is_sound(target.file)
    await target.close()


async def put_many(database, company, count):
    """A number of deals."""
    async with database.writing(company.id) as unit:
        await unit.put(deals, [a_deal(client="x" * 200) for _ in range(count)])


@on_sqlite
async def test_a_database_closed_in_peace_needs_no_file_beside_it(database, company):
    await database.close()

    names = {path.name for path in database.file.parent.iterdir() if path.name.startswith(database.file.name)}
    assert names == {database.file.name}
    with closing(sqlite3.connect(f"{database.file.as_uri()}?immutable=1", uri=True)) as opened:
        assert opened.execute("SELECT name FROM companies").fetchall() == [(company.name,)]
