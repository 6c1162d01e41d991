"""Phone numbers as telephony, CRMs and people write them → one international form, or an extension.

The rules stand in the contract of the canonical call, "Phones". What cannot be a number is None, never a
guess: a wrong number would join two clients into one.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_LONGEST = 250
_LONGEST_EXTENSION = 5
_HOME_OF_SEVEN = frozenset({"RU", "KZ"})

_LAYOUT = str.maketrans("", "", " ()-\u00a0")
_SEVEN = re.compile(r"(\+7|[78])?([3489][0-9]{9})")
_LABEL = re.compile(r"(?:sips?|tel|callto|phone|mob|тел|моб|раб)[.:]+\s*", re.IGNORECASE)
_TAIL = re.compile(r"(?:доб(?:авочный)?|вн(?:утр)?|ext(?:ension)?|;ext=|[xх#,])[.: ]*([0-9]{1,5})[ )]*$", re.IGNORECASE)
_BETWEEN_TWO = re.compile(r"[;,/|\n]")
_NUMBER = re.compile(r"\+?[0-9 ().~-]+")
_EXCEL_NUMBER = re.compile(r"([0-9]{3,})\.0+")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


class Phone(NamedTuple):
    """A number in international form (`+79161234567`), or an extension of the company's own PBX, or both."""

    e164: str | None
    extension: str | None = None


def read_phone(raw: str, region: str) -> Phone | None:
    """The phone in the text, read in the region's habits (`RU`); None when it holds no possible number.

    Up to five digits are an extension; `+7 495 123-45-67 доб. 12` is a number with an extension.
    """
    if len(raw) <= _LONGEST and (plain := _SEVEN.fullmatch(raw) or _SEVEN.fullmatch(raw.translate(_LAYOUT))):
        start, national = plain.groups()
        if (start == "+7" or region in _HOME_OF_SEVEN) and _is_russian(national):
            return Phone("+7" + national)
    return _read_any(raw, region)


def mask(last4: str) -> str:
    """A phone as people without the right to it see it: `•••4567`."""
    return "•••" + last4[-4:]


def _is_russian(national: str) -> bool:
    """Whether ten digits that start with 3, 4, 8 or 9 are a number of Russia.

    Mobile numbers are answered without the package: of those only 9300 has gaps.
    """
    if national[0] == "9" and not national.startswith("9300"):
        return True
    return _russian_numbers().fullmatch(national) is not None


@lru_cache(maxsize=1)
def _russian_numbers() -> re.Pattern[str]:
    """All kinds of Russian numbers, in the package's own patterns: ten times as fast as asking it."""
    from phonenumbers import PhoneMetadata

    russia = PhoneMetadata.metadata_for_region("RU")
    if russia is None:
        return re.compile("(?!)")
    kinds = (
        russia.fixed_line, russia.mobile, russia.toll_free, russia.premium_rate, russia.shared_cost,
        russia.personal_number, russia.voip, russia.pager, russia.uan, russia.voicemail,
    )  # fmt: skip
    patterns = (kind.national_number_pattern for kind in kinds if kind and kind.national_number_pattern)
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _read_any(raw: str, region: str) -> Phone | None:
    text = _tidied(raw)
    tail = _TAIL.search(text)
    extension = tail.group(1) if tail else None
    number = _BETWEEN_TWO.split(text[: tail.start()] if tail else text, maxsplit=1)[0].strip(" .,;")
    if not _NUMBER.fullmatch(number):
        return None
    digits = re.sub("[^0-9]", "", number)
    if number == digits and len(digits) <= _LONGEST_EXTENSION and extension is None:
        return Phone(None, digits)
    valid = (_valid(candidate, region) for candidate in _candidates(digits, number.startswith("+"), region))
    e164 = next((found for found in valid if found), None)
    return Phone(e164, extension) if e164 else None


def _tidied(raw: str) -> str:
    """The number without what surrounds it: invisible marks, quotes, `sip:`, the host, `_id…`, a label."""
    if len(raw) > _LONGEST:
        return ""
    if not raw.isascii():
        raw = "".join(map(_plain_character, unicodedata.normalize("NFKC", raw).translate(_DASHES)))
    text = raw.strip(" \t\r\n'\"=")
    if text.endswith(">") and "<" in text:
        text = text[text.rindex("<") + 1 : -1]
    text = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    text = text.partition("@")[0].partition("_id")[0].strip()
    excel = _EXCEL_NUMBER.fullmatch(text)
    return excel.group(1) if excel else text


def _plain_character(character: str) -> str:
    """A digit of any script as a plain one; direction marks and joiners as nothing."""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return "" if unicodedata.category(character) == "Cf" else character


def _candidates(digits: str, international: bool, region: str) -> Iterator[str]:
    """The ways to read the digits, the likeliest first; with `+` they are international."""
    eight = len(digits) == 11 and digits.startswith("8") and region in _HOME_OF_SEVEN
    if international:
        yield "+" + digits
    if eight:
        yield "+7" + digits[1:]
    if international:
        return
    if len(digits) == 10 and digits.startswith("9") and region == "RU":
        yield "+7" + digits
    yield digits
    if digits.startswith("00"):
        yield "+" + digits[2:]
    elif len(digits) >= 11:
        yield "+" + digits


def _valid(text: str, region: str) -> str | None:
    """The number in international form when the package calls it possible and valid."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not (phonenumbers.is_possible_number(number) and phonenumbers.is_valid_number(number)):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
