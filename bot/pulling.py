"""Sources are asked what is new, each when its time has come, as long as the bot works."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

_LOOKS_EVERY_S = 5.0

_log = logging.getLogger(__name__)


class Pulling:
    """One round after another; trouble of the database is told once and waited out."""

    def __init__(self, turn: Callable[[], Awaitable[int]], every_s: float = _LOOKS_EVERY_S) -> None:
        """`turn` asks every source that is due."""
        self._turn = turn
        self._every_s = every_s
        self._closing = asyncio.Event()
        self._troubled = False

    async def run(self) -> None:
        """Work until closed; a round in hand is broken off by whoever cannot wait, and loses nothing."""
        while not self._closing.is_set():
            await self._look()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._every_s):
                    await self._closing.wait()

    def close(self) -> None:
        """Begin no other round."""
        self._closing.set()

    async def _look(self) -> None:
        try:
            await self._turn()
        except Exception:  # noqa: BLE001  whatever hinders a round, the next one finds the same sources due
            if not self._troubled:
                _log.exception("sources cannot be looked for; trying again until they can")
            self._troubled = True
            return
        self._troubled = False
