"""Stores updates and handles them: in order within a chat, chats side by side, each once, also after a restart."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.clock import machine_now
from bot.telegram.answered import Answered
from bot.telegram.inbox import Inbox
from services.store.buckets import Bucket, rate_of
from services.store.db import Connection, Database
from services.store.updates import Claimed, Settled, Updates

Handle = Callable[[Claimed], Awaitable[datetime | None]]
"""Handles an update; a moment means: not now, again then."""

LEASE = timedelta(seconds=60)
_RENEWED_EVERY_S = 20.0
_AT_ONCE = 24
_LOOKS_EVERY_S = 1.0
_GATHERED_S, _TOGETHER = 0.005, 8
"""What was handled is settled after so many seconds, or by so many; at once when nothing else is handled."""

_GATHERED_ON_PAPER_S, _TOGETHER_ON_PAPER = 0.03, _AT_ONCE
"""The same where each answer is on paper until then, so that a kill repeats none of them."""

_DEBITED_EVERY = timedelta(seconds=0.2)
"""How often answers are taken off the rate that letters share: a second is what Telegram looks at."""

_PRUNED_EVERY = timedelta(hours=1)
_MOST_ATTEMPTS = 4
_AFTER_TROUBLE_S = 1.0

_log = logging.getLogger(__name__)


class Reception:
    """Works in turns of one transaction: what came is stored, what was handled is settled, what waits is claimed."""

    def __init__(
        self, database: Database, bot_id: int, inbox: Inbox, handle: Handle, answered: Answered | None = None
    ) -> None:
        """`answered`: where a process that is the only one notes what it has answered before that is settled.

        What is answered takes of the rate that letters share, and waits for nobody.
        """
        self._database = database
        self._bot = bot_id
        self._inbox = inbox
        self._handle = handle
        self._answered = answered
        self._gathered_s, self._together = (
            (_GATHERED_S, _TOGETHER) if answered is None else (_GATHERED_ON_PAPER_S, _TOGETHER_ON_PAPER)
        )
        self._held: dict[int, Claimed] = {}
        self._settled: list[Settled] = []
        self._pruned = machine_now() - _PRUNED_EVERY
        self._owed = 0
        self._debited = machine_now()
        self._closing = False
        self._troubled = False

    async def run(self) -> None:
        """Work until told to close; then finish what is in hand."""
        async with asyncio.TaskGroup() as group:
            renewing = group.create_task(self._renew())
            while not (self._closing and not self._held and not self._settled and not self._inbox.holds):
                await self._turn(group)
            self._inbox.close()
            renewing.cancel()

    def close(self) -> None:
        """Claim nothing more."""
        self._closing = True
        self._inbox.news.set()

    async def _turn(self, group: asyncio.TaskGroup) -> None:
        try:
            claimed = await self._claim()
        except Exception:  # noqa: BLE001  trouble of the database ends nobody's chat: it is told, and tried again
            if not self._troubled:
                _log.exception("updates cannot be claimed; trying again until they can")
            self._troubled = True
            await asyncio.sleep(_AFTER_TROUBLE_S)
            return
        if self._troubled:
            _log.info("updates can be claimed again")
        self._troubled = False
        for one in claimed:
            self._held[one.update_id] = one
            group.create_task(self._work(one))
        await self._rest()

    async def _rest(self) -> None:
        """Wait for news; what is handled while others still are may wait a moment for them, to be settled together."""
        while not self._inbox.holds:
            idle = not self._held
            if (idle and (self._settled or self._closing)) or len(self._settled) >= self._together:
                return
            self._inbox.news.clear()
            try:
                async with asyncio.timeout(self._gathered_s if self._settled else _LOOKS_EVERY_S):
                    await self._inbox.news.wait()
            except TimeoutError:
                return

    async def _claim(self) -> list[Claimed]:
        """Store, settle and claim in one transaction."""
        settled, self._settled = self._settled, []
        room = 0 if self._closing else _AT_ONCE - len(self._held)
        now = machine_now()
        try:
            with self._inbox.emptied() as arrived:
                async with self._database.durable() if arrived else self._database.connection() as connection:
                    updates = Updates(connection, self._bot)
                    await updates.take(arrived, now)
                    await updates.settle(settled)
                    if now - self._pruned >= _PRUNED_EVERY:
                        await updates.prune(now)
                        self._pruned = now
                    claimed = await updates.claim(now, LEASE, room) if room > 0 else []
                    owed = await self._debit(connection, self._owed + len(settled), now)
        except BaseException:
            self._settled = settled + self._settled
            raise
        self._owed = owed
        if self._answered is not None and settled and not self._settled:
            self._answered.clear()
        return claimed

    async def _debit(self, connection: Connection, owed: int, now: datetime) -> int:
        """Take answers off the rate, now and then; how many are left to take."""
        if not owed or now - self._debited < _DEBITED_EVERY:
            return owed
        await Bucket(connection, rate_of("telegram", self._bot)).debit(owed, now)
        self._debited = now
        return 0

    async def _work(self, one: Claimed) -> None:
        again_at: datetime | None = None
        dead = False
        try:
            again_at = await self._handle(one)
        except Exception:  # noqa: BLE001  one poisonous update must not stop the others
            _log.exception("update %s failed, attempt %s", one.update_id, one.attempt)
            dead = one.attempt >= _MOST_ATTEMPTS
            again_at = None if dead else machine_now() + timedelta(seconds=2**one.attempt)
        if self._answered is not None and again_at is None:
            self._answered.note(one.update_id, one.attempt)
        self._held.pop(one.update_id, None)
        self._settled.append(Settled(one.update_id, one.attempt, again_at, dead=dead))
        self._inbox.news.set()

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(_RENEWED_EVERY_S)
            try:
                async with self._database.connection() as connection:
                    await Updates(connection, self._bot).renew(list(self._held), machine_now() + LEASE)
            except Exception:  # noqa: BLE001  the lease is long enough for the next try
                _log.exception("leases of updates could not be renewed")
