"""A member says that somebody stops working here."""

from datetime import date

from services.domain.clock import Clock
from services.domain.ids import PersonId
from services.domain.rights import Member
from services.errors import Refused
from services.store.db import Database
from services.store.people import People
from services.usecases.let_person_leave import Left, let_leave
from services.usecases.organising.arranging import ensure_arranges
from services.usecases.organising.typed import day_of
from services.usecases.settle import Settle


class LetColleagueLeave:
    """End somebody's work with a day: their history stays, roles and accounts end. Nobody ends their own."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def day(self, member: Member, typed: str) -> date:
        """The day as it was typed."""
        return day_of(typed, self._clock.now().astimezone(member.company.zone).date())

    async def __call__(self, member: Member, number: PersonId, last: date) -> Left:
        company = member.company
        today = self._clock.now().astimezone(company.zone).date()
        if number == member.id:
            raise Refused("people-not-oneself")
        async with self._database.writing(company.id) as unit:
            person = ensure_arranges(member, await People(unit).roster(company.zone), number, today)
            await let_leave(unit, person, last, today)
        await Settle(self._database)(company)
        return Left(person.name, last, unbound=last <= today)
