"""Does what is due: claims a little, works outside any transaction, writes the result and the mark in one."""

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from services.domain.clock import Clock
from services.store.db import Database
from services.store.jobs import DEAD, DONE, LATE, SKIPPED, Job, Jobs
from services.work.job import Apply, Do, Skipped

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 8
"""Tries before work is given up."""

_AT_ONCE = 4
_LOOKS_EVERY_S = 1.0
_RENEWED_EVERY_S = 20.0
_PRUNED_EVERY = timedelta(hours=1)
_LONGEST_GAP = timedelta(minutes=30)
_LONGEST_WORK_S = 600.0
"""Work that takes longer hangs; it is taken as failed, so that it does not keep the others from theirs."""

_log = logging.getLogger(__name__)


class Lost(Exception):
    """The claim has passed to another process: nothing of this one's work is kept."""


class Worker:
    """Works until told to close; then what is in hand is finished and nothing new begun."""

    def __init__(
        self, database: Database, clock: Clock, machine: Callable[[], datetime], does: Mapping[str, Do]
    ) -> None:
        """`machine` tells the machine's time; `does` says who does which kind of work."""
        self._database = database
        self._clock = clock
        self._machine = machine
        self._does = does
        self._held: dict[int, Job] = {}
        self._news = asyncio.Event()
        self._closing = False
        self._troubled = False
        self._pruned = machine() - _PRUNED_EVERY

    def wake(self) -> None:
        """Something may be due."""
        self._news.set()

    def close(self) -> None:
        """Begin nothing more."""
        self._closing = True
        self.wake()

    async def run(self) -> None:
        """Work until closed."""
        async with asyncio.TaskGroup() as group:
            renewing = group.create_task(self._renew())
            while not self._closing or self._held:
                self._news.clear()
                for job in await self._claim():
                    self._held[job.id] = job
                    group.create_task(self._work(job))
                try:
                    async with asyncio.timeout(_LOOKS_EVERY_S):
                        await self._news.wait()
                except TimeoutError:
                    continue
            renewing.cancel()

    async def _claim(self) -> list[Job]:
        room = 0 if self._closing else _AT_ONCE - len(self._held)
        if room <= 0:
            return []
        now, machine = self._clock.now(), self._machine()
        try:
            async with self._database.connection() as connection:
                jobs = Jobs(connection)
                found = await jobs.claim(tuple(self._does), now, machine, LEASE, room)
                if machine - self._pruned >= _PRUNED_EVERY:
                    await self._look_after(jobs, now, machine)
                    self._pruned = machine
        except Exception:  # noqa: BLE001  trouble of the database ends nobody's work: it is told once, and tried again
            if not self._troubled:
                _log.exception("work cannot be claimed; trying again until it can")
            self._troubled = True
            return []
        self._troubled = False
        return found

    async def _look_after(self, jobs: Jobs, now: datetime, machine: datetime) -> None:
        """Once an hour: forget what was over long ago, and tell of what only a newer program can do."""
        await jobs.prune(machine)
        strange = await jobs.strange(tuple(self._does), now)
        if strange:
            _log.warning("work that this program does not know waits for one that does: %s", ", ".join(strange))

    async def _work(self, job: Job) -> None:
        try:
            if job.attempt > MOST_ATTEMPTS:
                await self._after(job, "killed")
            else:
                await self._settle(job, await self._done(job))
        except Lost:
            _log.warning("%s %s: another process has taken it over", job.kind, job.slot)
        except Exception as trouble:  # noqa: BLE001  one poisonous job must not stop the others
            _log.exception("%s %s failed, attempt %s", job.kind, job.slot, job.attempt)
            await self._after(job, type(trouble).__name__)
        finally:
            self._held.pop(job.id, None)
            self.wake()

    async def _done(self, job: Job) -> Apply | Skipped | None:
        if job.useful_until is not None and self._clock.now() > job.useful_until:
            return Skipped(LATE)
        async with asyncio.timeout(_LONGEST_WORK_S):
            return await self._does[job.kind](job)

    async def _settle(self, job: Job, found: Apply | Skipped | None) -> None:
        """The result and the mark in one transaction, as long as the claim is ours."""
        state, reason = (SKIPPED, found.reason) if isinstance(found, Skipped) else (DONE, None)
        async with self._database.writing(job.company, answers_change=False) as unit:
            if not await Jobs(unit.connection).settle(job, state, self._machine(), reason):
                raise Lost
            if found is not None and not isinstance(found, Skipped):
                await found(unit)

    async def _after(self, job: Job, trouble: str) -> None:
        """Put a failed job off; after the last try, or when every try has ended the process, give it up."""
        try:
            async with self._database.connection() as connection:
                jobs = Jobs(connection)
                if job.attempt >= MOST_ATTEMPTS:
                    _log.error("%s %s is given up: %s", job.kind, job.slot, trouble)
                    await jobs.settle(job, DEAD, self._machine(), trouble[:64])
                else:
                    gap = min(_LONGEST_GAP, timedelta(seconds=2**job.attempt)) * random.uniform(0.8, 1.2)
                    await jobs.put_off(job, self._machine() + gap)
        except Exception:  # noqa: BLE001  the lease runs out, then it is tried again anyway
            _log.exception("%s %s could not be put off", job.kind, job.slot)

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(_RENEWED_EVERY_S)
            try:
                async with self._database.connection() as connection:
                    await Jobs(connection).renew(list(self._held.values()), self._machine() + LEASE)
            except Exception:  # noqa: BLE001  the lease is long enough for the next try
                _log.exception("leases of work could not be renewed")
