"""Whose norms a member may see and set."""

from services.domain.ids import PersonId, TeamId
from services.domain.norms import Scope
from services.domain.people import Roster
from services.domain.rights import Member
from services.errors import Refused
from services.usecases.organising.scope import ForWhom, told_for


def may_set(member: Member, scope: Scope, number: int) -> bool:
    """The company's norms are for whoever has the whole of it, a team's for its head, a person's for their head."""
    match scope:
        case Scope.COMPANY:
            return member.whole and number == 0
        case Scope.TEAM:
            return member.may_see_team(TeamId(number))
        case Scope.PERSON:
            return member.heads and member.may_see(PersonId(number)) and (number != member.id or member.whole)


def ensure_sets(member: Member, roster: Roster, scope: Scope, number: int) -> ForWhom:
    """For whom it is; Refused where it is not the member's to set, in the words for somebody unknown."""
    whom = told_for(roster, scope, number)
    if not member.heads:
        raise Refused("norms-of-heads")
    if not may_set(member, scope, number) or (scope is not Scope.COMPANY and whom.name is None):
        raise Refused("nobody-found")
    return whom
