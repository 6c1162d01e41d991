"""Whom a member may arrange: invite, appoint, move, let go."""

from datetime import date

from services.domain.ids import PersonId, TeamId
from services.domain.people import Person, Role, Roster
from services.domain.rights import Member
from services.errors import Refused

_WHOLE = TeamId(0)


def may_arrange(member: Member, roster: Roster, person: Person, today: date) -> bool:
    """An owner arranges everybody; whoever heads the whole company all but owners; an admin all who have not the whole.

    Whoever invites somebody anew holds the link to their account: a head would be the owner with it.

    The head of a team arranges those who sell or head in that team or below it, and nothing else anywhere, but never
    themselves.
    """
    if Role.OWNER in member.roles:
        return True
    held = [m for m in roster.memberships.get(person.id, ()) if m.to_day is None or m.to_day >= today]
    if member.whole:
        return all(m.role is not Role.OWNER for m in held)
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
    """Nobody gives more than they have: only an owner makes owners, only who has the whole company gives the whole."""
    if team != _WHOLE and team not in roster.teams:
        raise Refused("nobody-found")
    if member.whole:
        if Role.OWNER in roles - member.roles:
            raise Refused("people-owner")
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
    if Role.OWNER in member.roles:
        return tuple(Role)
    return (Role.MANAGER, Role.HEAD, Role.ADMIN) if member.arranges else (Role.MANAGER, Role.HEAD)


def _is_whole(role: Role, team: TeamId) -> bool:
    return role is Role.OWNER or (role is Role.HEAD and team == _WHOLE)
