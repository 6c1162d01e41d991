"""What use cases of the organisation are tested with: an office where people come, move and leave."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from services.domain.period import Period
from services.errors import Refused
from services.store.facts import Facts
from services.store.pending import Kind, Mark, Pending
from services.store.people import People
from services.store.tables import deals
from services.usecases.add_person import AddPerson
from services.usecases.change_person import ChangePerson
from services.usecases.organising.details import Details
from services.usecases.settle import Settle
from tests.factories import TUESDAY

TWO_WEEKS = Period(TUESDAY - timedelta(days=8), TUESDAY + timedelta(days=7))


@pytest.fixture
def office(database, company, clock):
    """A company with the calls that change who works in it."""

    def add(name, *roles, to=company, **details):
        return AddPerson(database, clock)(to, name, Details(roles=roles or ("manager",), **details))

    def change(name, *roles, of=company, **details):
        return ChangePerson(database, clock)(of, name, Details(roles=roles, **details))

    async def roster(of=company):
        async with database.reading(of.id) as read:
            return await People(read).roster(of.zone)

    async def fact(person, key, day=TUESDAY, of=company):
        async with database.reading(of.id) as read:
            found = await Facts(read).days(TWO_WEEKS)
        return sum(one.value for one in found if (one.person, one.key, one.day) == (person, key, day))

    async def rows(table, *written, of=company):
        async with database.writing(of.id) as unit:
            await unit.put(table, written)
            await Pending(unit).add([Mark(Kind.CUT, "calls"), Mark(Kind.CUT, "activities")])
            await Pending(unit).add(Mark(Kind.DEAL, str(row["id"])) for row in written if table is deals)
        await Settle(database)(of)

    async def refused(call):
        with pytest.raises(Refused) as trouble:
            await call
        return trouble.value.phrase

    async def held(name, day=TUESDAY):
        """The roles of a person on a day with the paths of the teams they are held in."""
        found = await roster()
        person = next(one.id for one in found.people.values() if one.name == name)
        mine = (m for m in found.memberships.get(person, ()) if m.holds_on(day))
        return {(m.role.value, found.path_of(m.team)) for m in mine}

    return SimpleNamespace(
        database=database, company=company, clock=clock,
        add=add, change=change, roster=roster, held=held, fact=fact, rows=rows, refused=refused,
    )  # fmt: skip
