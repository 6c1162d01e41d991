"""Readers of the number columns: amounts, rates, targets, percentages, counts."""

import re
from collections.abc import Callable, Collection, Sequence
from decimal import Decimal
from typing import TypeAlias

from services.files.currencies import currency_named
from services.files.durations import clock_seconds
from services.files.numbers import Unmarked, decimal_mark, value_of, why_not_a_number, written
from services.files.reads import Circumstances, Reader, Typed, says_nothing

_LARGEST = Decimal(10) ** 15
_MOST_DIGITS = 28
"""As many as are added up without rounding."""
_PLAIN = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,2})?")
_NO_VAT = frozenset({"без ндс", "ндс не облагается", "не облагается", "no vat", "нет", "none", "exempt"})
_Finish: TypeAlias = "Callable[[Decimal, str], Typed | None]"
"""What a number and the word beside it make; None when the number is out of range."""
_Known: TypeAlias = Callable[[str], bool]


def amount_reader(cells: Collection[str], given: Circumstances) -> Reader:
    """Sums of money: `€ 3.500,00`, `1 200,50 ₽`, `(15.00)`; below 10^15 either side of zero."""
    return _reader(cells, given, "ask", _money(given), lambda value, _: value if abs(value) < _LARGEST else None)


def rate_reader(cells: Collection[str], given: Circumstances) -> Reader:
    """Rates of currencies: above zero."""
    return _reader(cells, given, "decimal", _money(given), lambda value, _: value if 0 < value < _LARGEST else None)


def target_reader(cells: Collection[str], given: Circumstances) -> Reader:
    """Targets of a plan: a number or a sum, `80%` as 0.8, a time or a duration (`2:00:00`, `09:00`) in seconds."""
    money = _money(given)

    def finish(value: Decimal, beside: str) -> Typed | None:
        value = value / 100 if beside == "%" else value
        return value if abs(value) < _LARGEST else None

    plain = [cell for cell in cells if ":" not in cell]
    numbers = _reader(plain, given, "decimal", lambda beside: beside == "%" or money(beside), finish)

    def read(cell: str) -> Typed | None:
        if ":" not in cell:
            return numbers(cell)
        seconds = clock_seconds(cell, hours_first=True)
        if seconds is None:
            raise given.strange("cell-number", cell)
        return Decimal(seconds)

    return read


def percent_reader(cells: Collection[str], given: Circumstances) -> Reader:
    """Rates such as VAT, in per cent: `20`, `20%`, and 0.2 as a percent cell of a workbook holds it."""

    def finish(value: Decimal, beside: str) -> Typed | None:
        # No rate lies below one per cent: a bare 0.2 is a share.
        value = value * 100 if 0 < value < 1 and not beside else value
        return value if 0 <= value <= 100 else None

    taxed = [cell for cell in cells if cell.casefold() not in _NO_VAT]
    numbers = _reader(taxed, given, "decimal", lambda beside: beside in ("", "%"), finish)
    return lambda cell: Decimal(0) if cell.casefold() in _NO_VAT else numbers(cell)


def count_reader(cells: Collection[str], given: Circumstances) -> Reader:
    """Whole numbers from zero: `1 204`, `87.0`."""

    def finish(value: Decimal, _: str) -> Typed | None:
        return int(value) if 0 <= value < _LARGEST and value == value.to_integral_value() else None

    return _reader(cells, given, "group", lambda beside: not beside, finish)


def currency_beside(cell: str, usual: str) -> str | None:
    """The currency that an amount names beside its digits."""
    if _PLAIN.fullmatch(cell):
        return None
    found = written(cell)
    return currency_named(found.beside, usual) if found and found.beside else None


def _money(given: Circumstances) -> _Known:
    return lambda beside: not beside or currency_named(beside, given.currency) is not None


def _reader(cells: Collection[str], given: Circumstances, unmarked: Unmarked, known: _Known, finish: _Finish) -> Reader:
    numbers = {cell: written(cell) for cell in cells if not _PLAIN.fullmatch(cell)}
    marked = [found.digits for found in numbers.values() if found]
    if numbers and unmarked != "group":
        # A count is whole: 87.0 beside 1.204 says nothing about its mark. Other columns learn from simple cells too.
        marked += [cell.lstrip("-") for cell in cells if cell not in numbers]
    mark = decimal_mark(marked, given, unmarked)

    def read(cell: str) -> Typed | None:
        if cell not in numbers:
            value, beside = Decimal(cell) or Decimal(0), ""
        else:
            found = numbers[cell]
            number = value_of(found, mark) if found and known(found.beside) else None
            if found is None or number is None:
                if says_nothing(cell):
                    return None
                raise why_not_a_number(cell, given)
            value, beside = number, found.beside
        result = finish(value, beside) if len(value.as_tuple().digits) <= _MOST_DIGITS else None
        if result is None:
            raise given.strange("cell-out-of-range", cell)
        return result

    return read


def currencies_of(columns: Sequence[Sequence[str]], usual: str) -> list[str] | None:
    """The currency of each row as its amounts name it; None when none names another than the usual one."""
    named = {
        cell: currency
        for cell in {cell for column in columns for cell in column}
        if (currency := currency_beside(cell, usual)) and currency != usual
    }
    if not named:
        return None
    return [next((named[cell] for cell in row if cell in named), usual) for row in zip(*columns, strict=True)]
