"""Store time of reports on 10 thousand, 100 thousand and a million calls of the same people and days: it stays flat."""

import time
from datetime import date
from typing import Any

from sqlalchemy import text

from benchmarks.house import AFTER, a_house, importer
from benchmarks.invented import MAP_FILE, calls_file, deals_file
from services.domain.company import Company
from services.domain.period import Period
from services.store.db import Database
from services.usecases.import_files import Said
from services.usecases.reporting.asked import Asked
from services.usecases.show_funnel import ShowFunnel
from services.usecases.show_kpi import ShowKpi
from services.usecases.show_roi import ShowRoi
from services.usecases.show_team import ShowTeam

PROMISE = 1.5
"""A month of a million calls costs at most this many times a month of ten thousand."""

SIZES = (10_000, 100_000, 1_000_000)
_MONTH = Period(date(2026, 6, 1), date(2026, 6, 30))
_SHOWS = {"kpi": ShowKpi, "team": ShowTeam, "funnel": ShowFunnel, "roi": ShowRoi}


async def measure(sizes: tuple[int, ...] = SIZES, rounds: int = 9) -> list[dict[str, Any]]:
    """The median milliseconds of each report by size, and the largest over the smallest."""
    found: dict[str, list[float]] = {name: [] for name in _SHOWS}
    for size in sizes:
        async with a_house() as (database, company, _file):
            await _fill(database, company, size)
            for name, show in _SHOWS.items():
                found[name].append(await _median(show(database), company, rounds))
    return [
        {
            "what": f"report {name}, a month: {sizes[-1]:,} calls ÷ {sizes[0]:,}",
            "ratio": round(times[-1] / times[0], 2),
            "promise": PROMISE,
            "kept": times[-1] / times[0] <= PROMISE,
            "milliseconds": dict(zip(map(str, sizes), (round(value, 1) for value in times), strict=True)),
        }
        for name, times in found.items()
    ]


async def _median(show: Any, company: Company, rounds: int) -> float:
    asked = Asked(company, _MONTH, AFTER)
    await show(asked)
    spent = []
    for _ in range(rounds):
        begun = time.perf_counter()
        await show(asked)
        spent.append((time.perf_counter() - begun) * 1_000)
    return sorted(spent)[len(spent) // 2]


async def _fill(database: Database, company: Company, size: int) -> None:
    """Deals once; calls in files of a hundred thousand, every one over the whole year."""
    takes = importer(database)
    await takes(company, "deals.csv", deals_file(), Said("deals"))
    piece = min(size, 100_000)
    for turn in range(size // piece):
        await takes(company, f"calls-{turn}.csv", calls_file(piece, seed=turn + 1), Said("calls", MAP_FILE))
    async with database.connection() as connection:
        await connection.execute(text("ANALYZE"))
