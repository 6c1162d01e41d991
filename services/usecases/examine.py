"""The doctor: what works, what to look at, and what to do about it."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from services.domain.clock import Clock
from services.store.db import Database
from services.store.schema import Schema
from services.usecases.count_backlog import CountBacklog
from services.usecases.examining.backlog import look_at_backlog
from services.usecases.examining.companies import look_at_companies
from services.usecases.examining.database import look_at_database, look_inside
from services.usecases.examining.finding import Finding, Grade, examined, look, ok
from services.usecases.examining.keys import KeysFound, look_at_keys
from services.usecases.examining.machine import look_at_machine


@dataclass(frozen=True, slots=True)
class Ground:
    """What the installation stands on; `keys` looks at them, `trial` says that its time is not the machine's."""

    folder: Path
    keys: Callable[[], KeysFound]
    trial: bool


class Examine:
    """Look at the whole installation and change nothing; every trouble is a line with the way out, never a crash.

    A glance takes the folder, the disk, the database and its schema; the full examination goes on through every page,
    the keys, letters and work, the clock, and each company. What stands on a database that does not work is not looked
    at.
    """

    def __init__(self, database: Database, schema: Schema, clock: Clock) -> None:
        self._database = database
        self._schema = schema
        self._clock = clock

    async def __call__(self, ground: Ground, *, glance: bool = False) -> AsyncIterator[Finding]:
        for folder in self._folders(ground):
            for finding in await examined(look_at_machine(folder)):
                yield finding
        found = await examined(look_at_database(self._database, self._schema))
        for finding in found:
            yield finding
        if glance:
            return
        yield self._time(ground)
        if any(finding.grade is not Grade.OK for finding in found):
            return
        for part in (
            look_inside(self._database),
            look_at_keys(self._database, ground.keys),
            look_at_backlog(CountBacklog(self._database, self._clock)),
            look_at_companies(self._database, self._clock.now()),
        ):
            for finding in await examined(part):
                yield finding

    def _folders(self, ground: Ground) -> tuple[Path, ...]:
        file = self._database.file
        return tuple(dict.fromkeys((ground.folder, *([file.parent] if file is not None else []))))

    def _time(self, ground: Ground) -> Finding:
        return (
            look("doctor-trial", now=self._clock.now()) if ground.trial else ok("doctor-clock", now=self._clock.now())
        )
