"""Accounts of messengers: for whom they speak in which company, what they chose, and codes they tried."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, bindparam, null, select, union_all, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.ids import CompanyId, PersonId
from services.store.tables import accounts, chats, companies, invites, logins

_FORGIVEN_AFTER = timedelta(hours=1)
"""Tries at a code are forgotten after an hour without any."""


def _mine(table: Table) -> ColumnElement[bool]:
    return and_(table.c.channel == bindparam("channel"), table.c.account_id.in_(bindparam("asked", expanding=True)))


_KNOWN = union_all(
    select(accounts.c.account_id, accounts.c.language, accounts.c.chosen_company, null(), null(), null(), null()).where(
        _mine(accounts)
    ),
    select(logins.c.account_id, null(), null(), logins.c.company_id, logins.c.person_id, companies.c.version, null())
    .join(companies, companies.c.id == logins.c.company_id)
    .where(_mine(logins)),
    select(chats.c.chat, null(), null(), null(), null(), null(), chats.c.state).where(
        chats.c.channel == bindparam("channel"), chats.c.chat.in_(bindparam("asked", expanding=True))
    ),
)
"""Everything known of some accounts in one question: it is asked before every answer."""


@dataclass(frozen=True, slots=True)
class Account:
    """What an account chose; nothing yet where it is new. `silent`: its private chat took no letters of late."""

    language: str | None = None
    company: CompanyId | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A person whom an account is bound to, and the version of their company's data."""

    company: CompanyId
    person: PersonId
    version: int


@dataclass(frozen=True, slots=True)
class OpenInvite:
    """Whom a code is for."""

    company: CompanyId
    person: PersonId
    expires_at: datetime
    used_at: datetime | None


class Accounts:
    """Accounts stand above companies: one may speak for a person in several."""

    def __init__(self, connection: AsyncConnection, channel: str) -> None:
        self._connection = connection
        self._channel = channel
        self._insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert

    async def of(self, asked: Sequence[str]) -> list[tuple[Account, list[Bound]]]:
        """For each account what it chose, and the persons whom it is bound to, one a company."""
        values = {"channel": self._channel, "asked": list(dict.fromkeys(asked))}
        known: dict[str, tuple[Account, list[Bound]]] = {account: (Account(), []) for account in asked}
        rows = await self._connection.execute(_KNOWN, values)
        for account, language, chosen, company, person, version, trouble in rows:
            before, bound = known[account]
            if trouble is not None:
                known[account] = (replace(before, silent=True), bound)
            elif company is None:
                home = None if chosen is None else CompanyId(chosen)
                known[account] = (replace(before, language=language, company=home), bound)
            else:
                bound.append(Bound(CompanyId(company), PersonId(person), version))
        return [known[account] for account in asked]

    async def choose(self, account: str, **values: Any) -> None:
        """Keep what the account chose: `language`, `chosen_company`."""
        row = self._insert(accounts).values(channel=self._channel, account_id=account, **values)
        await self._connection.execute(row.on_conflict_do_update(index_elements=["channel", "account_id"], set_=values))

    async def tried(self, account: str, at: datetime) -> int:
        """Count a try at a code; how many there were without a pause."""
        row = (await self._connection.execute(select(accounts).where(*self._is(account)))).first()
        fresh = row is None or row.tried_at is None or at - row.tried_at >= _FORGIVEN_AFTER
        tries = 1 if fresh or row is None else row.tries + 1
        await self.choose(account, tries=tries, tried_at=at)
        return tries

    async def invite(self, code_hash: str) -> OpenInvite | None:
        """The invite of a code, used or not."""
        row = (await self._connection.execute(select(invites).where(invites.c.code_hash == code_hash))).first()
        if row is None:
            return None
        return OpenInvite(CompanyId(row.company_id), PersonId(row.person_id), row.expires_at, row.used_at)

    async def use(self, code_hash: str, at: datetime) -> bool:
        """Use an invite up; False when somebody was first."""
        used = update(invites).where(invites.c.code_hash == code_hash, invites.c.used_at.is_(None)).values(used_at=at)
        return (await self._connection.execute(used)).rowcount == 1

    def _is(self, account: str) -> tuple[Any, ...]:
        return accounts.c.channel == self._channel, accounts.c.account_id == account
