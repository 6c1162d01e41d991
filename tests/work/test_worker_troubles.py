"""Work that is late, hangs, ends its process, or that only a newer program knows."""

import asyncio
import logging
from datetime import timedelta

from services.store.jobs import Jobs
from services.work import worker as working
from services.work.worker import LEASE, MOST_ATTEMPTS, Worker
from tests.factories import TUESDAY, at
from tests.work.doing import all_done, at_work, count_notes, has, notes, until


async def test_what_is_of_no_use_any_more_is_not_begun(database, clock, machine, plan, states, anna):
    await plan(3, until=clock.now() + timedelta(minutes=15))
    clock.advance(timedelta(minutes=16))
    async with at_work(Worker(database, clock, machine, {"count": notes(anna)})):
        await until(lambda: has(states, "skipped", 3))

    assert await count_notes(database) == 0


async def test_what_is_of_use_to_the_last_moment_is_done(database, clock, machine, plan, states, anna):
    await plan(3, until=clock.now() + timedelta(minutes=15))
    clock.advance(timedelta(minutes=15))
    async with at_work(Worker(database, clock, machine, {"count": notes(anna)})):
        await until(lambda: all_done(states, 3))


async def test_work_that_has_ended_its_process_eight_times_is_not_begun_again(
    database, clock, machine, plan, states, anna, company
):
    await plan()
    for _ in range(MOST_ATTEMPTS):
        async with database.connection() as connection:
            assert len(await Jobs(connection).claim(("count",), clock.now(), machine(), LEASE, 1)) == 1
        machine.passes(seconds=LEASE.total_seconds() + 1)
    async with at_work(Worker(database, clock, machine, {"count": notes(anna)})):
        await until(lambda: has(states, "dead", 1))

    assert await count_notes(database) == 0
    async with database.connection() as connection:
        assert [job.reason for job in await Jobs(connection).dead(company.id)] == ["killed"]


async def test_work_that_hangs_is_taken_as_failed(database, clock, machine, plan, states, anna, monkeypatch):
    monkeypatch.setattr(working, "_LONGEST_WORK_S", 0.05)

    async def hangs(_job):
        await asyncio.Event().wait()

    await plan(4, "hangs")
    async with at_work(Worker(database, clock, machine, {"count": notes(anna), "hangs": hangs})):
        await until(lambda: has(states, "due", 4))
        await plan(1)
        await until(lambda: all_done(states, 1))


async def test_any_amount_of_work_that_nobody_knows_keeps_nobody_waiting(
    database, clock, machine, plan, states, anna, caplog
):
    await plan(200, "newer")
    clock.advance(timedelta(minutes=1))
    await plan(2)
    with caplog.at_level(logging.WARNING):
        async with at_work(Worker(database, clock, machine, {"count": notes(anna)})):
            await until(lambda: all_done(states, 2), within=5)

    assert (await states())["due"] == 200
    assert [record.message.rpartition(": ")[2] for record in caplog.records if "newer" in record.message] == ["newer"]


async def test_dead_work_is_dropped_or_tried_again_one_by_one(database, clock, machine, plan, states, company, say):
    await plan(3)
    await say("UPDATE jobs SET state = 'dead', attempt = 8, reason = 'ValueError'")
    async with database.connection() as connection:
        jobs = Jobs(connection)
        first, second, third = await jobs.dead(company.id)
        assert (first.day, first.run_at, first.reason) == (TUESDAY, at("08:40"), "ValueError")
        assert await jobs.requeue(company.id, machine(), first.id) == 1
        assert await jobs.drop(company.id, machine(), second.id) == 1
        assert await jobs.drop(company.id, machine(), first.id) == 0
        assert [job.id for job in await jobs.dead(company.id)] == [third.id]

    assert await states() == {"due": 1, "cancelled": 1, "dead": 1}
