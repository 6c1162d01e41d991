"""A written date or moment taken apart: which notation it is in, and what it says in each reading of it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from services.files.calendar_words import MONTHS

_CLOCK = (
    r"(?:(?:T|\s|,\s|\sв\s|\sat\s|:(?=[0-9]{2}:[0-9]{2}:))(?P<H>[0-9]{1,2}):(?P<M>[0-9]{2})"
    r"(?::(?P<S>[0-9]{2})(?:[.,](?P<f>[0-9]{1,9}))?)?"
    r"(?:\s?(?P<p>[AaPp])\.?[Mm]\.?)?"
    r"(?:\s?(?P<z>[Zz]|UTC|GMT|MSK|[+-][0-9]{2}(?::?[0-9]{2})?))?)?"
)
_YEAR_FIRST = re.compile(r"(?P<Y>[0-9]{4})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})" + _CLOCK)
_DOTTED = re.compile(r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<Y>[0-9]{4}|[0-9]{2})(?:\s?г\.?)?" + _CLOCK)
_SLASHED = re.compile(r"(?P<a>[0-9]{1,2})(?P<s>[-/])(?P<b>[0-9]{1,2})(?P=s)(?P<Y>[0-9]{4}|[0-9]{2})" + _CLOCK)
_DAY_NAME = re.compile(
    r"(?:[^\W\d_]{2,11},?\s)?(?P<d>[0-9]{1,2})(?:\s|-|/|\.\s?)(?P<name>[^\W\d_]{3,9})(?:\.?,?\s|-|/)"
    r"(?P<Y>[0-9]{4}|[0-9]{2})(?:\s?г(?:\.|ода)?)?" + _CLOCK
)
_NAME_DAY = re.compile(
    r"(?:[^\W\d_]{2,11},?\s)?(?P<name>[^\W\d_]{3,9})\.?\s(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,?\s(?P<Y>[0-9]{4})" + _CLOCK
)
_COMPACT = re.compile(
    r"(?P<Y>(?:19|20)[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"
    r"(?:[T\s]?(?P<H>[0-9]{2})(?P<M>[0-9]{2})(?P<S>[0-9]{2})?(?P<z>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_NUMBER = re.compile(r"([0-9]{4,16})(?:[.,]([0-9]{1,12}))?")
_LONGEST_OFFSET = timedelta(hours=15)
_ZONES = {"Z": timedelta(0), "UTC": timedelta(0), "GMT": timedelta(0), "MSK": timedelta(hours=3)}
_EXCEL_ZERO = datetime(1899, 12, 30)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands written: a clock reading without offset, or a moment with one."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Slashed:
    """`03/04/2026` or `03-04-2026`, which is two dates until its column decides."""

    first: int
    second: int
    parts: "re.Match[str]"

    def is_doubtful(self) -> bool:
        """Whether both orders give a day, and not the same one."""
        return self.first <= 12 and self.second <= 12 and self.first != self.second

    def read(self, day_first: bool) -> Wall | None:
        """The date in the reading of the column."""
        day, month = (self.first, self.second) if day_first else (self.second, self.first)
        return wall_of(self.parts, month, day)


def take_apart(cell: str) -> "Wall | Slashed | None":
    """Read a date in whatever notation it is; None when it is none that exists."""
    if cell[:4].isdigit():
        found = _YEAR_FIRST.fullmatch(cell)
        return wall_of(found, int(found["m"]), int(found["d"])) if found else _of_digits(cell)
    if found := _DOTTED.fullmatch(cell):
        return wall_of(found, int(found["m"]), int(found["d"]))
    if found := _SLASHED.fullmatch(cell):
        return Slashed(int(found["a"]), int(found["b"]), found)
    found = _DAY_NAME.fullmatch(cell) or _NAME_DAY.fullmatch(cell)
    month = MONTHS.get(found["name"].casefold()) if found else None
    return wall_of(found, month, int(found["d"])) if found and month else None


def wall_of(parts: "re.Match[str]", month: int, day: int) -> Wall | None:
    """Put a date together with the clock and the offset behind it; None when there is no such day or minute."""
    said = parts.groupdict()
    year = int(said["Y"])
    if len(said["Y"]) == 2:
        year += 1900 if year >= 90 else 2000
    hour, half = int(said.get("H") or 0), (said.get("p") or "").casefold()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        at = datetime(
            year, month, day, hour, int(said.get("M") or 0), int(said.get("S") or 0),
            int(((said.get("f") or "0") + "00000")[:6]),
        )  # fmt: skip
    except ValueError:
        return None
    zone = said.get("z")
    offset = _offset(zone) if zone else None
    if zone and offset is None:
        return None
    return Wall(at if offset is None else at.replace(tzinfo=timezone(offset)))


def serial(days: float) -> Wall:
    """Days since the end of 1899, as spreadsheets count, to the millisecond."""
    at = _EXCEL_ZERO + timedelta(milliseconds=round(days * 86_400_000))
    return Wall(at)


def unix(seconds: float) -> Wall:
    """Seconds since 1970 in UTC."""
    return Wall(_EPOCH + timedelta(microseconds=round(seconds * 1_000_000)))


def _of_digits(cell: str) -> Wall | None:
    """Digits alone: `20261123`, days of a spreadsheet (5 digits), Unix seconds (9 or 10), milliseconds (13)."""
    found = _NUMBER.fullmatch(cell)
    if not found:
        compact = _COMPACT.fullmatch(cell)
        return wall_of(compact, int(compact["m"]), int(compact["d"])) if compact else None
    size, part = len(found[1]), float(f"0.{found[2] or 0}")
    if size == 5:
        return serial(int(found[1]) + part)
    if size in (9, 10):
        return unix(int(found[1]) + part)
    if size == 13:
        return unix(int(found[1]) / 1000)
    compact = _COMPACT.fullmatch(cell) if size in (8, 12, 14) else None
    return wall_of(compact, int(compact["m"]), int(compact["d"])) if compact else None


def _offset(zone: str) -> timedelta | None:
    known = _ZONES.get(zone.upper())
    if known is not None:
        return known
    digits = zone[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    offset = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or offset > _LONGEST_OFFSET:
        return None
    return -offset if zone.startswith("-") else offset
