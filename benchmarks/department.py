"""A department that keeps its pace: thirty managers in three teams with norms, and calls of as many days as needed."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import text

from benchmarks.house import importer
from benchmarks.invented import MAP_FILE, calls_file, deals_file, managers
from services.domain.company import Company
from services.domain.norms import Norm, Scope
from services.domain.people import BEGINNING, Role
from services.store.db import Database
from services.store.people import People
from services.store.rules import Rules
from services.store.unit import Unit
from services.usecases.import_files import Said

LAST_DAY = date(2026, 6, 30)
PER_DAY = 333
"""Eleven calls a manager and day: ten thousand are a month, a million more than eight years."""

_PIECE = 100_000
_NORMS = {"calls_total": 10, "talk_time": 900, "quality_talks": 3, "day_start": 9 * 3_600}


async def fill(database: Database, company: Company, calls: int, days: int | None = None) -> None:
    """People, norms, a year of deals, and so many calls at the usual pace (or over `days`) up to the last day."""
    async with database.writing(company.id) as unit:
        await _hire(unit)
    takes = importer(database)
    await takes(company, "deals.csv", deals_file(), Said("deals"))
    first = LAST_DAY + timedelta(days=1 - (days or calls // PER_DAY))
    for turn in range(max(1, calls // _PIECE)):
        piece = min(calls, _PIECE)
        lasting = days or piece // PER_DAY
        file = calls_file(piece, turn + 1, first + timedelta(days=turn * lasting), lasting)
        await takes(company, f"calls-{turn}.csv", file, Said("calls", MAP_FILE))
    async with database.connection() as connection:
        await connection.execute(text("ANALYZE"))


async def _hire(unit: Unit) -> None:
    people = People(unit)
    for number, name in enumerate(managers()):
        person = await people.add(name, listed=True)
        await people.join(person, await people.team(f"Sales/{number % 3 + 1}"), Role.MANAGER, BEGINNING)
    for kpi, target in _NORMS.items():
        await Rules(unit).set_norm(Norm(Scope.COMPANY, 0, kpi, None, BEGINNING, Decimal(target)))
