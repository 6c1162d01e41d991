"""How much of what Takt does by itself waits, and how much of it came to nothing."""

from dataclasses import dataclass

from services.domain.clock import Clock
from services.store.db import Database
from services.store.jobs import Jobs
from services.store.mail import Mail


@dataclass(frozen=True, slots=True)
class Backlog:
    """Letters and work of every company at one moment.

    `waiting` letters and `work` are due by now and not done yet. `failed` and `uncertain` letters are those of
    the last 30 days; `dead` work was given up and waits for somebody to look at it.
    """

    waiting: int
    failed: int
    uncertain: int
    work: int
    dead: int


class CountBacklog:
    """Count what waits and what came to nothing, over all companies: numbers only, nobody is named."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self) -> Backlog:
        now = self._clock.now()
        async with self._database.overview() as connection:
            letters = await Mail(connection).counts(now)
            jobs = await Jobs(connection).counts(now)
        return Backlog(letters["waiting"], letters["failed"], letters["uncertain"], jobs["waiting"], jobs["dead"])
