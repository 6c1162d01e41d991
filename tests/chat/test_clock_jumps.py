"""The bot as a program whose clock leaps ahead and back, or which stands still for a while: each slot is said once."""

import asyncio
import os
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from services.domain.people import Role
from services.store.tables import calls, imports
from tests.chat.conftest import Process
from tests.factories import NOON, a_call, at
from tests.marks import on_sqlite

pytestmark = on_sqlite

PROGRAM = r"""
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from bot import clock, wiring

paper, which = Path(sys.argv.pop(1)), sys.argv.pop(1)

def moved(zone=UTC):
    return datetime.now(zone) + timedelta(seconds=float(paper.read_text()))

class Business:
    now = staticmethod(moved)

class Machine(datetime):
    now = staticmethod(moved)

if which == "business":
    wiring.read_clock = lambda text: Business()
else:
    clock.datetime = Machine

from bot.__main__ import main
main()
"""
"""The program, with the clock that stands on a paper: that of the business alone, or that of the whole machine."""

START_OF_DAY, DIGEST = "день начался в 09:00", "Работал 1 человек"
DAYS = ("Вторник, 24 ноября", "Среда, 25 ноября")
EVERYTHING = sorted(
    words
    for day in DAYS
    for words in (
        f"{day}, до 18:00, Норм на сегодня нет.",
        f"Иван, {START_OF_DAY}, а звонков и дел",
        f"{day}: отчёт уже готов, Звонки: 1; Время",
    )
)
"""Of each day its card, the word about its start, and its report."""

LOOKS_S, PATIENCE_S = 2.5, 30.0
"""In the first the planner looks twice, and what it finds is said; on a busy machine it is waited for longer."""


class Told:
    """The program and its clock."""

    def __init__(self, bot, paper):
        self.bot = bot
        self._paper = paper

    def leaps(self, moment):
        """From now on it is this moment, and time goes on from there."""
        fresh = self._paper.with_suffix(".new")
        fresh.write_text(str((at(moment) - datetime.now(UTC)).total_seconds()))
        os.replace(fresh, self._paper)

    async def passes(self, moment, *expected, frozen=0.0):
        """Leap to just before a slot, stand still for so many seconds, and let the slot pass: until everybody was told
        what is `expected` of it (a person, and how much they have been told by then), and a few looks longer."""
        self.leaps(moment)
        if frozen:
            self.bot.freeze()
            await asyncio.sleep(frozen)
            self.bot.thaw()
        async with asyncio.timeout(PATIENCE_S):
            while any(len(said(person)) < count for person, count in expected):
                await asyncio.sleep(0.05)
        await asyncio.sleep(2 + LOOKS_S)


@pytest.fixture
async def run(process, tmp_path):
    """Runs the program from a moment on, with one of its clocks to move."""
    started = []

    async def make(which, moment):
        paper = tmp_path / "clock"
        bot = Process(process.environment, tmp_path, program=("-P", "-c", PROGRAM, str(paper), which))
        told = Told(bot, paper)
        told.leaps(moment)
        started.append(bot)
        await bot.start()
        async with asyncio.timeout(30):
            while "telegram: this is" not in bot.log():
                await asyncio.sleep(0.02)
        return told

    yield make
    for bot in started:
        await bot.close()


@pytest.fixture
async def people(firm):
    """A manager and a head; the data tell of two days, and are fresh on both."""
    ivan = await firm.hires("Иван Петров", team="Север")
    olga = await firm.hires("Ольга Ким", role=Role.HEAD, team="Север")
    done = {"kind": "calls", "name": "a.csv", "digest": "d", "state": "done", "begun_at": NOON}
    async with firm.database.writing(firm.company.id) as unit:
        await unit.put(calls, [a_call("10:00", by=ivan.person), a_call("2026-11-25 10:00", by=ivan.person)])
        await unit.put(imports, [{"id": 1, **done, "done_at": at("2026-11-25 20:00")}])
    return ivan, olga


def said(person):
    """The first words of everything that somebody was told, each message once however often it was edited."""
    return sorted(" ".join(message.text.replace("\n", ", ").split()[:9]) for message in person.chat.received)


async def unexplained(database):
    """Work that was passed over without a reason."""
    async with database.overview() as connection:
        query = text("SELECT count(*) FROM jobs WHERE state = 'skipped' AND reason IS NULL")
        return (await connection.execute(query)).scalar_one()


@pytest.mark.long
async def test_the_start_of_the_day_that_comes_again_is_not_said_again(run, people):
    ivan, _ = people
    told = await run("business", "09:10:01")
    await ivan.waits_for(START_OF_DAY, within=20)

    for moment in ("08:10:01", "09:10:01"):
        told.leaps(moment)
        await asyncio.sleep(LOOKS_S)

    assert sum(START_OF_DAY in words for words in said(ivan)) == 1


@pytest.mark.long
@pytest.mark.parametrize("which", ["business", "machine"])
async def test_leaps_of_an_hour_and_a_day_and_a_pause_say_each_slot_once(run, people, database, which):
    ivan, olga = people
    told = await run(which, "09:08")

    await told.passes("09:09:58", (ivan, 2), frozen=5)
    await told.passes("10:09:58")
    await told.passes("09:09:58")
    await told.passes("17:59:58", (ivan, 3))
    await told.passes("18:29:58", (olga, 1), frozen=5)
    await told.passes("17:29:58")
    await told.passes("18:29:58")
    await told.passes("2026-11-25 18:29:58", (ivan, 4), (olga, 2))
    await told.passes("18:29:58")
    await told.passes("09:09:58")
    await told.passes("2026-11-25 09:09:58", (ivan, 6))
    await told.passes("2026-11-25 18:29:58")

    assert said(ivan) == EVERYTHING
    assert said(olga) == [f"{DIGEST}, норм пока нет, {day}" for day in DAYS]
    assert await unexplained(database) == 0
