"""Answers are put together a few at a time: the first are on their way while the next are written."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

_AT_ONCE = 4
_KEPT_S = 0.02
"""Whoever takes longer, for a picture or a file, is waited for no more."""

_TURNS_TO_LEAVE = 2
"""Turns of the loop after which a message that was let out is on the wire; then the next answer is written while the
other side reads."""


class Places:
    """So many places as `room` says at the moment; they are taken in the order of asking.

    Who keeps one longer than `kept_s` seconds loses it, and goes on without.
    """

    def __init__(self, room: Callable[[], int], kept_s: float) -> None:
        self._room = room
        self._kept_s = kept_s
        self._taken = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Wait for a place and keep it for the block."""
        await self._take()
        held = [True]
        stuck = asyncio.get_running_loop().call_later(self._kept_s, self._leave, held)
        try:
            yield
        finally:
            stuck.cancel()
            self._leave(held)

    async def _take(self) -> None:
        if self._taken < self._room() and not self._waiting:
            self._taken += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._taken -= 1
            self._wake()
            raise

    def _leave(self, held: list[bool]) -> None:
        """Give the place back, once."""
        if held:
            held.clear()
            self._taken -= 1
            self._wake()

    def _wake(self) -> None:
        """Hand places over to those who have waited longest."""
        while self._waiting and self._taken < self._room():
            turn = self._waiting.popleft()
            if not turn.done():
                self._taken += 1
                turn.set_result(None)


class InTurn(BaseMiddleware):
    """Lets a few through at once, in the order of asking.

    With everybody let through together, nobody's answer leaves before the last one is written.
    """

    def __init__(self) -> None:
        self._places = Places(lambda: _AT_ONCE, _KEPT_S)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        async with self._places.place():
            for _ in range(_TURNS_TO_LEAVE):
                await asyncio.sleep(0)
            return await handler(event, data)
