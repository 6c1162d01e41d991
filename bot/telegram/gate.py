"""How many messages are on their way to Telegram at once."""

import asyncio
import math
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_A_SECOND = 30
"""Messages that Telegram takes from a bot."""

_MOST = 8
_KEPT_S = 1.0
_NEWEST = 0.3
"""The part of the newest journey in the usual one."""


class Gate:
    """Lets out as many messages at once as Telegram takes a second, and no more.

    What is on its way when the process is killed may have arrived or not: the fewer, the fewer are said twice.
    """

    def __init__(self) -> None:
        self._way = 0
        self._usual_s = 0.0
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def room(self) -> int:
        """How many may be on their way at once, by how long a journey usually takes."""
        return max(1, min(_MOST, math.ceil(self._usual_s * _A_SECOND)))

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """A place on the way; who is stuck there keeps it no longer than a second, so that nobody stops the others."""
        while self._way >= self.room:
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                self._wake()
                raise
        self._way += 1
        held = [True]
        stuck = asyncio.get_running_loop().call_later(_KEPT_S, self._leave, held)
        try:
            yield
        finally:
            stuck.cancel()
            self._leave(held)

    def _leave(self, held: list[bool]) -> None:
        """Give the place back, once."""
        if held:
            held.clear()
            self._way -= 1
            self._wake()

    def took(self, seconds: float) -> None:
        """Learn how long a journey took."""
        self._usual_s += _NEWEST * (seconds - self._usual_s)

    def _wake(self) -> None:
        free = self.room - self._way
        while self._waiting and free > 0:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                free -= 1
