"""How long something took, in whole seconds: `0:02:35`, `02:35` (minutes and seconds), `155`, `155.0`, `1ч 2м`."""

import re
from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal

from services.errors import Refused
from services.files.bounds import LONGEST_WORD
from services.files.numbers import Mark, Written, decimal_mark, value_of, why_not_a_number, written
from services.files.reads import Circumstances, Reader, Typed, says_nothing
from services.files.refusal import shown

_LONGEST = 7 * 86_400
_CLOCK = re.compile(r"([0-9]{1,5}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?")
_ISO = re.compile(r"P(?:([0-9]{1,3})D)?(?:T(?:([0-9]{1,4})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,7})(?:[.,][0-9]+)?S)?)?")
_UNIT = re.compile(r"([0-9]{1,7}(?:[.,][0-9]{1,3})?)\s?([a-zа-я]{1,8})\.?,?\s?")
_SECONDS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", "с", "сек", "секунд", "секунда", "секунды"), 1),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "м", "мин", "минут", "минута", "минуты"), 60),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "ч", "час", "часа", "часов"), 3_600),
    **dict.fromkeys(("d", "day", "days", "д", "дн", "день", "дня", "дней"), 86_400),
}
_SCALES = {"ms": Decimal("0.001"), "s": Decimal(1), "min": Decimal(60), "h": Decimal(3_600)}
_HOURS_FIRST = {"%M:%S": False, "%H:%M": True, "%H:%M:%S": False}


def seconds_reader(cells: Collection[str], given: Circumstances) -> Reader:
    """Durations from zero to seven days. The mapping's format may be `ms s min h`, `%M:%S` or `%H:%M`."""
    scale = _SCALES.get(given.format or "s")
    if scale is None and given.format not in _HOURS_FIRST:
        raise Refused("map-format", field=given.field, format=shown(given.format or ""))
    hours_first = _HOURS_FIRST.get(given.format or "", False)
    numbers = {cell: written(cell) for cell in cells if not cell.isdecimal() and ":" not in cell}
    bare = Circumstances(given.field, given.column, given.zone, given.currency, points=given.points)
    mark = decimal_mark([found.digits for found in numbers.values() if found], bare, "decimal")

    def read(cell: str) -> Typed | None:
        seconds = _seconds(cell, numbers.get(cell), mark, scale or Decimal(1), hours_first)
        if seconds is None:
            if says_nothing(cell):
                return None
            raise why_not_a_number(cell, given) if ":" not in cell else given.strange("cell-duration", cell)
        if not 0 <= seconds <= _LONGEST:
            raise given.strange("cell-duration", cell)
        return seconds

    return read


def _seconds(cell: str, number: Written | None, mark: Mark, scale: Decimal, hours_first: bool) -> int | None:
    if cell.isascii() and cell.isdecimal() and len(cell) <= LONGEST_WORD:
        return _whole(Decimal(cell) * scale)
    if number and not number.beside:
        value = value_of(number, mark)
        return None if value is None else _whole(value * scale)
    if ":" in cell:
        return clock_seconds(cell, hours_first)
    return _iso_seconds(cell) if cell.startswith("P") else _unit_seconds(cell)


def clock_seconds(cell: str, hours_first: bool) -> int | None:
    """Seconds of `h:mm:ss` or of two parts, which are minutes and seconds unless hours come first."""
    found = _CLOCK.fullmatch(cell)
    if not found:
        return None
    first, second = int(found[1]), int(found[2])
    if second > 59 or int(found[3] or 0) > 59:
        return None
    if found[3] is None:
        return first * 3_600 + second * 60 if hours_first else first * 60 + second
    part = Decimal(f"0.{found[4] or 0}")
    return first * 3_600 + second * 60 + _whole(int(found[3]) + part)


def _iso_seconds(cell: str) -> int | None:
    found = _ISO.fullmatch(cell)
    if not found or not any(found.groups()):
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return days * 86_400 + hours * 3_600 + minutes * 60 + seconds


def _unit_seconds(cell: str) -> int | None:
    """`1ч 2м`, `2m 35s`, `2 мин. 35 сек.`: every part with its unit, from the largest down."""
    text, place, total, above = cell.casefold().strip(), 0, Decimal(0), 10**9
    if len(text) > LONGEST_WORD:
        return None
    while place < len(text):
        part = _UNIT.match(text, place)
        size = _SECONDS.get(part[2], 0) if part else 0
        if not part or not 0 < size < above:
            return None
        total += Decimal(part[1].replace(",", ".")) * size
        place, above = part.end(), size
    return _whole(total) if text else None


def _whole(seconds: Decimal) -> int:
    return int(seconds.to_integral_value(ROUND_HALF_UP))
