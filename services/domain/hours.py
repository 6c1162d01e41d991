"""Working hours of a day as the wall clock shows them, and the week made of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from typing import TypeAlias

_DAY_SECONDS = 86_400


def _second(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second


def _end_second(at: time) -> int:
    return _second(at) or _DAY_SECONDS


@dataclass(frozen=True, slots=True)
class Hours:
    """From `start` to `end` of one local day, without lunch unless it is set; 00:00 as an end is midnight.

    ValueError when the end is not after the start, or lunch is turned round or sticks out.
    """

    start: time
    end: time
    lunch: tuple[time, time] | None = None

    def __post_init__(self) -> None:
        first, last = _second(self.start), _end_second(self.end)
        if first >= last:
            raise ValueError("working hours end after they start, on the same day")
        if self.lunch and not first <= _second(self.lunch[0]) < _second(self.lunch[1]) <= last:
            raise ValueError("lunch lies within the working hours")

    def stretches(self, shortened: timedelta = timedelta(0)) -> tuple[tuple[int, int], ...]:
        """The worked stretches in seconds from midnight, lunch cut out, `shortened` taken from the end."""
        first, last = _second(self.start), _end_second(self.end) - max(0, int(shortened.total_seconds()))
        if self.lunch is None:
            return ((first, last),) if first < last else ()
        before = (first, min(last, _second(self.lunch[0])))
        after = (_second(self.lunch[1]), last)
        return tuple(stretch for stretch in (before, after) if stretch[0] < stretch[1])

    def seconds(self, shortened: timedelta = timedelta(0)) -> int:
        """Scheduled working seconds of the day by the wall clock."""
        return sum(last - first for first, last in self.stretches(shortened))


Week: TypeAlias = Mapping[int, Hours]
"""Hours by weekday, 0 is Monday; a weekday that is missing is a day off."""

DEFAULT_WEEK: Week = {weekday: Hours(time(9), time(18)) for weekday in range(5)}
"""Monday to Friday from 9 to 18, as long as nobody has set other hours."""
