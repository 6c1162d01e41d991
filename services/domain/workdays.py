"""The working calendar of a person: shifts, shares of a day, working time between two moments.

Formulas 4.0 (two clocks) and 4.2 (weights of days). It is built from plain values and asks no clock.
Lunch, days off and absences count in no working time.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from zoneinfo import ZoneInfo

from services.domain.hours import DEFAULT_WEEK, Hours, Week
from services.domain.period import Period
from services.domain.spans import DAY
from services.domain.timeline import Timeline, epoch_second
from services.domain.zones import at_local

__all__ = ["DEFAULT_WEEK", "Hours", "Shift", "Week", "WorkCalendar"]

_NOTHING = timedelta(0)
_MICROSECOND = timedelta(microseconds=1)
_BEFORE_THE_SHIFT = timedelta(hours=2)
_YEAR_SECONDS = 31_556_952
_FIRST_YEAR, _LAST_YEAR = 1970, 2199


@dataclass(frozen=True, slots=True)
class Shift:
    """The working time of one local day: half-open UTC stretches in order, lunch cut out, never empty."""

    day: date
    intervals: tuple[tuple[datetime, datetime], ...]

    @property
    def start(self) -> datetime:
        """When the person begins."""
        return self.intervals[0][0]

    @property
    def end(self) -> datetime:
        """When the person goes home."""
        return self.intervals[-1][1]

    @property
    def length(self) -> timedelta:
        """Working time without lunch, as real time: an hour that the clocks skip is not in it."""
        return sum((end - start for start, end in self.intervals), _NOTHING)

    @property
    def minutes(self) -> int:
        """Working time in whole minutes."""
        return self.length // timedelta(minutes=1)

    def passed(self, at: datetime) -> timedelta:
        """How much of the shift lies before the moment."""
        return sum((max(_NOTHING, min(at, end) - start) for start, end in self.intervals), _NOTHING)


@dataclass(frozen=True, slots=True)
class _WorkYear:
    """The shifts of one local year; `begins` and `ends` are its bounds in epoch seconds."""

    number: int
    begins: int
    ends: int
    worked: Timeline


@dataclass(frozen=True)
class WorkCalendar:
    """When a person works: hours by weekday, holidays and moved days, shortened days, absences.

    `days_off` win over everything, then come `working_days`: days worked although their weekday is free,
    by the hours of Monday (or of the first working weekday). `shortened` is taken from the end of the day.
    Outside the years 1970-2199 nobody works.
    """

    zone: ZoneInfo
    week: Week = field(default_factory=lambda: DEFAULT_WEEK)
    days_off: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()
    shortened: Mapping[date, timedelta] = field(default_factory=dict)
    absences: tuple[Period, ...] = ()
    _years: dict[int, _WorkYear] = field(default_factory=dict, init=False, repr=False, compare=False)
    _shifts: dict[date, Shift | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def shift(self, day: date) -> Shift | None:
        """The shift of this day, or None when nobody is expected."""
        if day not in self._shifts:
            self._shifts[day] = self._build(day)
        return self._shifts[day]

    def absent(self, day: date) -> bool:
        """Whether the person is away by vacation, illness or a day of their own."""
        firsts, lasts = self._away
        index = bisect_right(firsts, day) - 1
        return index >= 0 and day <= lasts[index]

    def weight(self, day: date) -> Fraction:
        """What the day counts for in a plan: 1 for a usual one, 7/8 shortened by one hour of 8, 0 when off."""
        hours = self._hours(day)
        if hours is None:
            return Fraction(0)
        shortened = self.shortened.get(day, _NOTHING)
        return Fraction(hours.seconds(shortened), hours.seconds()) if shortened else Fraction(1)

    def weight_between(self, first: date, last: date) -> Fraction:
        """The sum of weights from the first to the last day, both included; 0 when they are turned round."""
        days = (first + DAY * number for number in range((last - first).days + 1))
        weights = [self.weight(day) for day in days]
        whole = weights.count(Fraction(1))
        return sum((weight for weight in weights if weight.denominator != 1), Fraction(whole))

    def share_worked(self, day: date, at: datetime) -> Fraction:
        """The part of this day's working time that has passed at the moment, 0 to 1; 0 on a free day."""
        shift = self.shift(day)
        if shift is None:
            return Fraction(0)
        return Fraction(shift.passed(at) // _MICROSECOND, shift.length // _MICROSECOND)

    def working_seconds(self, start: datetime, end: datetime) -> int:
        """Working time between two aware moments in whole seconds, lunch left out; 0 when turned round.

        Moments are rounded down to seconds first, so parts add up to the whole exactly.
        """
        first, last = epoch_second(start), epoch_second(end)
        if last <= first:
            return 0
        year = self._year_at(first)
        last_year = year if last < year.ends else self._year_at(last)
        passed = last_year.worked.passed(last) - year.worked.passed(first)
        if year is last_year:
            return passed
        return passed + sum(self._year(number).worked.total for number in range(year.number, last_year.number))

    def is_working_moment(self, at: datetime) -> bool:
        """Whether the person is at work just now, not at lunch."""
        second = epoch_second(at)
        return self._year_at(second).worked.holds(second)

    def earliest_start(self, day: date) -> datetime | None:
        """From when on a first deed starts the day: a call from the car at 07:30 does not (formulas 4.4)."""
        shift = self.shift(day)
        return shift.start - _BEFORE_THE_SHIFT if shift else None

    @cached_property
    def _away(self) -> tuple[list[date], list[date]]:
        """First days of the absences in order, and for each the latest last day so far."""
        absences = sorted(self.absences)
        return [each.first for each in absences], list(accumulate((each.last for each in absences), max))

    def _hours(self, day: date) -> Hours | None:
        if day in self.days_off or self.absent(day):
            return None
        usual = self.week.get(day.weekday())
        if usual is None and day in self.working_days and self.week:
            return self.week[min(self.week)]
        return usual

    def _build(self, day: date) -> Shift | None:
        hours = self._hours(day)
        if hours is None:
            return None
        stretches = hours.stretches(self.shortened.get(day, _NOTHING))
        intervals = ((self._moment(day, first), self._moment(day, last)) for first, last in stretches)
        worked = tuple((start, end) for start, end in intervals if start < end)
        return Shift(day, worked) if worked else None

    def _moment(self, day: date, second: int) -> datetime:
        minutes, seconds = divmod(second, 60)
        hours, minutes = divmod(minutes, 60)
        return at_local(day + DAY * (hours // 24), time(hours % 24, minutes, seconds), self.zone)

    def _year_at(self, second: int) -> _WorkYear:
        """The local year of the second, by a close guess and a look at its neighbours."""
        guess = min(max(_FIRST_YEAR, 1970 + second // _YEAR_SECONDS), _LAST_YEAR)
        year = self._year(guess)
        if second < year.begins and guess > _FIRST_YEAR:
            return self._year(guess - 1)
        return self._year(guess + 1) if second >= year.ends and guess < _LAST_YEAR else year

    def _year(self, number: int) -> _WorkYear:
        year = self._years.get(number)
        if year is None:
            year = self._years[number] = self._work_year(number)
        return year

    def _work_year(self, number: int) -> _WorkYear:
        begins, ends = (at_local(date(year, 1, 1), time.min, self.zone) for year in (number, number + 1))
        worked = Timeline.of(interval for shift in self._shifts_of(number) for interval in shift.intervals)
        return _WorkYear(number, epoch_second(begins), epoch_second(ends), worked)

    def _shifts_of(self, year: int) -> Iterator[Shift]:
        first = date(year, 1, 1)
        shifts = (self.shift(first + DAY * number) for number in range((date(year + 1, 1, 1) - first).days))
        return (shift for shift in shifts if shift)
