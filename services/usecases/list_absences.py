"""Who is away, now and later."""

from services.domain.clock import Clock
from services.domain.company import Company
from services.store.db import Database
from services.store.people import People
from services.store.staff import Staff
from services.usecases.set_away import Away


class ListAbsences:
    """The absences that are not over yet, the earliest first."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, company: Company) -> list[Away]:
        today = self._clock.now().astimezone(company.zone).date()
        async with self._database.reading(company.id) as read:
            roster = await People(read).roster(company.zone)
            absences = await Staff(read).absences()
        return [
            Away(roster.people[absence.person].name, absence.period, absence.kind)
            for absence in absences
            if absence.period.last >= today
        ]
