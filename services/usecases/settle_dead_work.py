"""What becomes of work that was given up: it is tried once more, or let go for good."""

from collections.abc import Callable
from datetime import datetime

from services.domain.company import Company
from services.errors import Refused
from services.store.db import Database
from services.store.jobs import Jobs


class RequeueWork:
    """Try dead work again as if it had never failed; what is of no use any more is then skipped, not said late."""

    def __init__(self, database: Database, machine: Callable[[], datetime]) -> None:
        """`machine` tells the machine's time."""
        self._database = database
        self._machine = machine

    async def __call__(self, company: Company, number: int | None) -> int:
        """One piece of work, or with None all of it; how much."""
        async with self._database.connection() as connection:
            return _some(await Jobs(connection).requeue(company.id, self._machine(), number), number)


class DropWork:
    """Let dead work go for good: it is never done, and forgotten after a week."""

    def __init__(self, database: Database, machine: Callable[[], datetime]) -> None:
        """`machine` tells the machine's time."""
        self._database = database
        self._machine = machine

    async def __call__(self, company: Company, number: int | None) -> int:
        """One piece of work, or with None all of it; how much."""
        async with self._database.connection() as connection:
            return _some(await Jobs(connection).drop(company.id, self._machine(), number), number)


def _some(found: int, number: int | None) -> int:
    """A number that names no dead work of this company is a mistake; no dead work at all is none."""
    if number is not None and not found:
        raise Refused("work-not-dead", number=str(number))
    return found
