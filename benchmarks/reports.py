"""Reports on a month of a department whose history grows from ten thousand calls to a million at the same pace.

What is promised is the store time, inside database calls: it stays flat and near to that of the bare roll-up. The
whole time stands beside it. Both are those of the quietest tenth of the rounds, so that they hold on a busy machine
too; the p99 does not, it is of all rounds. A sparse year, one call a day and manager, leaves most cells of the month
empty: a full month has three times as many to add up, and may still cost no more than flat allows.
"""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

from sqlalchemy import func

from benchmarks.department import LAST_DAY, fill
from benchmarks.house import AFTER, a_house
from benchmarks.stopwatch import Times, p99, quiet, timed
from services.domain.company import Company
from services.domain.period import Period
from services.store.db import Database
from services.store.tables import facts
from services.usecases.reporting.asked import Asked
from services.usecases.show_funnel import ShowFunnel
from services.usecases.show_kpi import ShowKpi
from services.usecases.show_roi import ShowRoi
from services.usecases.show_team import ShowTeam

FLAT = 1.5
"""A month in the longest history costs the store at most this many times a month in the shortest."""

OVER_BARE = 2.0
"""A report costs the store at most this many bare roll-ups of the same month."""

P99_MS = 20
"""Store time in milliseconds that one question in a hundred may pass."""

SIZES = (10_000, 100_000, 1_000_000)
BARE = "bare roll-up"
SPARSE = "sparse year"
_MONTH = Period(LAST_DAY.replace(day=1), LAST_DAY)
_SHOWS: dict[str, Callable[[Database], Callable[[Asked], Awaitable[object]]]] = {
    "kpi": ShowKpi,
    "team": ShowTeam,
    "funnel": ShowFunnel,
    "roi": ShowRoi,
}


async def measure(sizes: tuple[int, ...] = SIZES, rounds: int = 100) -> list[dict[str, Any]]:
    """Every promise as a row, each report by report; all houses stand at once and are asked in turns."""
    asks: dict[tuple[str, str], Callable[[], Awaitable[object]]] = {}
    async with AsyncExitStack() as stack:
        for label, size, days in [*((f"{size:,}", size, None) for size in sizes), (SPARSE, sizes[0], 365)]:
            database, company, _file = await stack.enter_async_context(a_house())
            await fill(database, company, size, days)
            asked = Asked(company, _MONTH, AFTER)
            asks[BARE, label] = partial(_bare, database, company)
            asks |= {(name, label): partial(show(database), asked) for name, show in _SHOWS.items()}
        found = await timed(asks, rounds)
    labels = [f"{size:,}" for size in sizes]
    return [row for name in _SHOWS for row in _rows(name, labels, found)]


async def _bare(database: Database, company: Company) -> None:
    """What no report can do without: the month's facts of everybody, added up."""
    async with database.reading(company.id) as unit:
        query = unit.select(facts, facts.c.person_id, facts.c.kpi, func.sum(facts.c.value))
        within = facts.c.day.between(_MONTH.first, _MONTH.last)
        await unit.rows(query.where(within).group_by(facts.c.person_id, facts.c.kpi))


def _rows(name: str, sizes: list[str], found: dict[tuple[str, str], Times]) -> list[dict[str, Any]]:
    store = {label: quiet(found[name, label].store) for label in (*sizes, SPARSE)}
    whole = {label: quiet(found[name, label].whole) for label in sizes}
    last, bare = store[sizes[-1]], quiet(found[BARE, sizes[-1]].store)
    return [
        {
            **_row(f"{name}: store, {sizes[-1]} ÷ {sizes[0]} calls", last / store[sizes[0]], FLAT),
            "store_ms": _rounded({label: store[label] for label in sizes}),
            "whole_ms": _rounded(whole),
        },
        {
            **_row(f"{name}: store ÷ {BARE}", last / bare, OVER_BARE),
            "store_ms": _rounded({BARE: bare}),
        },
        _row(f"{name}: store, p99 in ms", p99(found[name, sizes[-1]].store), P99_MS),
        {
            **_row(f"{name}: store, full ÷ sparse month", last / store[SPARSE], FLAT),
            "store_ms": _rounded({SPARSE: store[SPARSE]}),
        },
    ]


def _row(what: str, ratio: float, promise: float) -> dict[str, Any]:
    return {"what": what, "ratio": round(ratio, 2), "promise": promise, "kept": ratio <= promise}


def _rounded(times: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 1) for name, value in times.items()}
