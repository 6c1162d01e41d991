"""When each manager is at work: the days, the minutes of coming and going, and working time ahead."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sandbox.department.calendar import DAY, days, is_working, moment
from sandbox.department.chance import dice
from sandbox.department.people import ABSENCES, SELLERS, Seller
from sandbox.department.stories import Script

NEVER = datetime.max.replace(tzinfo=UTC)
"""What would happen after the end of the invented life does not happen."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A day at work of one person."""

    day: date
    start: datetime
    end: datetime


class Shifts:
    """Every shift of every manager between two days."""

    def __init__(self, script: Script, seed: int, first: date, last: date) -> None:
        self._script = script
        self._seed = seed
        self._of = {seller.name: self._shifts(seller, first, last) for seller in SELLERS}
        self._by_day = {name: {shift.day: shift for shift in shifts} for name, shifts in self._of.items()}
        self._starts = {name: [shift.start for shift in shifts] for name, shifts in self._of.items()}

    def all_of(self, seller: Seller) -> list[Shift]:
        """The manager's shifts in their order."""
        return self._of[seller.name]

    def on(self, seller: Seller, day: date) -> Shift | None:
        """The manager's shift of a day, None on a free one."""
        return self._by_day[seller.name].get(day)

    def forward(self, seller: Seller, at: datetime, hours: float) -> datetime:
        """The moment so many hours of the manager's work later."""
        shifts, left = self._of[seller.name], timedelta(hours=hours)
        place = max(0, bisect_right(self._starts[seller.name], at) - 1)
        for shift in shifts[place:]:
            begin = max(at, shift.start)
            if begin < shift.end:
                if left <= shift.end - begin:
                    return begin + left
                left -= shift.end - begin
        return NEVER

    def _shifts(self, seller: Seller, first: date, last: date) -> list[Shift]:
        away = {
            day
            for absence in ABSENCES
            if absence.seller is seller
            for day in days(self._script.anchor + absence.first * DAY, self._script.anchor + absence.last * DAY)
        }
        begin = max(first, self._script.anchor - seller.hired * DAY)
        return [self._shift(seller, day) for day in days(begin, last) if is_working(day) and day not in away]

    def _shift(self, seller: Seller, day: date) -> Shift:
        chance = dice(self._seed, "shift", seller.name, day)
        nine = moment(day, "09:00", seller.zone)
        start = nine + timedelta(minutes=seller.begins + max(-8.0, chance.gauss(0, 5)))
        told = self._script.start_of(seller, day)
        end = nine + timedelta(hours=9, minutes=chance.uniform(-8, 22))
        return Shift(day, (told or start).replace(microsecond=0), end.replace(microsecond=0))
