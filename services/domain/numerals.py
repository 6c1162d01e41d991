"""Numbers as people type them: `50`, `12,5`, `1 200,50`, `1,000.50`, `20%`.

One mark with three digits behind it (`1,000`) may mean a thousand or one: it is not guessed.
"""

import re
from decimal import Decimal

_SPACE = "[ \u00a0\u202f\u2009']"
_WHOLE = re.compile(rf"(?P<whole>[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+|[0-9]{{1,15}})(?:[.,](?P<part>[0-9]{{1,6}}))?")
_MARKED = re.compile(r"(?P<whole>[0-9]{1,3}(?:(?P<mark>[.,])[0-9]{3})+)(?!(?P=mark))[.,](?P<part>[0-9]{1,6})")
_TWO_READINGS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_NOT_A_DIGIT = re.compile(r"[^0-9]")
_LONGEST = 40
_LARGEST = Decimal(10) ** 12
_MINUS = ("-", "−")


class NotANumber(ValueError):
    """The text is not one number, or may be read as two different ones."""


def read_number(text: str, *, signed: bool = False) -> Decimal:
    """The number, from zero to a million millions; below zero only where `signed` allows it."""
    bare = text.strip()
    if len(bare) > _LONGEST:
        raise NotANumber(text[:_LONGEST])
    negative = signed and bare.startswith(_MINUS)
    if negative:
        bare = bare[1:].lstrip()
    found = None if _TWO_READINGS.fullmatch(bare) else _WHOLE.fullmatch(bare) or _MARKED.fullmatch(bare)
    if found is None:
        raise NotANumber(text[:_LONGEST])
    number = Decimal(f"{_NOT_A_DIGIT.sub('', found['whole'])}.{found['part'] or '0'}")
    if number > _LARGEST:
        raise NotANumber(text[:_LONGEST])
    whole = number.to_integral_value()
    number = whole if number == whole else number.normalize()
    return -number if negative and number else number


def read_whole(text: str) -> int:
    """A whole number from zero on."""
    number = read_number(text)
    if number != number.to_integral_value():
        raise NotANumber(text[:_LONGEST])
    return int(number)


def read_percent(text: str) -> Decimal:
    """Per cent from 0 to 100: `20`, `20%`, `12,5`."""
    number = read_number(text.strip()[:_LONGEST].removesuffix("%"))
    if number > 100:
        raise NotANumber(text[:_LONGEST])
    return number


def read_share(text: str) -> Decimal:
    """A share of one: `25%` and `0,25` are a quarter; a bare number from 1 on may be either, so it is not guessed."""
    bare = text.strip()[:_LONGEST]
    number = read_number(bare.removesuffix("%"))
    if bare.endswith("%"):
        return number / 100
    if number >= 1:
        raise NotANumber(bare)
    return number
