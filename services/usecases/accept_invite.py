"""A one-time code binds an account to a person."""

import re

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.ids import PersonId
from services.domain.rights import Member, member_of
from services.errors import Refused
from services.store.accounts import Accounts
from services.store.companies import Companies
from services.store.db import Database
from services.store.people import People
from services.store.unit import Unit
from services.usecases.invite_person import code_hash

MOST_TRIES = 5
"""Wrong codes in a row; after that an account waits an hour, whatever it sends."""

_CODE = re.compile(r"[A-Za-z0-9_-]{20,64}")


class AcceptInvite:
    """Bind the account to the person whom the code was made for.

    A code works once, for seven days. A wrong, used or old one is refused in the same words; after five wrong ones an
    account waits an hour.
    """

    def __init__(self, database: Database, clock: Clock, channel: str) -> None:
        self._database = database
        self._clock = clock
        self._channel = channel

    async def __call__(self, account: str, code: str) -> Member:
        member = await self._accepted(account, code)
        if member is None:
            raise Refused("invite-unusable")
        return member

    async def _accepted(self, account: str, code: str) -> Member | None:
        now = self._clock.now()
        async with self._database.connection() as connection:
            accounts = Accounts(connection, self._channel)
            if await accounts.tried(account, now) > MOST_TRIES:
                return None
            hashed = code_hash(code)
            invite = await accounts.invite(hashed) if _CODE.fullmatch(code) else None
            if invite is None or invite.used_at is not None or invite.expires_at <= now:
                return None
            company = next(known for known in await Companies(connection).all() if known.id == invite.company)
            member = await self._bound(Unit(connection, company.id), company, invite.person, account)
            if member is None or not await accounts.use(hashed, now):
                return None
            await Companies(connection).touch(company.id)
            await accounts.choose(account, chosen_company=company.id, tries=0, tried_at=None)
        return member

    async def _bound(self, unit: Unit, company: Company, person: PersonId, account: str) -> Member | None:
        people = People(unit)
        today = self._clock.now().astimezone(company.zone).date()
        member = member_of(company, await people.roster(company.zone), person, today)
        if member is not None:
            await people.bind(person, self._channel, account)
        return member
