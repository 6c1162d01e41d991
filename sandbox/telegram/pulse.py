"""A heartbeat: whoever waits for something to change is woken by every change."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Pulse:
    """Counts changes and wakes all who wait for the next one."""

    def __init__(self) -> None:
        self.count = 0
        self._next = asyncio.Event()

    def beat(self) -> int:
        """Something has changed."""
        self.count += 1
        self._next.set()
        self._next = asyncio.Event()
        return self.count

    async def until(self, found: Callable[[], T | None], timeout: float) -> T | None:
        """What `found` gives once it gives something; None when the seconds are over."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while True:
            following = self._next
            answer = found()
            if answer is not None or loop.time() >= deadline:
                return answer
            try:
                async with asyncio.timeout_at(deadline):
                    await following.wait()
            except TimeoutError:
                return found()
