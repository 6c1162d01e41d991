"""A table becomes records of one kind: typed columns, stable keys, and the rows left out with their reasons."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from zoneinfo import ZoneInfo

from services.errors import Refused
from services.files.amounts import currencies_of
from services.files.clean import plain
from services.files.columns import read_column, read_one
from services.files.fields import KINDS, Field
from services.files.keys import LazyKeys, stable_keys
from services.files.layout import Layout, layout_of
from services.files.leaving_out import rows_left_out
from services.files.mapping import Mapping as Wishes
from services.files.reads import Circumstances, Reads, Typed
from services.files.refusal import Refusal, StrangeCell, shown
from services.files.spreading import Columns, spread
from services.files.table import Table

_MIDNIGHT = re.compile(r"[T ]0?0:00(?::00(?:\.0+)?)?$")
_UNKNOWN_WORDS = 3
"""So many words that a guessed choice does not know, and more than it knows, make its column something else."""
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Reading:
    """The records of a file, by columns.

    `columns` holds the fields that the file has; None is an empty cell, which clears what is known. `lines` and
    `keys` belong to the same rows. `defaults` are for new records only (a needed field that the file lacks has
    its default in every row). `skipped` counts rows left out on request and totals. `sources` says under which
    headings each field was found.
    """

    kind: str
    columns: Mapping[str, Sequence[Typed | None]]
    lines: Sequence[int]
    keys: Sequence[str]
    refused: tuple[Refusal, ...]
    skipped: int
    defaults: Mapping[str, Typed]
    headings_unused: tuple[str, ...]
    sources: Mapping[str, tuple[str, ...]]


def read_records(kind: str, table: Table, mapping: Wishes, zone: ZoneInfo, currency: str) -> Reading:
    """Read every row that can be read.

    `zone` is that of local times, `currency` that of amounts which name none. Raises Refused for what concerns the
    whole file: an unknown heading or field in the mapping, a needed field that is not found, an ambiguous column.
    """
    layout = layout_of(kind, table, mapping)
    cells = {name: _cells(table, places) for name, places in layout.places.items()}
    left_out = rows_left_out(table, KINDS[kind], cells, mapping)
    layout, cells = _reconsidered(kind, layout, cells, mapping)
    given = Circumstances("", "", zone, mapping.defaults.get("currency", currency))
    defaults = _defaults(kind, mapping, given)
    usual = defaults.get("currency", currency)
    columns, refused = _columns(_Reading(kind, layout, mapping, given, defaults, table.points), cells, table.lines)
    # Rows left out are read too: they are part of the column by which a notation is decided.
    out = left_out | refused.keys()
    columns = {name: _without(column, out) for name, column in columns.items()}
    columns, lines = spread(KINDS[kind], columns, _without(table.lines, out), given.currency)
    broken = [*table.broken, *(refusal for row, refusal in refused.items() if row not in left_out)]
    return Reading(
        kind=kind,
        columns=columns,
        lines=lines,
        keys=LazyKeys(len(lines), lambda: stable_keys(kind, KINDS[kind], _said(columns, usual), len(lines))),
        refused=tuple(sorted(broken, key=lambda refusal: refusal.line)),
        skipped=len(left_out),
        defaults=defaults,
        headings_unused=layout.unused,
        sources=layout.headings,
    )


def _said(columns: Columns, usual: Typed) -> Columns:
    """The columns as keys see them: the usual currency is the same whether a file names it or not."""
    if "currency" not in columns:
        return columns
    return columns | {"currency": [None if cell == usual else cell for cell in columns["currency"]]}


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is settled before the first cell is read."""

    kind: str
    layout: Layout
    wishes: Wishes
    given: Circumstances
    defaults: Mapping[str, Typed]
    points: frozenset[int]

    def circumstances(self, field: Field) -> Circumstances:
        headings = self.layout.headings.get(field.name, (field.name,))
        places = self.layout.places.get(field.name, ())
        # A status taken from the column of stages: what is neither won nor lost there is an open stage.
        is_stage = field.name == "status" and places == self.layout.places.get("stage")
        return replace(
            _of_field(field, self.given, self.wishes),
            column=" + ".join(headings),
            format=self.wishes.formats.get(field.name),
            others="open" if is_stage else None,
            points=len(places) == 1 and places[0] in self.points,
        )


def _columns(
    reading: _Reading, cells: Mapping[str, list[str]], lines: Sequence[int]
) -> tuple[Columns, dict[int, Refusal]]:
    """The typed columns of all rows, and by row why it cannot be read."""
    columns: Columns = {}
    refused: dict[int, Refusal] = {}
    for field in KINDS[reading.kind]:
        if field.name in cells:
            given = reading.circumstances(field)
            read = read_column(field.reads, cells[field.name], given, reading.wishes.values.get(field.name))
            columns[field.name] = read.values
            for row, trouble in read.strange.items():
                refused.setdefault(row, Refusal(lines[row], trouble.phrase, trouble.values))
        default = reading.defaults.get(field.name)
        if field.needed:
            column = columns.setdefault(field.name, [None] * len(lines))
            for row in [row for row, value in enumerate(column) if value is None]:
                if default is None:
                    empty = {"column": shown(reading.circumstances(field).column)}
                    refused.setdefault(row, Refusal(lines[row], "cell-needed", empty))
                column[row] = default
    _add_currencies(reading, cells, columns)
    return columns, refused


def _add_currencies(reading: _Reading, cells: Mapping[str, list[str]], columns: Columns) -> None:
    """Amounts that name a foreign currency (`€ 3.500,00`) are in it, where no cell of a column says otherwise."""
    fields = KINDS[reading.kind]
    amounts = [cells[field.name] for field in fields if field.reads is Reads.AMOUNT and field.name in cells]
    if amounts and any(field.name == "currency" for field in fields):
        named = currencies_of(amounts, reading.given.currency)
        if named:
            told = columns.get("currency", [None] * len(named))
            columns["currency"] = [cell or beside for cell, beside in zip(told, named, strict=True)]


def _reconsidered(
    kind: str, layout: Layout, cells: dict[str, list[str]], wishes: Wishes
) -> tuple[Layout, dict[str, list[str]]]:
    """A guessed choice most of whose words are unknown is not that field; a status of that kind is a stage."""
    for field in KINDS[kind]:
        if field.name in layout.guessed and field.reads in (Reads.CHOICE, Reads.FLAG) and not field.needed:
            known = _words(field, wishes)
            found = {plain(cell) for cell in set(cells[field.name])} - {""}
            unknown = found - known.keys() - {plain(cell) for cell in wishes.values.get(field.name, {})}
            if len(unknown) >= _UNKNOWN_WORDS and 2 * len(unknown) > len(found):
                to = "stage" if field.name == "status" and "stage" not in cells else None
                layout = layout.moved(field.name, to)
                column = cells.pop(field.name)
                cells = {**cells, to: column} if to else cells
    return layout, cells


def _defaults(kind: str, wishes: Wishes, given: Circumstances) -> dict[str, Typed]:
    defaults: dict[str, Typed] = {}
    for field in KINDS[kind]:
        text = wishes.defaults.get(field.name)
        if text:
            try:
                value = read_one(field.reads, text, replace(_of_field(field, given, wishes), column=field.name))
            except StrangeCell as trouble:
                raise Refused("map-default", field=field.name, cell=shown(text)) from trouble
            if value is not None:
                defaults[field.name] = value
    return defaults


def _of_field(field: Field, given: Circumstances, wishes: Wishes) -> Circumstances:
    return replace(given, field=field.name, words=_words(field, wishes))


def _words(field: Field, wishes: Wishes) -> Mapping[str, str]:
    """The words of a choice; the stages that the mapping names are words of the status too."""
    words = dict(field.choice or {})
    if field.name == "status":
        words.update(
            (plain(stage), "open") for stage in (*wishes.order, *wishes.qualified) if plain(stage) not in words
        )
        words.update((plain(stage), "won") for stage in wishes.won)
        words.update((plain(stage), "lost") for stage in wishes.lost)
    return words


def _cells(table: Table, places: tuple[int, ...]) -> list[str]:
    """The cells of a field; those of several columns are joined by a space."""
    columns = [table.columns[place] for place in places]
    if len(columns) == 1:
        return columns[0]
    # A date cell may bring its own midnight, which the time beside it replaces.
    bare = {cell: _MIDNIGHT.sub("", cell) for cell in set(columns[0])}
    rows = zip([bare[cell] for cell in columns[0]], *columns[1:], strict=True)
    if any("" in column for column in columns):
        return [" ".join(filter(None, row)) for row in rows]
    return list(map(" ".join, rows))


def _without(items: list[_Item], rows: frozenset[int]) -> list[_Item]:
    return [item for row, item in enumerate(items) if row not in rows] if rows else items
