"""What a member does with goals: sets one, checks in, closes it, leaves a comment on somebody's."""

from datetime import date
from decimal import Decimal

from services.domain.clock import Clock
from services.domain.goals import NoteKind
from services.domain.numerals import NotANumber, read_number
from services.domain.rights import Member
from services.errors import Refused
from services.store.db import Database
from services.store.goal_notes import GoalNote, GoalNotes
from services.store.rules import Rules
from services.usecases.add_goal import put_goal
from services.usecases.organising.goal_named import row_of
from services.usecases.organising.typed import note_of
from services.usecases.see_goals import goal_of

MOST_OPEN = 30
"""More goals at once are no goals; a finger that slips must not fill the list either."""


def goal_text(text: str) -> str:
    """The words of a goal, fit to keep; Refused where nothing is left of them or they are too long."""
    return note_of(text)


class SetGoal:
    """A member sets a goal of their own from today on, with a start and a target or without numbers."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(
        self, member: Member, text: str, months: int, start: Decimal | None = None, target: Decimal | None = None
    ) -> int:
        note = goal_text(text)
        async with self._database.writing(member.company.id) as unit:
            mine = [goal for goal in await Rules(unit).goals() if goal.person == member.id and goal.closed_on is None]
            if len(mine) >= MOST_OPEN:
                raise Refused("goal-too-many", most=MOST_OPEN)
            goal = await put_goal(unit, member.person, note, months, _today(member, self._clock), (start, target))
        return goal.id


class CheckIn:
    """A member says where an own open goal stands: a number moves it, anything else is a note beside it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, member: Member, number: int, told: str) -> int:
        value, note = _value_or_note(told)
        async with self._database.writing(member.company.id) as unit:
            goal = await goal_of(unit, member, number, own=True)
            if value is not None:
                await Rules(unit).put_goals([row_of(goal, now=value)])
            said = GoalNote(goal.id, NoteKind.CHECK, member.id, self._clock.now(), value, note)
            await GoalNotes(unit).add(said)
        return number


class EndGoal:
    """A member closes an own goal today, reached or not; it stays in the history as it stands."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, member: Member, number: int, *, reached: bool) -> int:
        async with self._database.writing(member.company.id) as unit:
            goal = await goal_of(unit, member, number, own=True)
            await Rules(unit).put_goals([row_of(goal, closed_on=_today(member, self._clock), reached=reached)])
        return number


class CommentGoal:
    """A short comment on an open goal: a head's on that of their people, or the person's own answer."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, member: Member, number: int, text: str) -> int:
        note = note_of(text)
        async with self._database.writing(member.company.id) as unit:
            goal = await goal_of(unit, member, number, own=False)
            said = GoalNote(goal.id, NoteKind.COMMENT, member.id, self._clock.now(), None, note)
            await GoalNotes(unit).add(said)
        return number


def _value_or_note(told: str) -> tuple[Decimal | None, str | None]:
    try:
        return read_number(told, signed=True), None
    except NotANumber:
        return None, note_of(told)


def _today(member: Member, clock: Clock) -> date:
    return clock.now().astimezone(member.company.zone).date()
