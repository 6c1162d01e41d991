"""Days and weekdays as people type them for a command: a full date, `сегодня`, `mon,tue`, `пн-пт`.

A date without a year is not guessed here: a holiday lies ahead, a day of leaving may lie behind.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_RELATIVE: Mapping[str, int] = {
    "вчера": -1, "yesterday": -1, "сегодня": 0, "today": 0, "завтра": 1, "tomorrow": 1,
}  # fmt: skip
_WEEKDAYS = (
    ("mon", "monday", "пн", "понедельник"),
    ("tue", "tues", "tuesday", "вт", "вторник"),
    ("wed", "wednesday", "ср", "среда"),
    ("thu", "thur", "thurs", "thursday", "чт", "четверг"),
    ("fri", "friday", "пт", "пятница"),
    ("sat", "saturday", "сб", "суббота"),
    ("sun", "sunday", "вс", "воскресенье"),
)
_BY_WORD = {word: number for number, words in enumerate(_WEEKDAYS) for word in words}
_BETWEEN = re.compile(r"[\s,;]+")
_SPAN = re.compile(r"\s*[-–—]\s*")
_LONGEST = 120
_YEARS = range(1990, 2101)

WEEKDAY_KEYS = tuple(words[0] for words in _WEEKDAYS)
"""Weekdays by number, Monday first, as the phrases and reports name them."""


class NotADay(ValueError):
    """The text is no day that can be told apart, or no weekdays."""


def read_day(text: str, today: date) -> date:
    """A day of the years 1990-2100: `2026-12-31`, `31.12.2026`, `сегодня`, `tomorrow`."""
    bare = text.strip()[:_LONGEST].casefold()
    if bare in _RELATIVE:
        return today + timedelta(days=_RELATIVE[bare])
    iso, dotted = _ISO.fullmatch(bare), _DOTTED.fullmatch(bare)
    parts = iso.groups() if iso else tuple(reversed(dotted.groups())) if dotted else None
    if parts is None or int(parts[0]) not in _YEARS:
        raise NotADay(bare)
    year, month, day = map(int, parts)
    try:
        return date(year, month, day)
    except ValueError as trouble:
        raise NotADay(bare) from trouble


def read_weekdays(text: str) -> tuple[int, ...]:
    """Weekdays in order, 0 is Monday: `mon,tue`, `пн-пт`, `sat`; at least one."""
    if len(text) > _LONGEST:
        raise NotADay(text[:_LONGEST])
    found: set[int] = set()
    for part in _BETWEEN.split(_SPAN.sub("-", text.casefold()).strip()):
        if part:
            found.update(_span(part))
    if not found:
        raise NotADay(text)
    return tuple(sorted(found))


def _span(part: str) -> tuple[int, ...]:
    """One weekday, or all from the first to the last: `fri-mon` goes over the weekend."""
    ends = [_weekday(word) for word in part.split("-")]
    if len(ends) > 2:
        raise NotADay(part)
    first, length = ends[0], (ends[-1] - ends[0]) % 7
    return tuple((first + step) % 7 for step in range(length + 1))


def _weekday(word: str) -> int:
    if word not in _BY_WORD:
        raise NotADay(word)
    return _BY_WORD[word]
