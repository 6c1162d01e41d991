"""Who is at the door."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.ids import CompanyId
from services.domain.recall import Recall
from services.domain.rights import Member, member_of
from services.store.accounts import Account, Accounts, Bound
from services.store.chats import Chats
from services.store.companies import Companies
from services.store.db import Connection, Database
from services.store.people import People
from services.store.together import Together

_Found: TypeAlias = tuple[Account, list[tuple[Bound, Company]]]
"""What an account chose, and whom it is bound to in which company."""

_COMPANIES = 200
_MEMBERS = 2_000


@dataclass(frozen=True, slots=True)
class Known:
    """An account with everybody it speaks for; `member` is whom it speaks for now, None for a stranger.

    `silent`: its private chat took no letters of late.
    """

    account: str
    language: str | None
    member: Member | None = None
    members: tuple[Member, ...] = field(default=())
    silent: bool = False

    def of(self, company: CompanyId) -> Member | None:
        """Whom it speaks for in this company."""
        return next((member for member in self.members if member.company.id == company), None)


class KnowAccount:
    """Find for whom an account speaks today.

    Only people who hold a role today count: somebody who left is a stranger. With several companies the chosen one
    speaks, without a choice the first by name. Accounts that come at the same moment are asked for together.
    """

    def __init__(self, database: Database, clock: Clock, channel: str) -> None:
        self._database = database
        self._clock = clock
        self._channel = channel
        self._find: Together[str, _Found] = Together(self._found)
        self._companies: Recall[tuple[CompanyId, int], Company] = Recall(_COMPANIES)
        self._members: Recall[tuple[Bound, date], Member] = Recall(_MEMBERS)

    async def __call__(self, account: str) -> Known:
        chosen, bound = await self._find(account)
        found = [await self._member(one, company) for one, company in bound]
        members = tuple(sorted(filter(None, found), key=lambda member: member.company.name))
        return Known(account, chosen.language, _speaking(members, chosen), members, chosen.silent)

    async def is_back(self, account: str) -> None:
        """The account's private chat can be written to again."""
        async with self._database.connection() as connection:
            await Chats(connection, self._channel).revive(account)

    async def _found(self, asked: Sequence[str]) -> list[_Found]:
        async with self._database.overview() as connection:
            return [
                (chosen, [(one, await self._company(one, connection)) for one in bound])
                for chosen, bound in await Accounts(connection, self._channel).of(asked)
            ]

    async def _company(self, bound: Bound, connection: Connection) -> Company:
        key = (bound.company, bound.version)
        known = self._companies.get(key)
        if known is None:
            known = next(one for one in await Companies(connection).all() if one.id == bound.company)
        return self._companies.keep(key, known)

    async def _member(self, bound: Bound, company: Company) -> Member | None:
        """The member as of today; found out once for each version of the company's data."""
        today = self._clock.now().astimezone(company.zone).date()
        known = self._members.get((bound, today))
        if known is not None:
            return known
        async with self._database.reading(company.id) as read:
            roster = await People(read).roster(company.zone)
        member = member_of(company, roster, bound.person, today)
        return None if member is None else self._members.keep((bound, today), replace(member, version=bound.version))


def _speaking(members: tuple[Member, ...], chosen: Account) -> Member | None:
    wanted = (member for member in members if member.company.id == chosen.company)
    return next(wanted, members[0] if members else None)


class ChooseForAccount:
    """Keep what an account chose: its language, or the company it speaks in."""

    def __init__(self, database: Database, channel: str) -> None:
        self._database = database
        self._channel = channel

    async def language(self, account: str, language: str) -> None:
        """Speak this language from now on."""
        async with self._database.connection() as connection:
            await Accounts(connection, self._channel).choose(account, language=language)

    async def company(self, account: str, company: CompanyId) -> None:
        """Speak in this company from now on."""
        async with self._database.connection() as connection:
            await Accounts(connection, self._channel).choose(account, chosen_company=company)
