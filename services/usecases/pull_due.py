"""Ask every source whose time has come what is new, a few at once."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from services.connectors.kit.contract import Hint
from services.connectors.kit.records import Kind
from services.domain.company import Company
from services.store.companies import Companies
from services.store.db import Database
from services.store.hints import Hints, hinted_sources
from services.store.sources import Source, working_sources
from services.usecases.pull_source import PullSource
from services.usecases.pulling.reader import Pulled

_AT_ONCE = 4
_HINTS_AT_ONCE = 200

_log = logging.getLogger(__name__)


class PullDue:
    """One round over all companies: what sources have hinted at, then whatever else is new where its time has come.

    A source that another process reads meanwhile is left to it.
    """

    def __init__(self, database: Database, machine_now: Callable[[], datetime], pull: PullSource) -> None:
        self._database = database
        self._machine_now = machine_now
        self._pull = pull

    async def __call__(self) -> int:
        """How many were asked. Trouble of one, its own or ours, stops none of the others."""
        now = self._machine_now()
        async with self._database.overview() as connection:
            hinted = await hinted_sources(connection)
            working = await working_sources(connection, now)
            wanted = [
                (company, source)
                for company, source in working
                if source.is_due(now) or (source.id in hinted and not source.is_left_alone)
            ]
            companies = {one.id: one for one in await Companies(connection).all()} if wanted else {}
        places = asyncio.Semaphore(_AT_ONCE)
        async with asyncio.TaskGroup() as group:
            for company, source in wanted:
                group.create_task(self._one(companies[company], source, source.id in hinted, places))
        return len(wanted)

    async def _one(self, company: Company, source: Source, hinted: bool, places: asyncio.Semaphore) -> None:
        async with places:
            try:
                pulled = await self._hinted(company, source) if hinted else None
                if pulled is None or pulled.trouble is None:
                    pulled = await self._pull(company, source, due=True)
            except Exception:  # noqa: BLE001  a mistake of ours with one source must not stop the others
                _log.exception("source %s could not be read", source.name)
                return
            if pulled.trouble is not None:
                _log.warning("source %s: %s", source.name, pulled.trouble)

    async def _hinted(self, company: Company, source: Source) -> Pulled:
        """Ask for what was hinted at, the longest waiting first; what is asked for waits no more."""
        async with self._database.reading(company.id) as read:
            waiting = await Hints(read).oldest(source.id, _HINTS_AT_ONCE)
        pulled = await self._pull(company, source, hints=[Hint(Kind(one.kind), one.external_id) for one in waiting])
        if pulled.trouble is None and not pulled.busy:
            async with self._database.writing(company.id, answers_change=False) as unit:
                await Hints(unit).done(source.id, waiting)
        return pulled
