"""Who works here."""

from dataclasses import dataclass
from datetime import date

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.ids import PersonId
from services.domain.people import Person, Role, Roster
from services.store.db import Database
from services.store.people import Identity, People
from services.store.unit import Unit
from services.usecases.organising.matching import IDENTITIES


@dataclass(frozen=True, slots=True)
class Colleague:
    """One line of the list; `listed` is False for a name met in a file that nobody has added."""

    id: PersonId
    name: str
    roles: tuple[Role, ...]
    team: str | None
    zone: str
    called: tuple[str, ...]
    bound: bool
    listed: bool
    left_on: date | None


class ListPeople:
    """Everybody of the company by name: those who work here, then names met in files, then those who left."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, company: Company) -> list[Colleague]:
        today = self._clock.now().astimezone(company.zone).date()
        async with self._database.reading(company.id) as read:
            return await colleagues(read, await People(read).roster(company.zone), today)


async def colleagues(unit: Unit, roster: Roster, today: date) -> list[Colleague]:
    """The same inside a transaction that has the roster."""
    identities, bound = await People(unit).identities(), await People(unit).bound()
    found = [_line(person, roster, identities, today, bound=person.id in bound) for person in roster.people.values()]
    return sorted(found, key=lambda line: (line.left_on is not None, not line.listed, line.name.casefold()))


def _line(person: Person, roster: Roster, identities: list[Identity], today: date, *, bound: bool) -> Colleague:
    roles = roster.roles_of(person.id, today)
    return Colleague(
        id=person.id,
        name=person.name,
        roles=tuple(role for role in Role if role in roles),
        team=roster.path_of(roster.team_on(person.id, today)),
        zone=roster.zone_of(person.id).on(today).key,
        called=_called(person.id, identities),
        bound=bound,
        listed=person.listed,
        left_on=person.left_on,
    )


def _called(person: PersonId, identities: list[Identity]) -> tuple[str, ...]:
    """Extensions and the like; a phone by its last digits only."""
    mine = [known for known in identities if known.person == person and known.kind in IDENTITIES]
    return tuple(f"•••{known.value[-4:]}" if known.kind == "phone" else known.value for known in mine)
