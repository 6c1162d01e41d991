"""The minute of ten thousand managers: what a look costs when nothing is due, and when everybody is."""

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select

from benchmarks.house import a_house
from bot.clock import FixedClock, machine_now
from bot.working import calendars
from services.domain.company import Company
from services.store.db import Database
from services.store.jobs import job_of
from services.store.tables import calls, imports, jobs, memberships, norms, persons
from services.usecases.evaluate_rules import EvaluateRules
from services.work.planner import Planner

PROMISE_IDLE_MS = 5.0
PROMISE_DUE = 3.0
"""The whole look at everybody, as a multiple of one roll-up of their day's facts."""

_MOSCOW = ZoneInfo("Europe/Moscow")
_DAY = date(2026, 11, 24)
_CALLS = 20
"""Of nobody to so many calls a manager by the moment of the look."""


async def measure(managers: int = 10_000, rounds: int = 20) -> list[dict[str, Any]]:
    """Both promises over one company of so many managers with facts of the day."""
    async with a_house() as (database, company, _file):
        await _settle_in(database, company, managers)
        clock = FixedClock(_at(11, 10))
        planner = Planner(database, clock, machine_now, calendars)
        await planner()
        idle = await _quickest(planner, rounds)
        clock.move_to(_at(11, 30))
        begun = time.perf_counter()
        await planner()
        planned = time.perf_counter() - begun
        looked = await _quickest(lambda: _looked(database, clock), 3)
        rolled = await _quickest(lambda: _rolled(database, company), 5)
    due = (planned + looked) / rolled
    return [
        {
            "what": f"a look at which nothing is due, {managers} managers, ms",
            "ratio": round(idle * 1_000, 2),
            "promise": PROMISE_IDLE_MS,
            "kept": idle * 1_000 <= PROMISE_IDLE_MS,
        },
        {
            "what": f"everybody is due: planned and looked at ÷ one roll-up, {managers} managers",
            "ratio": round(due, 2),
            "promise": PROMISE_DUE,
            "kept": due <= PROMISE_DUE,
            "whole_ms": {name: round(spent * 1_000) for name, spent in (("planned", planned), ("looked", looked))},
            "store_ms": {"rolled": round(rolled * 1_000)},
        },
    ]


def _at(hour: int, minute: int) -> datetime:
    return datetime(_DAY.year, _DAY.month, _DAY.day, hour, minute, tzinfo=_MOSCOW).astimezone(UTC)


async def _quickest(work: Callable[[], Awaitable[object]], rounds: int) -> float:
    spent = []
    for _ in range(rounds):
        begun = time.perf_counter()
        await work()
        spent.append(time.perf_counter() - begun)
    return sorted(spent)[len(spent) // 2]


async def _looked(database: Database, clock: FixedClock) -> object:
    """The work of the newest job of the kind `check`, with what it writes undone again."""
    async with database.overview() as connection:
        row = (
            await connection.execute(select(jobs).where(jobs.c.kind == "check").order_by(jobs.c.run_at.desc()))
        ).first()
    assert row is not None
    return await EvaluateRules(database, clock, machine_now)(job_of(row))


async def _rolled(database: Database, company: Company) -> object:
    """One grouped query over everybody's calls of the day."""
    async with database.reading(company.id) as unit:
        query = (
            select(calls.c.person_id, func.count(), func.sum(calls.c.talk_s), func.min(calls.c.started_at))
            .where(calls.c.company_id == company.id, calls.c.local_day == _DAY)
            .group_by(calls.c.person_id)
        )
        return (await unit.connection.execute(query)).all()


async def _settle_in(database: Database, company: Company, managers: int) -> None:
    """So many managers with a norm and calls of the day; imported this morning."""
    people, mine = range(1, managers + 1), {"company_id": company.id}
    held = {"team_id": 0, "role": "manager", "from_day": date(2026, 1, 1)}
    async with database.connection() as connection:
        named = [{"id": n, "name": f"Менеджер {n}", "name_key": f"менеджер {n}", "listed": True} for n in people]
        await connection.execute(insert(persons), [mine | one for one in named])
        await connection.execute(insert(memberships), [{**mine, "person_id": n, **held} for n in people])
        await connection.execute(
            insert(norms),
            [
                {
                    "company_id": company.id, "scope": "company", "scope_id": 0, "kpi": "calls_total", "weekday": -1,
                    "from_day": date(2026, 1, 1), "target": Decimal(45),
                }
            ],
        )  # fmt: skip
        noon = _at(12, 0)
        rows = [
            {
                "company_id": company.id, "id": n * 100 + call, "source_id": 0, "person_id": n, "direction": "out",
                "started_at": noon - timedelta(minutes=60 + call * 7), "answered": True, "talk_s": 60, "wait_s": 3,
                "local_day": _DAY, "in_hours": True, "in_shift": True,
            }
            for n in people
            for call in range(n % _CALLS)
        ]  # fmt: skip
        for start in range(0, len(rows), 5_000):
            await connection.execute(insert(calls), rows[start : start + 5_000])
        row = {"company_id": company.id, "id": 1, "kind": "calls", "name": "calls.csv", "digest": "x", "state": "done"}
        await connection.execute(insert(imports), [row | {"begun_at": _at(11, 0), "done_at": _at(11, 0)}])
