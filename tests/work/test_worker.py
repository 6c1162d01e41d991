"""Work is done once, whatever dies, freezes or fails on the way."""

import asyncio
from contextlib import asynccontextmanager, suppress

from services.store.jobs import Jobs
from services.work.job import Skipped
from services.work.worker import LEASE, MOST_ATTEMPTS, Worker
from tests.factories import at
from tests.marks import on_postgres
from tests.work.doing import all_done, at_work, count_notes, has, notes, until


async def test_what_is_due_is_done_once(database, clock, machine, plan, states, anna):
    await plan(30)
    async with at_work(Worker(database, clock, machine, {"count": notes(anna)})):
        await until(lambda: all_done(states, 30))

    assert await count_notes(database) == 30


async def test_what_is_due_later_waits(database, clock, machine, plan, states, anna):
    await plan()
    clock.move_to(at("08:00"))
    async with at_work(Worker(database, clock, machine, {"count": notes(anna)})):
        await asyncio.sleep(0.1)

    assert await states() == {"due": 1}


async def test_work_with_nothing_to_do_says_why(database, clock, machine, plan, states):
    async def nothing(_job):
        return Skipped("holiday")

    await plan()
    async with at_work(Worker(database, clock, machine, {"count": nothing})):
        await until(lambda: has(states, "skipped", 1))


async def test_a_worker_that_died_in_the_middle_is_taken_over(database, clock, machine, plan, states, anna):
    began = asyncio.Event()

    async def stuck(_job):
        began.set()
        await asyncio.Event().wait()

    await plan()
    dead = asyncio.ensure_future(Worker(database, clock, machine, {"count": stuck}).run())
    await began.wait()
    dead.cancel()
    with suppress(asyncio.CancelledError):
        await dead
    async with at_work(Worker(database, clock, machine, {"count": notes(anna)})):
        await asyncio.sleep(0.1)
        assert await states() == {"running": 1}
        machine.passes(seconds=LEASE.total_seconds() + 1)
        await until(lambda: all_done(states, 1))

    assert await count_notes(database) == 1


async def test_a_worker_frozen_past_its_lease_keeps_nothing(database, clock, machine, plan, states, anna, caplog):
    began, thaw = asyncio.Event(), asyncio.Event()

    async def frozen(job):
        began.set()
        await thaw.wait()
        return await notes(anna)(job)

    await plan()
    async with at_work(Worker(database, clock, machine, {"count": frozen})):
        await began.wait()
        machine.passes(seconds=LEASE.total_seconds() + 1)
        async with at_work(Worker(database, clock, machine, {"count": notes(anna)})):
            await until(lambda: all_done(states, 1))
        thaw.set()
        await asyncio.sleep(0.1)

    assert await count_notes(database) == 1
    assert "has taken it over" in caplog.text


async def test_what_is_written_and_the_mark_are_kept_together_or_not_at_all(
    database, clock, machine, plan, states, anna
):
    tries = []

    async def breaks_once(job):
        wrote = await notes(anna)(job)

        async def apply(unit):
            await wrote(unit)
            tries.append(job.attempt)
            if len(tries) == 1:
                raise RuntimeError("died between the two")

        return apply

    await plan()
    async with at_work(Worker(database, clock, machine, {"count": breaks_once})):
        await until(lambda: tried(tries, 1))
        await asyncio.sleep(0.05)
        assert await count_notes(database) == 0
        machine.passes(minutes=5)
        await until(lambda: all_done(states, 1))

    assert await count_notes(database) == 1
    assert tries == [1, 2]


async def tried(tries, count):
    return len(tries) >= count


async def test_poisonous_work_is_given_up_and_stops_nobody(database, clock, machine, plan, states, anna, company):
    async def poison(_job):
        raise RuntimeError("poison")

    await plan(1, "poison")
    await plan(3)
    async with at_work(Worker(database, clock, machine, {"count": notes(anna), "poison": poison})):
        for _ in range(MOST_ATTEMPTS + 2):
            machine.passes(hours=1)
            await asyncio.sleep(0.06)
        await until(lambda: has(states, "dead", 1))
    assert (await states())["done"] == 3

    async with database.connection() as connection:
        assert [job.kind for job in await Jobs(connection).dead(company.id)] == ["poison"]
        assert await Jobs(connection).requeue(company.id, machine()) == 1
    async with at_work(Worker(database, clock, machine, {"poison": notes(anna)})):
        await until(lambda: all_done(states, 4))


async def test_a_kind_nobody_knows_waits_for_whoever_does(database, clock, machine, plan, states, anna):
    await plan(1, "tomorrows")
    async with at_work(Worker(database, clock, machine, {"count": notes(anna)})):
        await asyncio.sleep(0.1)
    assert await states() == {"due": 1}

    machine.passes(minutes=2)
    async with at_work(Worker(database, clock, machine, {"tomorrows": notes(anna)})):
        await until(lambda: all_done(states, 1))


async def test_a_database_out_of_reach_is_waited_for_and_told_once(
    database, clock, machine, plan, states, anna, monkeypatch, caplog
):
    await plan()
    real, fails = database.connection, [0]

    @asynccontextmanager
    async def failing():
        fails[0] += 1
        if fails[0] <= 5:
            raise OSError("out of reach")
        async with real() as connection:
            yield connection

    monkeypatch.setattr(database, "connection", failing)
    async with at_work(Worker(database, clock, machine, {"count": notes(anna)})):
        await until(lambda: all_done(states, 1))

    assert sum("cannot be claimed" in record.message for record in caplog.records) == 1


async def test_whoever_is_told_to_end_finishes_what_is_in_hand_and_begins_nothing(
    database, clock, machine, plan, states
):
    began, release = asyncio.Event(), asyncio.Event()

    async def slow(_job):
        began.set()
        await release.wait()

    await plan(20)
    worker = Worker(database, clock, machine, {"count": slow})
    task = asyncio.ensure_future(worker.run())
    await began.wait()
    worker.close()
    release.set()
    await task

    found = await states()
    assert found["running"] == 0
    assert found["done"] <= 4


async def test_what_is_over_is_forgotten_after_a_week(database, clock, machine, plan, states, anna, company):
    await plan(2)
    async with at_work(Worker(database, clock, machine, {"count": notes(anna)})):
        await until(lambda: all_done(states, 2))
    machine.passes(days=8)
    async with database.connection() as connection:
        await Jobs(connection).prune(machine())

    assert await states() == {}


@on_postgres
async def test_several_workers_share_a_thousand_jobs(database, clock, machine, plan, states, anna):
    await plan(1_000)
    workers = [Worker(database, clock, machine, {"count": notes(anna)}) for _ in range(3)]
    tasks = [asyncio.ensure_future(worker.run()) for worker in workers]
    await until(lambda: all_done(states, 1_000), within=120)
    for worker in workers:
        worker.close()
    await asyncio.gather(*tasks)

    assert await count_notes(database) == 1_000
