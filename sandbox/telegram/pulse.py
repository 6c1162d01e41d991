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
        deadline = asyncio.get_running_loop().time() + timeout
        while (answer := found()) is None:
            if not await self.next(deadline):
                return found()
        return answer

    async def next(self, deadline: float) -> bool:
        """Wait for the next change; False when the loop's clock reached the deadline before."""
        try:
            # Not wait_for: when stopped in the moment of a beat, it would lose the order to stop.
            async with asyncio.timeout_at(deadline):
                await self._next.wait()
        except TimeoutError:
            return False
        return True
