"""Development goals: how far each has come against the time gone by."""

from decimal import Decimal
from fractions import Fraction

from services.domain.people import Roster
from services.domain.report import Column, Report, Unit, Value
from services.store.db import Database
from services.store.people import People
from services.store.rules import Goal, Rules
from services.usecases.organising.goal_way import way_of
from services.usecases.reporting.answer import answer
from services.usecases.reporting.asked import Asked, person_cells
from services.usecases.worktime import Worktime, load_worktime

_COLUMNS = (
    Column("person", Unit.TEXT),
    Column("person_id", Unit.TEXT),
    Column("text", Unit.TEXT),
    Column("horizon_months", Unit.COUNT),
    Column("start", Unit.NUMBER),
    Column("target", Unit.NUMBER),
    Column("now", Unit.NUMBER),
    Column("start_on", Unit.DAY),
    Column("due_on", Unit.DAY),
    Column("status", Unit.TEXT),
)


class ShowGoals:
    """Show the goals that run in the period, the nearest due first; closed ones say so."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, asked: Asked) -> Report:
        asked.ensure_no(view=asked.view, rank=asked.rank, by=asked.by)
        async with self._database.reading(asked.company.id) as read:
            roster = await People(read).roster(asked.company.zone)
            worktime = await load_worktime(read, asked.company, roster)
            goals = await Rules(read).goals()
        mine = [goal for goal in goals if _belongs(goal, asked, roster)]
        return answer(
            asked,
            "goals",
            columns=_COLUMNS,
            rows=tuple(_cells(goal, asked, roster, worktime) for goal in mine),
            totals={"goals": len(mine)},
            definitions=("now", "due_on", "status"),
        )


def _belongs(goal: Goal, asked: Asked, roster: Roster) -> bool:
    if goal.start_on > asked.period.last or goal.due_on < asked.period.first:
        return False
    if asked.person not in (None, goal.person):
        return False
    return asked.team is None or roster.team_on(goal.person, asked.today) in roster.below(asked.team)


def _cells(goal: Goal, asked: Asked, roster: Roster, worktime: Worktime) -> dict[str, Value]:
    way = way_of(goal, worktime, asked.as_of, asked.today)
    return {
        **person_cells(roster, goal.person),
        "text": goal.text,
        "horizon_months": goal.months,
        "start": _number(goal.start),
        "target": _number(goal.target),
        "now": _number(goal.now),
        "start_on": goal.start_on,
        "due_on": goal.due_on,
        "status": way.status.value,
    }


def _number(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)
