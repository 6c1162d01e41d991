"""Scores against norms and places among people (formulas 4.5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

CAP = Fraction(6, 5)
"""No single KPI counts for more than 120 %, so that one cannot buy off another."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One KPI of a person in a period: what was reached, what was asked, what it weighs.

    `target` covers the days the person was present; below `least` the mark is 0.
    """

    value: int | Decimal | Fraction | None
    target: int | Decimal | Fraction
    weight: Fraction = Fraction(1)
    less_is_better: bool = False
    least: int | Decimal | Fraction | None = None


def attainment(mark: Mark, cap: Fraction = CAP) -> Fraction | None:
    """Value ÷ target, for less-is-better target ÷ value, from 0 to the cap; None where nothing can be said.

    That is: no value, or nothing was asked (a target of 0 where more is better). A target of 0 where less is
    better is either kept, 1, or not, 0.
    """
    if mark.value is None:
        return None
    value, target = Fraction(mark.value), Fraction(mark.target)
    if mark.least is not None and value < Fraction(mark.least):
        return Fraction(0)
    if mark.less_is_better:
        if target <= 0:
            return Fraction(value <= target)
        return min(cap, target / value) if value > 0 else cap
    return max(Fraction(0), min(cap, value / target)) if target > 0 else None


def score(marks: Iterable[Mark], cap: Fraction = CAP) -> Fraction | None:
    """The weighted mean of the attainments, 1 is everything as asked; None when no mark says anything.

    Weights need not sum to 1: those of the marks that say something are scaled to it.
    """
    told = [(reached, mark.weight) for mark in marks if (reached := attainment(mark, cap)) is not None]
    whole = sum((weight for _, weight in told), Fraction(0))
    return sum((reached * weight for reached, weight in told), Fraction(0)) / whole if whole else None


def rank(values: Sequence[Fraction | None], *, less_is_better: bool = False) -> tuple[int | None, ...]:
    """The place of each value, the best first; equal values share a place (1, 2, 2, 4), None has no place."""
    ordered = sorted((value for value in values if value is not None), reverse=not less_is_better)
    places: dict[Fraction, int] = {}
    for place, value in enumerate(ordered, 1):
        places.setdefault(value, place)
    return tuple(None if value is None else places[value] for value in values)
