"""The tick: each real second, whatever the business lives at, it is looked whether something is due."""

import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

EVERY_S = 1

_log = logging.getLogger(__name__)


class Tick:
    """One look of the planner; trouble is told once when it begins and once when it is over."""

    def __init__(self, plan: Callable[[], Awaitable[int]], wake: Callable[[], None]) -> None:
        """`wake` is called when there is new work."""
        self._plan = plan
        self._wake = wake
        self._troubled = False

    async def look(self) -> None:
        """Look once."""
        try:
            new = await self._plan()
        except Exception:  # noqa: BLE001  whatever hinders a look, the next one sees the same window
            if not self._troubled:
                _log.exception("work cannot be planned; trying again each second")
            self._troubled = True
            return
        if self._troubled:
            _log.info("work can be planned again")
        self._troubled = False
        if new:
            self._wake()


@contextmanager
def ticking(tick: Tick) -> Iterator[None]:
    """Tick as long as the block lasts. The scheduler knows no local times of people: those are the planner's."""
    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.add_job(tick.look, "interval", seconds=EVERY_S, coalesce=True, max_instances=1, misfire_grace_time=None)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
