"""A cost given for a span of days becomes one row per day; sums and counts are shared out exactly."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeAlias

from services.domain.money import exponent
from services.domain.period import Period
from services.errors import Refused
from services.files.bounds import MOST_ROWS
from services.files.fields import Field
from services.files.reads import Reads, Typed

Columns: TypeAlias = dict[str, list["Typed | None"]]


def spread(fields: Sequence[Field], columns: Columns, lines: list[int], currency: str) -> tuple[Columns, list[int]]:
    """Replace each row over a span by its days, each on the line of the row.

    Whole minor units (or pieces, of a count) are shared evenly and what is left over goes to the first days, one
    each, so that the days together are the row to the last kopeck. `currency` is that of rows which name none.
    """
    days = [day for field in fields if field.reads is Reads.DAYS for day in columns.get(field.name, [])]
    lengths = [len(day) if isinstance(day, Period) else 0 for day in days]
    if not any(lengths):
        return columns, lines
    if sum(lengths) > MOST_ROWS:
        raise Refused("file-too-long", limit=MOST_ROWS)
    named: Sequence[Typed | None] = columns.get("currency", [None] * len(days))
    spread_out: Columns = {}
    for field in fields:
        if field.name in columns:
            cells = zip(columns[field.name], lengths, named, strict=True)
            spread_out[field.name] = [
                part
                for value, length, own in cells
                for part in (_parts(value, length, field.reads, str(own or currency)) if length else [value])
            ]
    return spread_out, [line for line, length in zip(lines, lengths, strict=True) for _ in range(length or 1)]


def _parts(value: Typed | None, days: int, reads: Reads, currency: str) -> Sequence[Typed | None]:
    if isinstance(value, Period):
        return list(value.days())
    if reads is Reads.COUNT and isinstance(value, int):
        return _shares(value, days)
    if reads is Reads.AMOUNT and isinstance(value, Decimal):
        places = max(exponent(currency), _places(value))
        return [Decimal(share).scaleb(-places) for share in _shares(int(value.scaleb(places)), days)]
    return [value] * days


def _shares(whole: int, days: int) -> list[int]:
    share, over = divmod(abs(whole), days)
    sign = -1 if whole < 0 else 1
    return [sign * (share + (number < over)) for number in range(days)]


def _places(value: Decimal) -> int:
    place = value.normalize().as_tuple().exponent
    return -place if isinstance(place, int) else 0
