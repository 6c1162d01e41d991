"""A reading of a source killed at any moment ends with the very rows that an undisturbed one leaves, table by table."""

import asyncio
import json
import shutil
import signal
import sys
from pathlib import Path
from random import Random

import pytest

from sandbox.telegram.watch import StoppedWatch
from services.store.db import Database
from services.store.tables import cursors, metadata
from tests.factories import a_company
from tests.usecases.pulling.department import Department
from tests.usecases.pulling.vendors import NOW, VENDORS

ROOT = Path(__file__).resolve().parents[2]
DEALS, CALLS = 300, 1_200

RUNNER = """
import asyncio, sys
from datetime import UTC, datetime, timedelta
from bot.clock import FixedClock
from services.store.companies import Companies
from services.store.db import Database
from services.store.sources import Sources
from services.store.vault import Vault
from services.sync.opening import Opening
from services.usecases.pull_source import PullSource

url, unix, run = sys.argv[1:]
at = datetime(2026, 2, 1, tzinfo=UTC) + timedelta(hours=int(run))

def machine():
    global at
    at += timedelta(milliseconds=500)
    return at

async def go():
    database, vault = Database(url), Vault((b"k" * 32,), b"p" * 32)
    async with database.overview() as connection:
        company = (await Companies(connection).all())[0]
    async with database.reading(company.id) as read:
        source = (await Sources(read).all())[0]
    clock = FixedClock(datetime.fromtimestamp(int(unix), UTC))
    pulls = PullSource(database, clock, machine, vault, Opening(database, vault, machine, local=True))
    print("begins", flush=True)
    pulled = await pulls(company, source, told=lambda kind, pulled: print("page", flush=True))
    assert pulled.trouble is None and not pulled.busy, pulled
    print("done", flush=True)
    await database.close()

asyncio.run(go())
"""

OWN = {"sources": ("sealed", "lease_until", "not_before"), "cursors": ("place", "records")}
"""What a reading leaves of itself: how the key is sealed, until when somebody reads, by which steps it came to its end;
a window that was cut is read, and its records are counted, once more."""
JOURNAL = "imports"
"""Counts what the last reading brought, which is less after a kill."""


class Run:
    """One reading in a process of its own, from its first question on."""

    def __init__(self, process):
        self._process = process

    @classmethod
    async def begin(cls, department, number):
        """Starts it; the `number` of a run moves its machine's clock, so that leases of those before are over."""
        address = department.database.url.render_as_string(hide_password=False)
        words = [sys.executable, "-c", RUNNER, address, str(department.now()), str(number)]
        pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
        process = await asyncio.create_subprocess_exec(*words, cwd=ROOT, **pipes)
        said = await process.stdout.readline()
        assert said == b"begins\n", (await process.stderr.read()).decode()
        return cls(process)

    async def ends(self):
        """Waits until it is through."""
        said, troubles = await self._process.communicate()
        assert said.endswith(b"done\n") and self._process.returncode == 0, troubles.decode()

    async def killed(self, pages, seconds):
        """Whether it was killed so many seconds after so many pages, and was not through before."""
        for _ in range(pages):
            await self._process.stdout.readline()
        await asyncio.sleep(seconds)
        if self._process.returncode is None:
            self._process.kill()
        await self._process.communicate()
        assert self._process.returncode in (0, -signal.SIGKILL)
        return self._process.returncode != 0


async def tables(department):
    """Every row of the company, by table."""
    kept = {}
    for table in metadata.sorted_tables:
        if "company_id" in table.c and table.name != JOURNAL:
            rows = [row._asdict() for row in await department.rows(table)]
            own = OWN.get(table.name, ())
            kept[table.name] = sorted(repr({name: row[name] for name in row if name not in own}) for row in rows)
    return kept


async def how_far(department):
    """How far each kind is read."""
    rows = await department.rows(cursors)
    return json.dumps({row.kind: (row.records, row.read_to is not None) for row in rows}, sort_keys=True)


@pytest.fixture(params=VENDORS.values(), ids=VENDORS)
async def crm(request):
    """A played account, and its vendor."""
    vendor = request.param
    ledger = vendor.ledger(deals=DEALS, calls=CALLS)
    async with vendor.server(ledger, watch=StoppedWatch(began=NOW)) as started:
        yield started, vendor


@pytest.fixture
async def connected(crm, tmp_path, sqlite_template):
    """Makes companies with the account connected, each in a file of its own."""
    opened = []

    async def connect(name):
        file = tmp_path / f"{name}.db"
        shutil.copy(sqlite_template, file)
        opened.append(Database(f"sqlite+aiosqlite:///{file}"))
        made = Department(opened[-1], await a_company(opened[-1]), *crm)
        await made.connect()
        return made

    yield connect
    for database in opened:
        await database.close()


async def kills(connected, pages, seed):
    """Kill readings one after the other, each at a random moment after some of its pages, then read to the end."""
    undisturbed, disturbed, chance = await connected("undisturbed"), await connected("disturbed"), Random(seed)
    await (await Run.begin(undisturbed, 0)).ends()
    places, killed = set(), 0
    for number, span in enumerate(pages):
        run = await Run.begin(disturbed, number)
        killed += await run.killed(chance.choice(span), chance.uniform(0, 0.2))
        places.add(await how_far(disturbed))
    await (await Run.begin(disturbed, len(pages))).ends()
    return killed, places, await tables(undisturbed), await tables(disturbed)


async def test_three_kills_change_nothing_of_the_end(connected):
    killed, places, undisturbed, disturbed = await kills(connected, [range(3), range(2, 5), range(4, 7)], seed=2)

    assert killed >= 2 and len(places) >= 2
    assert disturbed == undisturbed and len(undisturbed["calls"]) > CALLS // 2


@pytest.mark.long
async def test_fifty_kills_change_nothing_of_the_end(connected):
    killed, places, undisturbed, disturbed = await kills(connected, [range(9)] * 50, seed=7)

    assert killed >= 40 and len(places) >= 3
    assert disturbed == undisturbed
