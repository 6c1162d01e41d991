"""A piece of planned work in the hands of whoever claimed it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from services.domain.ids import CompanyId
from services.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Job:
    """Work of one kind for a subject (a person, a team; 0 the company), a day and a slot of it.

    `run_at` is the moment of the business it was due at; `payload` are plain values.
    """

    company: CompanyId
    id: int
    kind: str
    subject: int
    day: date
    slot: str
    payload: Mapping[str, Any]
    run_at: datetime
    attempt: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """Nothing is to be done, and why, in one word."""

    reason: str


Apply: TypeAlias = Callable[[Unit], Awaitable[None]]
"""What a job writes: a short transaction that is kept together with the mark that the job is done, or not at all."""

Do: TypeAlias = Callable[[Job], Awaitable[Apply | Skipped | None]]
"""Does a job outside any transaction; returns what it writes, or why there is nothing to write."""
