"""An import killed at any moment: the next start says so, and the same file ends where an undisturbed one does."""

import hashlib
import itertools
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handlers.speech import Speech
from handlers.tables.as_json import as_json
from services.store.tables import metadata
from services.usecases.ask_report import AskReport, Words
from services.usecases.import_files import ImportFiles, Said
from services.usecases.settle import Settle
from tests.factories import a_company
from tests.marks import on_sqlite

ROOT = Path(__file__).resolve().parents[2]

RUNNER = """
import asyncio, os, signal, sys
from pathlib import Path
from sqlalchemy import event
from bot.clock import FixedClock
from services.store.companies import Companies
from services.store.db import Database
from services.usecases.import_files import ImportFiles, Said
from services.usecases.importing import batch
from tests.factories import NOON

batch.ROWS_AT_ONCE = 4_000
url, moment, number, *files = sys.argv[1:]
seen = 0

def count(_connection):
    global seen
    seen += 1
    if seen == int(number):
        os.kill(os.getpid(), signal.SIGKILL)

async def go():
    database = Database(url)
    async with database.overview() as connection:
        company = (await Companies(connection).all())[0]
    event.listen(database._write.sync_engine, moment, count)
    takes = ImportFiles(database, FixedClock(NOON), (b"k" * 32,), b"p" * 32)
    for file in map(Path, files):
        await takes(company, file.name, file.read_bytes(), Said(file.stem))
    await database.close()
    print("done")

asyncio.run(go())
"""


def the_files(folder):
    """Deals with history, payments and calls: enough for several transactions of each step."""
    chance = random.Random(11)
    days = [f"2026-11-{day:02d}" for day in range(2, 21)]
    deals = ["id,manager,status,created_at,closed_at,amount,cost,source,contact_id"]
    stages, payments = ["deal_id,stage,entered_at"], ["deal_id,paid_at,amount"]
    for number in range(400):
        status = chance.choice(["open", "won", "lost"])
        closed = "2026-11-22" if status != "open" else ""
        deals.append(
            f"{number},Менеджер {number % 7},{status},{chance.choice(days)},{closed},900,300,google,c{number % 90}"
        )
        for place, stage in enumerate(("Новый", "Договор")[: chance.randrange(1, 3)]):
            stages.append(f"{number},{stage},{chance.choice(days)} 1{place}:00")
        if status == "won":
            payments.append(f"{number},2026-11-22,{chance.randrange(100, 900)}")
    calls = ["started_at,manager,direction,answered,talk_seconds,phone,contact_id"]
    for number in range(12_000):
        clock = f"{chance.randrange(8, 20):02d}:{number % 60:02d}:{number // 60 % 60:02d}"
        talk = chance.randrange(200)
        calls.append(
            f"{chance.choice(days)} {clock},Менеджер {number % 7},{chance.choice(['in', 'out'])},{int(talk > 60)},"
            f"{talk},+7916{chance.randrange(900):07d},c{number % 90}"
        )
    written = []
    for kind, rows in (("deals", deals), ("stages", stages), ("payments", payments), ("calls", calls)):
        path = folder / f"{kind}.csv"
        path.write_text("\n".join(rows), encoding="utf-8")
        written.append(path)
    return written


def killed(url, moment, number, files):
    """Import in a process that dies at its n-th commit or beginning; False when it got through."""
    command = [sys.executable, "-c", RUNNER, url, moment, str(number), *map(str, files)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0


async def take_all(database, company, clock, files):
    takes = ImportFiles(database, clock, (b"k" * 32,), b"p" * 32)
    for file in files:
        await takes(company, file.name, file.read_bytes(), Said(file.stem))


async def state(database, company):
    """A hash over every row of the company but the journal of imports."""
    digest = hashlib.sha256()
    async with database.reading(company.id) as read:
        for table in metadata.sorted_tables:
            if "company_id" not in table.c or table.name == "imports":
                continue
            rows = sorted(map(repr, (tuple(row) for row in await read.rows(read.select(table)))))
            digest.update("\n".join([table.name, *rows]).encode())
    return digest.hexdigest()


def the_address(database):
    return database.url.render_as_string(hide_password=False)


@pytest.fixture
async def undisturbed(tmp_path, sqlite_template, clock):
    """The end state of an import nobody has disturbed, by its hash."""
    import shutil

    from services.store.db import Database

    file = tmp_path / "undisturbed.db"
    shutil.copy(sqlite_template, file)
    database = Database(f"sqlite+aiosqlite:///{file}")
    company = await a_company(database)
    await take_all(database, company, clock, the_files(tmp_path))
    found = await state(database, company)
    await database.close()
    return found


COMMITS = [("commit", 3), ("begin", 13), ("commit", 24), ("commit", 35), ("begin", 38)]


@on_sqlite
async def test_a_killed_import_is_told_and_ends_the_same_when_repeated(database, company, clock, tmp_path, undisturbed):
    files = the_files(tmp_path)
    ask = AskReport(database, clock)

    told = 0
    for moment, number in COMMITS:
        if killed(the_address(database), moment, number, files):
            report = as_json(await ask(company, "kpi", Words(period="2026-11")), Speech("ru"))
            told += '"unfinished_import": 1' in report
    await take_all(database, company, clock, files)

    assert told >= 2
    assert '"unfinished_import"' not in as_json(await ask(company, "kpi", Words()), Speech("ru"))
    assert await state(database, company) == undisturbed


@on_sqlite
@pytest.mark.long
@pytest.mark.parametrize("moment", ["commit", "begin"])
async def test_killed_at_every_commit_one_after_another(database, company, clock, tmp_path, undisturbed, moment):
    files = the_files(tmp_path)

    for number in itertools.count(1):
        if not killed(the_address(database), moment, number, files):
            break
    await take_all(database, company, clock, files)

    assert await state(database, company) == undisturbed


@on_sqlite
@pytest.mark.long
async def test_killed_at_fifty_random_moments(database, company, clock, tmp_path, undisturbed):
    files = the_files(tmp_path)
    chance = random.Random(3)
    command = [sys.executable, "-c", RUNNER, the_address(database), "commit", "0", *map(str, files)]

    for _ in range(50):
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.5, 6))
        process.kill()
        process.wait()
    await take_all(database, company, clock, files)

    assert await state(database, company) == undisturbed


@on_sqlite
async def test_two_importers_at_once_end_as_one(database, company, clock, tmp_path, undisturbed):
    files = the_files(tmp_path)
    await take_all(database, company, clock, files[:3])
    heading, *rows = files[3].read_text(encoding="utf-8").splitlines()
    halves = []
    for name, part in (("one", rows[:8_000]), ("two", rows[4_000:])):
        (tmp_path / name).mkdir()
        halves.append(tmp_path / name / "calls.csv")
        halves[-1].write_text("\n".join([heading, *part]), encoding="utf-8")

    running = [
        subprocess.Popen([sys.executable, "-c", RUNNER, the_address(database), "commit", "0", str(half)], cwd=ROOT)
        for half in halves
    ]

    assert [process.wait() for process in running] == [0, 0]
    await Settle(database)(company)
    assert await state(database, company) == undisturbed
