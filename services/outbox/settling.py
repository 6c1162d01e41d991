"""What became of letters, gathered until the next transaction writes it down."""

import logging
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from services.domain.clock import Clock
from services.domain.ids import NOBODY
from services.domain.letters import LetterKind
from services.store.buckets import Bucket
from services.store.chats import QUIET, Chats
from services.store.claims import DUE
from services.store.db import Connection, Database
from services.store.jobs import Jobs, NewJob
from services.store.letters import FAILED, SKIPPED, UNCERTAIN
from services.store.mail import Mail, Outcome, Posted

UNDELIVERED = "failed"
"""The kind of work that tells a head of a letter that did not arrive."""

_GAPS_S = (2, 5, 10, 30, 60, 120, 300)
_MOST_TRIES = 40
_AFTER_DOUBT = timedelta(seconds=2)
_QUIET_GAP = timedelta(minutes=5)
_QUIET_FOR = timedelta(days=1)

_Write: TypeAlias = Callable[[Connection], Awaitable[Any]]

_log = logging.getLogger(__name__)


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
        self.recovering: set[str] = set()
        """Chats that refused of late: a message that arrives there ends it."""

    async def settle(self, connection: Connection) -> None:
        """Write everything down within a transaction; if that fails, all of it waits for the next one."""
        writes, self._writes = self._writes, []
        try:
            for write in writes:
                await write(connection)
        except BaseException:
            self._writes = writes + self._writes
            raise

    async def flush(self) -> None:
        """Write everything down in a transaction of its own, if there is anything."""
        if self._writes:
            async with self._database.durable() as connection:
                await self.settle(connection)

    def delivered(self, letter: Posted, message_id: str | None) -> None:
        """It is there."""
        now, machine = self._clock.now(), self._machine()
        self._writes.append(lambda connection: Mail(connection).delivered(letter, message_id, now, machine))
        if letter.chat in self.recovering:
            self.recovering.discard(letter.chat)
            self._writes.append(lambda connection: Chats(connection, self._channel).revive(letter.chat))

    def back(self, letter: Posted) -> None:
        """It was not sent: anybody may."""
        self._put(letter, state=DUE)

    def wait(self, letter: Posted, until: datetime) -> None:
        """It is not tried before a moment of the machine's clock."""
        self._put(letter, state=DUE, not_before=until)

    def later(self, letter: Posted, after: timedelta) -> None:
        """The messenger asked to wait: the chat does, or everybody; the try does not count."""
        until = self._machine() + after

        async def write(connection: Connection) -> None:
            await Mail(connection).hold_back(letter.channel, letter.chat, until)
            if await Bucket(connection, self._key).refused(letter.chat, after, self._machine()):
                _log.warning("the messenger asks the whole bot to wait %s s", round(after.total_seconds()))

        self._put(letter, state=DUE, not_before=until)
        self._writes.append(write)

    def busy(self, letter: Posted) -> None:
        """It did not arrive; it is tried again with growing gaps."""
        if letter.tries + 1 >= _MOST_TRIES:
            self.failed(letter, "unreachable")
            return
        gap = _GAPS_S[min(letter.tries, len(_GAPS_S) - 1)] * random.uniform(0.8, 1.2)
        self._put(letter, state=DUE, tries=letter.tries + 1, not_before=self._machine() + timedelta(seconds=gap))

    def lost(self, letter: Posted) -> None:
        """Nobody knows whether it arrived: it is said once more at most, marked; an edit as often as need be."""
        if letter.card and letter.message_id is not None:
            self.busy(letter)
        elif letter.repeated:
            self.uncertain(letter)
        else:
            _log.warning("letter %s may have arrived; it is said once more", letter.kind)
            self._put(letter, state=DUE, repeated=True, not_before=self._machine() + _AFTER_DOUBT)

    def uncertain(self, letter: Posted) -> None:
        """It was said twice at most, and nobody knows whether it arrived."""
        self._over(letter, UNCERTAIN, "unknown")

    def late(self, letter: Posted) -> None:
        """It is of no use any more; where it was in doubt it stays so."""
        doubtful = letter.in_doubt or letter.repeated
        self._over(letter, UNCERTAIN if doubtful else SKIPPED, "unknown" if doubtful else "late")

    def void(self, letter: Posted, reason: str) -> None:
        """Nothing is to be said."""
        self._over(letter, SKIPPED, reason)

    def quiet(self, letter: Posted) -> None:
        """The chat refuses for now: it is tried for a day, seldom."""
        machine = self._machine()

        async def write(connection: Connection) -> None:
            chats = Chats(connection, self._channel)
            await chats.trouble(letter.chat, QUIET, machine, machine + _QUIET_GAP)
            since = (await chats.troubles([letter.chat]))[letter.chat].since
            values = {"state": DUE, "not_before": machine + _QUIET_GAP}
            if machine - since > _QUIET_FOR:
                values = {"state": FAILED, "reason": QUIET}
            await Mail(connection).settle([self._outcome(letter, **values)])

        self._writes.append(write)

    def gone(self, letter: Posted, state: str) -> None:
        """Nobody can be written to there: settings are kept, what waits is given up, the head is told once."""
        machine, now = self._machine(), self._clock.now()

        async def write(connection: Connection) -> None:
            mail, chats = Mail(connection), Chats(connection, self._channel)
            news = await chats.trouble(letter.chat, state, machine)
            await mail.give_up(letter.channel, letter.chat, machine, state)
            left = await chats.leave(letter.chat)
            if news:
                await self._tell(connection, letter, state, now, machine, of_group=bool(left))

        self.failed(letter, state)
        self._writes.append(write)

    def moved(self, letter: Posted, chat: str) -> None:
        """A group has another number from now on, everywhere; the letter goes there."""
        self._put(letter, state=DUE)
        self._writes.append(lambda connection: Mail(connection).move(letter.channel, letter.chat, chat))

    def failed(self, letter: Posted, reason: str) -> None:
        """It cannot be said."""
        self._over(letter, FAILED, reason)

    async def _tell(
        self, connection: Connection, letter: Posted, state: str, now: datetime, machine: datetime, *, of_group: bool
    ) -> None:
        if letter.kind is LetterKind.DELIVERY_FAILED:
            return
        payload = {"v": 1, "reason": state, "group": of_group, "chat": letter.chat if of_group else ""}
        job = NewJob(UNDELIVERED, letter.reader or NOBODY, now.date(), f"{letter.chat[:20]}/{state}", now, payload)
        await Jobs(connection).add(letter.company, job, machine)

    def _over(self, letter: Posted, state: str, reason: str) -> None:
        self._put(letter, state=state, reason=reason)

    def _put(self, letter: Posted, **values: Any) -> None:
        outcome = self._outcome(letter, **values)
        self._writes.append(lambda connection: Mail(connection).settle([outcome]))

    def _outcome(self, letter: Posted, **values: Any) -> Outcome:
        usual = {"sending_at": None, "lease_until": None, "changed_at": self._machine()}
        return Outcome(letter, usual | values)
