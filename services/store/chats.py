"""Chats that cannot be written to as usual, and group chats that get a team's picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.ids import CompanyId, PersonId, TeamId
from services.store.tables import chats, team_chats
from services.store.unit import Unit

BLOCKED, QUIET, GONE = "blocked", "quiet", "gone"
"""A person has blocked the bot; a chat that may come back by itself; a chat that is no more."""


@dataclass(frozen=True, slots=True)
class ChatTrouble:
    """Why a chat is not written to, since when (machine time), until when it is not tried."""

    state: str
    since: datetime
    retry_at: datetime | None
    told: bool


@dataclass(frozen=True, slots=True)
class TeamChat:
    """A group that gets the picture of a team (0: of the company), and who said so."""

    channel: str
    chat: str
    team: TeamId
    title: str
    set_by: PersonId


class Chats:
    """What is known of chats, whatever the company."""

    def __init__(self, connection: AsyncConnection, channel: str) -> None:
        self._connection = connection
        self._channel = channel
        self._insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert

    async def troubles(self, asked: Sequence[str]) -> dict[str, ChatTrouble]:
        """The troubled ones of these chats."""
        query = select(chats).where(chats.c.channel == self._channel, chats.c.chat.in_(asked))
        return {
            row.chat: ChatTrouble(row.state, row.since, row.retry_at, row.told)
            for row in await self._connection.execute(query)
        }

    async def trouble(self, chat: str, state: str, machine: datetime, retry_at: datetime | None = None) -> bool:
        """Write down why a chat cannot be written to; True when that is news."""
        known = (await self.troubles([chat])).get(chat)
        news = known is None or known.state != state
        since = machine if known is None or news else known.since
        row: dict[str, Any] = {"state": state, "since": since, "retry_at": retry_at, "told": True, "next_at": None}
        statement = self._insert(chats).values(channel=self._channel, chat=chat, **row)
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["channel", "chat"], set_=row))
        return news

    async def revive(self, chat: str) -> bool:
        """The chat can be written to again; True when it could not."""
        gone = delete(chats).where(chats.c.channel == self._channel, chats.c.chat == chat)
        return (await self._connection.execute(gone)).rowcount > 0

    async def companies_of(self, chat: str) -> set[CompanyId]:
        """Whose team's picture a group gets."""
        here = (team_chats.c.channel == self._channel, team_chats.c.chat == chat)
        rows = await self._connection.execute(select(team_chats.c.company_id).where(*here))
        return {CompanyId(row.company_id) for row in rows}

    async def leave(self, chat: str) -> list[tuple[CompanyId, TeamChat]]:
        """A group is no team's chat any more; whose it was."""
        here = (team_chats.c.channel == self._channel, team_chats.c.chat == chat)
        found = [(CompanyId(row.company_id), _team_chat(row)) for row in await self._connection.execute(
            select(team_chats).where(*here))]  # fmt: skip
        await self._connection.execute(delete(team_chats).where(*here))
        return found


class TeamChats:
    """The group chats of one company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def all(self) -> list[TeamChat]:
        """Every group that gets a picture."""
        rows = await self._unit.rows(self._unit.select(team_chats).order_by(team_chats.c.chat))
        return [_team_chat(row) for row in rows]

    async def bind(self, chat: TeamChat) -> None:
        """From now on the group gets this team's picture."""
        row = {
            "channel": chat.channel, "chat": chat.chat, "team_id": chat.team, "title": chat.title,
            "set_by": chat.set_by,
        }  # fmt: skip
        await self._unit.put(team_chats, [row])

    async def release(self, channel: str, chat: str) -> None:
        """The group gets no picture any more."""
        mine = self._unit.delete(team_chats)
        await self._unit.run(mine.where(team_chats.c.channel == channel, team_chats.c.chat == chat))


def _team_chat(row: Any) -> TeamChat:
    return TeamChat(row.channel, row.chat, TeamId(row.team_id), row.title, PersonId(row.set_by))
