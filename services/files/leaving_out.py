"""Rows that are left out and counted: those the mapping skips, and totals below or between the records."""

from collections.abc import Mapping, Sequence

from services.files.clean import plain
from services.files.fields import Field
from services.files.layout import named_heading, place_of
from services.files.mapping import Mapping as Wishes
from services.files.table import Table

_TOTALS = frozenset({"итого", "итог", "всего", "total", "totals", "grand total", "общий итог", "sum"})
_INITIALS = frozenset(["", *(letter for word in _TOTALS for letter in (word[0], word[0].upper()))])
_LONGEST_TOTAL = 40


def rows_left_out(
    table: Table, fields: Sequence[Field], cells: Mapping[str, Sequence[str]], wishes: Wishes
) -> frozenset[int]:
    """The rows of a table that are no records of it. `cells` are the columns of the fields."""
    rows: set[int] = set()
    for heading, wanted in wishes.skip.items():
        words = {plain(word) for word in wanted}
        column = table.columns[place_of(named_heading(heading, table), table)]
        skipped = {cell for cell in set(column) if plain(cell) in words}
        rows.update(row for row, cell in enumerate(column) if cell in skipped)
    first = next((field.name for field in fields if field.needed and field.name in cells), None)
    if first is not None:
        rows.update(_totals(table, cells[first]))
    return frozenset(rows)


def _totals(table: Table, needed: Sequence[str]) -> list[int]:
    """Rows that begin with "total" and have nothing, or that word, where an identifier or a day should stand."""
    if _INITIALS.isdisjoint({cell[:1] for cell in needed}):
        return []
    doubtful = {cell for cell in set(needed) if cell[:1] in _INITIALS and (not cell or plain(cell) in _TOTALS)}
    return [row for row, cell in enumerate(needed) if cell in doubtful and _begins_as_total(table, row)]


def _begins_as_total(table: Table, row: int) -> bool:
    said = next((column[row] for column in table.columns if column[row]), "")
    words = plain(said[: _LONGEST_TOTAL + 1]).split()
    return len(said) <= _LONGEST_TOTAL and bool(words) and (words[0] in _TOTALS or " ".join(words) in _TOTALS)
