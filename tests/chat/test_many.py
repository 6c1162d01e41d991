"""Many processes of the real program share one PostgreSQL and one bot: each nudge once, evenly, and chats are answered
meanwhile; a worker that freezes past its leases and wakes doubles nothing."""

import asyncio
import os
from collections import Counter

import pytest

from services.outbox.courier import LEASE
from services.usecases.set_hours import SetHours
from tests.chat.conftest import Process
from tests.chat.many import (
    address_of,
    are_sent,
    asking,
    at_work,
    densest,
    fronted,
    handled,
    hires,
    nudges,
    refused,
    repeats,
)
from tests.factories import a_company
from tests.marks import on_postgres

pytestmark = on_postgres

FIRST, SECOND = 10_000, 20_000
"""Numbers of the accounts in the two companies."""

STALLED = int(os.environ.get("MANY_A_SECOND", "45"))
"""Messages in a second that the played Telegram takes here.

On a machine with nothing else to do it holds with the usual 30; beside other tests it shares two cores with five
processes, and what left at 25 a second comes in a bunch when it stood still itself for half a second or so.
"""


@pytest.fixture
async def start(process, telegram, tmp_path):
    """Starts so many web and worker processes at a moment of the business, and gives them when all are at work."""
    telegram.rates.on = True
    telegram.rates._all.most = STALLED
    started = []

    async def make(webs, workers, clock):
        environment = process.environment | {"TAKT_PUBLIC_URL": front.url, "TAKT_CLOCK": clock}
        for role, count in (("web", webs), ("worker", workers)):
            for number in range(count):
                started.append(Process(environment, tmp_path, "--role", role, log=f"{role}{number}.log"))
                await started[-1].start()
        await at_work(started)
        front.addresses = [address_of(one) for one in started[:webs]]
        return started[:webs], started[webs:]

    async with fronted() as front:
        yield make
        for one in started:
            await one.close()


@pytest.mark.long
async def test_two_workers_nudge_each_once_while_a_web_process_answers(start, database, company, telegram):
    await hires(database, telegram, company, 30, FIRST)

    [web], _ = await start(1, 2, "2026-11-24T09:10:00+03:00")
    async with asking(telegram.world.people[FIRST]) as answers:
        await are_sent(database, 30, within=30)
        while not answers:
            await asyncio.sleep(0.05)

    assert Counter(chat for _, chat in nudges(telegram)) == Counter(range(FIRST, FIRST + 30))
    assert await handled(web) >= 1
    assert refused(telegram) == 0
    assert densest(telegram, 5) <= 5 * 25 + STALLED - 25


@pytest.mark.long
async def test_a_thousand_nudges_at_once_with_a_worker_that_freezes_and_wakes(start, database, company, telegram):
    other = await a_company(database, "Василёк")
    await SetHours(database)(other, "09:03-18:00")
    await hires(database, telegram, company, 1_000, FIRST)
    await hires(database, telegram, other, 200, SECOND)
    webs, workers = await start(2, 3, "2026-11-24T09:09:45+03:00")

    async with asking(telegram.world.people[FIRST]) as answers:
        await _said(telegram, 300, within=90)
        workers[0].freeze()
        frozen_at = len(nudges(telegram))
        await asyncio.sleep(LEASE.total_seconds() + 5)
        await are_sent(database, 1_000, within=30)
        before = nudges(telegram)
        workers[0].thaw()
        await are_sent(database, 1_200, within=120)

    said = nudges(telegram)
    everybody = {*range(FIRST, FIRST + 1_000), *range(SECOND, SECOND + 200)}
    assert {chat for _, chat in said} == everybody
    assert frozen_at < 1_000
    assert len(said) - 1_200 <= await repeats(database) <= 8
    assert {chat for _, chat in said[len(before) :]} == {*range(SECOND, SECOND + 200)}
    assert len(said) - len(before) == 200
    assert refused(telegram) == 0
    assert densest(telegram, 5) <= 5 * 25 + STALLED - 25
    first = [at for at, _ in before[:900]]
    assert 0.95 <= (first[-1] - first[0]) / (899 / 25) <= 1.3
    assert len(answers) > 20
    assert all([await handled(web) > 5 for web in webs])


async def _said(telegram, count, within):
    """Wait until so many were nudged."""
    async with asyncio.timeout(within):
        while len(nudges(telegram)) < count:
            await asyncio.sleep(0.1)
