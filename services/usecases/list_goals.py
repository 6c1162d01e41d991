"""The development goals of everybody, or of one person."""

from services.domain.company import Company
from services.store.db import Database
from services.store.people import People
from services.store.rules import Rules
from services.usecases.add_goal import NamedGoal
from services.usecases.find_person import person_named


class ListGoals:
    """Open goals with the nearest due first, then closed ones."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, company: Company, person: str | None = None) -> list[NamedGoal]:
        async with self._database.reading(company.id) as read:
            roster = await People(read).roster(company.zone)
            whose = None if person is None else (await person_named(read, roster, person)).id
            goals = await Rules(read).goals()
        mine = [goal for goal in goals if whose in (None, goal.person)]
        named = [NamedGoal(roster.people[goal.person].name, goal) for goal in mine]
        return sorted(named, key=lambda line: line.goal.closed_on is not None)
