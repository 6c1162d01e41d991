"""A process that is frozen within a transaction holds nobody up for ever: PostgreSQL ends it, and it goes on later."""

import asyncio
import os
import signal
import time

import pytest
from sqlalchemy import select, text

from bot.clock import FixedClock, machine_now
from services.store.jobs import Jobs, NewJob
from services.store.tables import jobs, persons
from services.work.worker import Worker
from tests.factories import NOON, a_person
from tests.marks import on_postgres
from tests.work.doing import at_work, count_notes, notes

FROZEN = r"""
import asyncio, sys
from services.domain.ids import CompanyId
from services.errors import Refused
from services.store import db
from services.store.people import People

url, company, seconds = sys.argv[1:]
db._STANDS_STILL_SECONDS = seconds

async def add(name, *, slowly):
    async with database.writing(CompanyId(int(company))) as unit:
        await People(unit).add(name, listed=True)
        if slowly:
            print("within", flush=True)
            sys.stdin.readline()

async def main():
    global database
    database = db.Database(url)
    try:
        await add("Прежний", slowly=True)
        print("kept", flush=True)
    except Exception as trouble:
        print(type(trouble).__name__, getattr(trouble, "phrase", trouble), flush=True)
    await add("Новый", slowly=False)
    print("goes on", flush=True)
    await database.close()

asyncio.run(main())
"""


WORKER = r"""
import asyncio, logging, os, signal, sys
from datetime import timedelta
from bot.clock import FixedClock, machine_now
from services.store import db
from services.work import worker
from tests.factories import NOON
from tests.work.doing import notes

url, person = sys.argv[1:]
db._STANDS_STILL_SECONDS, worker.LEASE, worker._AT_ONCE = 1, timedelta(seconds=1), 1
logging.disable()
does = notes(int(person))

async def do(job):
    applies = await does(job)

    async def apply(unit):
        await applies(unit)
        if job.slot == "first":
            os.kill(os.getpid(), signal.SIGSTOP)

    return apply

working = worker.Worker(db.Database(url), FixedClock(NOON), machine_now, {"count": do})

async def main():
    task = asyncio.ensure_future(working.run())
    while line := await asyncio.to_thread(sys.stdin.readline):
        print("alive", flush=True)
    working.close()
    await task

asyncio.run(main())
"""
"""A worker that freezes in the middle of the transaction that writes down its first work."""


async def states(database):
    """The state of each work, by its slot."""
    async with database.overview() as connection:
        return {row.slot: row.state for row in await connection.execute(select(jobs.c.slot, jobs.c.state))}


async def plan(database, company, *slots):
    """Work that is due."""
    async with database.connection() as connection:
        found = [NewJob("count", 0, NOON.date(), slot, NOON, {"v": 1}) for slot in slots]
        await Jobs(connection).plan(company.id, found, NOON, machine_now())


async def until(database, wanted):
    """Wait until the work stands so."""
    async with asyncio.timeout(20):
        while await states(database) != wanted:
            await asyncio.sleep(0.05)


async def names(database, company):
    """Who is there."""
    async with database.reading(company.id) as unit:
        return {row.name for row in await unit.rows(unit.select(persons, persons.c.name))}


@on_postgres
async def test_what_it_held_is_free_and_it_works_again_with_a_new_connection(database, company, process):
    url = database.url.render_as_string(hide_password=False)
    frozen = process(FROZEN, url, company.id, 2)
    assert frozen.line() == "within"
    os.kill(frozen._process.pid, signal.SIGSTOP)
    began = time.monotonic()

    async with asyncio.timeout(20):
        await a_person(database, company, "Другой")
    waited = time.monotonic() - began
    os.kill(frozen._process.pid, signal.SIGCONT)
    frozen._process.stdin.write(b"\n")

    assert 1 < waited < 10
    assert frozen.line() == "Refused database-away"
    assert frozen.line() == "goes on"
    assert frozen.end() == (0, "")
    assert await names(database, company) == {"Другой", "Новый"}


@on_postgres
@pytest.mark.long
async def test_the_work_of_a_worker_frozen_while_writing_is_done_once_by_another(database, company, process):
    anna = await a_person(database, company, "Анна")
    await plan(database, company, "first")
    frozen = process(WORKER, database.url.render_as_string(hide_password=False), anna)
    async with asyncio.timeout(20):
        while "T (stopped)" not in _state_of(frozen):
            await asyncio.sleep(0.02)

    async with at_work(Worker(database, FixedClock(NOON), machine_now, {"count": notes(anna)})):
        await until(database, {"first": "done"})
    os.kill(frozen._process.pid, signal.SIGCONT)
    await plan(database, company, "second")
    await until(database, {"first": "done", "second": "done"})

    assert await count_notes(database) == 2
    frozen._process.stdin.close()
    frozen._process.stdin = None
    assert frozen.end() == (0, "")


def _state_of(process):
    with open(f"/proc/{process._process.pid}/status") as told:
        return told.read()


@on_postgres
@pytest.mark.parametrize("side", ["connection", "overview", "durable"])
async def test_every_connection_has_the_limit(database, side):
    async with getattr(database, side)() as connection:
        told = (await connection.execute(text("SHOW idle_in_transaction_session_timeout"))).scalar()

    assert told == "1min"
