"""Somebody is going to get better at something."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.goals import HORIZONS, due_on
from services.domain.ids import digest_id
from services.domain.numerals import read_number
from services.domain.people import Person
from services.errors import Refused
from services.store.db import Database
from services.store.people import People
from services.store.rules import Goal, Rules
from services.store.unit import Unit
from services.usecases.find_person import person_named
from services.usecases.organising.goal_named import row_of
from services.usecases.organising.typed import day_of, note_of, understood

_FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class NamedGoal:
    """A goal with the name of whose it is."""

    name: str
    goal: Goal


class AddGoal:
    """Set a development goal for 1, 3, 6 or 12 months, from today unless a day is said.

    With a start and a target its progress is a number; without them it is told by check-ins.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(
        self,
        company: Company,
        name: str,
        text: str,
        months: int,
        *,
        start: str | None = None,
        target: str | None = None,
        since: str | None = None,
    ) -> NamedGoal:
        today = self._clock.now().astimezone(company.zone).date()
        begins = today if since is None else day_of(since, today)
        if begins > today + _FURTHEST:
            raise Refused("goal-too-far")
        note, first, last = note_of(text), _number(start), _number(target)
        async with self._database.writing(company.id) as unit:
            person = await person_named(unit, await People(unit).roster(company.zone), name)
            goal = await put_goal(unit, person, note, months, begins, (first, last))
        return NamedGoal(person.name, goal)


async def put_goal(
    unit: Unit, person: Person, note: str, months: int, begins: date, aim: tuple[Decimal | None, Decimal | None]
) -> Goal:
    """Keep a new goal inside a transaction; the same text, day and horizon once more is Refused."""
    if months not in HORIZONS:
        raise Refused("goal-months", known=", ".join(map(str, HORIZONS)))
    number = digest_id(unit.company, "goal", person.id, note.casefold(), begins.isoformat(), months)
    rules = Rules(unit)
    if any(goal.id == number for goal in await rules.goals()):
        raise Refused("goal-already", name=person.name)
    goal = Goal(number, person.id, note, months, begins, due_on(begins, months), *aim, None, None)
    await rules.put_goals([row_of(goal)])
    return goal


def _number(text: str | None) -> Decimal | None:
    return None if text is None else understood(lambda typed: read_number(typed, signed=True), text, "goal-number")
