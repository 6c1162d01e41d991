"""The clocks: the real one, one moved to another time for trials, one for a demo, and one that stands until told."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from services.domain.clock import Clock

_FASTEST = 600
_YEARS = range(1970, 2101)
_SPEED = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3})?")


class RealClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


def machine_now() -> datetime:
    """The machine's own time in UTC, whatever the business lives at: leases, waits, what other systems ask for."""
    return datetime.now(UTC)


class ShiftedClock:
    """A trial's clock: begins at `start` when it is made and goes on from there at `speed`.

    It measures what has passed with a clock that nobody sets back, so its time never runs backwards.
    """

    def __init__(
        self, start: datetime, speed: Fraction = Fraction(1), passed: Callable[[], float] = time.monotonic
    ) -> None:
        self._start = start.astimezone(UTC)
        self._speed = speed
        self._passed = passed
        self._began = passed()

    def now(self) -> datetime:
        """The moment of the trial in UTC."""
        return self._start + timedelta(seconds=(self._passed() - self._began) * float(self._speed))


class FixedClock:
    """Stands still until it is moved; for tests and measurements."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The moment it was set to, in UTC."""
        return self._at

    def move_to(self, at: datetime) -> None:
        """Set another moment, earlier or later."""
        self._at = at.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Let some time pass."""
        self._at += by


class MovableClock:
    """A demo's clock: stands, goes by itself at a speed, or leaps ahead; never backwards."""

    def __init__(self, start: datetime, passed: Callable[[], float] = time.monotonic) -> None:
        self._base = start.astimezone(UTC)
        self._passed = passed
        self._began = passed()
        self._speed = 0

    @property
    def speed(self) -> int:
        """How many times quicker than life it goes; 0 while it stands."""
        return self._speed

    def now(self) -> datetime:
        """The moment it shows, in UTC."""
        return self._base + timedelta(seconds=(self._passed() - self._began) * self._speed)

    def move_to(self, at: datetime) -> None:
        """Leap to a later moment, and go on as before from there. Raises ValueError for an earlier one."""
        if at < self.now():
            raise ValueError("this clock never goes back")
        self._set(at.astimezone(UTC), self._speed)

    def play(self, speed: int) -> None:
        """Go by itself from here on; raises ValueError for a speed that is not above 0 and up to 600."""
        if not 0 < speed <= _FASTEST:
            raise ValueError(f"a speed is above 0 and up to {_FASTEST}")
        self._set(self.now(), speed)

    def pause(self) -> None:
        """Stand still."""
        self._set(self.now(), 0)

    def _set(self, base: datetime, speed: int) -> None:
        self._base, self._began, self._speed = base, self._passed(), speed


def read_clock(text: str) -> Clock:
    """The clock of `TAKT_CLOCK`: empty is real time, else a moment with an offset and maybe `/speed`.

    Speeds are above 0 and up to 600 times. Raises ValueError for anything else.
    """
    if not text.strip():
        return RealClock()
    moment, slash, speed = text.strip().partition("/")
    start = datetime.fromisoformat(moment.strip())
    if start.tzinfo is None or start.year not in _YEARS:
        raise ValueError("a moment of a trial has an offset and a year people live in")
    return ShiftedClock(start, _read_speed(speed.strip()) if slash else Fraction(1))


def _read_speed(text: str) -> Fraction:
    if not _SPEED.fullmatch(text):
        raise ValueError("a speed is a plain number")
    speed = Fraction(text)
    if not 0 < speed <= _FASTEST:
        raise ValueError(f"a speed is above 0 and up to {_FASTEST}")
    return speed
