"""A row of stretches of time with running sums: how much of them has passed, without stepping."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def epoch_second(at: datetime) -> int:
    """Whole seconds since 1970 at the aware moment, rounded down; TypeError for a naive one."""
    passed = at - _EPOCH
    return passed.days * 86_400 + passed.seconds


@dataclass(frozen=True, slots=True)
class Timeline:
    """Stretches in order that do not overlap, in epoch seconds; `sums[i]` is the length of all before i."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sums: tuple[int, ...]

    @classmethod
    def of(cls, stretches: Iterable[tuple[datetime, datetime]]) -> "Timeline":
        """The timeline of half-open stretches that come in order."""
        seconds = [(epoch_second(start), epoch_second(end)) for start, end in stretches]
        starts = tuple(start for start, _ in seconds)
        ends = tuple(end for _, end in seconds)
        return cls(starts, ends, tuple(accumulate((end - start for start, end in seconds), initial=0)))

    @property
    def total(self) -> int:
        """The length of all stretches, in seconds."""
        return self.sums[-1]

    def passed(self, second: int) -> int:
        """How many seconds of the stretches lie before this second."""
        index = bisect_right(self.starts, second) - 1
        if index < 0:
            return 0
        return self.sums[index] + min(second, self.ends[index]) - self.starts[index]

    def holds(self, second: int) -> bool:
        """Whether the second lies in a stretch; its end does not belong to it."""
        index = bisect_right(self.starts, second) - 1
        return index >= 0 and second < self.ends[index]
