"""Sources are asked what is new, each when its time has come, as long as the bot works."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.clock import machine_now
from bot.wiring import House
from services.usecases.pull_due import PullDue
from services.usecases.pull_source import PullSource
from services.usecases.take_delivery import TakeDelivery

_LOOKS_EVERY_S = 5.0

_log = logging.getLogger(__name__)


class Pulling:
    """One round after another; trouble of the database is told once and waited out."""

    def __init__(self, turn: Callable[[], Awaitable[int]], every_s: float = _LOOKS_EVERY_S) -> None:
        """`turn` asks every source that is due."""
        self._turn = turn
        self._every_s = every_s
        self._news = asyncio.Event()
        self._round: asyncio.Task[None] | None = None
        self._closing = False
        self._troubled = False

    async def run(self) -> None:
        """Work until closed. A round in hand is broken off then: whatever is stored stays, and reading goes on from
        there.
        """
        async with asyncio.TaskGroup() as group:
            while not self._closing:
                self._news.clear()
                self._round = group.create_task(self._look())
                await asyncio.wait([self._round])
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._every_s):
                        await self._news.wait()

    def wake(self) -> None:
        """Something has been hinted at: look at once."""
        self._news.set()

    def close(self) -> None:
        """Break off what is in hand, begin nothing more."""
        self._closing = True
        if self._round is not None:
            self._round.cancel()
        self.wake()

    async def _look(self) -> None:
        try:
            await self._turn()
        except Exception:  # noqa: BLE001  whatever hinders a round, the next one finds the same sources due
            if not self._troubled:
                _log.exception("sources cannot be looked for; trying again until they can")
            self._troubled = True
            return
        self._troubled = False


def puller(house: House) -> Callable[[], Awaitable[int]]:
    """A round over everything that is due."""
    database, vault, opening = house.database, house.vault(), house.opening()
    return PullDue(database, machine_now, PullSource(database, house.clock, machine_now, vault, opening))


def taker(house: House) -> TakeDelivery:
    """Who takes what sources bring."""
    return TakeDelivery(house.database, machine_now, house.vault(), house.opening())
