"""Readers of words: texts, identifiers, phones, flags, choices."""

import re
from collections.abc import Collection

from services.files.bounds import LONGEST_TEXT
from services.files.clean import is_tidy, plain, tidy
from services.files.reads import Circumstances, Reader, Typed, says_nothing
from services.files.words import ANSWERED

_SPOILED = re.compile(r"(?<!\S)[0-9][.,][0-9]{1,20}[eE]\+[0-9]{2,3}(?!\S)")


def are_kept_as_they_are(cells: Collection[str]) -> bool:
    """Whether no cell of a column of words is changed or refused by reading; one look instead of a look at each."""
    distinct = set(cells)
    distinct.discard("")
    if max(map(len, distinct), default=0) > LONGEST_TEXT:
        return False
    joined = " ".join(distinct)
    return is_tidy(joined) and not ("+" in joined and _SPOILED.search(joined))


def text_reader(cells: Collection[str], given: Circumstances) -> Reader:
    """Any text, its white space made even; too long a one is refused."""
    del cells

    def read(cell: str) -> Typed | None:
        if len(cell) > LONGEST_TEXT:
            raise given.strange("cell-too-long", cell)
        return tidy(cell) or None

    return read


def identifier_reader(cells: Collection[str], given: Circumstances) -> Reader:
    """Identifiers and phones are text: 19 digits stay 19 digits, zeros in front stay.

    One that a spreadsheet has shortened to `1.23E+18` has lost its last digits: its row is refused.
    """
    text = text_reader(cells, given)

    def read(cell: str) -> Typed | None:
        if _SPOILED.fullmatch(cell):
            raise given.strange("cell-shortened", cell)
        return text(cell)

    return read


def choice_reader(cells: Collection[str], given: Circumstances) -> Reader:
    """One of a few words, in any of its spellings; an unknown word refuses its row."""
    del cells
    words = given.words or {}

    def read(cell: str) -> Typed | None:
        meaning = words.get(plain(cell[:LONGEST_TEXT])) or given.others
        if meaning is None and not says_nothing(cell):
            raise given.strange("cell-word", cell, field=given.field, words=", ".join(sorted(set(words.values()))))
        return meaning

    return read


def flag_reader(cells: Collection[str], given: Circumstances) -> Reader:
    """Yes or no: `yes no 1 0 true false да нет`, and what telephony says of an answered call."""
    del cells

    def read(cell: str) -> Typed | None:
        meaning = ANSWERED.get(plain(cell[:LONGEST_TEXT]))
        if meaning is None and not says_nothing(cell):
            raise given.strange("cell-word", cell, field=given.field, words="yes, no")
        return None if meaning is None else meaning == "yes"

    return read
