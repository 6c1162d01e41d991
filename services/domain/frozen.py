"""Values and records as plain JSON and back, exactly: what a letter tells stays as it was when it was written."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

_TAG = "~"
_MICROSECOND = timedelta(microseconds=1)


class Freezer:
    """Freezes plain values, exact numbers, moments and the records it was told of; TypeError for anything else."""

    def __init__(self, *records: type) -> None:
        self._records = {record.__name__: record for record in records}

    def freeze(self, value: Any) -> Any:
        """The value as JSON holds it."""
        match value:
            case Enum():
                return value.value
            case None | bool() | int() | str():
                return value
            case Fraction():
                return {_TAG: "q", "v": f"{value.numerator}/{value.denominator}"}
            case Decimal():
                return {_TAG: "d", "v": format(value, "f")}
            case timedelta():
                return {_TAG: "s", "v": value // _MICROSECOND}
            case datetime():
                return {_TAG: "t", "v": value.isoformat()}
            case date():
                return {_TAG: "day", "v": value.isoformat()}
            case time():
                return {_TAG: "clock", "v": value.isoformat()}
            case Mapping():
                return {str(key): self.freeze(held) for key, held in value.items()}
            case _ if is_dataclass(value) and type(value).__name__ in self._records:
                held = {one.name: self.freeze(getattr(value, one.name)) for one in fields(value)}
                return {_TAG: type(value).__name__, **held}
            case Sequence() | frozenset():
                return [self.freeze(held) for held in value]
            case _:
                raise TypeError(f"{type(value).__name__} cannot be frozen")

    def thaw(self, plain: Any) -> Any:
        """The value again; sequences come back as tuples. ValueError for what was not frozen here."""
        if isinstance(plain, list):
            return tuple(self.thaw(held) for held in plain)
        if not isinstance(plain, dict):
            return plain
        if _TAG not in plain:
            return {key: self.thaw(held) for key, held in plain.items()}
        tag = plain[_TAG]
        if tag in self._records:
            return self._record(self._records[tag], plain)
        return _simple(tag, plain["v"])

    def _record(self, record: type, plain: Mapping[str, Any]) -> Any:
        """Fields that the record no longer has are left; those it has gained take their usual value."""
        known = {one.name for one in fields(record)}
        return record(**{name: self.thaw(held) for name, held in plain.items() if name in known})


def _simple(tag: str, held: Any) -> Any:
    match tag:
        case "q":
            return Fraction(held)
        case "d":
            return Decimal(held)
        case "s":
            return held * _MICROSECOND
        case "t":
            return datetime.fromisoformat(held)
        case "day":
            return date.fromisoformat(held)
        case "clock":
            return time.fromisoformat(held)
        case _:
            raise ValueError(f"nothing is frozen as {tag}")
