"""A stopwatch on the database: how long a question takes, and how much of that is spent inside database calls."""

import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Engine, event

Key = TypeVar("Key")


@dataclass
class Times:
    """Milliseconds of every round: the whole, and the database's part of it."""

    whole: list[float] = field(default_factory=list)
    store: list[float] = field(default_factory=list)


def quiet(values: list[float]) -> float:
    """The tenth part from below: what the work costs while the machine has little else to do."""
    return sorted(values)[len(values) // 10]


def p99(values: list[float]) -> float:
    """The value that one round in a hundred passes."""
    return sorted(values)[len(values) * 99 // 100]


async def timed(asks: Mapping[Key, Callable[[], Awaitable[object]]], rounds: int) -> dict[Key, Times]:
    """Ask everything in turns so many times, after three that warm up: what else the machine does meets all alike."""
    found = {name: Times() for name in asks}
    for turn in range(rounds + 3):
        for name, ask in asks.items():
            with _store_watched() as spent:
                begun = time.perf_counter()
                await ask()
                whole = time.perf_counter() - begun
            if turn >= 3:
                found[name].whole.append(whole * 1_000)
                found[name].store.append(sum(spent) * 1_000)
    return found


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
