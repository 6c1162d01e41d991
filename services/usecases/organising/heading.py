"""Who heads a team: found by name, or made where nobody is called so."""

from dataclasses import dataclass
from datetime import date

from services.domain.ids import PersonId
from services.domain.people import BEGINNING, Role, Roster, Team
from services.errors import Refused
from services.store.pending import Pending
from services.store.people import People
from services.store.unit import Unit
from services.usecases.find_person import person_named, sought_person
from services.usecases.organising.again import worktime_marks
from services.usecases.organising.typed import name_of


@dataclass(frozen=True, slots=True)
class Head:
    """A head, with the teams they head already."""

    person: PersonId
    name: str
    made: bool
    heads: frozenset[Team]


async def head_named(unit: Unit, roster: Roster, name: str, today: date) -> Head:
    """The person of this name, as whole words say it; somebody new where nobody is called so."""
    name = name_of(name)
    sought = await sought_person(unit, roster, name, whole_words=True)
    if not sought.found:
        return Head(await People(unit).add(name, listed=True), name, True, frozenset())
    known = await person_named(unit, roster, name)
    if known.left_on is not None and known.left_on < today:
        raise Refused("person-left", name=known.name)
    mine = [m for m in roster.memberships.get(known.id, ()) if m.role is Role.HEAD and m.holds_on(today)]
    teams = frozenset(roster.teams[m.team] for m in mine if m.team in roster.teams)
    await People(unit).change(known.id, listed=True)
    return Head(known.id, known.name, False, teams)


def team_of(head: Head) -> Team:
    """The only team a head has; Refused where it cannot be told."""
    if len(head.heads) != 1:
        raise Refused("head-needs-team", name=head.name)
    return next(iter(head.heads))


async def put_at_head(unit: Unit, head: Head, team: Team, since: date) -> None:
    """Give the head role in the team, unless they head it or a team above it already."""
    if any(team.path == above.path or team.path.startswith(above.path + "/") for above in head.heads):
        return
    await People(unit).join(head.person, team.id, Role.HEAD, BEGINNING if head.made else since)
    await Pending(unit).add(worktime_marks(since))
