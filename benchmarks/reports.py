"""Reports on a month of a department whose history grows from ten thousand calls to a million at the same pace.

What is promised is the store time, inside database calls: it stays flat and near to that of the bare roll-up. The whole
time stands beside it. A sparse year, one call a day and manager, is the same ten thousand calls with most cells of the
month empty: a full month has three times as many to add up, and may still cost no more than flat allows.
"""

from typing import Any

from sqlalchemy import func

from benchmarks.department import LAST_DAY, fill
from benchmarks.house import AFTER, a_house
from benchmarks.stopwatch import Times, middle, p99, timed
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
_MONTH = Period(LAST_DAY.replace(day=1), LAST_DAY)
_SHOWS = {"kpi": ShowKpi, "team": ShowTeam, "funnel": ShowFunnel, "roi": ShowRoi}


async def measure(sizes: tuple[int, ...] = SIZES, rounds: int = 100) -> list[dict[str, Any]]:
    """Every promise as a row, each report by report."""
    found = {size: await _in_house(size, rounds) for size in sizes}
    sparse = await _in_house(sizes[0], rounds, days=365)
    rows = []
    for name in _SHOWS:
        rows += _rows(name, {size: times[name] for size, times in found.items()}, found[sizes[-1]][BARE], sparse[name])
    return rows


async def _in_house(size: int, rounds: int, days: int | None = None) -> dict[str, Times]:
    async with a_house() as (database, company, _file):
        await fill(database, company, size, days)
        asked = Asked(company, _MONTH, AFTER)
        shows = {name: show(database) for name, show in _SHOWS.items()}
        found = {BARE: await timed(lambda: _bare(database, company), rounds)}
        for name, show in shows.items():
            found[name] = await timed(lambda show=show: show(asked), rounds)  # type: ignore[misc]
    return found


async def _bare(database: Database, company: Company) -> None:
    """What no report can do without: the month's facts of everybody, added up."""
    async with database.reading(company.id) as unit:
        query = unit.select(facts, facts.c.person_id, facts.c.kpi, func.sum(facts.c.value))
        within = facts.c.day.between(_MONTH.first, _MONTH.last)
        await unit.rows(query.where(within).group_by(facts.c.person_id, facts.c.kpi))


def _rows(name: str, by_size: dict[int, Times], bare: Times, sparse: Times) -> list[dict[str, Any]]:
    sizes = sorted(by_size)
    store = {f"{size:,}": middle(by_size[size].store) for size in sizes}
    whole = {f"{size:,}": middle(by_size[size].whole) for size in sizes}
    first, last = store[f"{sizes[0]:,}"], store[f"{sizes[-1]:,}"]
    slow = p99(by_size[sizes[-1]].store)
    return [
        {
            **_row(f"{name}: store, {sizes[-1]:,} ÷ {sizes[0]:,} calls", last / first, FLAT),
            "store_ms": _rounded(store),
            "whole_ms": _rounded(whole),
        },
        _row(f"{name}: store ÷ {BARE} ({middle(bare.store):.1f} ms)", last / middle(bare.store), OVER_BARE),
        _row(f"{name}: store, p99 in ms", slow, P99_MS),
        {
            **_row(f"{name}: store, full month ÷ month of a sparse year", last / middle(sparse.store), FLAT),
            "store_ms": _rounded({"sparse": middle(sparse.store)}),
        },
    ]


def _row(what: str, ratio: float, promise: float) -> dict[str, Any]:
    return {"what": what, "ratio": round(ratio, 2), "promise": promise, "kept": ratio <= promise}


def _rounded(times: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 1) for name, value in times.items()}
