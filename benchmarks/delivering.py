"""Letters on their way: how evenly and fully Telegram's rate is used, and what the box itself costs a letter."""

import asyncio
import itertools
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiosqlite

from benchmarks.house import AFTER, a_house
from bot.clock import FixedClock, machine_now
from services.domain.company import Company
from services.domain.ids import PersonId
from services.domain.letters import Letter, LetterKind
from services.outbox.courier import Courier
from services.outbox.outbox import CHANNEL, Outbox
from services.outbox.verdicts import Delivered, Verdict
from services.store import buckets
from services.store.db import Database
from services.store.mail import Mail, Posted

PROMISE_TIME = 1.05
"""Whole time of N letters, as a share of N through the rate."""

PROMISE_BOX = 0.7
"""Letters a second without the rate, as a share of bare SQLite with full durability."""

_A_SECOND = 25
_JOURNEYS_S = (0.0, 0.15)


async def measure(letters: int = 500, unpaced: int = 1_000) -> list[dict[str, Any]]:
    """Both promises; the first over loopback and over a journey of 150 ms."""
    found = []
    for journey in _JOURNEYS_S:
        took = await _carried(letters, journey) / ((letters - 1) / _A_SECOND)
        found.append(
            {
                "what": f"{letters} letters over {round(journey * 1_000)} ms, time ÷ N/rate",
                "ratio": round(took, 3),
                "promise": PROMISE_TIME,
                "kept": took <= PROMISE_TIME,
            }
        )
    share, bare = await _box(unpaced)
    return [
        *found,
        {
            "what": "outbox without the rate, letters a second ÷ bare SQLite",
            "ratio": round(share, 2),
            "promise": PROMISE_BOX,
            "kept": share >= PROMISE_BOX,
            "bare_a_second": round(bare),
        },
    ]


async def _carried(number: int, journey: float) -> float:
    """Seconds from the first letter to the last."""
    said: list[float] = []

    async def say(letter: Posted, before: str | None) -> Verdict:
        said.append(time.perf_counter())
        await asyncio.sleep(journey)
        return Delivered(str(len(said)))

    async with a_house() as (database, company, _file):
        await _put(database, company, number)
        courier = Courier(database, FixedClock(AFTER), machine_now, say, "bench", CHANNEL)
        async with asyncio.TaskGroup() as group:
            group.create_task(courier.run())
            while len(said) < number:
                await asyncio.sleep(0.05)
            courier.close()
    return said[-1] - said[0]


async def _box(number: int) -> tuple[float, float]:
    """Our letters a second as a share of bare ones, and the bare ones; measured in turns in one database."""
    usual, buckets.SPACING = buckets.SPACING, timedelta(0)
    try:
        async with a_house() as (database, company, file):
            shares = []
            for turn in range(3):
                bare = await _bare(file, number, turn)
                await _put(database, company, number, turn)
                shares.append((await _quick(database, number) / bare, bare))
            return sorted(shares)[1]
    finally:
        buckets.SPACING = usual


async def _quick(database: Database, number: int) -> float:
    """Letters a second when nothing holds them back."""
    numbers = itertools.count(1)

    async def say(letter: Posted, before: str | None) -> Verdict:
        return Delivered(str(next(numbers)))

    courier = Courier(database, FixedClock(AFTER), machine_now, say, "bench", CHANNEL)
    begun = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        group.create_task(courier.run())
        while True:
            await asyncio.sleep(0.02)
            async with database.overview() as connection:
                if not (await Mail(connection).counts(AFTER))["waiting"]:
                    break
        took = time.perf_counter() - begun
        courier.close()
    return number / took


async def _bare(file: Path, number: int, turn: int) -> float:
    """The least that keeps the same promise, through the same driver: a commit a letter that settles the last one and
    marks the next."""
    async with aiosqlite.connect(file, isolation_level=None) as plain:
        await plain.execute("PRAGMA journal_mode=WAL")
        await plain.execute("PRAGMA synchronous=FULL")
        await plain.execute(f"CREATE TABLE bare{turn} (id INTEGER PRIMARY KEY, state TEXT, at INTEGER)")
        rows = [(one,) for one in range(number)]
        await plain.executemany(f"INSERT INTO bare{turn} VALUES (?, 'due', 0)", rows)
        begun = time.perf_counter()
        for one in range(number):
            await plain.execute("BEGIN IMMEDIATE")
            await plain.execute(f"UPDATE bare{turn} SET state = 'sent', at = ? WHERE id = ?", (one, one - 1))
            await plain.execute(f"UPDATE bare{turn} SET state = 'sending', at = ? WHERE id = ?", (one, one))
            await plain.execute("COMMIT")
        return number / (time.perf_counter() - begun)


async def _put(database: Database, company: Company, number: int, turn: int = 0) -> None:
    found = [
        Letter(f"bench:{turn}:{one}", LetterKind.PACE, PersonId(1), {"v": 1}, AFTER, chat=str(turn * 100_000 + one))
        for one in range(number)
    ]
    async with database.writing(company.id) as unit:
        await Outbox(unit, machine_now()).put(found)
