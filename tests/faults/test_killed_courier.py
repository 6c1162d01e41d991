"""A courier killed at any point: nothing is lost, at most one repeat a kill, and each repeat is written down as one."""

import random
from collections import Counter

import pytest
from sqlalchemy import select

from services.domain.ids import PersonId
from services.domain.letters import Letter, LetterKind
from services.outbox.outbox import Outbox
from services.store.tables import letters
from tests.factories import NOON
from tests.marks import on_sqlite

NEST = r'''
import asyncio, os, signal, sqlite3, sys
from contextlib import asynccontextmanager
from bot.clock import FixedClock, machine_now
from services.outbox.courier import Courier
from services.outbox.verdicts import Delivered
from services.store.db import Database
from services.store.mail import Mail
from tests.factories import NOON

url, folder = sys.argv[1:]
ledger = os.open(f"{folder}/ledger", os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
fate = os.open(f"{folder}/fate", os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
passed = 0

def at(last):
    """Die here, when this is the last point; what is in doubt by then is written down before."""
    global passed
    passed += 1
    if passed == last:
        with sqlite3.connect(url.partition(":///")[2]) as stored:
            (on_the_way,) = stored.execute("SELECT count(*) FROM letters WHERE state = 'sending'").fetchone()
        os.write(fate, f"{on_the_way}\n".encode())
        os.kill(os.getpid(), signal.SIGKILL)

async def carry(last):
    database = Database(url)
    whole = database.durable

    @asynccontextmanager
    async def durable():
        async with whole() as connection:
            yield connection
            at(last)
        at(last)

    async def say(letter, before):
        at(last)
        os.write(ledger, f"{letter.key} {int(letter.repeated)}\n".encode())
        at(last)
        return Delivered("1")

    database.durable = durable
    async with database.connection() as connection:
        await Mail(connection).release()
    courier = Courier(database, FixedClock(NOON), machine_now, say, "telegram:42", "telegram")
    task = asyncio.ensure_future(courier.run())
    while True:
        await asyncio.sleep(0.02)
        async with database.overview() as connection:
            if not (await Mail(connection).counts(NOON))["waiting"]:
                break
    courier.close()
    await task

for line in sys.stdin:
    child = os.fork()
    if not child:
        asyncio.run(carry(int(line)))
        os._exit(0)
    print(os.waitpid(child, 0)[1], flush=True)
'''
"""A process that lives only for others: it forks one that carries letters and dies at the n-th point of its way."""


def in_turn(kills):
    return [*range(1, kills + 1)]


def by_chance(kills):
    return [random.randint(1, 40) for _ in range(kills)]


@on_sqlite
@pytest.mark.parametrize(
    "points", [in_turn(20), pytest.param(by_chance(200), marks=pytest.mark.long)], ids=["every", "chance"]
)
async def test_kills_lose_nothing_and_repeat_one_letter_each_at_most(database, company, process, tmp_path, points):
    number = sum(points) // 4 + 10
    async with database.writing(company.id) as unit:
        await Outbox(unit, NOON).put(
            [
                Letter(f"k{one}", LetterKind.PACE, PersonId(1), {"v": 1}, NOON, chat=str(700 + one))
                for one in range(number)
            ]
        )
    nest = process(NEST, database.url.render_as_string(hide_password=False), tmp_path)

    ends = []
    for point in [*points, 0]:
        nest._process.stdin.write(f"{point}\n".encode())
        ends.append(int(nest.line()))

    assert ends == [9] * len(points) + [0], nest.end()
    said = [line.split() for line in (tmp_path / "ledger").read_text().splitlines()]
    doubts = [int(number) for number in (tmp_path / "fate").read_text().split()]
    async with database.overview() as connection:
        rows = (await connection.execute(select(letters))).all()
    states, times = Counter(row.state for row in rows), Counter(key for key, _ in said)
    assert set(states) <= {"sent", "uncertain"}
    assert all(times[row.key] >= 1 for row in rows if row.state == "sent")
    assert max(times.values()) <= 2
    assert all(flag == "1" for place, (key, flag) in enumerate(said) if [key, "0"] in said[:place])
    assert len(said) - len(times) <= len(points)
    assert sum(row.repeated for row in rows) + states["uncertain"] == sum(doubts)
    assert max(doubts) == 1
