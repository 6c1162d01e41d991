"""Who is meant by a name."""

from services.domain.company import Company
from services.domain.ids import PersonId
from services.domain.names import Sought, seek
from services.domain.people import Person, Roster
from services.domain.wording import shortened
from services.errors import Refused
from services.store.db import Database
from services.store.people import People
from services.store.unit import Unit

_MOST_NAMED = 7


class FindPerson:
    """The person meant by a name in any usual form: in any order, short, by surname alone, in another alphabet.

    Several matches are named and none is taken; where nobody matches, the most alike are named.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, company: Company, name: str) -> Person:
        async with self._database.reading(company.id) as read:
            return await person_named(read, await People(read).roster(company.zone), name)


async def person_named(unit: Unit, roster: Roster, name: str) -> Person:
    """The same inside a transaction that has the roster."""
    sought = await sought_person(unit, roster, name)
    if len(sought.found) == 1:
        return roster.people[sought.found[0]]
    typed = shortened(name)
    if sought.found:
        raise Refused("person-several", typed=typed, names=_names(roster, sought.found))
    if sought.alike:
        raise Refused("person-unknown-near", typed=typed, names=_names(roster, sought.alike))
    raise Refused("person-unknown", typed=typed)


async def sought_person(unit: Unit, roster: Roster, name: str, *, whole_words: bool = False) -> Sought[PersonId]:
    """Whom the name may mean, aliases included."""
    names = [(person.id, person.name) for person in roster.people.values()]
    aliases = [(known.person, known.value) for known in await People(unit).identities() if known.kind == "alias"]
    return seek(name, [*names, *aliases], whole_words=whole_words)


def _names(roster: Roster, found: tuple[PersonId, ...]) -> str:
    names = sorted(roster.people[person].name for person in found)
    return ", ".join(names[:_MOST_NAMED]) + ("…" if len(names) > _MOST_NAMED else "")
