"""Several processes share the letters and the rate of one PostgreSQL; one that freezes in between doubles nothing."""

import os
import signal
import time
from collections import Counter

import pytest
from sqlalchemy import func, select

from services.domain.ids import PersonId
from services.domain.letters import Letter, LetterKind
from services.outbox.outbox import Outbox
from services.store.tables import letters
from tests.factories import NOON
from tests.marks import on_postgres

COURIER = r"""
import asyncio, os, sys, time
from datetime import timedelta
from bot.clock import FixedClock, machine_now
from services.outbox import courier
from services.outbox.verdicts import Delivered
from services.store.db import Database
from tests.factories import NOON

url, paper, lease = sys.argv[1:]
ledger = os.open(paper, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
courier.LEASE, courier._FRESH = timedelta(seconds=float(lease)), timedelta(seconds=float(lease) / 9)

async def say(letter, before):
    os.write(ledger, f"{letter.key} {int(letter.repeated)} {time.time()}\n".encode())
    return Delivered("1")

print("ready", flush=True)
asyncio.run(courier.Courier(Database(url), FixedClock(NOON), machine_now, say, "telegram:42", "telegram").run())
"""


async def left(database):
    """How many letters are not sent."""
    async with database.overview() as connection:
        query = select(func.count()).select_from(letters).where(letters.c.state != "sent")
        return (await connection.execute(query)).scalar_one()


@on_postgres
@pytest.mark.parametrize(
    ("number", "freezes"), [(90, 1), pytest.param(1_000, 6, marks=pytest.mark.long)], ids=["quick", "whole"]
)
async def test_three_processes_say_each_letter_once_at_one_even_pace(
    database, company, process, tmp_path, number, freezes
):
    async with database.writing(company.id) as unit:
        await Outbox(unit, NOON).put(
            [Letter(f"k{n}", LetterKind.PACE, PersonId(1), {"v": 1}, NOON, chat=str(700 + n)) for n in range(number)]
        )
    paper = tmp_path / "ledger"
    url = database.url.render_as_string(hide_password=False)
    couriers = [process(COURIER, url, paper, 2) for _ in range(3)]
    assert [one.line() for one in couriers] == ["ready"] * 3

    def lines():
        return paper.read_text().splitlines() if paper.exists() else []

    for turn in range(freezes):
        while len(lines()) < (turn + 1) * number // (freezes + 2):
            time.sleep(0.01)
        frozen = couriers[turn % 3]._process.pid
        os.kill(frozen, signal.SIGSTOP)
        time.sleep(2.5)
        os.kill(frozen, signal.SIGCONT)
    ends = time.monotonic() + number / 25 + 20
    while await left(database) and time.monotonic() < ends:
        time.sleep(0.05)

    said = [line.split() for line in lines()]
    times = Counter(key for key, *_ in said)
    at = sorted(float(when) for *_, when in said)
    assert await left(database) == 0
    assert len(times) == number
    assert len(said) - number <= sum(flag == "1" for _, flag, _ in said) <= freezes
    assert max(sum(one <= other < one + 1 for other in at) for one in at) <= 30
    assert at[-1] - at[0] >= (number - 1) / 25 * 0.95
