"""Settle what has changed into derived rows and day facts, only where it has changed."""

from collections.abc import Awaitable, Callable

from services.domain.company import Company
from services.store.day_counts import DayCounts
from services.store.db import Database
from services.store.pending import Kind, Pending
from services.store.unit import Unit
from services.usecases.settling import contacts, cuts, deals, rates, responses, stages

_DAYS_AT_ONCE = 6_000
_DEALS_AT_ONCE = 2_000
_CONTACTS_AT_ONCE = 800

Step = Callable[[Unit, Company], Awaitable[int]]
"""One bounded piece of settling inside a transaction; returns how much it settled, 0 when nothing was left."""


class Settle:
    """Bring derived rows and facts up to date with what was written.

    Every piece is one transaction that takes its marks along, so a kill at any moment leaves marks or results, never
    neither; doing it twice changes nothing.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, company: Company, told: Callable[[int], None] = lambda done: None) -> int:
        """Settle everything that waits; `told` hears of each piece. Returns how many pieces there were."""
        async with self._database.reading(company.id) as read:
            if not await Pending(read).any():
                return 0
        settled = 0
        for step in (
            cuts.settle,
            rates.settle,
            stages.settle,
            _deals,
            _contacts,
            responses.settle_responses,
            responses.settle_callbacks,
            _days,
        ):
            settled += await self._through(step, company, told)
        return settled

    async def _through(self, step: Step, company: Company, told: Callable[[int], None]) -> int:
        settled = 0
        while True:
            async with self._database.writing(company.id) as unit:
                done = await step(unit, company)
            if not done:
                return settled
            settled += done
            told(done)


async def _deals(unit: Unit, company: Company) -> int:
    marks = await Pending(unit).take(Kind.DEAL, _DEALS_AT_ONCE)
    if marks:
        await deals.settle(unit, company, [int(mark.subject) for mark in marks])
    return len(marks)


async def _contacts(unit: Unit, company: Company) -> int:
    marks = await Pending(unit).take(Kind.CONTACT, _CONTACTS_AT_ONCE)
    if marks:
        await contacts.settle(unit, company, [mark.subject for mark in marks])
    return len(marks)


async def _days(unit: Unit, company: Company) -> int:
    return await DayCounts(unit).settle(company, _DAYS_AT_ONCE)
