"""Times and durations as people type them: `09:00`, `09:00-18:00`, `2:00:00`, `2h 30m`, `1ч 15м`."""

import re
from datetime import time

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_RANGE = re.compile(r"\s*([0-9]{1,2}:[0-9]{2})\s*(?:-|–|—|\.\.|до|to)\s*([0-9]{1,2}:[0-9]{2})\s*")
_LONG = re.compile(r"([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])")
_SHORT = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
_BARE = re.compile(r"[0-9]{1,7}")
_WITH_UNITS = re.compile(
    r"(?:([0-9]{1,3}) ?(?:h|hours?|ч|час|часа|часов))? ?(?:([0-9]{1,5}) ?(?:m|min|minutes?|м|мин|минут[аы]?))?"
    r" ?(?:([0-9]{1,7}) ?(?:s|sec|seconds?|с|сек|секунд[аы]?))?"
)
_MIDNIGHT = "24:00"
_LONGEST = 40

DAY_SECONDS = 86_400


class NotATime(ValueError):
    """The text is no time of day, no range of them, no duration of at most a day."""


def read_clock(text: str) -> time:
    """A time of day: `9:00`, `09:00`."""
    found = _CLOCK.fullmatch(text.strip()[:_LONGEST])
    if found is None:
        raise NotATime(text[:_LONGEST])
    return time(int(found[1]), int(found[2]))


def read_clocks(text: str) -> tuple[time, time]:
    """From one time of day to a later one: `09:00-18:00`; as an end 24:00 is midnight, told as 00:00."""
    found = _RANGE.fullmatch(text[: _LONGEST + 1].lower())
    if found is None:
        raise NotATime(text[:_LONGEST])
    start, end = read_clock(found[1]), time(0) if found[2] == _MIDNIGHT else read_clock(found[2])
    if found[2] != _MIDNIGHT and end <= start:
        raise NotATime(text[:_LONGEST])
    return start, end


def read_seconds(text: str, *, short: bool = False) -> int:
    """A duration of at most a day in seconds: `2:00:00`, `2h 30m`, `1ч 15м`, or a bare number of seconds.

    `2:00` may be hours or minutes, so it is read only where `short` says that it is hours and minutes.
    """
    bare = " ".join(text[: _LONGEST + 1].lower().split())
    seconds = _of_marks(bare, short=short)
    if seconds is None and _BARE.fullmatch(bare):
        seconds = int(bare)
    if seconds is None and bare:
        units = _WITH_UNITS.fullmatch(bare)
        seconds = _added(units.groups("0")) if units else None
    if seconds is None or seconds > DAY_SECONDS or len(bare) > _LONGEST:
        raise NotATime(text[:_LONGEST])
    return seconds


def _of_marks(bare: str, *, short: bool) -> int | None:
    if found := _LONG.fullmatch(bare):
        return _added(found.groups())
    found = _SHORT.fullmatch(bare) if short else None
    return _added((*found.groups(), "0")) if found else None


def _added(parts: tuple[str, ...]) -> int:
    hours, minutes, seconds = map(int, parts)
    return hours * 3600 + minutes * 60 + seconds
