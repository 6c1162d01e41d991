"""The chat over real HTTP: commands a second beside a bare aiogram echo, and how long one waits while others work."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from benchmarks.house import a_house, importer
from benchmarks.invented import MAP_FILE, calls_file, managers
from sandbox.telegram import Person, TelegramServer
from services.domain.company import Company
from services.domain.people import BEGINNING, Role, name_key
from services.store.db import Database
from services.store.people import People
from services.usecases.import_files import Said

PROMISE_SHARE = 0.5
"""Commands a second, as a share of what a bare echo does."""

PROMISE_P99_MS = 100.0
"""The slowest of a hundred answers while an import and a chart run."""

_ROOT = Path(__file__).resolve().parents[1]
_SINCE = "2026-06-15"
_EVENING = "2026-07-01T22:00:00+03:00"
"""No reminder is sent at this hour: every message is an answer."""

_START_S = 30.0


async def measure(people: int = 24, rounds: int = 20) -> list[dict[str, Any]]:
    """Both promises, over one company of thirty managers with a year of calls."""
    async with a_house() as (database, company, file):
        takes = importer(database)
        await takes(company, "calls.csv", calls_file(50_000), Said("calls", MAP_FILE))
        names = managers()[:people]
        await _settle_in(database, company, names)
        async with TelegramServer() as telegram:
            played = [telegram.person(name, id=1_000 + place, started=True) for place, name in enumerate(names)]
            async with _bot(_echo(telegram), telegram, played[0], "x"):
                bare = await _rate(telegram, played, "x", rounds)
            async with _bot(_takt(telegram, file), telegram, played[0], "/help"):
                helped = await _rate(telegram, played, "/help", rounds)
                counted = await _rate(telegram, played, f"/kpi {_SINCE}", rounds)
                waits = await _waits(telegram, played, file)
    share = {"/help": helped / bare, "/kpi": counted / bare}
    return [
        *(
            {
                "what": f"{name}, answers a second ÷ bare aiogram echo",
                "ratio": round(value, 2),
                "promise": PROMISE_SHARE,
                "kept": value >= PROMISE_SHARE,
            }
            for name, value in share.items()
        ),
        {
            "what": "p99 of /kpi while an import and charts run, ms",
            "ratio": round(waits[int(len(waits) * 0.99) - 1] * 1_000),
            "promise": PROMISE_P99_MS,
            "kept": waits[int(len(waits) * 0.99) - 1] * 1_000 <= PROMISE_P99_MS,
            "median_ms": round(waits[len(waits) // 2] * 1_000),
        },
        {"what": "bare echo, answers a second", "ratio": round(bare)},
    ]


async def _settle_in(database: Database, company: Company, names: Sequence[str]) -> None:
    async with database.writing(company.id) as unit:
        store = People(unit)
        roster = await store.roster(company.zone)
        known = {name_key(person.name): person.id for person in roster.people.values()}
        team = await store.team("Sales")
        for place, name in enumerate(names):
            person = known.get(name_key(name)) or await store.add(name, listed=True)
            await store.join(person, team, Role.MANAGER, BEGINNING)
            await store.bind(person, "telegram", str(1_000 + place))


def _echo(telegram: TelegramServer) -> tuple[list[str], dict[str, str]]:
    return [sys.executable, "-m", "benchmarks.echo", telegram.token, telegram.url], {}


def _takt(telegram: TelegramServer, file: Path) -> tuple[list[str], dict[str, str]]:
    return [sys.executable, "-m", "bot", "run"], {
        "TAKT_BOT_TOKEN": telegram.token,
        "TAKT_BOT_API_URL": telegram.url,
        "TAKT_DATA_DIR": str(file.parent),
        "TAKT_WEB_PORT": "0",
        "TAKT_CLOCK": _EVENING,
    }


@asynccontextmanager
async def _bot(
    started: tuple[list[str], dict[str, str]], telegram: TelegramServer, first: Person, text: str
) -> AsyncIterator[None]:
    command, more = started
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TAKT_")}
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, env=kept | more, cwd=_ROOT, stdout=quiet, stderr=quiet)
    try:
        await first.says(text)
        await first.waits_for(lambda message: True, within=_START_S)
        yield
    finally:
        process.terminate()
        await process.wait()
        await telegram.settled()


async def _rate(telegram: TelegramServer, played: Sequence[Person], text: str, rounds: int) -> float:
    """Answers a second to a heap of commands from everybody; a burst of one person stays within the pace."""
    spent = 0.0
    for _ in range(rounds):
        wanted = len(telegram.ledger.of("sendMessage")) + len(played)
        begun = time.perf_counter()
        for person in played:
            await person.says(text)
        while len(telegram.ledger.of("sendMessage")) < wanted:
            await asyncio.sleep(0.001)
        spent += time.perf_counter() - begun
        await asyncio.sleep(1.0)
    return rounds * len(played) / spent


async def _waits(telegram: TelegramServer, played: Sequence[Person], file: Path) -> list[float]:
    """Seconds from saying to seeing, a hundred times, while a file of calls comes in and pictures are drawn."""
    with tempfile.TemporaryDirectory() as folder:
        csv, plan = Path(folder) / "more.csv", Path(folder) / "more.toml"
        csv.write_bytes(calls_file(60_000, seed=5))
        plan.write_bytes(MAP_FILE)
        command, more = _takt(telegram, file)
        words = [*command[:3], "import", "calls", str(csv), "--map", str(plan)]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TAKT_")}
        quiet = asyncio.subprocess.DEVNULL
        other = await asyncio.create_subprocess_exec(*words, env=kept | more, cwd=_ROOT, stdout=quiet, stderr=quiet)
        found = []
        for place in range(100):
            person, draws = played[place % (len(played) - 1)], played[-1]
            if place % 20 == 0:
                await draws.says(f"/kpi {_SINCE}")
            begun = time.perf_counter()
            await person.says(f"/kpi {_SINCE}")
            await person.waits_for(lambda message: True, within=20)
            found.append(time.perf_counter() - begun)
            await asyncio.sleep(0.05)
        await other.wait()
    return sorted(found)
