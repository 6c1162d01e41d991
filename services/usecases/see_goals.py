"""The goals of somebody as a member may see them: a list, one with all that was said of it, and those of a team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from services.domain.clock import Clock
from services.domain.goals import GoalStatus, NoteKind, Way
from services.domain.ids import PersonId
from services.domain.people import Roster
from services.domain.rights import Member
from services.errors import Gone, Refused
from services.store.db import Database
from services.store.goal_notes import GoalNote, GoalNotes
from services.store.people import People
from services.store.rules import Goal, Rules
from services.store.unit import Unit
from services.usecases.organising.goal_way import way_of
from services.usecases.reporting.looking import note_look
from services.usecases.worktime import Worktime, load_worktime

_LOOK = "goals"


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal and how far it has come."""

    id: int
    text: str
    months: int
    start_on: date
    due_on: date
    start: Decimal | None
    target: Decimal | None
    now: Decimal | None
    closed_on: date | None
    reached: bool | None
    way: Way


@dataclass(frozen=True, slots=True)
class Said:
    """A check-in or a comment: when in the company's zone, by whom (None: from the command line), what."""

    kind: NoteKind
    at: datetime
    by: str | None
    value: Decimal | None
    text: str | None


@dataclass(frozen=True, slots=True)
class GoalSheet:
    """The goals of a person: open ones, the nearest due first, and closed ones, the last closed first."""

    person: PersonId
    name: str
    own: bool
    open: tuple[GoalLine, ...]
    closed: tuple[GoalLine, ...]


@dataclass(frozen=True, slots=True)
class GoalCard:
    """One goal with everything said of it, the newest first."""

    person: PersonId
    name: str
    own: bool
    today: date
    goal: GoalLine
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class PersonGoals:
    """How many open goals somebody has, and how many of them are behind."""

    person: PersonId
    name: str
    open: int
    behind: int


class SeeGoals:
    """Show goals: everybody their own, a head those of their people.

    Whoever opens another person's goals leaves a line that this person can read. A goal that is gone and one that is
    not theirs to see are the same.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def of(self, member: Member, person: PersonId) -> GoalSheet:
        """The goals of one person."""
        if not member.may_see(person):
            raise Refused("nobody-found")
        ground = await self._ground(member)
        lines = [ground.line(goal) for goal in ground.goals if goal.person == person]
        closed = sorted((line for line in lines if line.closed_on), key=lambda line: line.closed_on or date.min)
        await note_look(self._database, member, person, _LOOK, ground.now)
        return GoalSheet(
            person,
            ground.name(person),
            person == member.id,
            tuple(line for line in lines if line.closed_on is None),
            tuple(reversed(closed)),
        )

    async def one(self, member: Member, number: int) -> GoalCard:
        """One goal."""
        ground = await self._ground(member)
        goal = theirs(ground.goals, member, number)
        async with self._database.reading(member.company.id) as read:
            notes = await GoalNotes(read).of([goal.id])
        await note_look(self._database, member, goal.person, _LOOK, ground.now)
        said = tuple(ground.said(note, member) for note in reversed(notes))
        own = goal.person == member.id
        return GoalCard(goal.person, ground.name(goal.person), own, ground.today, ground.line(goal), said)

    async def team(self, member: Member) -> tuple[PersonGoals, ...]:
        """Everybody else whom the member may see and who works here today, those with goals first."""
        if not member.heads:
            raise Refused("report-of-heads")
        ground = await self._ground(member)
        others = (who for who in member.sees if who != member.id and ground.roster.roles_of(who, ground.today))
        found = [ground.count(person) for person in others]
        return tuple(sorted(found, key=lambda one: (not one.open, one.name)))

    async def _ground(self, member: Member) -> "_Ground":
        now = self._clock.now()
        async with self._database.reading(member.company.id) as read:
            roster = await People(read).roster(member.company.zone)
            worktime = await load_worktime(read, member.company, roster)
            goals = await Rules(read).goals()
        return _Ground(roster, worktime, goals, now, now.astimezone(member.company.zone).date())


@dataclass(frozen=True, slots=True)
class _Ground:
    """What goals are read with."""

    roster: Roster
    worktime: Worktime
    goals: Sequence[Goal]
    now: datetime
    today: date

    def name(self, person: PersonId) -> str:
        return self.roster.people[person].name

    def line(self, goal: Goal) -> GoalLine:
        return GoalLine(
            goal.id, goal.text, goal.months, goal.start_on, goal.due_on, goal.start, goal.target, goal.now,
            goal.closed_on, goal.reached, way_of(goal, self.worktime, self.now, self.today),
        )  # fmt: skip

    def said(self, note: GoalNote, member: Member) -> Said:
        by: Mapping[PersonId, str] = {who: person.name for who, person in self.roster.people.items()}
        return Said(note.kind, note.at.astimezone(member.company.zone), by.get(note.by), note.value, note.text)

    def count(self, person: PersonId) -> PersonGoals:
        lines = [self.line(goal) for goal in self.goals if goal.person == person and goal.closed_on is None]
        behind = sum(line.way.status is GoalStatus.BEHIND for line in lines)
        return PersonGoals(person, self.name(person), len(lines), behind)


def theirs(goals: Sequence[Goal], member: Member, number: int) -> Goal:
    """The goal of this number, where the member may see whose it is."""
    found = next((goal for goal in goals if goal.id == number), None)
    if found is None or not member.may_see(found.person):
        raise Gone("goal-gone")
    return found


async def goal_of(unit: Unit, member: Member, number: int, *, own: bool) -> Goal:
    """An open goal inside a transaction: the member's own, or one of somebody else whom they may see."""
    goal = theirs(await Rules(unit).goals(), member, number)
    if own and goal.person != member.id:
        raise Gone("goal-gone")
    if goal.closed_on is not None:
        raise Gone("goal-ended-already", text=goal.text)
    return goal
