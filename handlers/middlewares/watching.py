"""Shows how far something long is, on the screen whose button began it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter

from handlers.screen import Screen

Result = TypeVar("Result")

Told = Callable[[int, int], None]
"""Hears how much of how much is done, from any thread."""

_EVERY_S = 2.0


class Watch:
    """Renews a screen when the work tells that it has begun, and then every two seconds at most when it has moved.

    It is a courtesy: what Telegram does not take is passed over, and the work never waits for it.
    """

    def __init__(self, renew: Callable[[Screen], Awaitable[None]], every_s: float = _EVERY_S) -> None:
        self._renew = renew
        self._every = every_s

    async def __call__(self, work: Callable[[Told], Awaitable[Result]], screen: Callable[[int, int], Screen]) -> Result:
        """Do the work and show it; the last screen is shown by whoever has the result."""
        way = _Way(asyncio.get_running_loop())
        showing = asyncio.ensure_future(self._show(way, screen))  # noqa: TID251  awaited right here
        try:
            return await work(way.told)
        finally:
            way.done.set()
            way.moved.set()
            await showing

    async def _show(self, way: "_Way", screen: Callable[[int, int], Screen]) -> None:
        while True:
            await way.moved.wait()
            if way.done.is_set():
                return
            way.moved.clear()
            wait = self._every
            try:
                await self._renew(screen(*way.far))
            except TelegramRetryAfter as busy:
                wait = max(wait, float(busy.retry_after))
            except TelegramAPIError:
                pass
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await way.done.wait()


class _Way:
    """How far the work is; told from any thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.far = (0, 0)
        self.moved = asyncio.Event()
        self.done = asyncio.Event()

    def told(self, part: int, whole: int) -> None:
        """Part of the whole is done."""
        self.far = (part, whole)
        self._loop.call_soon_threadsafe(self.moved.set)
