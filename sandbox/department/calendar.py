"""The days on which the department works: Monday to Friday without the holidays of Russia."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MOSCOW = ZoneInfo("Europe/Moscow")
DAY = timedelta(days=1)

_EVERY_YEAR = frozenset(
    {*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
)  # fmt: skip
_MOVED = frozenset(
    {
        *(date(2025, month, day) for month, day in ((5, 2), (5, 8), (6, 13), (11, 3), (12, 31))),
        *(date(2026, month, day) for month, day in ((1, 9), (3, 9), (5, 11), (12, 31))),
        *(date(2027, month, day) for month, day in ((2, 22), (5, 3), (5, 10), (6, 14), (11, 5), (12, 31))),
    }
)
"""Days off by the yearly decrees; of other years only the lasting holidays are known."""
_WORKED = frozenset({date(2025, 11, 1), date(2027, 2, 20)})
"""Saturdays that are worked instead."""


def is_working(day: date) -> bool:
    """Whether the department works on this day."""
    if day in _WORKED:
        return True
    return day.weekday() < 5 and (day.month, day.day) not in _EVERY_YEAR and day not in _MOVED


def days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    for number in range((last - first).days + 1):
        yield first + number * DAY


def working_day(anchor: date, offset: int) -> date:
    """The working day so many working days after the anchor; before it when negative."""
    day, step = anchor, DAY if offset > 0 else -DAY
    while offset:
        day += step
        if is_working(day):
            offset -= 1 if offset > 0 else -1
    return day


def moment(day: date, clock: str, zone: ZoneInfo = MOSCOW) -> datetime:
    """A local time of the day (`09:25` or `09:25:40`) as a moment."""
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC)


def local_day(at: datetime, zone: ZoneInfo = MOSCOW) -> date:
    """The day on which the moment falls there."""
    return at.astimezone(zone).date()


def first_of_month(day: date, months: int = 0) -> date:
    """The first day of the month, or of another so many months later."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
