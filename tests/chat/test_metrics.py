"""`/metrics` of the bot at work: how letters and work of the installation stand, also while its database is away."""

import asyncio

import aiohttp
import pytest
from aiohttp.test_utils import make_mocked_request

from bot.clock import machine_now
from bot.counters import Counters
from bot.wiring import House
from handlers.web.health import NO_DATABASE, metrics
from services.domain.ids import PersonId
from services.domain.letters import Letter, LetterKind
from services.outbox.outbox import Outbox
from services.store.jobs import Jobs, NewJob
from services.store.tables import jobs, letters
from tests.chat.conftest import running


@pytest.fixture
async def address(settings_of, clock, database, telegram):
    """Where the bot at work tells of itself."""
    listening = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    listening.close()
    await listening.wait_closed()
    async with running(House(settings_of(web_port=port), clock, database, [])):
        async with asyncio.timeout(10):
            while not telegram.ledger.of("getUpdates"):
                await asyncio.sleep(0.02)
        yield f"http://127.0.0.1:{port}/metrics"


async def read(address):
    """What stands there: a figure by its name with labels."""
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        assert answer.status == 200
        lines = (await answer.text()).splitlines()
    return dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))


async def test_letters_and_work_are_told_as_they_stand_now(firm, address, clock):
    before, now, number = await read(address), clock.now(), firm.company.id
    async with firm.database.writing(number) as unit:
        work = [NewJob("of-a-newer-takt", 0, now.date(), slot, now, {"v": 1}) for slot in "123"]
        await Jobs(unit.connection).plan(number, work, now, machine_now())
        await unit.connection.execute(jobs.update().where(jobs.c.slot == "3").values(state="dead"))
        kept = [Letter(key, LetterKind.PACE, PersonId(1), {"v": 1}, now, chat="701") for key in "abc"]
        await Outbox(unit, machine_now()).put(kept)
        for key, state in (("a", "failed"), ("b", "uncertain"), ("c", "failed")):
            await unit.connection.execute(letters.update().where(letters.c.key == key).values(state=state))

    after = await read(address)

    states = [("letters", "waiting"), ("letters", "failed"), ("letters", "uncertain"), ("jobs", "dead")]
    names = [f'takt_{what}{{state="{state}"}}' for what, state in states]
    assert [before[name] for name in names] == ["0.0"] * 4
    assert [after[name] for name in names] == ["0.0", "2.0", "1.0", "1.0"]
    assert float(after['takt_jobs{state="waiting"}']) >= 2


async def test_without_a_database_what_was_seen_last_stands():
    asked = []

    async def missing():
        return NO_DATABASE

    async def stand():
        asked.append(1)

    answer = await metrics(Counters().registry, missing, stand)(make_mocked_request("GET", "/metrics"))

    assert (answer.status, asked) == (200, [])
