"""Updates of a messenger: stored once before they are acknowledged, claimed in order per chat, settled once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, and_, bindparam, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from services.store.tables import update_inbox
from services.store.types import Moment

KEPT = timedelta(hours=48)
"""How long the number of a handled update is remembered: the messenger repeats one for a day at most."""

_LONG_AGO = datetime.fromisoformat("1970-01-01T00:00:00+00:00")

_DUE, _RUNNING, _DONE, _DEAD = "due", "running", "done", "dead"


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update as it came; `lane` is the chat, within which order is kept."""

    update_id: int
    lane: int
    payload: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """An update to handle now; an `attempt` above one may have been answered before."""

    update_id: int
    lane: int
    payload: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of an update: done, to be tried again at a moment, or given up."""

    update_id: int
    attempt: int
    again_at: datetime | None = None
    dead: bool = False


def _claim(*, side_by_side: bool) -> ReturningUpdate[Any]:
    """Claim for the `bot`, at a moment `at` and `until` another, as many as `most`.

    `side_by_side`: rows are locked, and those that another process is claiming are passed over.
    """
    table, earlier = update_inbox.c, update_inbox.alias("earlier").c
    bot, at = bindparam("bot", type_=BigInteger), bindparam("at", type_=Moment)
    open_to_claim = or_(
        and_(table.state == _DUE, table.run_at <= at), and_(table.state == _RUNNING, table.lease_until < at)
    )
    behind = (
        select(earlier.update_id)
        .where(earlier.bot_id == bot, earlier.lane == table.lane, earlier.state.in_((_DUE, _RUNNING)))
        .where(earlier.update_id < table.update_id)
        .exists()
    )
    wanted = (
        select(table.update_id)
        .where(table.bot_id == bot, table.state.in_((_DUE, _RUNNING)), open_to_claim, ~behind)
        .order_by(table.update_id)
        .limit(bindparam("most"))
    )
    return (
        update(update_inbox)
        .where(
            table.bot_id == bot,
            table.update_id.in_(wanted.with_for_update(skip_locked=True) if side_by_side else wanted),
        )
        .values(state=_RUNNING, attempt=table.attempt + 1, lease_until=bindparam("until", type_=Moment))
        .returning(table.update_id, table.lane, table.payload, table.attempt)
    )


_CLAIM_ALONE, _CLAIM_SIDE_BY_SIDE = _claim(side_by_side=False), _claim(side_by_side=True)
"""Asked before every answer, so put together once. SQLite's writer holds the whole file and claims alone."""

_HELD = update(update_inbox).where(
    update_inbox.c.bot_id == bindparam("bot"),
    update_inbox.c.update_id == bindparam("number"),
    update_inbox.c.state == _RUNNING,
    update_inbox.c.attempt == bindparam("held"),
)
"""An update that is still held by whoever claimed it that time."""

_DONE_NOW = _HELD.values(state=_DONE, lease_until=None, payload="")


class Updates:
    """The inbox of one bot; all moments are of the machine's clock."""

    def __init__(self, connection: AsyncConnection, bot_id: int) -> None:
        self._connection = connection
        self._bot = bot_id
        self._is_sqlite = connection.dialect.name == "sqlite"
        self._insert = sqlite.insert if self._is_sqlite else postgresql.insert

    async def take(self, incoming: Sequence[Incoming], at: datetime) -> None:
        """Store updates; one that is known already stays as it is."""
        if not incoming:
            return
        rows = [
            {
                "bot_id": self._bot, "update_id": one.update_id, "lane": one.lane, "payload": one.payload,
                "state": _DUE, "attempt": 0, "run_at": at, "lease_until": None, "received_at": at,
            }
            for one in incoming
        ]  # fmt: skip
        await self._connection.execute(self._insert(update_inbox).on_conflict_do_nothing(), rows)

    async def claim(self, at: datetime, lease: timedelta, most: int) -> list[Claimed]:
        """The oldest waiting update of each lane in which nothing is being handled, for the length of the lease."""
        asked = {"bot": self._bot, "at": at, "until": at + lease, "most": most}
        rows = (await self._connection.execute(_CLAIM_ALONE if self._is_sqlite else _CLAIM_SIDE_BY_SIDE, asked)).all()
        return sorted((Claimed(*row) for row in rows), key=lambda one: one.update_id)

    async def settle(self, settled: Sequence[Settled]) -> None:
        """Write down what became of updates; only whoever holds the claim can."""
        done = [one for one in settled if one.again_at is None and not one.dead]
        if done:
            await self._connection.execute(_DONE_NOW, [self._key(one) for one in done])
        for one in settled:
            if one.again_at is None and not one.dead:
                continue
            values: dict[str, Any] = {"state": _DEAD if one.dead else _DUE, "lease_until": None}
            values |= {"run_at": one.again_at} if one.again_at is not None else {}
            await self._connection.execute(_HELD.values(**values), self._key(one))

    def _key(self, one: Settled) -> dict[str, int]:
        return {"bot": self._bot, "number": one.update_id, "held": one.attempt}

    async def renew(self, held: Sequence[int], until: datetime) -> None:
        """Hold what takes long for longer."""
        if held:
            mine = update_inbox.c
            await self._connection.execute(
                update(update_inbox)
                .where(mine.bot_id == self._bot, mine.update_id.in_(held), mine.state == _RUNNING)
                .values(lease_until=until)
            )

    async def release(self) -> None:
        """Give back what a killed process held; only for whoever knows that no other process lives."""
        mine = update_inbox.c
        await self._connection.execute(
            update(update_inbox).where(mine.bot_id == self._bot, mine.state == _RUNNING).values(lease_until=_LONG_AGO)
        )

    async def prune(self, at: datetime) -> None:
        """Forget the numbers of updates that were handled long ago."""
        mine = update_inbox.c
        await self._connection.execute(
            delete(update_inbox).where(
                mine.bot_id == self._bot, mine.state.in_((_DONE, _DEAD)), mine.received_at < at - KEPT
            )
        )

    async def due_in(self, lane: int) -> int:
        """How many updates of a lane nobody handles yet."""
        mine = update_inbox.c
        query = select(func.count()).where(mine.bot_id == self._bot, mine.lane == lane, mine.state == _DUE)
        return int((await self._connection.execute(query)).scalar_one())

    async def waiting(self) -> int:
        """How many updates wait or are being handled."""
        mine = update_inbox.c
        query = select(func.count()).where(mine.bot_id == self._bot, mine.state.in_((_DUE, _RUNNING)))
        return int((await self._connection.execute(query)).scalar_one())
