"""Medians and percentiles: exact, by linear interpolation between the two nearest values (as spreadsheets do)."""

from collections.abc import Sequence
from fractions import Fraction


def quantile(values: Sequence[int], share: Fraction) -> Fraction | None:
    """The value below which `share` of the values lie; None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return between(ordered[low], ordered[high], place - low)


def between(low: int, high: int, part: Fraction) -> Fraction:
    """The value this part of the way from one neighbour to the next."""
    return low + (high - low) * part


def mean(values: Sequence[int]) -> Fraction | None:
    """The arithmetic mean; None of nothing."""
    return Fraction(sum(values), len(values)) if values else None


MEDIAN = Fraction(1, 2)
P75 = Fraction(3, 4)
