"""A file as a table: headings and columns of text, with the physical line of each record.

Blank lines, lines above the heading that hold a single cell (a title) and repetitions of the heading are
left out silently; a row with too few or too many cells is refused by its line.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from services.errors import Refused
from services.files.bounds import MOST_COLUMNS, MOST_ROWS
from services.files.clean import tidy
from services.files.encoding import text_of
from services.files.refusal import Refusal, shown
from services.files.separated import Rows, even_columns, rows_of
from services.files.sniff import Content, content_of, ensure_table_text
from services.files.unpacking import unpacked
from services.files.workbook import rows_of_workbook

_TITLE_LINES = 30
_EXCEL_BLOCK = 16


@dataclass(frozen=True, slots=True)
class Table:
    """Headings as they stand in the file and, under each, its cells as stripped text ('' = empty).

    `lines` holds the physical first line of each record (the row number in a workbook), `broken` the
    rows that are no record. Columns named in `points` hold real numbers of a workbook: the point in them
    is the decimal mark.
    """

    headings: tuple[str, ...]
    columns: tuple[list[str], ...]
    lines: list[int]
    broken: tuple[Refusal, ...] = ()
    points: frozenset[int] = field(default_factory=frozenset)


def read_table(name: str, data: bytes) -> Table:
    """Read CSV (comma, semicolon, tab; UTF-8, UTF-16, cp1251), XLSX, or either in gzip.

    `name` only stands in messages: the content decides. Raises Refused for a file that is no such table,
    that is damaged, or that is larger than we read.
    """
    data = unpacked(name, data)
    if content_of(name, data) is Content.WORKBOOK:
        cells, first, points = rows_of_workbook(name, data)
        return _table(name, Rows(cells, list(range(first, first + len(cells))), []), points)
    text = text_of(name, data)
    ensure_table_text(name, text)
    columns = even_columns(text)
    even = columns and _even_table(columns)
    return even or _table(name, rows_of(text), frozenset())


def _table(name: str, rows: Rows, points: frozenset[int]) -> Table:
    top = _heading_row(rows.cells)
    if top is None:
        raise Refused("file-empty", name=shown(name))
    width = len(rows.cells[top])
    if width > MOST_COLUMNS:
        raise Refused("file-too-wide", limit=MOST_COLUMNS)
    if len(rows.cells) > MOST_ROWS:
        raise Refused("file-too-long", limit=MOST_ROWS)
    refused = list(rows.broken)
    body, lines = _records(rows, top, width, refused)
    columns = tuple([row[place].strip() for row in body] for place in range(width))
    refused.sort(key=lambda refusal: refusal.line)
    return Table(tuple(map(tidy, rows.cells[top])), columns, lines, tuple(refused), points)


def _even_table(columns: list[list[str]]) -> Table | None:
    """The table of a text all of whose lines are alike; None when its first line is no heading."""
    heading = [column[0] for column in columns]
    size = len(columns[0])
    if sum(map(bool, heading)) < 2 or size > MOST_ROWS:
        return None
    body, lines = tuple(column[1:] for column in columns), list(range(2, size + 1))
    if "" in body[0] or heading[0] in body[0]:
        rows = zip(*body, strict=True)
        dropped = {place for place, row in enumerate(rows) if not any(row) or list(row) == heading}
        body = tuple([cell for row, cell in enumerate(column) if row not in dropped] for column in body)
        lines = [line for row, line in enumerate(lines) if row not in dropped]
    return Table(tuple(map(tidy, heading)), body, lines)


def _heading_row(rows: list[list[str]]) -> int | None:
    """The first row with anything in it; a title of one cell above a wider table is no heading."""
    first = next((number for number, row in enumerate(rows) if any(map(str.strip, row))), None)
    if first is None:
        return None
    for number in range(first, min(first + _TITLE_LINES, len(rows))):
        if sum(1 for cell in rows[number] if cell.strip()) > 1:
            return number
    return first


def _records(rows: Rows, top: int, width: int, refused: list[Refusal]) -> tuple[list[list[str]], list[int]]:
    """The rows below the heading, all of one width, with their lines."""
    heading, dropped = list(map(str.strip, rows.cells[top])), _blocks_cut_short(rows.cells, width)
    body, lines = [], []
    for number, row, line in _below(rows, top):
        if len(row) != width:
            if not "".join(row).strip():
                continue
            if len(row) > width and not any(map(str.strip, row[width:])):
                row = row[:width]
            elif len(row) < width and number // _EXCEL_BLOCK in dropped:
                row = row + [""] * (width - len(row))
            else:
                few = "row-too-few" if len(row) < width else "row-too-many"
                refused.append(Refusal(line, few, {"cells": len(row), "headings": width}))
                continue
        elif list(map(str.strip, row)) == heading or not "".join(row).strip():
            continue
        body.append(row)
        lines.append(line)
    return body, lines


def _below(rows: Rows, top: int) -> Iterator[tuple[int, list[str], int]]:
    return zip(range(top + 1, len(rows.cells)), rows.cells[top + 1 :], rows.lines[top + 1 :], strict=True)


def _blocks_cut_short(rows: list[list[str]], width: int) -> frozenset[int]:
    """Blocks of 16 rows in which every row lacks the same last cells.

    Excel saves text by such blocks and drops the separators of cells that are empty in a whole block; a
    single short row is a damaged one.
    """
    if all(len(row) == width for row in rows):
        return frozenset()
    blocks = range(0, len(rows), _EXCEL_BLOCK)
    widths = (({len(row) for row in rows[start : start + _EXCEL_BLOCK]}, start) for start in blocks)
    return frozenset(
        start // _EXCEL_BLOCK
        for found, start in widths
        if len(found) == 1 and min(found) < width and len(rows) - start > 1
    )
