"""Whether somebody is behind the pace of the day, and whether it is time to say so (formulas 4.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from services.domain.money import Money
from services.domain.report import Unit, Value

BEHIND = Fraction(4, 5)
"""Below this part of what is due by now somebody is behind."""

_LEAST = {Unit.COUNT: Fraction(1), Unit.SECONDS: Fraction(300)}
"""What is missing at least: one call, five minutes. Of other units any gap below the part counts."""

AGAIN_AFTER = timedelta(minutes=90)
"""On one matter nobody is told sooner again."""

BETWEEN = timedelta(minutes=60)
"""Between two nudges of any kind there is at least so much."""

AN_HOUR_AGO = (timedelta(minutes=45), timedelta(minutes=75))
"""How old the look is with which a gap is compared."""

RINGS = 3
"""Nudges a day, unless somebody chose another number."""


class Outcome(StrEnum):
    """What a look at a rule ended with."""

    TOLD = "told"
    MET = "met"
    IN_PACE = "in_pace"
    CATCHING_UP = "catching_up"
    LESS_URGENT = "less_urgent"
    LATELY = "lately"
    BUDGET = "budget"
    HUSHED = "hushed"
    QUIET = "quiet"
    STALE = "stale"
    BREAK = "break"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Standing:
    """A norm of somebody's day as it stands: numbers in the unit of the KPI, `due` by now."""

    kpi: str
    unit: Unit
    norm: Fraction
    due: Fraction
    fact: Fraction

    @property
    def gap(self) -> Fraction:
        """What is missing by now; 0 where nothing is."""
        return max(Fraction(0), self.due - self.fact)

    @property
    def share(self) -> Fraction:
        """The gap as a part of the whole norm: by it the most valuable matter is chosen."""
        return self.gap / self.norm if self.norm else Fraction(0)

    @property
    def met(self) -> bool:
        """Whether the whole day's norm is reached."""
        return self.norm > 0 and self.fact >= self.norm

    @property
    def behind(self) -> bool:
        """Whether it is behind the pace."""
        return is_behind(self.fact, self.due, self.unit)


@dataclass(frozen=True, slots=True)
class Look:
    """An earlier look at the same rule: the gap then, and whether the person was told."""

    at: datetime
    gap: Fraction | None
    told: bool


def is_early(due: Fraction, unit: Unit) -> bool:
    """Whether so little is due by now that nothing can be said: less than one call, less than five minutes."""
    return due < _LEAST.get(unit, Fraction(0))


def is_behind(fact: Fraction, due: Fraction, unit: Unit) -> bool:
    """Below 80 % of what is due, and by at least one call or five minutes."""
    return due > 0 and fact < BEHIND * due and due - fact >= _LEAST.get(unit, Fraction(0))


def is_catching_up(gap: Fraction, looks: Sequence[Look], at: datetime) -> bool:
    """Whether the gap has shrunk since the look an hour ago; without one nothing is known of it."""
    youngest, oldest = AN_HOUR_AGO
    then = [look for look in looks if look.gap is not None and youngest <= at - look.at <= oldest]
    if not then:
        return False
    nearest = min(then, key=lambda look: abs(at - look.at - timedelta(hours=1)))
    return nearest.gap is not None and gap < nearest.gap


def lately_told(looks: Sequence[Look], at: datetime) -> bool:
    """Whether the person heard of the matter less than ninety minutes ago."""
    return any(look.told and at - look.at < AGAIN_AFTER for look in looks)


def most_urgent(standings: Sequence[Standing]) -> Standing | None:
    """The matter most worth telling: the largest part of its norm missing; the first of equal ones."""
    return max(standings, key=lambda one: one.share, default=None)


def number_of(value: Value) -> Fraction | None:
    """A value of a report as a number: seconds of a duration, major units of money; None for what is none."""
    match value:
        case bool() | None | str():
            return None
        case int() | Fraction():
            return Fraction(value)
        case timedelta():
            return Fraction(value // timedelta(microseconds=1), 1_000_000)
        case Money():
            return Fraction(value.decimal())
        case Decimal():
            return Fraction(value)
        case _:
            return None


def per_hour(left: Fraction, working: timedelta) -> Fraction | None:
    """How much of what is left falls on an hour of the time that is left; None where no time is."""
    hours = Fraction(working // timedelta(seconds=1), 3600)
    return left / hours if hours > 0 else None
