"""When something is due by itself: moments that follow from working days (formulas 4.2; docs/numbers.md 14.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.domain.spans import DAY
from services.domain.workdays import Shift, WorkCalendar
from services.domain.zones import at_local

GRACE = timedelta(minutes=10)
"""Somebody who begins within this after the start of the day is not late."""

BEFORE_THE_DAY = timedelta(minutes=10)
"""The day card is there this long before the start."""

FIRST_LOOK = timedelta(hours=2)
"""The pace is looked at from so long after the start on."""

CHECK, DAY_CARD, DAY_REPORT, DIGEST_DAY, DIGEST_WEEK = "check", "day_card", "day_report", "digest_day", "digest_week"

START = "start"
"""The slot of the look at the start of the day; the others are named by the clock on the person's wall."""

_LAST_LOOK = timedelta(hours=1)
_EVERY = timedelta(minutes=30)
_CHECK_LATE = timedelta(minutes=15)
_REPORT_LATE = timedelta(hours=3)
_LOOKS_AHEAD = 31


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something due at a moment, in a slot of a local day; after `until` it is of no use any more."""

    kind: str
    at: datetime
    until: datetime
    day: date
    slot: str


def of_shift(shift: Shift, zone: ZoneInfo) -> Iterator[Occurrence]:
    """What a manager's working day brings: the card, the look at the start, the looks at the pace, the report."""
    begins, ends, day = shift.start, shift.end, shift.day
    yield Occurrence(DAY_CARD, begins - BEFORE_THE_DAY, ends, day, "card")
    if begins + GRACE < ends:
        yield Occurrence(CHECK, begins + GRACE, begins + GRACE + _CHECK_LATE, day, START)
    at = begins + FIRST_LOOK
    while at <= ends - _LAST_LOOK:
        yield Occurrence(CHECK, at, at + _CHECK_LATE, day, _on_the_wall(at, zone))
        at += _EVERY
    yield Occurrence(DAY_REPORT, ends, ends + _REPORT_LATE, day, "evening")


def evening_digest(calendar: WorkCalendar, day: date, minute: int) -> Occurrence | None:
    """A head's digest of the day; None on a day that is free for them. Useful until the end of the next working day."""
    if calendar.shift(day) is None:
        return None
    return Occurrence(DIGEST_DAY, _at(day, minute, calendar.zone), _next_end(calendar, day), day, "evening")


def week_digest(calendar: WorkCalendar, day: date, minute: int) -> Occurrence | None:
    """The digest of the past week, on the first working day of this one; None on every other day."""
    monday = day - DAY * day.weekday()
    first = next((d for d in (monday + DAY * n for n in range(7)) if calendar.shift(d) is not None), None)
    if first != day:
        return None
    told = monday - DAY * 7
    year, week, _ = told.isocalendar()
    return Occurrence(
        DIGEST_WEEK, _at(day, minute, calendar.zone), _next_end(calendar, day), told, f"{year}-W{week:02}"
    )


def _at(day: date, minute: int, zone: ZoneInfo) -> datetime:
    return at_local(day, time(minute // 60, minute % 60), zone)


def _next_end(calendar: WorkCalendar, day: date) -> datetime:
    for number in range(1, _LOOKS_AHEAD):
        shift = calendar.shift(day + DAY * number)
        if shift is not None:
            return shift.end
    return at_local(day + DAY * _LOOKS_AHEAD, time(), calendar.zone)


def _on_the_wall(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{local:%H:%M}{'+' if local.fold else ''}"
