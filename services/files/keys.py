"""Keys of rows that have no identifier: the same content gives the same key on every machine and at every time.

The key is made of the typed values, not of their spelling: another encoding, separator, order of rows or columns, a
workbook instead of a text file all give the same keys. The second of two equal rows has another key than the
first, so two equal rows are two calls, and a file that overlaps another adds only what is new.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from itertools import repeat
from typing import overload

from services.files.fields import Field
from services.files.reads import Reads, Typed

_END = "\x1f"
"""Behind every part; no text that was read holds it."""
_LENGTH = 32
_NOT_A_DIGIT = re.compile(r"[^0-9\n]+")


class LazyKeys(Sequence[str]):
    """The keys of rows, made when the first is asked for: rows with identifiers of their own never need them."""

    def __init__(self, rows: int, make: Callable[[], list[str]]) -> None:
        self._rows = rows
        self._make = make
        self._made: list[str] | None = None

    def __len__(self) -> int:
        return self._rows

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        return self._all()[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return list(self) == other if isinstance(other, list | LazyKeys) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _all(self) -> list[str]:
        if self._made is None:
            self._made = self._make()
        return self._made


def stable_keys(
    kind: str, fields: Sequence[Field], columns: Mapping[str, Sequence[Typed | None]], rows: int
) -> list[str]:
    """One key per row, in the order of the rows."""
    parts = [_parts(field, columns[field.name]) for field in fields if field.name in columns]
    seen: dict[str, int] = {}
    keys = []
    for content in map("".join, zip(repeat(kind + _END, rows), *parts, strict=True)):
        key = sha256(content.encode()).hexdigest()[:_LENGTH]
        occurrence = seen[key] = seen.get(key, 0) + 1
        keys.append(key if occurrence == 1 else sha256(f"{content}{occurrence}".encode()).hexdigest()[:_LENGTH])
    return keys


def _parts(field: Field, values: Sequence[Typed | None]) -> list[str]:
    """`name=value` of each row in one spelling; '' where there is no value."""
    start = f"{field.name}="
    if field.reads in (Reads.TEXT, Reads.IDENTIFIER):
        return ["" if value is None else f"{start}{value}{_END}" for value in values]
    if field.reads is Reads.MOMENT:
        # Moments seldom repeat, and hashing or printing one takes longer than all the rest.
        return [f"{start}{value.timestamp()}{_END}" if isinstance(value, datetime) else "" for value in values]
    spelled = _phones(values) if field.reads is Reads.PHONE else _spelled(values)
    return [text and f"{start}{text}{_END}" for text in spelled]


def _spelled(values: Sequence[Typed | None]) -> list[str]:
    known = {value: _spelling(value) for value in set(values)}
    return [known[value] for value in values]


def _spelling(value: Typed | None) -> str:
    if value is None:
        return ""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


def _phones(values: Sequence[Typed | None]) -> list[str]:
    """Phones by their digits, all at once; `anonymous` and the like by their letters."""
    texts = ["" if value is None else str(value) for value in values]
    digits = _NOT_A_DIGIT.sub("", "\n".join(texts)).split("\n") if texts else []
    return [number or text.casefold() for number, text in zip(digits, texts, strict=True)]
