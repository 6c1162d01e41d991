"""Values of a report as other programs read them: the contract of the JSON and CSV forms (docs/reports.md)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import TypeAlias

from services.domain.money import Money
from services.domain.report import Value

Plain: TypeAlias = "bool | int | float | str | list[dict[str, Plain]] | dict[str, Plain] | None"

_RATE_PLACES = 4


def plain(value: Value) -> Plain:
    """Money as a decimal string, durations in whole seconds, rates as floats, moments in ISO 8601 with offset."""
    match value:
        case None | bool() | int():
            return value
        case str():
            return speakable(value)
        case Money():
            return in_figures(value)
        case timedelta():
            return round(Fraction(value // timedelta(microseconds=1), 1_000_000))
        case Fraction():
            return float(round(value, _RATE_PLACES))
        case time():
            return value.strftime("%H:%M")
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return plain_row(value, value)
        case _:
            return [plain_row(row, row) for row in value]


def plain_row(row: Mapping[str, Value], keys: Iterable[str]) -> dict[str, Plain]:
    """A row with its keys in the given order; what the row does not know is null."""
    return {key: plain(row.get(key)) for key in keys}


def in_figures(money: Money) -> str:
    """A sum as a decimal string with all the places of its currency: "1200.50"."""
    return f"{money.decimal():f}"


def speakable(text: str) -> str:
    """The text without lone surrogates, which no encoding can carry."""
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
