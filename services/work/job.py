"""What is done with planned work."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from services.store.jobs import Job
from services.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Skipped:
    """Nothing is to be done, and why, in one word."""

    reason: str


Apply: TypeAlias = Callable[[Unit], Awaitable[None]]
"""What a job writes: a short transaction that is kept together with the mark that the job is done, or not at all."""

Do: TypeAlias = Callable[[Job], Awaitable[Apply | Skipped | None]]
"""Does a job outside any transaction; returns what it writes, or why there is nothing to write."""
