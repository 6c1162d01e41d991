"""Whom a member may arrange: invite, appoint, move, let go."""

from datetime import date

from services.domain.ids import PersonId, TeamId
from services.domain.people import Person, Role, Roster
from services.domain.rights import Member
from services.errors import Refused

_WHOLE = TeamId(0)


def may_arrange(member: Member, roster: Roster, person: Person, today: date) -> bool:
    """Whoever has the whole company arranges everybody; an admin all but those who have the whole of it.

    The head of a team arranges those who sell or head in that team or below it, and nothing else anywhere, but never
    themselves.
    """
    if member.whole:
        return True
    held = [m for m in roster.memberships.get(person.id, ()) if m.to_day is None or m.to_day >= today]
    if any(_is_whole(m.role, m.team) for m in held):
        return False
    if member.arranges:
        return True
    return (
        person.id != member.id
        and member.may_see(person.id)
        and bool(held)
        and all(m.role in (Role.MANAGER, Role.HEAD) and m.team in member.teams for m in held)
    )


def ensure_arranges(member: Member, roster: Roster, number: PersonId, today: date) -> Person:
    """The person; Refused as somebody unknown where the member may not know of them, else as not theirs."""
    person = roster.people.get(number)
    if person is None or not (member.arranges or member.may_see(number)):
        raise Refused("nobody-found")
    if not may_arrange(member, roster, person, today):
        raise Refused("people-not-yours")
    return person


def ensure_may_give(member: Member, roster: Roster, roles: frozenset[Role], team: TeamId) -> None:
    """Nobody gives more than they have: only whoever has the whole company gives the whole of it."""
    if team != _WHOLE and team not in roster.teams:
        raise Refused("nobody-found")
    if member.whole:
        return
    if any(_is_whole(role, team) for role in roles):
        raise Refused("people-whole")
    if member.arranges:
        return
    if team not in member.teams:
        raise Refused("nobody-found")
    if not roles <= {Role.MANAGER, Role.HEAD}:
        raise Refused("people-not-yours")


def roles_to_give(member: Member) -> tuple[Role, ...]:
    """The roles this member may give to somebody."""
    if member.whole:
        return tuple(Role)
    return (Role.MANAGER, Role.HEAD, Role.ADMIN) if member.arranges else (Role.MANAGER, Role.HEAD)


def _is_whole(role: Role, team: TeamId) -> bool:
    return role is Role.OWNER or (role is Role.HEAD and team == _WHOLE)
