"""Rows that several processes claim: once each, no more than asked for, in order."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import text

from services.store.jobs import Jobs
from services.work.worker import LEASE
from tests.marks import on_postgres

KINDS = ("count",)


@pytest.fixture
def claim(database, clock, machine):
    """Claims up to so many jobs in a transaction of its own."""

    async def take(most, kinds=KINDS, settings=()):
        async with database.connection() as connection:
            for setting in settings:
                await connection.execute(text(f"SET LOCAL {setting} = off"))
            return await Jobs(connection).claim(kinds, clock.now(), machine(), LEASE, most)

    return take


async def test_the_earliest_come_first_and_no_more_than_asked_for(plan, claim, clock):
    await plan(5, "count")
    clock.advance(timedelta(minutes=1))
    await plan(8, "later")
    found = await claim(6, ("later", "count"))

    assert [job.kind for job in found] == ["count"] * 5 + ["later"]
    assert {job.attempt for job in found} == {1}


async def test_what_is_held_is_nobody_elses_until_its_lease_runs_out(plan, claim, machine):
    await plan(2)
    first = await claim(10)
    assert await claim(10) == []

    machine.passes(seconds=LEASE.total_seconds() - 1)
    assert await claim(10) == []
    machine.passes(seconds=2)
    again = await claim(10)

    assert [job.id for job in again] == [job.id for job in first]
    assert {job.attempt for job in again} == {2}


async def test_a_lease_that_was_renewed_holds_longer(database, plan, claim, machine):
    await plan(1)
    held = await claim(1)
    machine.passes(seconds=40)
    async with database.connection() as connection:
        await Jobs(connection).renew(held, machine() + LEASE)
    machine.passes(seconds=40)

    assert await claim(1) == []


async def test_what_was_put_off_waits_on_the_machines_clock(database, plan, claim, machine, clock):
    await plan(1)
    (job,) = await claim(1)
    async with database.connection() as connection:
        assert await Jobs(connection).put_off(job, machine() + timedelta(seconds=30))
    clock.advance(timedelta(hours=5))
    assert await claim(1) == []

    machine.passes(seconds=31)
    assert [again.attempt for again in await claim(1)] == [2]


async def test_whoever_lost_the_claim_settles_puts_off_and_renews_nothing(database, plan, claim, machine, states):
    await plan(1)
    (lost,) = await claim(1)
    machine.passes(seconds=LEASE.total_seconds() + 1)
    await claim(1)
    async with database.connection() as connection:
        jobs = Jobs(connection)
        assert not await jobs.settle(lost, "done", machine())
        assert not await jobs.put_off(lost, machine())

    assert await states() == {"running": 1}


async def test_many_who_claim_at_once_share_the_rows(plan, claim):
    await plan(200)
    taken = Counter()

    async def takes():
        while found := await claim(7):
            taken.update(job.id for job in found)

    await asyncio.gather(*(takes() for _ in range(4)))

    assert len(taken) == 200
    assert set(taken.values()) == {1}


@on_postgres
async def test_no_plan_of_the_database_claims_more_than_asked_for(plan, claim):
    await plan(300)
    unlike = [f"enable_{way}" for way in ("hashjoin", "mergejoin", "hashagg", "sort", "material", "memoize")]
    unlike += ["enable_indexscan", "enable_bitmapscan", "enable_indexonlyscan"]

    assert len(await claim(4, settings=unlike)) == 4
