"""Carries letters to the messenger: evenly, one of a chat at a time, none lost, a repeat only where nobody can know."""

import asyncio
import logging
import math
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from services.domain.clock import Clock
from services.outbox.settling import Settling
from services.outbox.verdicts import Busy, Delivered, Gone, Lost, Moved, Quiet, Refused, Verdict, Void
from services.store.buckets import Bucket
from services.store.chats import BLOCKED, GONE, QUIET, Chats
from services.store.db import Connection, Database
from services.store.mail import Mail, Posted

LEASE = timedelta(seconds=60)
_FRESH = timedelta(seconds=10)
"""Longer than this after its mark a letter does not go out: whoever was frozen may have been given up meanwhile."""

_AT_ONCE = 20
_LOOKS_EVERY_S = 1.0
_A_SECOND = 25
_MOST_WAYS = 8
_NEWEST = 0.3
_A_CHAT = timedelta(seconds=1)
_A_GROUP = timedelta(seconds=60) / 18
_PRUNED_EVERY = timedelta(hours=1)

_log = logging.getLogger(__name__)


class Messenger(Protocol):
    """Says a letter to whom it is for."""

    async def __call__(self, letter: Posted, before: str | None) -> Verdict:
        """`before`: the message of the card that this one takes the place of."""
        ...


@dataclass(frozen=True, slots=True)
class _Marked:
    """A letter that goes out now, with the moment of its mark."""

    letter: Posted
    before: str | None
    at: datetime


class Courier:
    """Works until told to close; what is on its way is waited for, what is not goes back.

    A letter is marked, in a transaction that no power failure takes back, just before it goes out, together with what
    became of those before it: one commit a letter. As many are on their way at once as the even pace needs, so a kill
    leaves as few in doubt.
    """

    def __init__(
        self, database: Database, clock: Clock, machine: Callable[[], datetime], say: Messenger, bot_key: str,
        channel: str,
    ) -> None:  # fmt: skip
        """`bot_key` names the rate that all who speak with this bot's voice share."""
        self._database = database
        self._clock = clock
        self._machine = machine
        self._say = say
        self._key = bot_key
        self._channel = channel
        self._settling = Settling(database, clock, machine, bot_key, channel)
        self._place: datetime | None = None
        self._usual_s = 0.0
        self._ways: set[asyncio.Task[None]] = set()
        self._news = asyncio.Event()
        self._closing = False
        self._troubled = False
        self._pruned = machine() - _PRUNED_EVERY

    def wake(self) -> None:
        """Something may be due."""
        self._news.set()

    def close(self) -> None:
        """Begin nothing more."""
        self._closing = True
        self.wake()

    async def run(self) -> None:
        """Carry until closed."""
        async with asyncio.TaskGroup() as group:
            while not self._closing:
                self._news.clear()
                try:
                    carried = await self._round(group)
                    self._told_trouble(over=True)
                except Exception:  # noqa: BLE001  trouble of the database ends nobody's letters: told once, tried again
                    self._told_trouble(over=False)
                    carried = False
                if not carried:
                    await self._rest()
            await self._ended()
            await self._settling.flush()

    async def _round(self, group: asyncio.TaskGroup) -> bool:
        """Carry what is due now; whether anything was."""
        waiting = deque(await self._claim())
        found = bool(waiting)
        try:
            while waiting and not self._closing:
                await self._free_way()
                letter = waiting[0]
                marked = await self._begin(letter, more=len(waiting) > 1)
                waiting.popleft()
                if marked is not None:
                    way = group.create_task(self._carry(marked))
                    self._ways.add(way)
                    way.add_done_callback(self._ways.discard)
        finally:
            for letter in waiting:
                self._settling.back(letter)
        await self._ended()
        await self._settling.flush()
        return found

    async def _claim(self) -> list[Posted]:
        now, machine = self._clock.now(), self._machine()
        async with self._database.connection() as connection:
            mail = Mail(connection)
            found = await mail.claim(now, machine, LEASE, _AT_ONCE)
            if machine - self._pruned >= _PRUNED_EVERY:
                await mail.prune(machine)
                self._pruned = machine
            troubles = await Chats(connection, self._channel).troubles([one.chat for one in found])
        kept = []
        for one in found:
            trouble = troubles.get(one.chat)
            if trouble is not None and trouble.state == QUIET:
                self._settling.recovering.add(one.chat)
            if trouble is not None and trouble.state in (BLOCKED, GONE):
                self._settling.failed(one, trouble.state)
            elif trouble is not None and trouble.retry_at is not None and trouble.retry_at > machine:
                self._settling.wait(one, trouble.retry_at)
            else:
                kept.append(one)
        return kept

    async def _begin(self, letter: Posted, *, more: bool) -> _Marked | None:
        """Wait for a place, then mark the letter; None when it is not to go out after all."""
        if self._place is None:
            async with self._database.connection() as connection:
                self._place = await Bucket(connection, self._key).reserve(self._machine())
        while (left := (self._place - self._machine()).total_seconds()) > 0:
            await asyncio.sleep(min(left, 0.5))
            if self._closing:
                self._settling.back(letter)
                return None
        async with self._database.durable() as connection:
            await self._settling.settle(connection)
            marked = await self._mark(letter, connection)
            self._place = await Bucket(connection, self._key).reserve(self._machine()) if more else None
        return marked

    async def _mark(self, letter: Posted, connection: Connection) -> _Marked | None:
        """A letter in doubt goes out once more at most, and only as long as it is of use."""
        mail, machine = Mail(connection), self._machine()
        if letter.useful_until is not None and self._clock.now() > letter.useful_until:
            self._settling.late(letter)
            return None
        edits = letter.card and letter.message_id is not None
        repeated = letter.repeated
        if letter.in_doubt and not edits:
            if letter.repeated:
                self._settling.uncertain(letter)
                return None
            repeated = True
        if not await mail.mark_sending(letter, machine, machine + LEASE, repeated=repeated):
            return None
        apart = _A_GROUP if letter.chat.startswith("-") else _A_CHAT
        await mail.hold_back(letter.channel, letter.chat, machine + apart)
        before = await mail.card_before(letter) if letter.card and letter.message_id is None else None
        return _Marked(replace(letter, repeated=repeated), before, machine)

    async def _carry(self, marked: _Marked) -> None:
        letter = marked.letter
        begun = self._machine()
        if begun - marked.at > _FRESH:
            self._settling.back(letter)
            return
        try:
            verdict = await self._say(letter, marked.before)
        except Exception:  # noqa: BLE001  a letter that cannot be put into words must not stop the others
            _log.exception("letter %s cannot be said", letter.kind)
            verdict = Refused("broken")
        self._usual_s += _NEWEST * ((self._machine() - begun).total_seconds() - self._usual_s)
        match verdict:
            case Delivered(message_id):
                self._settling.delivered(letter, message_id)
            case Lost():
                self._settling.lost(letter)
            case Busy():
                self._settling.busy(letter)
            case Gone(state):
                self._settling.gone(letter, state)
            case Quiet():
                self._settling.quiet(letter)
            case Moved(chat):
                self._settling.moved(letter, chat)
            case Void(reason):
                self._settling.void(letter, reason)
            case Refused(reason):
                self._settling.failed(letter, reason)
            case _:
                self._place = None
                self._settling.later(letter, verdict.after)

    async def _free_way(self) -> None:
        wide = max(1, min(_MOST_WAYS, math.ceil(self._usual_s * _A_SECOND)))
        while len(self._ways) >= wide:
            await asyncio.wait(self._ways, return_when=asyncio.FIRST_COMPLETED)

    async def _ended(self) -> None:
        if self._ways:
            await asyncio.wait(self._ways)

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(_LOOKS_EVERY_S * random.uniform(0.8, 1.0)):
                await self._news.wait()
        except TimeoutError:
            return

    def _told_trouble(self, *, over: bool) -> None:
        if not over and not self._troubled:
            _log.exception("letters cannot be carried; trying again until they can")
        self._troubled = not over
