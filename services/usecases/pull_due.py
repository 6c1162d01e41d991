"""Ask every source whose time has come what is new, a few at once."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from services.domain.company import Company
from services.store.companies import Companies
from services.store.db import Database
from services.store.sources import Source, due_sources
from services.usecases.pull_source import PullSource

_AT_ONCE = 4

_log = logging.getLogger(__name__)


class PullDue:
    """One round over all companies; a source that another process reads meanwhile is left to it."""

    def __init__(self, database: Database, machine_now: Callable[[], datetime], pull: PullSource) -> None:
        self._database = database
        self._machine_now = machine_now
        self._pull = pull

    async def __call__(self) -> int:
        """How many were asked. Trouble of one, its own or ours, stops none of the others."""
        async with self._database.overview() as connection:
            due = await due_sources(connection, self._machine_now())
            companies = {one.id: one for one in await Companies(connection).all()} if due else {}
        places = asyncio.Semaphore(_AT_ONCE)
        async with asyncio.TaskGroup() as group:
            for company, source in due:
                if company in companies:
                    group.create_task(self._one(companies[company], source, places))
        return len(due)

    async def _one(self, company: Company, source: Source, places: asyncio.Semaphore) -> None:
        async with places:
            try:
                pulled = await self._pull(company, source, due=True)
            except Exception:  # noqa: BLE001  a mistake of ours with one source must not stop the others
                _log.exception("source %s could not be read", source.name)
                return
            if pulled.trouble is not None:
                _log.warning("source %s: %s", source.name, pulled.trouble)
