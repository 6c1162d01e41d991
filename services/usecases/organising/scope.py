"""Whom a norm or hours are for: one person, one team with all below it, or the whole company."""

from dataclasses import dataclass

from services.domain.ids import PersonId, TeamId
from services.domain.norms import Scope
from services.domain.people import Roster
from services.errors import Refused
from services.store.unit import Unit
from services.usecases.find_person import person_named
from services.usecases.find_team import team_named


@dataclass(frozen=True, slots=True)
class ForWhom:
    """A scope with its id (0 for the company) and the name of the person or team."""

    scope: Scope
    id: int
    name: str | None


async def for_whom(unit: Unit, roster: Roster, person: str | None, team: str | None) -> ForWhom:
    """The scope as it was typed; a person and a team at once are Refused."""
    if person is not None and team is not None:
        raise Refused("person-or-team")
    if person is not None:
        found = await person_named(unit, roster, person)
        return ForWhom(Scope.PERSON, found.id, found.name)
    if team is not None:
        meant = team_named(roster, team)
        return ForWhom(Scope.TEAM, meant.id, meant.path)
    return ForWhom(Scope.COMPANY, 0, None)


def told_for(roster: Roster, scope: Scope | str, number: int) -> ForWhom:
    """A stored scope with the name as it is now."""
    match Scope(scope):
        case Scope.PERSON:
            known = roster.people.get(PersonId(number))
            return ForWhom(Scope.PERSON, number, known.name if known else None)
        case Scope.TEAM:
            return ForWhom(Scope.TEAM, number, roster.path_of(TeamId(number)))
        case Scope.COMPANY:
            return ForWhom(Scope.COMPANY, 0, None)
