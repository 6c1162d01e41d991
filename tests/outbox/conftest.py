"""Letters and a messenger that does as it is told: what was said, to whom, when, and what became of it."""

import asyncio
import itertools
from collections import defaultdict
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from services.domain.ids import PersonId
from services.domain.letters import Letter, LetterKind
from services.outbox.courier import Courier
from services.outbox.outbox import CHANNEL, Outbox
from services.outbox.verdicts import Delivered
from services.store.tables import letters

BOT = "telegram:42"


class Machine:
    """The machine's clock; it goes as it does, and leaps where a test needs a later hour."""

    def __init__(self):
        self._ahead = timedelta()

    def __call__(self):
        return datetime.now(UTC) + self._ahead

    def leaps(self, **by):
        self._ahead += timedelta(**by)


@dataclass(frozen=True)
class Said:
    """One letter as it reached the messenger."""

    key: str
    chat: str
    at: datetime
    repeated: bool
    edits: str | None
    before: str | None
    data: dict


class Messenger:
    """Takes everything, unless a chat was told to answer otherwise; a coroutine among the answers is waited for."""

    def __init__(self, machine):
        self._machine = machine
        self._answers = defaultdict(list)
        self._numbers = itertools.count(1)
        self.said = []
        self.takes = 0.0

    def answers(self, chat, *verdicts):
        """The next verdicts for a chat, one a letter."""
        self._answers[chat] += verdicts

    async def __call__(self, letter, before):
        said = Said(letter.key, letter.chat, self._machine(), letter.repeated, letter.message_id, before, letter.data)
        self.said.append(said)
        if self.takes:
            await asyncio.sleep(self.takes)
        if not self._answers[letter.chat]:
            return Delivered(letter.message_id or str(next(self._numbers)))
        verdict = self._answers[letter.chat].pop(0)
        return await verdict() if callable(verdict) else verdict

    @property
    def keys(self):
        """What was said, in order."""
        return [one.key for one in self.said]


class Post:
    """A box of letters with couriers."""

    def __init__(self, database, company, clock):
        self.database = database
        self.company = company
        self.clock = clock
        self.machine = Machine()
        self.messenger = Messenger(self.machine)

    def letter(self, key, chat="701", *, kind=LetterKind.PACE, data=(), useful=None, **more):
        """A letter that is due now; `useful` are minutes."""
        now = self.clock.now()
        until = None if useful is None else now + timedelta(minutes=useful)
        return Letter(key, kind, PersonId(1), {"v": 1, **dict(data)}, more.pop("run_at", now), until, chat=chat, **more)

    async def put(self, *found):
        """Put letters into the box."""
        async with self.database.writing(self.company.id, answers_change=False) as unit:
            return await Outbox(unit, self.machine()).put(found)

    def courier(self, messenger=None):
        """A courier that works with the test's clocks."""
        return Courier(self.database, self.clock, self.machine, messenger or self.messenger, BOT, CHANNEL)

    @asynccontextmanager
    async def carried(self, courier=None):
        """A courier at work as long as the block lasts; at the end it closes in order."""
        working = courier or self.courier()
        task = asyncio.ensure_future(working.run())
        try:
            yield working
        finally:
            working.close()
            await asyncio.wait_for(task, 10)

    async def rows(self):
        """Every letter's row, by key."""
        async with self.database.overview() as connection:
            return {row.key: row for row in await connection.execute(select(letters).order_by(letters.c.id))}

    async def states(self):
        """Every letter's state, by key."""
        return {key: row.state for key, row in (await self.rows()).items()}

    async def until(self, true, within=8.0):
        """Wait until something holds: of the messenger, or of the rows."""
        async with asyncio.timeout(within):
            while not (true() if not asyncio.iscoroutinefunction(true) else await true()):
                await asyncio.sleep(0.01)

    async def settled(self, within=8.0):
        """Wait until no letter waits or is on its way."""

        async def over():
            return not {"due", "claimed", "sending"} & set((await self.states()).values())

        await self.until(over, within)


@pytest.fixture
async def post(database, company, clock):
    """The usual box."""
    return Post(database, company, clock)
