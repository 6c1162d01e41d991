"""Long work beside the chat: in a thread of its own, an import with an event loop and connections of its own too."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Generic, TypeVar

from bot.wiring import House
from services.domain.company import Company
from services.store.db import Database
from services.usecases.import_file import ImportReport
from services.usecases.import_files import ImportFiles, Said

Result = TypeVar("Result")

_GIVES_WAY_S = 0.05
"""SQLite makes those who wait for a writer ask again and again: without a gap they would hardly ever be in time."""

_going: list[object] = []


async def apart(work: Callable[[], Result]) -> Result:
    """Do work that computes and waits for nothing where it does not stop the loop."""
    with _uncollected():
        return await asyncio.to_thread(work)


async def aside(work: Callable[[], Awaitable[Result]]) -> Result:
    """Do work that waits a lot where it does not stop the loop; to cancel the wait is to cancel the work."""
    errand = _Errand(work)
    with _uncollected():
        waiting = asyncio.get_running_loop().run_in_executor(None, errand.run)
        try:
            return await asyncio.shield(waiting)
        except asyncio.CancelledError:
            errand.cancel()
            with suppress(asyncio.CancelledError):
                await waiting
            raise


class _Errand(Generic[Result]):
    """Work with a loop of its own, which another thread may cancel."""

    def __init__(self, work: Callable[[], Awaitable[Result]]) -> None:
        self._work = work
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[Result] | None = None
        self._cancelled = False

    def run(self) -> Result:
        """Do it; blocks its thread."""
        return asyncio.run(self._begun())

    async def _begun(self) -> Result:
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        if self._cancelled:
            raise asyncio.CancelledError
        return await self._work()

    def cancel(self) -> None:
        """End it at its next wait."""
        self._cancelled = True
        if self._loop is not None and self._task is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._task.cancel)


@contextmanager
def _uncollected() -> Iterator[None]:
    """A search for garbage among the rows of a long file stops every thread for a tenth of a second: it waits."""
    mark = object()
    _going.append(mark)
    gc.disable()
    try:
        yield
    finally:
        _going.remove(mark)
        if not _going:
            gc.enable()


class ImportAside:
    """The import as the chat needs it: others are answered while it runs."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def __call__(
        self, company: Company, name: str, data: bytes, said: Said, *, told: Callable[[int, int], None]
    ) -> ImportReport:
        """Import as from the command line; `told` hears from another thread how far it is."""
        keys, clock, where = self._house.keys(), self._house.clock, self._house.settings.database

        async def work() -> ImportReport:
            database = Database(where, _GIVES_WAY_S)
            try:
                imports = ImportFiles(database, clock, keys.encryption, keys.phone)
                return await imports(company, name, data, said, told=told)
            finally:
                await database.close()

        return await aside(work)
