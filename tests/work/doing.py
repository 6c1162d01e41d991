"""Workers at work, and work that leaves a trace by which twice is known from once."""

import asyncio
from contextlib import asynccontextmanager

from sqlalchemy import select

from services.store.tables import day_notes


@asynccontextmanager
async def at_work(worker):
    """The worker at work, as long as the block lasts."""
    task = asyncio.ensure_future(worker.run())
    try:
        yield worker
    finally:
        worker.close()
        await task


async def until(found, within=20.0):
    """Wait until it is so."""
    async with asyncio.timeout(within):
        while not await found():
            await asyncio.sleep(0.01)


def notes(person):
    """Does a job by leaving one note, under the name of the job: done twice it would fail."""

    async def do(job):
        async def apply(unit):
            row = {"person_id": person, "day": job.day, "kind": job.slot[-8:], "text": "x", "at": job.run_at}
            await unit.connection.execute(day_notes.insert(), [{"company_id": unit.company, **row}])

        return apply

    return do


async def count_notes(database):
    async with database.overview() as connection:
        return len((await connection.execute(select(day_notes.c.kind))).all())


async def all_done(states, count):
    return (await states())["done"] == count


async def has(states, state, count):
    return (await states())[state] == count
