"""The working hours that are set."""

from dataclasses import dataclass

from services.domain.company import Company
from services.domain.hours import DEFAULT_WEEK, Hours
from services.domain.norms import Scope
from services.store.calendar import Calendar, HoursRow
from services.store.db import Database
from services.store.people import People
from services.usecases.organising.scope import ForWhom, told_for
from services.usecases.worktime import clock


@dataclass(frozen=True, slots=True)
class HoursLine:
    """The hours of one weekday; None is a day off; `usual` where nobody has set them."""

    whom: ForWhom
    weekday: int
    hours: Hours | None
    usual: bool = False


class ListHours:
    """The company's whole week, then what is set apart for teams and for people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, company: Company) -> list[HoursLine]:
        async with self._database.reading(company.id) as read:
            roster = await People(read).roster(company.zone)
            rows = await Calendar(read).hours()
        lines = [HoursLine(told_for(roster, row.scope, row.scope_id), row.weekday, _hours(row)) for row in rows]
        told = {line.weekday for line in lines if line.whom.scope is Scope.COMPANY}
        everybody = ForWhom(Scope.COMPANY, 0, None)
        usual = [HoursLine(everybody, day, DEFAULT_WEEK.get(day), usual=True) for day in range(7) if day not in told]
        return sorted([*lines, *usual], key=_order)


def _hours(row: HoursRow) -> Hours | None:
    if row.start_minute is None or row.end_minute is None:
        return None
    lunch = None
    if row.lunch_start is not None and row.lunch_end is not None:
        lunch = (clock(row.lunch_start), clock(row.lunch_end))
    return Hours(clock(row.start_minute), clock(row.end_minute), lunch)


def _order(line: HoursLine) -> tuple[int, str, int]:
    return list(Scope).index(line.whom.scope), line.whom.name or "", line.weekday
