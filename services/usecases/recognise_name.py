"""A name met in files turns out to be somebody who is known."""

from services.domain.clock import Clock
from services.domain.ids import PersonId
from services.domain.people import BEGINNING, Person, name_key
from services.domain.rights import Member
from services.errors import Refused
from services.store.absorbing import Absorbing
from services.store.db import Database
from services.store.pending import Pending
from services.store.people import People
from services.store.unit import Unit
from services.usecases.organising.again import cell_marks, deal_marks, timing_marks, worktime_marks
from services.usecases.organising.arranging import ensure_arranges
from services.usecases.settle import Settle


class RecogniseName:
    """Say who a name met in files is: all that came under it, and will come, is that person's.

    Only an owner or an admin says it, and only of a name that nobody has confirmed as a person of their own.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, member: Member, unknown: PersonId, person: PersonId) -> tuple[str, str]:
        """The name, and whose it is now."""
        company = member.company
        today = self._clock.now().astimezone(company.zone).date()
        if not member.arranges:
            raise Refused("nobody-found")
        async with self._database.writing(company.id) as unit:
            roster = await People(unit).roster(company.zone)
            name = roster.people.get(unknown)
            if name is None or name.listed or roster.memberships.get(unknown):
                raise Refused("name-placed")
            known = ensure_arranges(member, roster, person, today)
            if not known.listed:
                raise Refused("nobody-found")
            await _absorb(unit, name, known)
        await Settle(self._database)(company)
        return name.name, known.name


async def _absorb(unit: Unit, name: Person, known: Person) -> None:
    days, deals = await Absorbing(unit)(name.id, known.id)
    await People(unit).identify(known.id, "alias", name_key(name.name))
    marks = [*cell_marks((who, day) for who in (name.id, known.id) for day in days), *deal_marks(deals)]
    if days or deals:
        marks += [*worktime_marks(min(days, default=BEGINNING)), *timing_marks(BEGINNING)]
    await Pending(unit).add(marks)
