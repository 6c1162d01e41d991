"""The chat over real HTTP: commands a second beside a bare aiogram echo, and how long one waits while others work."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks.house import a_house, importer
from benchmarks.invented import MAP_FILE, calls_file, managers
from benchmarks.quick import TOKEN, QuickServer, quick_server
from sandbox.telegram import Person, TelegramServer
from services.domain.company import Company
from services.domain.people import BEGINNING, Role, name_key
from services.store.db import Database
from services.store.people import People
from services.usecases.import_files import Said

Started: TypeAlias = tuple[Sequence[str], Mapping[str, str]]
"""A command and what is set for it."""

PROMISE_SHARE = 0.5
"""Commands a second, as a share of what a bare echo does."""

PROMISE_P99_MS = 100.0
"""The slowest of a hundred answers while an import and a chart run."""

_ROOT = Path(__file__).resolve().parents[1]
_SINCE = "2026-06-15"
_EVENING = "2026-07-01T22:00:00+03:00"
"""No reminder is sent at this hour: every message is an answer."""

_START_S = 30.0
_BETWEEN_S = 0.7


async def measure(people: int = 24, rounds: int = 20) -> list[dict[str, Any]]:
    """Both promises, over one company of thirty managers with a year of calls."""
    async with a_house() as (database, company, file):
        takes = importer(database)
        await takes(company, "calls.csv", calls_file(50_000), Said("calls", MAP_FILE))
        names = managers()[:people]
        await _settle_in(database, company, names)
        numbers = [1_000 + place for place in range(len(names))]
        spent = await _side_by_side(file, numbers, rounds)
        async with TelegramServer() as telegram:
            played = [
                telegram.person(name, id=number, started=True) for name, number in zip(names, numbers, strict=True)
            ]
            takt = _takt(telegram.token, telegram.url, file)
            async with _running(takt):
                await played[0].says("/help")
                await played[0].waits_for(lambda message: True, within=_START_S)
                waits = await _waits(played, takt)
                await telegram.settled()
    share = {name: spent["echo"] / spent[name] for name in ("/help", "/kpi")}
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
        {"what": "bare echo, answers a second", "ratio": round(rounds * len(numbers) / spent["echo"])},
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


def _echo(url: str) -> Started:
    return [sys.executable, "-m", "benchmarks.echo", TOKEN, url], {}


def _takt(token: str, url: str, file: Path) -> Started:
    return [sys.executable, "-m", "bot", "run"], {
        "TAKT_BOT_TOKEN": token,
        "TAKT_BOT_API_URL": url,
        "TAKT_DATA_DIR": str(file.parent),
        "TAKT_WEB_PORT": "0",
        "TAKT_CLOCK": _EVENING,
    }


async def _start(command: Sequence[str], more: Mapping[str, str]) -> asyncio.subprocess.Process:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TAKT_")}
    quiet = asyncio.subprocess.DEVNULL
    return await asyncio.create_subprocess_exec(*command, env={**kept, **more}, cwd=_ROOT, stdout=quiet, stderr=quiet)


@asynccontextmanager
async def _running(started: Started) -> AsyncIterator[None]:
    process = await _start(*started)
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


async def _side_by_side(file: Path, people: Sequence[int], rounds: int) -> dict[str, float]:
    """Seconds for heaps of each command, both bots alive all the while."""
    async with AsyncExitStack() as stack:
        bare, served = [await stack.enter_async_context(quick_server()) for _ in range(2)]
        await stack.enter_async_context(_running(_echo(bare.url)))
        await stack.enter_async_context(_running(_takt(TOKEN, served.url, file)))
        asked = {"echo": (bare, "x"), "/help": (served, "/help"), "/kpi": (served, f"/kpi {_SINCE}")}
        return await _spent(asked, people, rounds)


async def _spent(asked: Mapping[str, tuple[QuickServer, str]], people: Sequence[int], rounds: int) -> dict[str, float]:
    """Seconds for heaps of each command from everybody, in turn, after a first one of each; nobody is above the pace
    of a person.
    """
    spent = dict.fromkeys(asked, 0.0)
    for server, text in asked.values():
        await server.answers(people, text, within=_START_S)
    for _ in range(rounds):
        for name, (server, text) in asked.items():
            await asyncio.sleep(_BETWEEN_S)
            spent[name] += await server.answers(people, text)
    return spent


async def _waits(played: Sequence[Person], takt: Started) -> list[float]:
    """Seconds from saying to seeing, a hundred times, while a file of calls comes in and pictures are drawn."""
    with tempfile.TemporaryDirectory() as folder:
        csv, plan = Path(folder) / "more.csv", Path(folder) / "more.toml"
        csv.write_bytes(calls_file(60_000, seed=5))
        plan.write_bytes(MAP_FILE)
        command, more = takt
        other = await _start([*command[:3], "import", "calls", str(csv), "--map", str(plan)], more)
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
