"""The settings of a company: how each is read, what it may be, and what has to be counted again when it changes."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from typing import TypeAlias

from services.domain.currencies import CODES
from services.domain.income import Basis
from services.domain.numerals import NotANumber, read_percent, read_whole
from services.domain.wallclock import DAY_SECONDS, read_seconds
from services.domain.wording import shortened
from services.domain.zones import known_zone
from services.errors import Refused
from services.reference.holidays import country_calendar
from services.usecases.organising.typed import understood

SettingValue: TypeAlias = "str | int | Decimal | None"

NONE = frozenset({"none", "нет", "-", "—"})
"""What clears a setting that may be empty."""

_COUNTRY = re.compile("[A-Z]{2}")
_YEAR_DAYS = 365
_YEAR_HOURS = _YEAR_DAYS * 24


class Reach(Enum):
    """What a setting changes in what is counted already."""

    NOTHING = auto()
    CALLS = auto()
    DEALS = auto()
    WORKTIME = auto()
    EMPTY_ONLY = auto()
    """Everything that is stored, so it changes only while nothing is."""
    MONEYLESS_ONLY = auto()
    """Every sum that is stored, so it changes only while there is none."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: `read` gives its value or raises ValueError, `possible` names the values in any language."""

    key: str
    read: Callable[[str], SettingValue]
    possible: str
    reach: Reach = Reach.NOTHING


def currency_of(text: str) -> str:
    """A currency by its code."""
    code = text.strip().upper()
    if code not in CODES:
        raise ValueError("no currency of this code")
    return code


def country_of(text: str) -> str:
    """A country by its two letters, one whose holidays are known."""
    code = text.strip().upper()
    if not _COUNTRY.fullmatch(code):
        raise ValueError("a country has a code of two letters")
    try:
        country_calendar(code, range(0))
    except Refused as trouble:
        raise ValueError("no country of this code") from trouble
    return code


def percent_or_none(text: str) -> Decimal | None:
    """Per cent, or nothing."""
    return None if text.strip().casefold() in NONE else read_percent(text)


def _one_of(words: Sequence[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.strip().casefold() not in words:
            raise ValueError("none of the words")
        return text.strip().casefold()

    return read


def _between(first: int, last: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = read_whole(text)
        if not first <= number <= last:
            raise NotANumber(text[:20])
        return number

    return read


def _zone(text: str) -> str:
    return known_zone(text.strip()).key


def settings(languages: Sequence[str]) -> dict[str, Setting]:
    """Every setting by key; a new one is one line here."""
    seconds = f"0…{DAY_SECONDS}, 0:01:00"
    table = (
        Setting("quality_talk_seconds", read_seconds, seconds, Reach.CALLS),
        Setting("connected_min_talk_seconds", read_seconds, seconds, Reach.CALLS),
        Setting("credit", _one_of(("first", "last")), "first, last"),
        Setting("default_margin", percent_or_none, "0…100, none", Reach.DEALS),
        Setting("revenue", _one_of(tuple(Basis)), ", ".join(Basis), Reach.DEALS),
        Setting("vat", percent_or_none, "0…100, none", Reach.DEALS),
        Setting("timezone", _zone, "Europe/Moscow, Asia/Almaty…", Reach.EMPTY_ONLY),
        Setting("currency", currency_of, "RUB, KZT, EUR…", Reach.MONEYLESS_ONLY),
        Setting("language", _one_of(languages), ", ".join(languages)),
        Setting("country", country_of, "RU, KZ, BY…", Reach.WORKTIME),
        Setting("stale_after_hours", _between(1, _YEAR_HOURS), f"1…{_YEAR_HOURS}"),
        Setting("no_activity_days", _between(1, _YEAR_DAYS), f"1…{_YEAR_DAYS}"),
        Setting("lead_window_days", _between(1, _YEAR_DAYS), f"1…{_YEAR_DAYS}", Reach.DEALS),
    )
    return {setting.key: setting for setting in table}


def read_setting(table: Mapping[str, Setting], key: str, text: str) -> SettingValue:
    """The value of a setting; Refused names the keys there are, or the values this one may have."""
    if key not in table:
        raise Refused("company-key-unknown", typed=shortened(key), known=", ".join(["name", *table]))
    setting = table[key]
    return understood(setting.read, text, "company-value-unknown", key=key, possible=setting.possible)
