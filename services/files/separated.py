"""Text with separators becomes rows of cells, each with its physical line; quotes are respected and mistrusted.

A quote that is never closed spoils its own line only: the line is refused and reading goes on below it.
"""

import csv
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, repeat

from services.errors import Refused
from services.files.bounds import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from services.files.guessing import is_known_heading
from services.files.refusal import Refusal

_SEPARATORS = ",;\t"
_SAMPLE_LINES = 200
_SAMPLE_LINE = 20_000
_LONGEST_RECORD = 500_000
"""Characters that one quoted record may span; more is an open quote."""
_SEP_HINT = "sep="


@dataclass(frozen=True, slots=True)
class Rows:
    """Cells of each record, the physical line on which it begins, and the lines that are no record."""

    cells: list[list[str]]
    lines: list[int]
    broken: list[Refusal]


def rows_of(text: str) -> Rows:
    """Split a text (line breaks as `\\n`) into rows."""
    _ensure_bounds(text)
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    # Excel itself writes and reads this first line, and never shows it.
    hinted = bool(lines) and lines[0].strip().lower().startswith(_SEP_HINT)
    separator, width = _separator(lines[1:] if hinted else lines)
    if hinted:
        separator = lines[0].strip()[len(_SEP_HINT) :][:1] or separator
        lines[0] = ""
    _ensure_bounds(text, separator)
    if '"' not in text:
        return Rows([line.split(separator) for line in lines], list(range(1, len(lines) + 1)), [])
    return _at_once(lines, separator) or _line_by_line(lines, separator, width)


def _ensure_bounds(text: str, separator: str = "\n") -> None:
    """Refuse what would take more memory than any table is worth, before it is taken."""
    if text.count("\n") > MOST_ROWS or text.count(separator) > MOST_CELLS:
        raise Refused("file-too-long", limit=MOST_ROWS)


def even_columns(text: str) -> list[list[str]] | None:
    """The stripped cells by columns when none is quoted and all lines have as many; None for any other text.

    Most exports of programs are like that, and are read this way three times as quickly.
    """
    if '"' in text or text[: len(_SEP_HINT)].lower() == _SEP_HINT:
        return None
    separator, width = _separator(text[: _SAMPLE_LINES * _SAMPLE_LINE].split("\n"))
    if not 2 <= width <= MOST_COLUMNS:
        return None
    _ensure_bounds(text, separator)
    text = text.removesuffix("\n")
    if set(map(str.count, text.split("\n"), repeat(separator))) != {width - 1}:
        return None
    cells = list(map(str.strip, text.replace("\n", separator).split(separator)))
    return [cells[place::width] for place in range(width)]


def _separator(lines: list[str]) -> tuple[str, int]:
    """The separator by which most lines have as many cells as the first table-like one, and how many."""
    sample = [line[:_SAMPLE_LINE] for line in lines[: 4 * _SAMPLE_LINES] if line.strip()][:_SAMPLE_LINES]
    if sample and is_known_heading(sample[0]):
        # A list of one column: a comma in it belongs to a name.
        return next((mark for mark in _SEPARATORS if not any(mark in line for line in sample)), "\t"), 1
    best, found = (0.0, 0), (_SEPARATORS[0], 1)
    for separator in _SEPARATORS:
        widths = [width for width in _widths(sample, separator) if width]
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        agree = widths.count(wide[0]) / len(widths)
        if (round(agree, 1), wide[0]) > best:
            best, found = (round(agree, 1), wide[0]), (separator, Counter(wide).most_common(1)[0][0])
    return found


def _widths(sample: list[str], separator: str) -> list[int]:
    try:
        return [len(row) for row in csv.reader(sample, delimiter=separator)]
    except csv.Error:
        return [len(line.split(separator)) for line in sample]


def _at_once(lines: list[str], separator: str) -> Rows | None:
    """The quick way, for files whose quotes are all in order; None when any is doubtful."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        cells: list[list[str]] = []
        ends = [0]
        for row in reader:
            cells.append(row)
            ends.append(reader.line_num)
    except csv.Error:
        return None
    starts = [end + 1 for end in ends[:-1]]
    if len(cells) != len(lines):
        usual = Counter(map(len, cells)).most_common(1)[0][0]
        for number, (before, end) in enumerate(pairwise(ends)):
            if end - before > 1:
                # The reader glues the lines of a cell together; read once more with the breaks in place.
                record = _parsed("\n".join(lines[before:end]), separator)
                if record is None or len(record) != usual:
                    return None
                cells[number] = record
    return Rows(cells, starts, [])


def _line_by_line(lines: list[str], separator: str, width: int) -> Rows:
    """The careful way: a record may span lines only as far as the next line with an odd number of quotes."""
    odd = [number for number, line in enumerate(lines) if line.count('"') % 2]
    rows = Rows([], [], [])
    number = 0
    while number < len(lines):
        row, after = _record(lines, number, odd, separator, width)
        if row is None:
            rows.broken.append(Refusal(number + 1, _why(lines[number])))
        else:
            rows.cells.append(row)
            rows.lines.append(number + 1)
        number = after
    return rows


def _why(line: str) -> str:
    return "row-too-long" if len(line) > csv.field_size_limit() else "row-quotes"


def _record(lines: list[str], number: int, odd: list[int], separator: str, width: int) -> tuple[list[str] | None, int]:
    """The cells of the record that begins at this line, and the line after it."""
    line = lines[number]
    if '"' not in line:
        return line.split(separator), number + 1
    row = _parsed(line, separator)
    if row is not None:
        return row, number + 1
    if line.count('"') % 2 == 0:
        # Quotes inside a quoted name («ООО "Ромашка"») are forgiven where the cells still count right.
        row = _parsed(line, separator, strict=False)
        return (row if row and len(row) == width else None), number + 1
    place = bisect_right(odd, number)
    if place == len(odd):
        return None, number + 1
    record = "\n".join(lines[number : odd[place] + 1])
    row = _parsed(record, separator) if len(record) <= _LONGEST_RECORD else None
    return (row, odd[place] + 1) if row and len(row) == width else (None, number + 1)


def _parsed(record: str, separator: str, strict: bool = True) -> list[str] | None:
    """The cells of one record; None when its quotes do not close in it."""
    try:
        rows = list(csv.reader([record], delimiter=separator, strict=strict))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None
