"""A stopwatch on the database: how long a question takes, and how much of that is spent inside database calls."""

import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event


@dataclass
class Times:
    """Milliseconds of every round: the whole, and the database's part of it."""

    whole: list[float] = field(default_factory=list)
    store: list[float] = field(default_factory=list)


def middle(values: list[float]) -> float:
    """The median."""
    return sorted(values)[len(values) // 2]


def p99(values: list[float]) -> float:
    """The value that one round in a hundred passes."""
    return sorted(values)[len(values) * 99 // 100]


async def timed(ask: Callable[[], Awaitable[object]], rounds: int) -> Times:
    """Ask so many times, after three that warm up what a running program has warm."""
    times = Times()
    for turn in range(rounds + 3):
        with _store_watched() as spent:
            begun = time.perf_counter()
            await ask()
            whole = time.perf_counter() - begun
        if turn >= 3:
            times.whole.append(whole * 1_000)
            times.store.append(sum(spent) * 1_000)
    return times


@contextmanager
def _store_watched() -> Iterator[list[float]]:
    """Seconds of each statement from its hand-over to the driver until its rows are there."""
    spent: list[float] = []
    begun: list[float] = []

    def before(*_: Any) -> None:
        begun.append(time.perf_counter())

    def after(*_: Any) -> None:
        spent.append(time.perf_counter() - begun.pop())

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "after_cursor_execute", after)
    try:
        yield spent
    finally:
        event.remove(Engine, "before_cursor_execute", before)
        event.remove(Engine, "after_cursor_execute", after)
