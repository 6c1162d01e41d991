"""Rates that all processes share: when the next message may go, and pauses that somebody asked for."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from services.store.tables import buckets

SPACING = timedelta(seconds=1) / 25
"""An even pace of 25 a second: about 30 are taken, and where a burst trips nobody knows."""

_SLOWEST = timedelta(seconds=1)
_LEARNED_DOWN = 1.5
_LEARNED_UP = 0.995
_TWO_CHATS_WITHIN = timedelta(seconds=5)
_LONG_REFUSAL = timedelta(seconds=30)
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


class Bucket:
    """One rate, by its name; all moments are of the machine's clock."""

    def __init__(self, connection: AsyncConnection, key: str) -> None:
        self._connection = connection
        self._key = key
        self._insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert

    async def reserve(self, machine: datetime) -> datetime:
        """Take the next place; when it is. Places are evenly apart; after a message that was taken they come a little
        closer again, down to the usual pace."""
        row = await self._row()
        at: datetime = max(machine, row["next_at"], row["paused_until"] or _EPOCH)
        spacing = max(SPACING, timedelta(microseconds=row["spacing_us"] * _LEARNED_UP))
        await self._keep(next_at=at + spacing, spacing_us=spacing // timedelta(microseconds=1))
        return at

    async def debit(self, number: int, machine: datetime) -> None:
        """So many have gone already, without asking: those that ask go later for it."""
        row = await self._row()
        await self._keep(next_at=max(machine, row["next_at"]) + SPACING * number)

    async def refused(self, chat: str, after: timedelta, machine: datetime) -> bool:
        """A chat was told to wait. Two chats within five seconds, or a long wait, mean everybody: True then."""
        row = await self._row()
        other = row["refused_chat"] not in (None, chat) and machine - row["refused_at"] <= _TWO_CHATS_WITHIN
        whole = other or after > _LONG_REFUSAL
        spacing = min(_SLOWEST, timedelta(microseconds=row["spacing_us"] * _LEARNED_DOWN))
        paused = {"paused_until": machine + after} if whole else {}
        await self._keep(
            refused_at=machine, refused_chat=chat, spacing_us=spacing // timedelta(microseconds=1), **paused
        )
        return whole

    async def _row(self) -> dict[str, Any]:
        query = select(buckets).where(buckets.c.key == self._key)
        locked = query if self._connection.dialect.name == "sqlite" else query.with_for_update()
        row = (await self._connection.execute(locked)).first()
        if row is None:
            first = {
                "key": self._key, "next_at": _EPOCH, "spacing_us": SPACING // timedelta(microseconds=1),
                "paused_until": None, "refused_at": None, "refused_chat": None,
            }  # fmt: skip
            await self._connection.execute(self._insert(buckets).values(**first).on_conflict_do_nothing())
            row = (await self._connection.execute(locked)).one()
        return dict(row._mapping)

    async def _keep(self, **values: Any) -> None:
        await self._connection.execute(update(buckets).where(buckets.c.key == self._key).values(**values))
