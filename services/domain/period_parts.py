"""The parts of a typed period: days, weeks, months that happen once, or that come round again.

A builder turns the numbers of a part into one of the two. Numbers that name no day raise ValueError or
OverflowError; the grammar takes that for "no period".
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from services.domain.spans import DAY, Span, months_later, months_span, week_span


@dataclass(frozen=True, slots=True)
class Fixed:
    """A part that happens once."""

    span: Span

    def later_first(self, _anchor: date) -> Iterator[Span]:
        """The one span, wherever one looks from."""
        yield self.span

    earlier_first = later_first


@dataclass(frozen=True, slots=True)
class Recurring:
    """A part that comes round: `turn` numbers the turn a day falls in, `at` gives the span of a turn.

    A turn may lack the part (29 February, week 53, a 31st): `at` then raises ValueError. `reach` is how
    many turns to look both ways, more than can lack it in a row.
    """

    turn: Callable[[date], int]
    at: Callable[[int], Span]
    reach: int

    def later_first(self, anchor: date) -> Iterator[Span]:
        """The spans around the day, the latest first."""
        turn = self.turn(anchor)
        return self._existing(range(turn + self.reach, turn - self.reach - 1, -1))

    def earlier_first(self, anchor: date) -> Iterator[Span]:
        """The spans around the day, the earliest first."""
        turn = self.turn(anchor)
        return self._existing(range(turn - self.reach, turn + self.reach + 1))

    def _existing(self, turns: range) -> Iterator[Span]:
        for turn in turns:
            try:
                span = self.at(turn)
            except (ValueError, OverflowError):
                continue
            yield span


Part: TypeAlias = Fixed | Recurring
Numbers: TypeAlias = Mapping[str, tuple[int, ...]]
"""What each mark of the part carries, by its letter."""

_MONTHS_IN = {"M": 1, "Q": 3, "P": 3, "R": 3, "H": 6, "Y": 12}
_DAYS_IN = {"D": 1, "U": 7, "V": 7, "W": 7}
_UNITS = {**_MONTHS_IN, **_DAYS_IN}


def _first_of(numbers: Numbers, letters: str) -> int:
    return next(numbers[letter][0] for letter in letters if letter in numbers)


def _unit(numbers: Numbers) -> str:
    return next(letter for letter in numbers if letter in _UNITS)


def _yearly(numbers: Numbers, at: Callable[[int], Span]) -> Part:
    """The part in its year when one is named, otherwise the one that comes round each year."""
    if "y" in numbers:
        return Fixed(at(numbers["y"][0]))
    return Recurring(lambda day: day.year, at, reach=9)


def a_date(numbers: Numbers, _today: date) -> Part:
    """A day of the calendar."""
    day = date(*numbers["d"])
    return Fixed((day, day))


def a_day_and_month(numbers: Numbers, _today: date) -> Part:
    """15 октября, 15.10: of the year named, or of each year."""
    day, month = numbers["e"] if "e" in numbers else (_first_of(numbers, "no"), numbers["m"][0])
    return _yearly(numbers, lambda year: (date(year, month, day), date(year, month, day)))


def a_month(numbers: Numbers, _today: date) -> Part:
    """A whole month."""
    if "f" in numbers:
        return Fixed(months_span(*numbers["f"]))
    return _yearly(numbers, lambda year: months_span(year, numbers["m"][0]))


def a_quarter(numbers: Numbers, _today: date) -> Part:
    """A whole quarter."""
    month = 3 * _first_of(numbers, "qnoi") - 2
    return _yearly(numbers, lambda year: months_span(year, month, 3))


def a_half_year(numbers: Numbers, _today: date) -> Part:
    """The first or the second half of a year."""
    month = 6 * _first_of(numbers, "hnoi") - 5
    return _yearly(numbers, lambda year: months_span(year, month, 6))


def a_week(numbers: Numbers, _today: date) -> Part:
    """An ISO week by its number, Monday to Sunday."""
    week = _first_of(numbers, "vno")
    return _yearly(numbers, lambda year: week_span(date.fromisocalendar(year, week, 1)))


def a_year(numbers: Numbers, _today: date) -> Part:
    """A whole year."""
    return Fixed(months_span(numbers["y"][0], 1, 12))


def a_day_word(numbers: Numbers, today: date) -> Part:
    """Today, yesterday, tomorrow."""
    day = today + DAY * numbers["t"][0]
    return Fixed((day, day))


def a_weekday(numbers: Numbers, today: date) -> Part:
    """A Friday; `last` is the one before today, `next` the one after, `this` that of this week."""
    number = numbers["w"][0]
    if "r" in numbers:
        shift = numbers["r"][0]
        base = today - DAY * 7 if shift == -1 and number >= today.weekday() else today
        base += DAY * 7 if shift == 1 and number <= today.weekday() else DAY * 0
        day = week_span(base)[0] + DAY * number
        return Fixed((day, day))
    return Recurring(lambda day: (day.toordinal() - 1) // 7, lambda turn: _weekday(turn, number), reach=2)


def _weekday(week: int, number: int) -> Span:
    day = date.fromordinal(week * 7 + 1 + number)
    return day, day


def a_day_of_the_month(numbers: Numbers, _today: date) -> Part:
    """A day by its number alone: it comes round each month."""
    number = _first_of(numbers, "no")
    return Recurring(lambda day: day.year * 12 + day.month - 1, lambda turn: _month_day(turn, number), reach=3)


def _month_day(month: int, number: int) -> Span:
    day = date(month // 12, month % 12 + 1, number)
    return day, day


def a_relative_unit(numbers: Numbers, today: date) -> Part:
    """This week, last quarter, three months ago: the whole unit."""
    shift = numbers["r"][0] if "r" in numbers else -numbers["n"][0] if "n" in numbers else 0
    return Fixed(_whole(_unit(numbers), today, shift))


def a_relative_month(numbers: Numbers, today: date) -> Part:
    """Last October is the latest one that is over; this October is that of this year."""
    month, shift = numbers["m"][0], numbers["r"][0]
    year = today.year + shift + (1 if shift == -1 and month < today.month else 0)
    return Fixed(months_span(year, month))


def a_unit_to_date(numbers: Numbers, today: date) -> Part:
    """The month, quarter or year up to today."""
    return Fixed((_whole(_unit(numbers), today, 0)[0], today))


def rolling_days(numbers: Numbers, today: date) -> Part:
    """The latest seven days, two weeks, three months: up to today, which is counted."""
    unit, count = _unit(numbers), numbers["n"][0] if "n" in numbers else 1
    if count < 1 or numbers.get("r", (-1,)) != (-1,):
        raise ValueError("only what has been can be counted back")
    if unit in _DAYS_IN:
        return Fixed((today - DAY * (_DAYS_IN[unit] * count - 1), today))
    return Fixed((months_later(today, -_MONTHS_IN[unit] * count) + DAY, today))


def _whole(unit: str, today: date, shift: int) -> Span:
    if unit == "D":
        return today + DAY * shift, today + DAY * shift
    if unit in _DAYS_IN:
        return week_span(today + DAY * 7 * shift)
    months = _MONTHS_IN[unit]
    first = date(today.year, today.month - (today.month - 1) % months, 1)
    first = months_later(first, months * shift)
    return months_span(first.year, first.month, months)
