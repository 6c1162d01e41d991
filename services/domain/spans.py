"""Calendar spans: the first and last day of months, quarters, ISO weeks; months added to a day."""

from calendar import monthrange
from datetime import date, timedelta
from typing import TypeAlias

Span: TypeAlias = tuple[date, date]
"""First and last day; both belong."""

DAY = timedelta(days=1)


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` later (earlier when negative), or that month's last day.

    31 January and one month give the end of February. ValueError outside the years 1-9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError(f"{months} months from {day} is no calendar day")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_span(year: int, month: int, months: int = 1) -> Span:
    """The first day of the month and the last day of the `months`-th month from it."""
    first = date(year, month, 1)
    last_month = months_later(first, months - 1)
    return first, last_month.replace(day=monthrange(last_month.year, last_month.month)[1])


def week_span(day: date) -> Span:
    """Monday to Sunday around the day."""
    monday = day - DAY * day.weekday()
    return monday, monday + DAY * 6
