"""Rates that all processes share: when the next message may go, and pauses that somebody asked for."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Update, and_, bindparam, case, select, type_coerce, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from services.store.claims import CLOCKS_DIFFER
from services.store.tables import buckets
from services.store.types import Moment, to_micros

SPACING = timedelta(seconds=1) / 25
"""An even pace of 25 a second: about 30 are taken, and where a burst trips nobody knows."""

_SLOWEST = timedelta(seconds=1)
_LEARNED_DOWN = 1.5
_LEARNED_UP = 200
"""The part of itself by which the distance shrinks again with each message that was taken."""

_MOST_DEBT = timedelta(seconds=1)
_TWO_CHATS_WITHIN = timedelta(seconds=5)
_LONG_REFUSAL = timedelta(seconds=30)
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_MICROSECOND = timedelta(microseconds=1)
_WRONG_AFTER = bindparam("wrong_after", type_=BigInteger)
"""What lies behind this was written by a clock that was wrong: places are a few seconds ahead at most."""


def rate_of(channel: str, bot_id: int) -> str:
    """The name of the rate that all who speak with this bot's voice share."""
    return f"{channel}:{bot_id}"


def _unless_wrong(moment: ColumnElement[Any], now: ColumnElement[int]) -> ColumnElement[int]:
    """A moment that was written down; `now` where it lies so far ahead that a clock must have been wrong."""
    kept = type_coerce(moment, BigInteger)
    return case((kept > _WRONG_AFTER, now), else_=kept)


def _debit() -> Update:
    """Move the next place of `rate` by `owed` from `now` on, to `limit` at most, and never to an earlier one."""
    now, owed, limit = (bindparam(name, type_=BigInteger) for name in ("now", "owed", "limit"))
    next_at = _unless_wrong(buckets.c.next_at, now)
    later = case((next_at > now, next_at), else_=now) + owed
    within = case((later < limit, later), else_=limit)
    moved = case((within > next_at, within), else_=next_at)
    return update(buckets).where(buckets.c.key == bindparam("rate")).values(next_at=type_coerce(moved, Moment))


def _reserve() -> ReturningUpdate[Any]:
    """Move the next place of `rate` behind the one that is taken at `now`, or as soon as there is one."""
    now, usual = bindparam("now", type_=BigInteger), bindparam("usual", type_=BigInteger)
    next_at, paused = _unless_wrong(buckets.c.next_at, now), type_coerce(buckets.c.paused_until, BigInteger)
    free = case((next_at > now, next_at), else_=now)
    told = type_coerce(buckets.c.refused_at, BigInteger) <= _WRONG_AFTER
    at = case((and_(told, paused > free), paused), else_=free)
    closer = buckets.c.spacing_us - buckets.c.spacing_us // _LEARNED_UP
    spacing = case((closer > usual, closer), else_=usual)
    values = {"next_at": type_coerce(at + spacing, Moment), "spacing_us": spacing}
    return update(buckets).where(buckets.c.key == bindparam("rate")).values(values).returning(*buckets.c)


_DEBIT, _RESERVE = _debit(), _reserve()


class Bucket:
    """One rate, by its name, within one transaction; all moments are of the machine's clock.

    Whoever has looked holds it until the transaction ends: processes that share a rate take turns.
    """

    def __init__(self, connection: AsyncConnection, key: str) -> None:
        self._connection = connection
        self._key = key
        self._insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        self._known: dict[str, Any] | None = None

    async def hold(self) -> None:
        """Let no other process at it until the transaction ends."""
        await self._row()

    async def is_paused(self, machine: datetime) -> bool:
        """Whether everybody was asked to wait; not by a refusal that lies ahead, of a clock that was wrong."""
        row = await self._row()
        until, refused_at = row["paused_until"] or _EPOCH, row["refused_at"] or _EPOCH
        return bool(until > machine and refused_at <= machine + CLOCKS_DIFFER)

    async def reserve(self, machine: datetime) -> datetime:
        """Take the next place; when it is. Places are evenly apart; after a message that was taken they come a little
        closer again, down to the usual pace. One statement: it is asked beside every letter."""
        asked = self._asked(machine) | {"usual": SPACING // _MICROSECOND}
        row = (await self._connection.execute(_RESERVE, asked)).first()
        if row is None:
            await self._row()
            row = (await self._connection.execute(_RESERVE, asked)).one()
        self._known = dict(row._mapping)
        place: datetime = row.next_at - row.spacing_us * _MICROSECOND
        return place

    async def debit(self, number: int, machine: datetime) -> None:
        """So many have gone already, without asking: those that ask go later for it, by a second at most, so that they
        go at all however much is talked. One statement: it is asked beside every answer."""
        asked = self._asked(machine) | {"owed": SPACING * number // _MICROSECOND}
        await self._connection.execute(_DEBIT, asked | {"limit": to_micros(machine + _MOST_DEBT)})
        self._known = None

    async def refused(self, chat: str, after: timedelta, machine: datetime) -> bool:
        """A chat was told to wait. Two chats within five seconds, or a long wait, mean everybody: True then."""
        row = await self._row()
        if (row["refused_at"] or _EPOCH) > machine + CLOCKS_DIFFER:
            row |= {"refused_chat": None, "paused_until": None}
        other = row["refused_chat"] not in (None, chat) and machine - row["refused_at"] <= _TWO_CHATS_WITHIN
        whole = other or after > _LONG_REFUSAL
        spacing = min(_SLOWEST, timedelta(microseconds=row["spacing_us"] * _LEARNED_DOWN))
        pause = max(machine + after, row["paused_until"] or _EPOCH) if whole else row["paused_until"]
        await self._keep(refused_at=machine, refused_chat=chat, spacing_us=spacing // _MICROSECOND, paused_until=pause)
        return whole

    def _asked(self, machine: datetime) -> dict[str, Any]:
        now, wrong_after = to_micros(machine), to_micros(machine + CLOCKS_DIFFER)
        return {"rate": self._key, "now": now, "wrong_after": wrong_after}

    async def _row(self) -> dict[str, Any]:
        if self._known is None:
            query = select(buckets).where(buckets.c.key == self._key)
            locked = query if self._connection.dialect.name == "sqlite" else query.with_for_update()
            row = (await self._connection.execute(locked)).first()
            if row is None:
                first = {"key": self._key, "next_at": _EPOCH, "spacing_us": SPACING // _MICROSECOND}
                await self._connection.execute(self._insert(buckets).values(**first).on_conflict_do_nothing())
                row = (await self._connection.execute(locked)).one()
            self._known = dict(row._mapping)
        return self._known

    async def _keep(self, **values: Any) -> None:
        await self._connection.execute(update(buckets).where(buckets.c.key == self._key).values(**values))
        self._known = (await self._row()) | values
