"""Backup and restore: everything comes back, into either kind of database, and nothing else is ever touched."""

import asyncio
import os
import shutil
import sqlite3
import stat
from contextlib import closing

import pytest
from sqlalchemy import text

from migrations.runner import SCHEMA
from services.errors import Refused
from services.store import copies, sqlite_files
from services.store.db import Database
from services.store.schema import Schema
from services.store.tables import deals, facts
from services.usecases.back_up import BackUp
from services.usecases.keep_keys import KeepKeys
from services.usecases.restore import Restore
from tests.factories import TUESDAY, a_company, a_deal
from tests.marks import on_postgres, on_sqlite, some_now
from tests.store.invented import everything, fill


@pytest.fixture(params=["sqlite", "postgres"])
async def empty(request, new_url):
    """Where a copy comes back: a database without a table, of either kind."""
    opened = Database(new_url(request.param, migrated=False))
    yield opened
    await opened.close()


@pytest.fixture
async def copy(database, company, tmp_path):
    """A copy of two companies with rows in every table."""
    await fill_up(database, company)
    file = tmp_path / "copies" / "takt.copy"
    file.parent.mkdir()
    await BackUp(database, SCHEMA)(file)
    return file


async def fill_up(database, company):
    """Rows in every table for the company and for another one."""
    for seed, each in enumerate((company, await a_company(database, "Лютик"))):
        async with database.writing(each.id) as unit:
            await fill(unit, seed, each.name)
    await KeepKeys(database)("fingerprint")


async def come_back(database, file, tmp_path, **more):
    """Restore the file into the database."""
    return await Restore(database, SCHEMA, tmp_path)(file, **{"fingerprint": "fingerprint", **more})


async def contents(database, company):
    """All rows of the company."""
    async with database.reading(company.id) as unit:
        return await everything(unit)


async def companies(database):
    """How many companies there are."""
    async with database.overview() as connection:
        return (await connection.execute(text("SELECT count(*) FROM companies"))).scalar_one()


async def test_everything_comes_back_into_either_kind_of_database(database, company, copy, empty, tmp_path):
    there = await contents(database, company)

    done = await come_back(empty, copy, tmp_path)

    assert await contents(empty, company) == there
    assert (done.companies, done.revision, done.same_keys) == (2, SCHEMA.head, True)
    assert await companies(empty) == 2
    assert await empty.migrate(SCHEMA.upgrade) is False


async def test_a_backup_says_what_it_holds_and_only_its_owner_reads_it(database, company, tmp_path):
    await fill_up(database, company)
    file = tmp_path / "takt.copy"

    done = await BackUp(database, SCHEMA)(file)

    assert (done.companies, done.size) == (2, file.stat().st_size)
    assert done.rows > sum(map(len, (await contents(database, company)).values()))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name) == ["takt.copy"]


async def test_a_copy_is_one_sound_file_of_ours(copy):
    header = copy.read_bytes()[:100]

    assert sqlite_files.is_ours(copy)
    assert sqlite_files.is_sound(copy)
    assert header[18:20] == b"\x01\x01", "a file that needs no other beside it"
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


async def test_a_file_that_is_there_is_replaced_only_when_told_so(database, copy):
    before = copy.read_bytes()

    with pytest.raises(Refused, match="backup-exists"):
        await BackUp(database, SCHEMA)(copy)
    kept = copy.read_bytes()
    async with database.connection() as connection:
        await connection.execute(text("DELETE FROM companies WHERE name = 'Лютик'"))
    await BackUp(database, SCHEMA)(copy, force=True)

    assert kept == before
    assert copy.read_bytes() != before


@on_sqlite
@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("way", ["itself", "link", "folder"])
async def test_the_database_itself_is_never_written_over(database, company, tmp_path, force, way):
    target = {"itself": database.file, "link": tmp_path / "link.db", "folder": tmp_path}[way]
    if way == "link":
        os.link(database.file, target)

    with pytest.raises(Refused, match="backup-not-here"):
        await BackUp(database, SCHEMA)(target, force=force)

    assert await companies(database) == 1


async def test_a_folder_that_is_not_there_is_named(database, company, tmp_path):
    with pytest.raises(Refused) as refusal:
        await BackUp(database, SCHEMA)(tmp_path / "nowhere" / "takt.copy")

    assert (refusal.value.phrase, refusal.value.values["path"]) == ("folder-unwritable", str(tmp_path / "nowhere"))


async def test_without_a_database_there_is_nothing_to_copy_and_none_is_made(tmp_path):
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'none.db'}")

    with pytest.raises(Refused, match="database-missing"):
        await BackUp(database, SCHEMA)(tmp_path / "takt.copy")

    assert list(tmp_path.iterdir()) == []


async def test_room_is_looked_for_before_anything_is_written(database, company, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(100, 99, 1))

    with pytest.raises(Refused, match="disk-short"):
        await BackUp(database, SCHEMA)(tmp_path / "takt.copy")

    assert not (tmp_path / "takt.copy").exists()


async def test_a_copy_is_of_one_moment_while_others_write(database, company, tmp_path):
    async def write(number):
        async with database.writing(company.id) as unit:
            await unit.put(deals, [a_deal(id=number)])
            await unit.put(facts, [{"person_id": number, "day": TUESDAY, "kpi": "x", "value": 1}])

    async def keep_writing():
        for number in range(1, 400):
            await write(number)
            await asyncio.sleep(0)

    await write(1)
    writer = asyncio.ensure_future(keep_writing())
    seen = []
    for turn in range(4):
        file = tmp_path / f"{turn}.copy"
        await BackUp(database, SCHEMA)(file)
        with closing(sqlite3.connect(file)) as opened:
            seen.append([opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("deals", "facts")])
    writer.cancel()
    await asyncio.gather(writer, return_exceptions=True)

    assert all(of_deals == of_facts for of_deals, of_facts in seen)
    assert seen == sorted(seen)
    assert seen[0] != seen[-1], "nobody wrote meanwhile"


@on_sqlite
async def test_what_was_deleted_does_not_come_along(database, company, tmp_path):
    async with database.writing(company.id) as unit:
        await unit.put(deals, [a_deal(id=n, client=f"канарейка {n}") for n in range(500)])
    async with database.writing(company.id) as unit:
        await unit.run(unit.delete(deals))

    await BackUp(database, SCHEMA)(tmp_path / "takt.copy")

    assert "канарейка".encode() not in (tmp_path / "takt.copy").read_bytes()


async def test_an_unfinished_copy_leaves_nothing_behind(database, company, tmp_path, monkeypatch):
    folder = tmp_path / "copies"
    folder.mkdir()
    monkeypatch.setattr(sqlite_files, "close_up", lambda file: (_ for _ in ()).throw(Refused("disk-full")))

    with pytest.raises(Refused, match="disk-full"):
        await BackUp(database, SCHEMA)(folder / "takt.copy")

    assert list(folder.iterdir()) == []


async def test_companies_that_are_there_are_given_up_only_when_told_so(database, company, copy, empty, tmp_path):
    await empty.migrate(SCHEMA.upgrade)
    await a_company(empty, "Астра")

    with pytest.raises(Refused, match="restore-over"):
        await come_back(empty, copy, tmp_path)
    before = await companies(empty)
    await come_back(empty, copy, tmp_path, force=True)

    assert (before, await companies(empty)) == (1, 2)
    async with empty.overview() as connection:
        names = (await connection.execute(text("SELECT name FROM companies ORDER BY name"))).scalars()
        assert list(names) == ["Лютик", "Ромашка"]


async def test_whoever_has_the_database_open_sees_the_restored_one(database, company, copy, empty, tmp_path):
    await empty.migrate(SCHEMA.upgrade)
    running = Database(empty.url.render_as_string(hide_password=False))
    before = await companies(running)

    await come_back(empty, copy, tmp_path)

    assert (before, await companies(running)) == (0, 2)
    await a_company(running, "Астра")
    assert await companies(empty) == 3
    await running.close()


@pytest.mark.parametrize(
    ("kept", "here", "same"), [("k", "k", True), ("k", "other", False), ("k", None, False), (None, "k", None)]
)
async def test_it_is_said_whether_the_keys_belong_to_the_copy(database, company, tmp_path, kept, here, same):
    if kept:
        await KeepKeys(database)(kept)
    await BackUp(database, SCHEMA)(tmp_path / "takt.copy")

    done = await come_back(database, tmp_path / "takt.copy", tmp_path, fingerprint=here, force=True)

    assert done.same_keys is same


@pytest.mark.parametrize(
    ("name", "make", "phrase"),
    some_now(
        [
            ("nothing", lambda file, copy: None, "backup-missing"),
            ("folder", lambda file, copy: file.mkdir(), "backup-strange"),
            ("empty", lambda file, copy: file.touch(), "backup-strange"),
            ("text", lambda file, copy: file.write_text("Это не копия\n" * 1000), "backup-strange"),
            ("photo", lambda file, copy: file.write_bytes(b"\xff\xd8\xff\xe0" + bytes(5000)), "backup-strange"),
            ("another program's", lambda file, copy: strange(file), "backup-strange"),
            (
                "half",
                lambda file, copy: file.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2]),
                "backup-damaged",
            ),
            ("cut short", lambda file, copy: file.write_bytes(copy.read_bytes()[:-5000]), "backup-damaged"),
            ("header only", lambda file, copy: file.write_bytes(copy.read_bytes()[:100]), "backup-damaged"),
            ("torn page", lambda file, copy: file.write_bytes(torn(copy)), "backup-damaged"),
            ("newer", lambda file, copy: newer(file, copy), "backup-newer"),
        ],
        3,
    ),
)
async def test_what_is_no_good_copy_is_refused_and_nothing_is_changed(database, copy, tmp_path, name, make, phrase):
    file = tmp_path / "offered"
    make(file, copy)
    before = file.read_bytes() if file.is_file() else None

    with pytest.raises(Refused) as refusal:
        await come_back(database, file, tmp_path, force=True)

    assert refusal.value.phrase == phrase
    assert await companies(database) == 2
    assert (file.read_bytes() if file.is_file() else None) == before
    assert [path.name for path in tmp_path.iterdir() if "restore" in path.name] == []


def strange(file):
    """A sound database of another program."""
    with closing(sqlite3.connect(file)) as opened:
        opened.execute("CREATE TABLE alembic_version (version_num)")
        opened.execute("CREATE TABLE companies (id)")
        opened.commit()


def torn(copy):
    """A copy with rubbish in its middle pages."""
    content = bytearray(copy.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 40_000] = b"\x7f" * 40_000
    return bytes(content)


def newer(file, copy):
    """A copy of a version that does not exist yet."""
    shutil.copy(copy, file)
    with closing(sqlite3.connect(file)) as opened:
        opened.execute("UPDATE alembic_version SET version_num = '9999'")
        opened.commit()


@on_postgres
async def test_rows_lost_on_the_way_undo_the_whole_restore(database, copy, tmp_path, monkeypatch):
    pour = copies._pour

    async def careless(source, target, table):
        if table.name != "facts":
            await pour(source, target, table)

    async with database.connection() as connection:
        await connection.execute(text("DELETE FROM companies WHERE name = 'Лютик'"))
    monkeypatch.setattr(copies, "_pour", careless)

    with pytest.raises(Refused, match="backup-damaged"):
        await come_back(database, copy, tmp_path, force=True)

    assert await companies(database) == 1


async def test_an_older_copy_is_brought_up_to_date(database, company, copy, empty, tmp_path):
    with closing(sqlite3.connect(copy)) as opened:
        opened.execute("ALTER TABLE deals DROP COLUMN response_s")
        opened.execute("UPDATE alembic_version SET version_num = '0000'")
        opened.commit()
    there = await contents(database, company)

    async def upgrade(connection):
        if await SCHEMA.revision(connection) != "0000":
            return await SCHEMA.upgrade(connection)
        await connection.execute(text("ALTER TABLE deals ADD COLUMN response_s BIGINT"))
        await connection.execute(text(f"UPDATE alembic_version SET version_num = '{SCHEMA.head}'"))
        return True

    older = Schema(SCHEMA.head, SCHEMA.revision, upgrade, SCHEMA.knows)
    done = await Restore(empty, older, tmp_path)(copy, fingerprint=None)

    assert done.revision == "0000"
    assert len((await contents(empty, company))["deals"]) == len(there["deals"])


@on_sqlite
@pytest.mark.parametrize("content", [b"hello " * 1000, b"SQLite format 3\x00" + b"\x00" * 5000])
async def test_a_database_that_cannot_be_read_is_replaced_only_when_told_so(database, company, copy, tmp_path, content):
    await database.close()
    for companion in ("-wal", "-shm"):
        database.file.with_name(database.file.name + companion).write_bytes(b"old")
    database.file.write_bytes(content)

    with pytest.raises(Refused, match="restore-over-unreadable"):
        await come_back(database, copy, tmp_path)
    untouched = database.file.read_bytes() == content
    await come_back(database, copy, tmp_path, force=True)

    assert untouched
    assert await companies(database) == 2


@on_sqlite
async def test_a_raw_copy_of_the_file_with_its_log_is_taken_too(database, company, tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    for companion in ("", "-wal"):
        shutil.copy(f"{database.file}{companion}", folder / f"takt.db{companion}")
    new = Database(f"sqlite+aiosqlite:///{tmp_path / 'new.db'}")

    await come_back(new, folder / "takt.db", tmp_path)

    assert await companies(new) == 1
    await new.close()
