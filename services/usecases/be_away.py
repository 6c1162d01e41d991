"""A member's own absences, and those of their people: seen, set and cancelled by whom they may see."""

from dataclasses import dataclass
from datetime import date, timedelta

from services.domain.ahead import read_ahead
from services.domain.clock import Clock
from services.domain.ids import PersonId
from services.domain.people import Roster
from services.domain.period import NotAPeriod, Period
from services.domain.rights import Member
from services.domain.wording import shortened
from services.errors import Gone, Refused
from services.store.db import Database
from services.store.people import People
from services.store.staff import Staff
from services.usecases.organising.typed import choice_of
from services.usecases.set_away import KINDS, drop_away, put_away
from services.usecases.settle import Settle

_BACK = timedelta(days=31)
"""How far back somebody may say themselves that they were away: older days are already reported."""

_AHEAD = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Absent:
    """Days on which somebody is away, and why."""

    period: Period
    kind: str


@dataclass(frozen=True, slots=True)
class AwaySheet:
    """The absences of a person that are not over yet, and the person's day today."""

    person: PersonId
    name: str
    own: bool
    today: date
    absences: tuple[Absent, ...]


class SeeAbsences:
    """Show the absences of a person: everybody their own, a head those of their people."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, member: Member, person: PersonId) -> AwaySheet:
        async with self._database.reading(member.company.id) as read:
            roster = await People(read).roster(member.company.zone)
            name = _name(roster, member, person)
            today = _today(roster, person, self._clock)
            found = [one for one in await Staff(read).absences() if one.person == person]
        left = tuple(Absent(one.period, one.kind) for one in found if one.period.last >= today)
        return AwaySheet(person, name, person == member.id, today, left)

    async def people(self, member: Member) -> tuple[tuple[PersonId, str], ...]:
        """Whom else the member may say to be away, by name."""
        today = self._clock.now().astimezone(member.company.zone).date()
        async with self._database.reading(member.company.id) as read:
            roster = await People(read).roster(member.company.zone)
        theirs = (
            (person.id, person.name)
            for person in roster.people.values()
            if member.may_see(person.id) and person.id != member.id and roster.roles_of(person.id, today)
        )
        return tuple(sorted(theirs, key=lambda one: one[1]))

    async def read(self, member: Member, person: PersonId, typed: str) -> Period:
        """The days that were typed, as the person's own calendar has them."""
        today = (await self(member, person)).today
        try:
            return read_ahead(typed, today)
        except NotAPeriod as trouble:
            raise Refused("away-days-unreadable", typed=shortened(typed)) from trouble


class BeAway:
    """Note days on which a person is away; no rule punishes them, no plan counts them.

    Everybody may say it for themselves up to a month back, a head for their people. Days that begin with the same
    first day replace what was noted.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, member: Member, person: PersonId, period: Period, kind: str) -> Absent:
        why = choice_of(kind, KINDS, "away-kind-unknown")
        async with self._database.writing(member.company.id) as unit:
            roster = await People(unit).roster(member.company.zone)
            _name(roster, member, person)
            today = _today(roster, person, self._clock)
            if period.first > today + _AHEAD:
                raise Refused("away-too-far")
            if person == member.id and not member.heads and period.first < today - _BACK:
                raise Refused("away-too-old")
            await put_away(unit, person, period, why)
        await Settle(self._database)(member.company)
        return Absent(period, why)


class NotAway:
    """Forget an absence: the person works after all."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, member: Member, person: PersonId, first: date) -> None:
        async with self._database.writing(member.company.id) as unit:
            _name(await People(unit).roster(member.company.zone), member, person)
            if not await drop_away(unit, person, first):
                raise Gone("away-gone")
        await Settle(self._database)(member.company)


def _name(roster: Roster, member: Member, person: PersonId) -> str:
    """The name of somebody whom the member may see."""
    known = roster.people.get(person)
    if known is None or not member.may_see(person):
        raise Gone("nobody-found")
    return known.name


def _today(roster: Roster, person: PersonId, clock: Clock) -> date:
    return roster.zone_of(person).day_of(clock.now())[0]
