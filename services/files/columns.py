"""One column of text becomes typed values: its notation is decided once, each distinct cell is read once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from services.files.amounts import amount_reader, count_reader, percent_reader, rate_reader, target_reader
from services.files.clean import plain
from services.files.currencies import currency_reader
from services.files.durations import seconds_reader
from services.files.moments import day_reader, days_reader, moment_reader
from services.files.reads import Circumstances, Reader, ReaderOf, Reads, Typed
from services.files.refusal import StrangeCell
from services.files.texts import are_kept_as_they_are, choice_reader, flag_reader, identifier_reader, text_reader

_READERS: Mapping[Reads, ReaderOf] = {
    Reads.TEXT: text_reader,
    Reads.IDENTIFIER: identifier_reader,
    Reads.PHONE: identifier_reader,
    Reads.MOMENT: moment_reader,
    Reads.DAY: day_reader,
    Reads.DAYS: days_reader,
    Reads.AMOUNT: amount_reader,
    Reads.RATE: rate_reader,
    Reads.TARGET: target_reader,
    Reads.PERCENT: percent_reader,
    Reads.COUNT: count_reader,
    Reads.SECONDS: seconds_reader,
    Reads.FLAG: flag_reader,
    Reads.CHOICE: choice_reader,
    Reads.CURRENCY: currency_reader,
}

_Found = TypeVar("_Found")
_WORDS = frozenset({Reads.TEXT, Reads.IDENTIFIER, Reads.PHONE})


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """Values by row, None where the cell is empty or strange; and what is strange, by row."""

    values: list[Typed | None]
    strange: Mapping[int, StrangeCell]


def read_column(
    reads: Reads, cells: Sequence[str], given: Circumstances, replaced: Mapping[str, str] | None = None
) -> ReadColumn:
    """Read a column; `replaced` maps raw cells to what is read in their place.

    Raises Refused where the notation of the whole column cannot be decided.
    """
    if reads in _WORDS and not replaced and are_kept_as_they_are(cells):
        return ReadColumn([cell or None for cell in cells] if "" in cells else list(cells), {})
    distinct = dict.fromkeys(cells)
    meant = _meant(distinct, replaced) if replaced else None
    texts = dict.fromkeys(meant.values()) if meant else distinct.copy()
    texts.pop("", None)
    known, strange = _read_each(_READERS[reads](texts, given), texts)
    known[""] = None
    if meant:
        known, strange = _by_raw_cell(meant, known), _by_raw_cell(meant, strange)
    rows = {row: strange[cell] for row, cell in enumerate(cells) if cell in strange} if strange else {}
    return ReadColumn(list(map(known.__getitem__, cells)), rows)


def _read_each(read: Reader, cells: Collection[str]) -> tuple[dict[str, Typed | None], dict[str, StrangeCell]]:
    try:
        return {cell: read(cell) for cell in cells}, {}
    except StrangeCell:
        pass
    known: dict[str, Typed | None] = {}
    strange: dict[str, StrangeCell] = {}
    for cell in cells:
        try:
            known[cell] = read(cell)
        except StrangeCell as trouble:
            known[cell] = None
            strange[cell] = trouble
    return known, strange


def read_one(reads: Reads, cell: str, given: Circumstances) -> Typed | None:
    """Read a single value, such as a default; raises StrangeCell or Refused."""
    return _READERS[reads]([cell], given)(cell) if cell else None


def _meant(cells: Mapping[str, None], replaced: Mapping[str, str]) -> dict[str, str]:
    """What each distinct cell is read as; spelled alike is enough where nothing is spelled the same."""
    alike = {word: value for cell, value in replaced.items() if (word := plain(cell))}
    return {cell: replaced.get(cell, alike.get(plain(cell), cell)) for cell in cells}


def _by_raw_cell(meant: Mapping[str, str], known: Mapping[str, _Found]) -> dict[str, _Found]:
    return {cell: known[text] for cell, text in meant.items() if text in known}
