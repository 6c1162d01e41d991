"""Development goals for 1, 3, 6, 12 months: when due, how far, on course or not (formulas 4.5)."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from services.domain.numerals import NotANumber, read_number
from services.domain.spans import months_later
from services.domain.workdays import WorkCalendar
from services.domain.zones import day_bounds

Number: TypeAlias = int | Decimal | Fraction

HORIZONS = (1, 3, 6, 12)
"""The horizons offered, in calendar months."""

_MARGIN = Fraction(1, 10)
"""Within ten points of the expected share a goal is on course."""


class GoalStatus(StrEnum):
    """How a goal stands against the working time gone by."""

    AHEAD = "ahead"
    ON = "on"
    BEHIND = "behind"
    NO_DATA = "no_data"
    CLOSED = "closed"


class NoteKind(StrEnum):
    """What a note on a goal is."""

    CHECK = "check"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Way:
    """How far a goal has come: the part of the way done, the part of its working time gone by, and what follows."""

    done: Fraction | None
    expected: Fraction | None
    status: GoalStatus


def due_on(start: date, months: int) -> date:
    """The last day of a goal: as many calendar months later; a 31st becomes the end of a shorter month."""
    return months_later(start, months)


def progress(
    start: Number | None, now: Number | None, target: Number, *, less_is_better: bool = False
) -> Fraction | None:
    """The part of the way from start to target that is done: 1 is reached, below 0 is further away than at first.

    A target below the start is a goal where less is better. When both are equal the goal is to hold
    the value: 1 while it is held (`less_is_better` says which side is worse), otherwise 0. None without values.
    """
    if start is None or now is None:
        return None
    first, last, current = Fraction(start), Fraction(target), Fraction(now)
    if first == last:
        held = current <= last if less_is_better else current >= last
        return Fraction(held)
    return (current - first) / (last - first)


def elapsed_share(calendar: WorkCalendar, start: date, due: date, at: datetime) -> Fraction | None:
    """The part of the goal's working time that has passed, 0 to 1; None when it has no working time at all.

    The goal runs from the local beginning of its first day to the local end of its last.
    """
    begins, ends = day_bounds(start, calendar.zone)[0], day_bounds(due, calendar.zone)[1]
    whole = calendar.working_seconds(begins, ends)
    return Fraction(calendar.working_seconds(begins, min(at, ends)), whole) if whole else None


def status(done: Fraction | None, elapsed: Fraction | None, *, closed: bool = False) -> GoalStatus:
    """Where a goal stands: progress `done` against the `elapsed` share, ten points of play both ways."""
    if closed:
        return GoalStatus.CLOSED
    if done is None or elapsed is None:
        return GoalStatus.NO_DATA
    lead = done - elapsed
    if lead > _MARGIN:
        return GoalStatus.AHEAD
    return GoalStatus.BEHIND if lead < -_MARGIN else GoalStatus.ON


_FIGURE = r"[-−]?\d[\d.,\s']*"
_AIM = re.compile(
    rf"(?:(?:с|от|from)\s+)?(?P<start>{_FIGURE})[\s%]*(?:до|к|по|to|->|→|–|—|-)\s*(?P<target>{_FIGURE})%?",
    re.IGNORECASE,
)
_LONGEST_AIM = 80


def read_aim(text: str) -> tuple[Decimal, Decimal]:
    """The start and the target as they are typed: `с 10 до 20`, `from 2.5 to 4`, `10 → 20`; NotANumber otherwise."""
    found = _AIM.fullmatch(text.strip()) if len(text) <= _LONGEST_AIM else None
    if found is None:
        raise NotANumber(text[:_LONGEST_AIM])
    start, target = (read_number(found[end], signed=True) for end in ("start", "target"))
    return start, target
