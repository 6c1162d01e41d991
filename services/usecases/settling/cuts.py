"""Cut calls, messages and moves again where hours, holidays, zones or owners have changed."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from services.domain.company import Company
from services.domain.ids import NOBODY, PersonId
from services.domain.measures import Rows
from services.store.cutting import CUT_ROWS, Cutting
from services.store.pending import Kind, Mark, Pending
from services.store.people import People
from services.store.unit import StoredRow, Unit
from services.usecases.settling.marks import day_marks
from services.usecases.worktime import Worktime, load_worktime

_DAYS_AT_ONCE = 14


def cut_marks(since: date) -> list[Mark]:
    """Marks to cut everything again from a day on."""
    return [Mark(Kind.CUT, rows.value, since) for rows in CUT_ROWS]


async def settle(unit: Unit, company: Company) -> int:
    """Cut some days of one kind of rows again; the mark moves on to the day after them."""
    marks = await Pending(unit).take(Kind.CUT, 1)
    if not marks:
        return 0
    rows, cutting = Rows(marks[0].subject), Cutting(unit, Rows(marks[0].subject))
    days = await cutting.days_from(marks[0].day, _DAYS_AT_ONCE)
    if not days:
        return 1
    worktime = await load_worktime(unit, company, await People(unit).roster(company.zone))
    changed = []
    cells: list[tuple[PersonId | int, date | None]] = []
    for row in await cutting.of_days(days[0], days[-1]):
        columns = cut(rows, row, cutting.moment(row), worktime)
        cells.append((row.person_id, row.local_day))
        if any(getattr(row, name) != value for name, value in columns.items()):
            changed.append((row, columns))
            cells += [(NOBODY, row.local_day), (row.person_id, columns["local_day"])]
    await cutting.cut(changed)
    follow = Mark(Kind.CUT, marks[0].subject, days[-1] + timedelta(days=1))
    callbacks = [Mark(Kind.CALLBACKS, "", days[0])] if rows is Rows.CALLS and changed else []
    await Pending(unit).add([*day_marks(cells), follow, *callbacks])
    return 1


def cut(rows: Rows, row: StoredRow, at: Any, worktime: Worktime) -> Mapping[str, Any]:
    """The derived columns of one row."""
    person = PersonId(row.person_id)
    day, _zone = worktime.roster.zone_of(person).day_of(at)
    columns: dict[str, Any] = {"local_day": day, "in_shift": worktime.in_shift(person, day, at)}
    if rows is Rows.CALLS:
        columns["in_hours"] = in_hours(row.direction, row.answered, at, worktime)
    return columns


def in_hours(direction: str, answered: bool, at: datetime, worktime: Worktime) -> bool:
    """Whether the company works at the moment; asked only of calls that nobody answered."""
    return direction != "in" or answered or worktime.of_company().is_working_moment(at)
