"""How far a goal has come, and its end."""

from dataclasses import replace

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.goals import NoteKind
from services.domain.ids import NOBODY
from services.domain.numerals import read_number
from services.errors import Refused
from services.store.db import Database
from services.store.goal_notes import GoalNote, GoalNotes
from services.store.people import People
from services.store.rules import Rules
from services.usecases.add_goal import NamedGoal
from services.usecases.organising.goal_named import goal_named, row_of
from services.usecases.organising.typed import understood


class CheckGoal:
    """Note where an open goal stands now; the goal is named by its number or a part of its text."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, company: Company, goal: str, value: str) -> NamedGoal:
        number = understood(lambda typed: read_number(typed, signed=True), value, "goal-number")
        async with self._database.writing(company.id) as unit:
            roster = await People(unit).roster(company.zone)
            meant = goal_named(await Rules(unit).goals(), roster, goal)
            if meant.closed_on is not None:
                raise Refused("goal-closed", text=meant.text)
            await Rules(unit).put_goals([row_of(meant, now=number)])
            note = GoalNote(meant.id, NoteKind.CHECK, NOBODY, self._clock.now(), number, None)
            await GoalNotes(unit).add(note)
        return NamedGoal(roster.people[meant.person].name, replace(meant, now=number))


class CloseGoal:
    """End a goal today, reached or not; it stays in the history as it stands."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, company: Company, goal: str) -> NamedGoal:
        today = self._clock.now().astimezone(company.zone).date()
        async with self._database.writing(company.id) as unit:
            roster = await People(unit).roster(company.zone)
            meant = goal_named(await Rules(unit).goals(), roster, goal)
            if meant.closed_on is not None:
                raise Refused("goal-closed", text=meant.text)
            await Rules(unit).put_goals([row_of(meant, closed_on=today)])
        return NamedGoal(roster.people[meant.person].name, replace(meant, closed_on=today))
