"""Somebody else holds the database: writers wait their turn, readers do not wait at all."""

import asyncio
import time
from contextlib import asynccontextmanager

import pytest

from bot.wiring import ensure_schema
from services.errors import Refused
from services.store import db
from services.store.db import Database
from services.store.people import People
from services.store.tables import deals
from services.usecases.find_company import FindCompany
from tests.factories import a_deal, a_person
from tests.marks import on_sqlite

HOLDER = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
held.execute("UPDATE companies SET name = 'Занято'")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
held.execute("ROLLBACK")
"""


def held_for(process, database, seconds):
    """Another process holds the database from now on."""
    holder = process(HOLDER, database.file, seconds)
    assert holder.line() == "held"
    return holder


@on_sqlite
async def test_a_writer_waits_for_another_process_and_then_goes_on(database, company, process):
    held_for(process, database, 3)
    began = time.monotonic()

    await a_person(database, company, "Иван")

    assert 2 < time.monotonic() - began < 20
    async with database.reading(company.id) as unit:
        assert await People(unit).count() == 1


@on_sqlite
async def test_reports_do_not_wait_for_a_writer(database, company, process):
    await a_person(database, company, "Иван")
    held_for(process, database, 30)
    began = time.monotonic()

    fresh = Database(database.url.render_as_string(hide_password=False))
    changed = await ensure_schema(fresh)
    found = await FindCompany(fresh)(None)
    async with fresh.reading(company.id) as unit:
        people = await People(unit).count()

    assert (changed, found, people) == (False, company, 1)
    assert time.monotonic() - began < 2
    await fresh.close()


@on_sqlite
async def test_patience_ends_with_a_clear_line_and_the_next_try_works(database, company, process, monkeypatch):
    monkeypatch.setattr(db, "_BUSY_MILLISECONDS", 200)
    hasty = Database(database.url.render_as_string(hide_password=False))
    holder = held_for(process, database, 30)

    with pytest.raises(Refused, match="database-busy"):
        await a_person(hasty, company, "Иван")
    holder.kill()
    await a_person(hasty, company, "Иван")

    await hasty.close()


@asynccontextmanager
async def writing_slowly(database, company):
    """A writer of our own process that does not let go until told."""
    async with database.writing(company.id) as unit:
        await unit.put(deals, [a_deal(id=1)])
        yield


async def test_a_reader_sees_the_last_kept_state_while_a_writer_works(database, company):
    async with writing_slowly(database, company), database.reading(company.id) as unit:
        during = len(await unit.rows(unit.select(deals)))

    async with database.reading(company.id) as unit:
        after = len(await unit.rows(unit.select(deals)))

    assert (during, after) == (0, 1)


async def test_a_reader_sees_one_moment_whatever_is_written_meanwhile(database, company):
    async with database.reading(company.id) as unit:
        before = len(await unit.rows(unit.select(deals)))
        async with database.writing(company.id) as other:
            await other.put(deals, [a_deal()])
        after = len(await unit.rows(unit.select(deals)))

    assert (before, after) == (0, 0)


async def test_twenty_readers_and_a_writer_get_on_with_each_other(database, company):
    async def read():
        async with database.reading(company.id) as unit:
            return len(await unit.rows(unit.select(deals)))

    async with writing_slowly(database, company):
        found = await asyncio.wait_for(asyncio.gather(*(read() for _ in range(20))), 10)

    assert found == [0] * 20
