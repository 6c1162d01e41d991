"""Readers of the columns of time: moments, days, spans of days.

A notation is decided for the whole column. Dates with points are day first. `03/04/2026` waits for a row of its
column that can be read in one way only; where there is none the column is asked about. Years outside 1990–2100
are somebody's slip. A moment without an offset is local in the given zone; a day alone is its midnight.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

from services.domain.period import Period
from services.errors import Refused
from services.files.bounds import LONGEST_WORD
from services.files.dates import Slashed, Wall, take_apart
from services.files.formats import Notation
from services.files.local import LocalClock
from services.files.reads import Circumstances, Reader, Typed, says_nothing
from services.files.refusal import shown

_YEARS = range(1990, 2101)
_SPACES = re.compile(r"\s+")
_USUAL = re.compile(r"(?:199[0-9]|20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
_USUAL_DOTTED = re.compile(r"[0-9]{2}\.[0-9]{2}\.(?:199[0-9]|20[0-9]{2}|2100)(?: [0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
ORDERS = {"day first": True, "month first": False}
"""What a mapping may say of a column of `03/04/2026` instead of a whole notation."""

_SLASHES = ("/", "-")
_ONE_SIDED = 10
"""How many times more often one order has to be proved than the other to count as the column's."""
_SWAPPED_AT_LEAST = 3
_LONGEST_SPAN = timedelta(days=1_100)
_NO_DATE = re.compile(r"nat|0000-00-00.*|0001-01-01.*|01\.01\.0001.*|00\.00\.0000.*", re.IGNORECASE)
_SPAN = re.compile(r"(\S+?)\s*(?:/|\.\.|\s[-–—]\s|(?<=[0-9])[–—]|(?<=\.[0-9]{4})-|(?<=\.[0-9]{2})-)\s*(\S+)")
_ReadWall: TypeAlias = Callable[[str], "Wall | None"]


def moment_reader(cells: Collection[str], given: Circumstances) -> Reader:
    """Moments, aware and in UTC."""
    clock, wall = LocalClock(given.zone).moment, _wall_reader(cells, given)

    def read(cell: str) -> Typed | None:
        at = wall(cell)
        if at is None or at.tzinfo is None:
            return at and clock(at)
        return at.astimezone(UTC)

    return read


def day_reader(cells: Collection[str], given: Circumstances) -> Reader:
    """Days as they stand written; of a moment with an offset, the day that it is in the given zone."""
    wall = _wall_reader(cells, given)

    def read(cell: str) -> Typed | None:
        at = wall(cell)
        if at is None or at.tzinfo is None:
            return at and at.date()
        return at.astimezone(given.zone).date()

    return read


def days_reader(cells: Collection[str], given: Circumstances) -> Reader:
    """Days, and spans of days as Periods: `2026-11-01/2026-11-30`, `01.11.2026 - 30.11.2026`."""
    spans = {cell: found for cell in cells if (found := _ends_of_span(cell))}
    ends = [end for pair in spans.values() for end in pair]
    one = day_reader([*(cell for cell in cells if cell not in spans), *ends], given)

    def read(cell: str) -> Typed | None:
        if cell not in spans:
            return one(cell)
        first, last = (one(end) for end in spans[cell])
        if not isinstance(first, date) or not isinstance(last, date) or not first <= last <= first + _LONGEST_SPAN:
            raise given.strange("cell-date", cell)
        return Period(first, last)

    return read


def _ends_of_span(cell: str) -> tuple[str, str] | None:
    if len(cell) > LONGEST_WORD or not (found := _SPAN.fullmatch(cell)):
        return None
    first, last = found[1], found[2]
    return (first, last) if min(len(first), len(last)) >= 6 else None


def _wall_reader(cells: Collection[str], given: Circumstances) -> Callable[[str], datetime | None]:
    """Reads what stands written: a time without offset, or a moment with one."""
    written = bool(given.format) and given.format not in ORDERS
    if not written and all(map(_USUAL.fullmatch, cells)):
        return _usual_reader(given)
    notation = Notation(given.field, given.format or "").read if written else _notation_of(cells, given)
    usual, dotted = (None, None) if written else (_USUAL.fullmatch, _USUAL_DOTTED.fullmatch)

    def read(cell: str) -> datetime | None:
        try:
            if usual and usual(cell):
                return datetime.fromisoformat(cell)
            if dotted and dotted(cell):
                return datetime.fromisoformat(f"{cell[6:10]}-{cell[3:5]}-{cell[:2]}{cell[10:]}")
        except ValueError:
            raise given.strange("cell-date", cell) from None
        wall = notation(_tidy(cell)) if len(cell) <= LONGEST_WORD else None
        if wall is not None and wall.at.year in _YEARS:
            return wall.at
        if says_nothing(cell) or _NO_DATE.fullmatch(cell):
            return None
        raise given.strange("cell-date" if wall is None else "cell-date-far", cell)

    return read


def _usual_reader(given: Circumstances) -> Callable[[str], datetime | None]:
    """Reads a column all of whose cells are in the notation of programs: nothing has to be decided for it."""

    def read(cell: str) -> datetime | None:
        try:
            return datetime.fromisoformat(cell)
        except ValueError:
            raise given.strange("cell-date", cell) from None

    return read


def _tidy(cell: str) -> str:
    return _SPACES.sub(" ", cell).strip()


def _notation_of(cells: Collection[str], given: Circumstances) -> _ReadWall:
    """How the slashed dates of a column are read, and with them the whole column."""
    marked = [_tidy(cell) for cell in cells if cell[1:2] in _SLASHES or cell[2:3] in _SLASHES]
    slashed = {
        cell: found for cell in marked if len(cell) <= LONGEST_WORD and isinstance(found := take_apart(cell), Slashed)
    }
    day_first = True
    if slashed:
        day_first = _day_first(slashed, given)
        _ensure_not_half_turned(slashed, cells, given)

    def read(cell: str) -> Wall | None:
        found = slashed.get(cell) or take_apart(cell)
        return found.read(day_first) if isinstance(found, Slashed) else found

    return read


def _day_first(slashed: Mapping[str, Slashed], given: Circumstances) -> bool:
    if given.format:
        return ORDERS[given.format]
    days = sum(1 for found in slashed.values() if found.second <= 12 < found.first)
    months = sum(1 for found in slashed.values() if found.first <= 12 < found.second)
    if max(days, months) > min(days, months) * _ONE_SIDED:
        return days > months
    doubtful = next((cell for cell, found in slashed.items() if found.is_doubtful()), None)
    if doubtful is None:
        return True
    clock = " %H:%M:%S" if doubtful.count(":") == 2 else " %H:%M" if ":" in doubtful else ""
    mark = "/" if "/" in doubtful else "-"
    raise Refused(
        "column-ambiguous", column=shown(given.column), cell=shown(doubtful), field=given.field,
        one=f"%d{mark}%m{mark}%Y{clock}", other=f"%m{mark}%d{mark}%Y{clock}",
    )  # fmt: skip


def _ensure_not_half_turned(slashed: Mapping[str, Slashed], cells: Collection[str], given: Circumstances) -> None:
    """A foreign spreadsheet turns the dates that it can, swapping day and month, and leaves the rest as text."""
    if len(slashed) < _SWAPPED_AT_LEAST or any(max(found.first, found.second) <= 12 for found in slashed.values()):
        return
    others = [found.at.day for cell in cells if isinstance(found := take_apart(_tidy(cell[:LONGEST_WORD])), Wall)]
    if len(others) >= _SWAPPED_AT_LEAST and all(day <= 12 for day in others):
        raise Refused("column-mixed", column=shown(given.column), cell=shown(next(iter(slashed))))
