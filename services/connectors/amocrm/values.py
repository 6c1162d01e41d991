"""Single values of the vendor's rows: ids, moments, amounts, inner objects. What makes no sense raises Senseless."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]

_LAST_MOMENT = 2**33
"""Later moments are in milliseconds or no moments at all."""
_LONGEST_ID = 20
_LARGEST = Decimal(10) ** 15
_PAYING = re.compile(r"-?\d{1,18}(?:[.,]\d{1,6})?")
_GAPS = re.compile(r"[\s\u00a0\u202f]+")


class Senseless(Exception):
    """A row cannot be understood; `why` is the name of the value that is to blame."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def number_in(value: object) -> int | None:
    """A whole number, given as such or as its digits; None for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= _LONGEST_ID:
        return int(value)
    return None


def maybe_ident(row: Row, name: str) -> str | None:
    """An id as text; None where there is none or it is 0, which means nobody."""
    found = number_in(row.get(name))
    return str(found) if found is not None and found > 0 else None


def ident(row: Row, name: str) -> str:
    """An id as text."""
    found = maybe_ident(row, name)
    if found is None:
        raise Senseless(name)
    return found


def maybe_moment(row: Row, name: str) -> datetime | None:
    """A moment from whole Unix seconds, in UTC; None where there is none."""
    value = row.get(name)
    if value is None or value == 0:
        return None
    found = number_in(value)
    if found is None or not 0 < found < _LAST_MOMENT:
        raise Senseless(name)
    return datetime.fromtimestamp(found, UTC)


def moment(row: Row, name: str) -> datetime:
    """A moment that has to be there."""
    found = maybe_moment(row, name)
    if found is None:
        raise Senseless(name)
    return found


def seconds_of(row: object, name: str) -> int:
    """A moment as whole seconds, for putting rows in order; 0 where it makes no sense."""
    found = number_in(row.get(name)) if isinstance(row, Mapping) else None
    return found if found is not None and 0 < found < _LAST_MOMENT else 0


def text(value: object) -> str | None:
    """A text without gaps around it; None for an empty one and for anything else."""
    return (value.strip() or None) if isinstance(value, str) else None


def amount(value: object) -> Decimal | None:
    """An exact amount, given as a number or as a text; None for an empty one. Raises Senseless."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise Senseless("amount")
    plain = _GAPS.sub("", value).replace(",", ".") if isinstance(value, str) else value
    if isinstance(plain, str) and not _PAYING.fullmatch(plain):
        raise Senseless("amount")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        raise Senseless("amount") from None
    if not found.is_finite() or abs(found) >= _LARGEST:
        raise Senseless("amount")
    return found


def inner(row: object, *path: str) -> Row:
    """An object inside a row; an empty one may be told as `[]`, as null, or not at all."""
    place: object = row
    for name in path:
        place = place.get(name) if isinstance(place, Mapping) else None
    return place if isinstance(place, Mapping) else {}


def inner_rows(row: object, *path: str) -> list[Row]:
    """The objects of a list inside a row; one object alone is a list of one."""
    outer = inner(row, *path[:-1])
    found = outer.get(path[-1])
    if isinstance(found, Mapping):
        return [found]
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
