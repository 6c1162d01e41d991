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
from services.outbox.settling import Desk, Settling
from services.outbox.verdicts import Later, Lost, Unwanted, Verdict
from services.store.chats import BLOCKED, GONE, QUIET
from services.store.db import Database
from services.store.mail import Posted

LEASE = timedelta(seconds=90)
_FRESH = timedelta(seconds=10)
"""Longer than this after its mark a letter does not go out: whoever was frozen may have been given up meanwhile."""

_LONGEST_WAY_S = 60.0
"""Longer than this nobody waits for the messenger; with `_FRESH` it ends well within the lease."""

_HELD_FOR = timedelta(seconds=30)
_AT_ONCE = 20
_LOOKS_EVERY_S = 1.0
_SHORT_WAIT_S = 5.0
_A_SECOND = 30
"""A little more than the pace, so that a journey that takes longer than usual does not slow it."""

_MOST_WAYS = 8
_NEWEST = 0.3
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
        self._clock = clock
        self._machine = machine
        self._say = say
        self._settling = Settling(database, clock, machine, bot_key, channel)
        self._waiting: deque[Posted] = deque()
        self._claimed_at = machine()
        self._place: datetime | None = None
        self._usual_s = 0.0
        self._ways: set[asyncio.Task[None]] = set()
        self._news = asyncio.Event()
        self._closing = False
        self._troubled = False
        self._strange: frozenset[str] = frozenset()
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
                if not await self._untroubled(group):
                    await self._rest()
            while self._ways:
                await asyncio.wait(self._ways)
            self._give_back()
            await self._settling.flush()

    async def _untroubled(self, group: asyncio.TaskGroup) -> bool:
        """A turn; whether there is more to do. Trouble of the database ends nobody's letters."""
        try:
            more = await self._turn(group)
        except Exception:  # noqa: BLE001  whatever hinders a turn, what is known waits for the next one
            if not self._troubled:
                _log.exception("letters cannot be carried; trying again until they can")
            self._troubled = True
            return False
        if self._troubled:
            _log.info("letters can be carried again")
        self._troubled = False
        return more

    async def _turn(self, group: asyncio.TaskGroup) -> bool:
        """Send the next letter on its way, or look for more; whether there are any."""
        if self._waiting and self._machine() - self._claimed_at > _HELD_FOR:
            self._give_back()
        if not self._waiting:
            await self._look()
        if not self._waiting:
            return False
        await self._free_way()
        if not await self._place_comes():
            self._give_back()
            return False
        marked = await self._begin(self._waiting[0])
        self._waiting.popleft()
        if marked is not None:
            way = group.create_task(self._carry(marked))
            self._ways.add(way)
            way.add_done_callback(self._arrived)
        return True

    def _arrived(self, way: asyncio.Task[None]) -> None:
        self._ways.discard(way)
        if not self._waiting:
            self.wake()

    def _give_back(self) -> None:
        """Let others have what waits here."""
        while self._waiting:
            self._settling.back(self._waiting.popleft())

    async def _look(self) -> None:
        """Claim what is due, unless everybody was asked to wait."""
        now, machine = self._clock.now(), self._machine()
        found: list[Posted] = []
        async with self._settling.desk() as desk:
            if not await desk.bucket.is_paused(machine):
                claimed = await desk.mail.claim(now, machine, LEASE, _AT_ONCE)
                found = await self._open_ones(claimed.letters, desk, machine)
                self._tell_strange(claimed.strange)
            if machine - self._pruned >= _PRUNED_EVERY:
                await desk.mail.prune(machine)
                self._pruned = machine
        self._waiting.extend(found)
        self._claimed_at = machine

    async def _open_ones(self, found: list[Posted], desk: Desk, machine: datetime) -> list[Posted]:
        """Those whose chats can be written to."""
        troubles = await desk.chats.troubles([one.chat for one in found]) if found else {}
        kept = []
        for one in found:
            trouble = troubles.get(one.chat)
            if trouble is not None and trouble.state in (BLOCKED, GONE):
                self._settling.failed(one, trouble.state)
            elif trouble is not None and trouble.retry_at is not None and trouble.retry_at > machine:
                self._settling.wait(one, trouble.retry_at)
            else:
                kept.append(one)
            if trouble is not None and trouble.state == QUIET:
                self._settling.recovers(one.chat)
        return kept

    def _tell_strange(self, kinds: frozenset[str]) -> None:
        if kinds - self._strange:
            _log.warning("letters that only a newer Takt can say wait for it: %s", ", ".join(sorted(kinds)))
        self._strange |= kinds

    async def _place_comes(self) -> bool:
        """Wait for the reserved place; False when it is far away, or everything ends meanwhile."""
        if self._place is None:
            async with self._settling.desk(reserves=True) as desk:
                self._place = desk.place
        if self._place is None:
            raise RuntimeError("a place was reserved")
        while (left := (self._place - self._machine()).total_seconds()) > 0:
            if left > _SHORT_WAIT_S:
                self._place = None
                return False
            await asyncio.sleep(min(left, 0.5))
            if self._closing:
                return False
        return True

    async def _begin(self, letter: Posted) -> _Marked | None:
        """Mark the letter at the place that was reserved, and reserve the next; None when it does not go out."""
        machine, self._place = self._machine(), None
        async with self._settling.desk(lasting=True, reserves=len(self._waiting) > 1) as desk:
            paused = await desk.bucket.is_paused(machine)
            marked = None if paused else await self._mark(letter, desk, machine)
        if paused:
            self._settling.back(letter)
        self._place = desk.place
        return marked

    async def _mark(self, letter: Posted, desk: Desk, machine: datetime) -> _Marked | None:
        """A letter in doubt goes out once more at most, and only as long as it is of use."""
        if letter.useful_until is not None and self._clock.now() > letter.useful_until:
            self._settling.late(letter)
            return None
        repeated = letter.repeated
        if letter.in_doubt and not (letter.card and letter.message_id is not None):
            if letter.repeated:
                self._settling.uncertain(letter)
                return None
            repeated = True
        if not await desk.mail.mark_sending(letter, machine, machine + LEASE, repeated=repeated):
            self._settling.behind(letter)
            return None
        before = await desk.mail.card_before(letter) if letter.card and letter.message_id is None else None
        return _Marked(replace(letter, repeated=repeated), before, machine)

    async def _carry(self, marked: _Marked) -> None:
        letter, begun = marked.letter, self._machine()
        if begun - marked.at > _FRESH:
            self._settling.unsaid(letter)
            return
        verdict = await self._said(marked)
        took = (self._machine() - begun).total_seconds()
        self._usual_s += (_NEWEST if self._usual_s else 1.0) * (took - self._usual_s)
        if isinstance(verdict, Later):
            self._place = None
        self._settling.judged(letter, verdict)

    async def _said(self, marked: _Marked) -> Verdict:
        try:
            async with asyncio.timeout(_LONGEST_WAY_S):
                return await self._say(marked.letter, marked.before)
        except TimeoutError:
            return Lost()
        except Exception:  # noqa: BLE001  a letter that cannot be put into words must not stop the others
            _log.exception("letter %s cannot be said", marked.letter.kind)
            return Unwanted("broken")

    async def _free_way(self) -> None:
        wide = max(1, min(_MOST_WAYS, math.ceil(self._usual_s * _A_SECOND)))
        while len(self._ways) >= wide:
            await asyncio.wait(self._ways, return_when=asyncio.FIRST_COMPLETED)

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(_LOOKS_EVERY_S * random.uniform(0.8, 1.0)):
                await self._news.wait()
        except TimeoutError:
            return
