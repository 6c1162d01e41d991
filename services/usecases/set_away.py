"""Somebody is away, or is not after all."""

from dataclasses import dataclass
from datetime import date, timedelta

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.ids import PersonId
from services.domain.period import Period
from services.errors import Refused
from services.store.calendar import Calendar
from services.store.db import Database
from services.store.pending import Pending
from services.store.people import People
from services.store.staff import Staff
from services.store.unit import Unit
from services.usecases.find_person import person_named
from services.usecases.organising.again import worktime_marks
from services.usecases.organising.typed import choice_of, day_of
from services.usecases.settle import Settle

KINDS = ("vacation", "sick", "day_off")
_LONGEST = timedelta(days=1_200)
"""A little over three years, as leave for a child may last."""


@dataclass(frozen=True, slots=True)
class Away:
    """Who is away when, and why."""

    name: str
    period: Period
    kind: str


class SetAway:
    """Note the days on which a person is away: no rule punishes them, no plan counts them.

    Days that begin with the same first day replace what was noted, so a return may be moved.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, company: Company, name: str, first: str, last: str, kind: str = "vacation") -> Away:
        today = self._clock.now().astimezone(company.zone).date()
        begins, ends = day_of(first, today), day_of(last, today)
        if ends < begins:
            raise Refused("away-turned")
        why = choice_of(kind.replace("-", "_"), KINDS, "away-kind-unknown")
        period = Period(begins, ends)
        async with self._database.writing(company.id) as unit:
            person = await person_named(unit, await People(unit).roster(company.zone), name)
            await put_away(unit, person.id, period, why)
        await Settle(self._database)(company)
        return Away(person.name, period, why)


async def put_away(unit: Unit, person: PersonId, period: Period, kind: str) -> None:
    """Keep an absence inside a transaction; Refused when it is longer than anybody may be away."""
    if period.last - period.first > _LONGEST:
        raise Refused("away-too-long")
    await Calendar(unit).set_away(person, period, kind)
    await Pending(unit).add(worktime_marks(period.first))


async def drop_away(unit: Unit, person: PersonId, first: date) -> bool:
    """Forget an absence inside a transaction; False when there is none that begins on the day."""
    if not await Staff(unit).forget_absence(person, first):
        return False
    await Pending(unit).add(worktime_marks(first))
    return True


class CancelAway:
    """Forget the absence that begins on a day: the person worked after all."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, company: Company, name: str, first: str) -> str:
        begins = day_of(first, self._clock.now().astimezone(company.zone).date())
        async with self._database.writing(company.id) as unit:
            person = await person_named(unit, await People(unit).roster(company.zone), name)
            if not await drop_away(unit, person.id, begins):
                raise Refused("away-none", name=person.name)
        await Settle(self._database)(company)
        return person.name
