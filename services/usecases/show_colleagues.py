"""Who works here, as far as a member may know."""

from dataclasses import dataclass

from services.domain.clock import Clock
from services.domain.ids import PersonId, TeamId
from services.domain.people import Role
from services.domain.rights import Member
from services.errors import Refused
from services.store.db import Database
from services.store.people import People
from services.store.staff import Staff
from services.usecases.list_people import Colleague, colleagues
from services.usecases.organising.arranging import may_arrange, roles_to_give


@dataclass(frozen=True, slots=True)
class Office:
    """People by name, names met in files that nobody has placed, and numbers that are nobody's."""

    people: tuple[Colleague, ...]
    unknown: tuple[Colleague, ...] = ()
    nobodys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One person, and what this member may do about them."""

    who: Colleague
    arranged: bool
    roles: tuple[Role, ...]
    teams: tuple[tuple[TeamId, str], ...]


class ShowColleagues:
    """Everybody, for owners and admins; the team and all below it, for its head; nobody, for anybody else.

    Names met in files are for owners and admins: nobody knows yet whose team they are of.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, member: Member) -> Office:
        ensure_asks(member)
        company = member.company
        today = self._clock.now().astimezone(company.zone).date()
        async with self._database.reading(company.id) as read:
            found = await colleagues(read, await People(read).roster(company.zone), today)
            nobodys = sorted(await Staff(read).unowned()) if member.arranges else []
        if not member.arranges:
            return Office(tuple(one for one in found if member.may_see(one.id)))
        return Office(
            tuple(one for one in found if one.listed), tuple(one for one in found if not one.listed), tuple(nobodys)
        )

    async def card(self, member: Member, person: PersonId) -> Card:
        """One of them; whoever is not theirs to know is as unknown as somebody who does not exist."""
        ensure_asks(member)
        company = member.company
        today = self._clock.now().astimezone(company.zone).date()
        async with self._database.reading(company.id) as read:
            roster = await People(read).roster(company.zone)
            found = {one.id: one for one in await colleagues(read, roster, today)}
        if person not in found or not (member.arranges or member.may_see(person)):
            raise Refused("nobody-found")
        arranged = may_arrange(member, roster, roster.people[person], today)
        teams = member.teams if not member.arranges else {one.id: one.path for one in roster.teams.values()}
        known = sorted(teams.items(), key=lambda team: team[1])
        return Card(found[person], arranged, roles_to_give(member), tuple(known))

    async def places(self, member: Member) -> tuple[tuple[Role, ...], tuple[tuple[TeamId, str], ...]]:
        """The roles and teams this member may give to somebody new."""
        ensure_asks(member)
        async with self._database.reading(member.company.id) as read:
            roster = await People(read).roster(member.company.zone)
        teams = member.teams if not member.arranges else {one.id: one.path for one in roster.teams.values()}
        return roles_to_give(member), tuple(sorted(teams.items(), key=lambda team: team[1]))


def ensure_asks(member: Member) -> None:
    """People are the business of heads, owners and admins."""
    if not (member.heads or member.arranges):
        raise Refused("people-of-heads")
