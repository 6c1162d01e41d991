"""A period: whole local days from the first to the last, both belonging to it; also as people type it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.domain.period_grammar import read_span


class NotAPeriod(ValueError):
    """The text names no period that we understand."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Local days from `first` to `last`, both included; never empty (ValueError when turned round)."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"a period cannot end on {self.last} before it begins on {self.first}")

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: object) -> bool:
        if isinstance(day, datetime) or not isinstance(day, date):
            return False
        return self.first <= day <= self.last

    def days(self) -> Iterator[date]:
        """Each day in order."""
        return (self.first + timedelta(days=number) for number in range(len(self)))

    def intersect(self, other: "Period") -> "Period | None":
        """The days that belong to both, or None when there are none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Period(first, last) if first <= last else None


def parse_period(text: str, today: date) -> Period:
    """The period a person means by `вчера`, `с 1 по 15 октября`, `Q3 2026`, `2017-12-25..2017-12-31`.

    Words follow docs of the chat (Russian and English, any case). Whole calendar units are whole:
    `этот месяц` ends with the month, `с начала месяца` ends today. What carries no year is the last
    such thing that has begun; `за 7 дней` includes today. Any other text raises NotAPeriod.
    """
    span = read_span(text, today)
    if span is None:
        raise NotAPeriod("no period in this text")
    return Period(*span)


def month_to_date(today: date) -> Period:
    """From the first of the month to today: what a report shows when nothing was asked."""
    return Period(today.replace(day=1), today)
