"""For whom a letter is, as of now: somebody who left, or has another account, is read nothing."""

from dataclasses import dataclass

from services.domain.clock import Clock
from services.domain.ids import CompanyId, PersonId
from services.domain.rights import Member, member_of
from services.store.companies import Companies
from services.store.db import Database
from services.store.people import People
from services.usecases.know_account import KnowAccount


@dataclass(frozen=True, slots=True)
class Reader:
    """A member with the language they read."""

    member: Member
    language: str


class KnowReader:
    """Find the reader of a letter by the account that it goes to; None where it speaks for somebody else by now."""

    def __init__(self, know: KnowAccount, database: Database, clock: Clock) -> None:
        self._know = know
        self._database = database
        self._clock = clock

    async def __call__(self, company: CompanyId, person: PersonId, account: str) -> Reader | None:
        known = await self._know(account)
        member = known.of(company)
        if member is None or member.id != person:
            return None
        return Reader(member, known.language or member.company.language)

    async def of_group(self, company: CompanyId, set_by: PersonId) -> Reader | None:
        """The reader of a group's letter: in the right of whoever set the group up, in the company's language."""
        async with self._database.reading(company) as read:
            known = next((one for one in await Companies(read.connection).all() if one.id == company), None)
            if known is None:
                return None
            roster = await People(read).roster(known.zone)
        member = member_of(known, roster, set_by, self._clock.now().astimezone(known.zone).date())
        return None if member is None else Reader(member, known.language)
