"""Chance that always falls the same way: every piece of the invented life has dice of its own."""

from collections.abc import Sequence
from math import log
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


def dice(seed: int, *about: object) -> Random:
    """Dice for one matter; what happens elsewhere does not move them."""
    return Random("/".join(map(str, (seed, *about))))


def around(chance: Random, median: float, spread: float = 0.6) -> float:
    """A length of time or a sum: mostly near the median, now and then much more."""
    return chance.lognormvariate(log(median), spread)


def weighted(chance: Random, things: Sequence[Thing], weights: Sequence[float]) -> Thing:
    """One of the things, by their weights."""
    return chance.choices(things, weights)[0]


def count_near(chance: Random, mean: float) -> int:
    """How many come in a day of which `mean` is usual."""
    return max(0, round(chance.gauss(mean, max(0.6, mean**0.5 * 0.8))))
