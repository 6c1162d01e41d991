"""Who is meant by a name typed in any usual form: `Иванов`, `Ваня Иванов`, `Ivanov`, `иванов и.`.

The stronger reading wins: the whole name in any order, then whole words of it, then short forms of the first name,
then another alphabet, then beginnings of words. Several people by the strongest reading are several.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum
from functools import lru_cache
from typing import Generic, TypeVar

from services.domain.diminutives import FULL_NAMES
from services.domain.people import name_key
from services.domain.sounds import is_latin, sound, without_lookalikes

Who = TypeVar("Who", bound=Hashable)

_MOST_WORDS = 6
_LONGEST = 400
"""A longer text is nobody's name, so it is not compared with any."""
_ALIKE = 0.72
_NEAREST = 3


class _Reading(IntEnum):
    """How a typed word is taken, the strongest first."""

    EQUAL = 0
    SHORT_FORM = 1
    ALPHABET = 2
    BEGINNING = 3
    ALPHABET_BEGINNING = 4
    NONE = 5


@dataclass(frozen=True, slots=True)
class Sought(Generic[Who]):
    """Who was found: one, or several to choose from, or nobody and then the most alike."""

    found: tuple[Who, ...]
    alike: tuple[Who, ...] = ()


def seek(typed: str, names: Iterable[tuple[Who, str]], *, whole_words: bool = False) -> Sought[Who]:
    """Look for a name among these; one person may stand there under several.

    With `whole_words` beginnings of words do not count: for whoever is made where nobody is found.
    """
    if len(typed) > _LONGEST:
        return Sought(())
    known = [(who, name_key(name)) for who, name in names]
    wanted = name_key(typed)
    exact = tuple(dict.fromkeys(who for who, key in known if key == wanted))
    words = wanted.replace(".", " ").split()[: _MOST_WORDS + 1]
    if exact or not words:
        return Sought(exact)
    last = _Reading.ALPHABET if whole_words else _Reading.ALPHABET_BEGINNING
    readings = [(who, _reading(words, key.split())) for who, key in known]
    strongest = min((reading for _, reading in readings), default=_Reading.NONE)
    if len(words) > _MOST_WORDS or strongest > last:
        return Sought((), _alike(words, known))
    return Sought(tuple(dict.fromkeys(who for who, reading in readings if reading is strongest)))


def _reading(typed: Sequence[str], name: Sequence[str]) -> _Reading:
    """How the typed words are taken to be this name, as the weakest of them is; each stands for another word of it."""
    if len(typed) > len(name):
        return _Reading.NONE
    initials = any(len(word) > 1 for word in typed)
    name = name[:_MOST_WORDS]
    if any(all(_taken_as(one, word, initials=initials) is _Reading.NONE for word in name) for one in typed):
        return _Reading.NONE
    return _paired(typed, name, frozenset(), initials=initials)


def _paired(typed: Sequence[str], name: Sequence[str], taken: frozenset[int], *, initials: bool) -> _Reading:
    if not typed:
        return _Reading.EQUAL
    best = _Reading.NONE
    for place, word in enumerate(name):
        if place in taken:
            continue
        here = _taken_as(typed[0], word, initials=initials)
        if here < best:
            best = min(best, max(here, _paired(typed[1:], name, taken | {place}, initials=initials)))
    return best


def _taken_as(typed: str, word: str, *, initials: bool) -> _Reading:
    typed, word = without_lookalikes(typed), without_lookalikes(word)
    if typed == word:
        return _Reading.EQUAL
    if FULL_NAMES.get(typed, frozenset()) & FULL_NAMES.get(word, frozenset()):
        return _Reading.SHORT_FORM
    other_alphabet = is_latin(typed) != is_latin(word)
    if other_alphabet and _forms(typed) & _forms(word):
        return _Reading.ALPHABET
    if len(typed) < 2 and not initials:
        return _Reading.NONE
    if word.startswith(typed):
        return _Reading.BEGINNING
    return _Reading.ALPHABET_BEGINNING if other_alphabet and _begins(word, typed) else _Reading.NONE


def _begins(word: str, typed: str) -> bool:
    """Whether the word begins as the typed one sounds; one sound is enough only for an initial."""
    heard = sound(typed)
    return len(heard) >= min(2, len(typed)) > 0 and sound(word).startswith(heard)


def first_name(name: str) -> str:
    """How a person is spoken to: the word that is a first name in any form, else the first word."""
    words = name.split()
    known = (word for word in words if word.casefold().replace("ё", "е") in FULL_NAMES)
    return next(known, words[0] if words else name)


@lru_cache(maxsize=4096)
def _forms(word: str) -> frozenset[str]:
    """The sounds of a word and of the full names it may be short for."""
    heard = sound(word)
    return frozenset({heard, *_FULL_BY_SOUND.get(heard, ())} - {""})


def _by_sound() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for form, full in FULL_NAMES.items():
        found.setdefault(sound(form), set()).update(map(sound, full))
    return found


_FULL_BY_SOUND = _by_sound()


def _alike(typed: Sequence[str], known: Sequence[tuple[Who, str]]) -> tuple[Who, ...]:
    """The few whose names sound most like what was typed."""
    owners: dict[str, list[Who]] = {}
    for who, key in known:
        for word in key.split():
            owners.setdefault(sound(word), []).append(who)
    near: dict[Who, None] = {}
    for word in sorted(typed[:_MOST_WORDS], key=len, reverse=True):
        for heard in get_close_matches(sound(word), list(owners), _NEAREST, _ALIKE):
            near.update(dict.fromkeys(owners[heard]))
    return tuple(near)[:_NEAREST]
