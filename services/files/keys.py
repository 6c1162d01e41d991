"""Keys of rows that have no identifier: the same content gives the same key on every machine and at every time.

The key is made of the typed values, not of their spelling: another encoding, separator, order of rows or columns, a
workbook instead of a text file all give the same keys. The second of two equal rows has another key than the
first, so two equal rows are two calls, and a file that overlaps another adds only what is new.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from itertools import repeat

from services.files.fields import Field
from services.files.reads import Reads, Typed

_END = "\x1f"
"""Behind every part; no text that was read holds it."""
_LENGTH = 32
_NOT_A_DIGIT = re.compile("[^0-9]+")


def stable_keys(
    kind: str, fields: Sequence[Field], columns: Mapping[str, Sequence[Typed | None]], rows: int
) -> list[str]:
    """One key per row, in the order of the rows."""
    parts = [_parts(field, columns[field.name]) for field in fields if field.name in columns]
    contents = map("".join, zip(*parts, strict=True)) if parts else repeat("", rows)
    seen: dict[str, int] = {}
    keys = []
    for content in contents:
        occurrence = seen[content] = seen.get(content, 0) + 1
        keys.append(sha256(f"{kind}{_END}{content}{occurrence}".encode()).hexdigest()[:_LENGTH])
    return keys


def _parts(field: Field, values: Sequence[Typed | None]) -> list[str]:
    """`name=value` of each row in one spelling; '' where there is no value."""
    start = f"{field.name}="
    if field.reads in _AS_IT_IS:
        return ["" if value is None else f"{start}{value}{_END}" for value in values]
    spell = _SPELLINGS.get(field.reads, str)
    known = {value: "" if value is None else f"{start}{spell(value)}{_END}" for value in set(values)}
    return [known[value] for value in values]


def _amount(value: Typed | None) -> str:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def _moment(value: Typed | None) -> str:
    return value.isoformat() if isinstance(value, (datetime, date)) else str(value)


def _phone(value: Typed | None) -> str:
    text = str(value)
    return _NOT_A_DIGIT.sub("", text) or text.casefold()


_AS_IT_IS = frozenset({Reads.TEXT, Reads.IDENTIFIER})
_SPELLINGS: Mapping[Reads, Callable[[Typed | None], str]] = {
    Reads.PHONE: _phone,
    Reads.MOMENT: _moment,
    Reads.DAY: _moment,
    Reads.DAYS: _moment,
    Reads.AMOUNT: _amount,
    Reads.RATE: _amount,
    Reads.TARGET: _amount,
    Reads.PERCENT: _amount,
}
