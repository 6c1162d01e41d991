"""Somebody stops working here."""

from dataclasses import dataclass
from datetime import date, timedelta

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.people import Person
from services.errors import Refused
from services.store.db import Database
from services.store.pending import Pending
from services.store.people import People
from services.store.unit import Unit
from services.usecases.find_person import person_named
from services.usecases.organising.again import worktime_marks
from services.usecases.organising.typed import day_of
from services.usecases.settle import Settle

_FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Left:
    """Who leaves, and the last day here; `unbound` once that day has come."""

    name: str
    last: date
    unbound: bool


class LetPersonLeave:
    """End somebody's work with a day, today where none is said: their history stays, their roles end with that day.

    Accounts and open invites end at once when the day has come; a day ahead takes the roles away when it is over.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, company: Company, name: str, on: str | None = None) -> Left:
        today = self._clock.now().astimezone(company.zone).date()
        last = today if on is None else day_of(on, today)
        async with self._database.writing(company.id) as unit:
            person = await person_named(unit, await People(unit).roster(company.zone), name)
            await let_leave(unit, person, last, today)
        await Settle(self._database)(company)
        return Left(person.name, last, unbound=last <= today)


async def let_leave(unit: Unit, person: Person, last: date, today: date) -> None:
    """The same inside a transaction, for a person who is known."""
    people = People(unit)
    if last > today + _FURTHEST:
        raise Refused("leave-too-far")
    if person.left_on is not None and person.left_on <= today:
        raise Refused("person-left", name=person.name)
    if person.hired_on is not None and last < person.hired_on:
        raise Refused("leave-before-hire", name=person.name)
    await people.change(person.id, left_on=last)
    await people.leave_teams(person.id, last)
    if last <= today:
        await people.unbind(person.id)
    await Pending(unit).add(worktime_marks(last))
