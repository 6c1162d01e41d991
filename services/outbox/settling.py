"""What became of letters, gathered until the next transaction writes it down."""

import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from services.domain.clock import Clock
from services.domain.letters import LetterKind
from services.outbox.verdicts import Busy, Delivered, Gone, Later, Lost, Moved, Quiet, Unwanted, Verdict, Void
from services.store.buckets import Bucket
from services.store.chats import PAUSED, QUIET, Chats
from services.store.claims import DUE
from services.store.db import Connection, Database
from services.store.jobs import Jobs, NewJob
from services.store.letters import FAILED, SKIPPED, UNCERTAIN
from services.store.mail import Mail, Posted

UNDELIVERED = "failed"
"""The kind of work that tells a head of a letter that did not arrive."""

_GAPS_S = (2, 5, 10, 30, 60, 120, 300)
_MOST_TRIES = 40
_AFTER_DOUBT = timedelta(seconds=2)
_CHAT_BUSY = timedelta(seconds=1)
_QUIET_GAPS = timedelta(minutes=5), timedelta(hours=1)
_QUIET_FOR = timedelta(days=1)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a transaction of the courier works with."""

    connection: Connection
    mail: Mail
    chats: Chats
    bucket: Bucket
    place: datetime | None
    """When the next message may go, where one was reserved."""


_Write: TypeAlias = Callable[[Desk], Awaitable[Any]]


class Settling:
    """Outcomes wait here for a transaction; what cannot be written stays for the next one."""

    def __init__(
        self, database: Database, clock: Clock, machine: Callable[[], datetime], bot_key: str, channel: str
    ) -> None:
        self._database = database
        self._clock = clock
        self._machine = machine
        self._key = bot_key
        self._channel = channel
        self._writes: list[_Write] = []
        self._recovering: set[str] = set()

    @asynccontextmanager
    async def desk(self, *, lasting: bool = False, reserves: bool = False) -> AsyncIterator[Desk]:
        """A transaction in which everything known so far is written down first; if it fails, all of it waits for the
        next one. No power failure takes back outcomes, nor anything where `lasting`. Processes that share the rate
        take turns: its row is locked before any other."""
        writes, self._writes = self._writes, []
        try:
            async with self._database.durable() if writes or lasting else self._database.connection() as connection:
                bucket = Bucket(connection, self._key)
                place = await bucket.reserve(self._machine()) if reserves else None
                await bucket.hold()
                desk = Desk(connection, Mail(connection), Chats(connection, self._channel), bucket, place)
                for write in writes:
                    await write(desk)
                yield desk
        except BaseException:
            self._writes = writes + self._writes
            raise

    async def flush(self) -> None:
        """Write everything down, if there is anything."""
        if self._writes:
            async with self.desk():
                pass

    @property
    def holds(self) -> bool:
        """Whether something is known and not written down yet."""
        return bool(self._writes)

    def judged(self, letter: Posted, verdict: Verdict) -> None:
        """The messenger has spoken."""
        match verdict:
            case Delivered(message_id):
                self._delivered(letter, message_id)
            case Later(after):
                self._later(letter, after)
            case Busy():
                self._busy(letter)
            case Lost():
                self._lost(letter)
            case Gone(state):
                self._gone(letter, state)
            case Quiet():
                self._quiet(letter)
            case Moved(chat):
                self._moved(letter, chat)
            case Void(reason):
                self._put(letter, state=SKIPPED, reason=reason)
            case Unwanted(reason):
                self.failed(letter, reason)

    def back(self, letter: Posted) -> None:
        """It was claimed and not touched: anybody may send it; a doubt stays."""
        self._writes.append(lambda desk: desk.mail.give_back(letter))

    def unsaid(self, letter: Posted) -> None:
        """It was marked and did not go out: anybody may send it."""
        self._put(letter, state=DUE)

    def behind(self, letter: Posted) -> None:
        """Its chat is busy: it waits a little."""
        self.wait(letter, self._machine() + _CHAT_BUSY)

    def wait(self, letter: Posted, until: datetime) -> None:
        """It was claimed, and is not tried before a moment of the machine's clock; a doubt stays."""
        self._writes.append(lambda desk: desk.mail.give_back(letter, until))

    def uncertain(self, letter: Posted) -> None:
        """It was said twice at most, and nobody knows whether it arrived."""
        self._put(letter, state=UNCERTAIN, reason="unknown")

    def late(self, letter: Posted) -> None:
        """It is of no use any more; where it was in doubt it stays so."""
        if letter.in_doubt or letter.repeated:
            self.uncertain(letter)
        else:
            self._put(letter, state=SKIPPED, reason="late")

    def failed(self, letter: Posted, reason: str) -> None:
        """It cannot be said."""
        self._put(letter, state=FAILED, reason=reason)

    def recovers(self, chat: str) -> None:
        """A chat that refused of late is tried again: a letter that arrives there ends its trouble."""
        self._recovering.add(chat)

    def _delivered(self, letter: Posted, message_id: str | None) -> None:
        now, machine = self._clock.now(), self._machine()
        self._writes.append(lambda desk: desk.mail.delivered(letter, message_id, now, machine))
        if letter.chat in self._recovering:
            self._recovering.discard(letter.chat)
            self._writes.append(lambda desk: desk.chats.revive(letter.chat))

    def _later(self, letter: Posted, after: timedelta) -> None:
        """The messenger asked to wait: the chat does, or everybody; the try does not count."""
        machine = self._machine()

        async def write(desk: Desk) -> None:
            await desk.mail.hold_back(letter, machine + after)
            await desk.chats.trouble(letter.chat, PAUSED, machine, machine + after)
            if await desk.bucket.refused(letter.chat, after, machine):
                _log.warning("the messenger asks the whole bot to wait %s s", round(after.total_seconds()))

        self._put(letter, state=DUE, not_before=machine + after)
        self._writes.append(write)

    def _busy(self, letter: Posted) -> None:
        """It did not arrive; it is tried again with growing gaps, as long as it is of use."""
        if letter.useful_until is None and letter.tries + 1 >= _MOST_TRIES:
            self.failed(letter, "unreachable")
            return
        gap = _GAPS_S[min(letter.tries, len(_GAPS_S) - 1)] * random.uniform(0.8, 1.2)
        self._put(letter, state=DUE, tries=letter.tries + 1, not_before=self._machine() + timedelta(seconds=gap))

    def _lost(self, letter: Posted) -> None:
        """Nobody knows whether it arrived: it is said once more at most, marked; an edit as often as need be."""
        if letter.card and letter.message_id is not None:
            self._busy(letter)
        elif letter.repeated:
            self.uncertain(letter)
        else:
            _log.warning("letter %s may have arrived; it is said once more", letter.kind)
            self._put(letter, state=DUE, repeated=True, not_before=self._machine() + _AFTER_DOUBT)

    def _quiet(self, letter: Posted) -> None:
        """The chat refuses for now: it is tried for a day, ever more seldom."""
        machine, now = self._machine(), self._clock.now()

        async def write(desk: Desk) -> None:
            known = (await desk.chats.troubles([letter.chat])).get(letter.chat)
            since = known.since if known is not None and known.state == QUIET else machine
            shortest, longest = _QUIET_GAPS
            again = machine + min(max(shortest, (machine - since) / 2), longest)
            await desk.chats.trouble(letter.chat, QUIET, machine, again)
            if machine - since <= _QUIET_FOR:
                await desk.mail.settle(letter, self._values(state=DUE, not_before=again))
                return
            await desk.mail.settle(letter, self._values(state=FAILED, reason=QUIET))
            await self._tell(desk, letter, QUIET, now, machine)

        self._writes.append(write)

    def _gone(self, letter: Posted, state: str) -> None:
        """Nobody can be written to there: settings are kept, what waits is given up, the head is told once."""
        machine, now = self._machine(), self._clock.now()

        async def write(desk: Desk) -> None:
            news = await desk.chats.trouble(letter.chat, state, machine)
            await desk.mail.give_up(letter.channel, letter.chat, machine, state)
            group = next((chat for company, chat in await desk.chats.leave(letter.chat)), None)
            if news:
                await self._tell(desk, letter, state, now, machine, group=group.title if group is not None else None)

        self.failed(letter, state)
        self._writes.append(write)

    def _moved(self, letter: Posted, chat: str) -> None:
        """A group has another number from now on, everywhere; the letter goes there."""
        self._put(letter, state=DUE)
        self._writes.append(lambda desk: desk.mail.move(letter.channel, letter.chat, chat))

    async def _tell(
        self, desk: Desk, letter: Posted, state: str, now: datetime, machine: datetime, group: str | None = None
    ) -> None:
        """Plan that a head hears of it; of what concerns nobody but the reader of such news nobody does."""
        if letter.kind is LetterKind.DELIVERY_FAILED:
            return
        payload = {"v": 1, "reason": state, "group": group}
        job = NewJob(UNDELIVERED, letter.reader, now.date(), f"{letter.chat[:20]}/{state}", now, payload)
        await Jobs(desk.connection).add(letter.company, job, machine)

    def _put(self, letter: Posted, **values: Any) -> None:
        written = self._values(**values)
        self._writes.append(lambda desk: desk.mail.settle(letter, written))

    def _values(self, **values: Any) -> dict[str, Any]:
        return {"sending_at": None, "lease_until": None, "changed_at": self._machine()} | values
