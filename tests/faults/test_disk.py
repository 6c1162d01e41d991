"""A disk that is full or cannot be written: one clear line, nothing accepted is lost, and it goes on by itself."""

import pytest
from sqlalchemy import event

from migrations.runner import SCHEMA, upgrade
from services.errors import Refused
from services.store import sqlite_files
from services.store.db import Database
from services.store.tables import deals
from services.usecases.back_up import BackUp
from services.usecases.restore import Restore
from tests.factories import a_company, a_deal
from tests.faults.conftest import remount
from tests.marks import on_sqlite


async def fill_the_disk(database, company):
    """Write until nothing goes in any more; returns how many rows were accepted and what was said then."""
    for accepted in range(0, 100_000, 20):
        try:
            async with database.writing(company.id) as unit:
                await unit.put(deals, [a_deal(id=accepted + 1 + n, client="x" * 400) for n in range(20)])
        except Refused as refusal:
            return accepted, refusal.phrase
    raise AssertionError("the disk never got full")


async def count(database, company):
    """How many deals there are."""
    async with database.reading(company.id) as unit:
        return len(await unit.rows(unit.select(deals, deals.c.id)))


async def one_more(database, company):
    """Write one more row."""
    async with database.writing(company.id) as unit:
        await unit.put(deals, [a_deal(id=10**9)])


@on_sqlite
async def test_a_full_database_keeps_what_it_accepted_and_goes_on_when_there_is_room(database, company):
    pages = 300

    @event.listens_for(database._write.sync_engine, "begin")
    def limit(connection):
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    accepted, said = await fill_the_disk(database, company)
    kept = await count(database, company)
    pages = 100_000
    await one_more(database, company)

    assert said == "disk-full"
    assert accepted == kept > 0
    assert await count(database, company) == kept + 1
    await database.close()
    assert sqlite_files.is_sound(database.file)


async def test_a_full_disk_keeps_what_it_accepted_and_goes_on_when_there_is_room(small_disk):
    database = Database(f"sqlite+aiosqlite:///{small_disk / 'takt.db'}")
    await database.migrate(upgrade)
    company = await a_company(database)

    accepted, said = await fill_the_disk(database, company)
    kept = await count(database, company)
    remount(small_disk, "size=20m")
    await one_more(database, company)

    assert said == "disk-full"
    assert accepted == kept > 0
    assert await count(database, company) == kept + 1
    await database.close()
    assert sqlite_files.is_sound(database.file)


async def test_a_copy_that_finds_no_room_leaves_nothing_of_itself(database, company, small_disk, monkeypatch):
    async with database.writing(company.id) as unit:
        await unit.put(deals, [a_deal(client="x" * 400) for _ in range(12_000)])
    monkeypatch.setattr("services.usecases.back_up.ensure_room", lambda folder, needed: None)

    with pytest.raises(Refused, match="disk-full"):
        await BackUp(database, SCHEMA)(small_disk / "takt.copy")

    assert list(small_disk.iterdir()) == []


async def test_a_restore_that_finds_no_room_leaves_the_old_database(tmp_path, small_disk, monkeypatch):
    rich = Database(f"sqlite+aiosqlite:///{tmp_path / 'rich.db'}")
    await rich.migrate(upgrade)
    company = await a_company(rich)
    async with rich.writing(company.id) as unit:
        await unit.put(deals, [a_deal(client="x" * 400) for _ in range(12_000)])
    await BackUp(rich, SCHEMA)(tmp_path / "takt.copy")
    database = Database(f"sqlite+aiosqlite:///{small_disk / 'takt.db'}")
    await database.migrate(upgrade)
    old = await a_company(database, "Лютик")
    monkeypatch.setattr("services.usecases.restore.ensure_room", lambda folder, needed: None)

    for workplace in (small_disk, tmp_path):
        with pytest.raises(Refused, match=r"disk-full|folder-unwritable"):
            await Restore(database, SCHEMA, workplace)(tmp_path / "takt.copy", fingerprint=None, force=True)

    await one_more(database, old)
    assert await count(database, old) == 1
    await database.close()
    assert sqlite_files.is_sound(database.file)
    assert [file.name for file in small_disk.iterdir()] == ["takt.db"]
    await rich.close()


async def test_a_read_only_disk_is_one_clear_line_until_it_can_be_written_again(small_disk):
    database = Database(f"sqlite+aiosqlite:///{small_disk / 'takt.db'}")
    await database.migrate(upgrade)
    company = await a_company(database)
    await database.close()
    before = database.file.read_bytes()

    remount(small_disk, "ro")
    for attempt in (one_more, count):
        with pytest.raises(Refused, match=r"database-readonly|database-away"):
            await attempt(database, company)
    untouched = database.file.read_bytes() == before
    await database.close()
    remount(small_disk, "rw")
    await one_more(database, company)

    assert untouched
    assert await count(database, company) == 1
    await database.close()
