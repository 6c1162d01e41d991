"""What people typed, as values; what cannot be read is Refused and says what could have been typed."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from services.domain.daywords import read_day, read_weekdays
from services.domain.wording import LONGEST_NAME, LONGEST_NOTE, NotAName, shortened, tidy_line, tidy_name
from services.domain.zones import known_zone
from services.errors import PhraseValue, Refused

Result = TypeVar("Result")


def understood(read: Callable[[str], Result], text: str, phrase: str, **values: PhraseValue) -> Result:
    """What `read` makes of the text; where it raises ValueError, Refused with the phrase, which hears it as `typed`."""
    try:
        return read(text)
    except ValueError as trouble:
        raise Refused(phrase, typed=shortened(text), **values) from trouble


def name_of(text: str) -> str:
    """A name of a person, a team, a company or a KPI, fit to keep."""
    return _tidy(tidy_name, text, LONGEST_NAME)


def note_of(text: str) -> str:
    """A note in one line, fit to keep."""
    return _tidy(lambda line: tidy_line(line, LONGEST_NOTE), text, LONGEST_NOTE)


def _tidy(read: Callable[[str], str], text: str, longest: int) -> str:
    try:
        return read(text)
    except NotAName as trouble:
        raise Refused(f"name-{trouble.why}", longest=longest) from trouble


def day_of(text: str, today: date) -> date:
    """A full date, or yesterday, today, tomorrow."""
    return understood(lambda typed: read_day(typed, today), text, "day-unreadable")


def weekdays_of(text: str) -> tuple[int, ...]:
    """Weekdays by number, Monday is 0."""
    return understood(read_weekdays, text, "weekday-unreadable")


def zone_of(text: str) -> str:
    """The name of a time zone of the world."""
    return understood(lambda typed: known_zone(typed.strip()), text, "zone-unreadable").key


def choice_of(text: str, known: tuple[str, ...], phrase: str) -> str:
    """One of a few words, whatever its case."""
    word = text.strip().casefold()
    if word not in known:
        raise Refused(phrase, typed=shortened(text), known=", ".join(known))
    return word
