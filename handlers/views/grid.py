"""A small table in letters of one width: at most thirty columns, as many as a phone shows without breaking lines."""

import unicodedata
from collections.abc import Sequence
from datetime import timedelta

from handlers.speech import harmless
from services.domain.report import Value

WIDEST = 30
_LOOKED_AT = 200


def width(text: str) -> int:
    """Columns that the text takes: marks take none, wide letters and pictures take two."""
    return sum(map(_columns, text))


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def cut(text: str, columns: int) -> str:
    """The text in exactly so many columns, cut with a dot-dot-dot or filled with spaces."""
    line = _one_line(text)
    taken, kept, room = 0, "", columns - 1
    for letter in line:
        taken += _columns(letter)
        if taken > columns:
            line = kept.rstrip() + "…"
            break
        if taken <= room:
            kept += letter
    return line + " " * (columns - width(line))


def _one_line(text: str) -> str:
    """A name as one line; what is longer than any column is not even looked at."""
    return " ".join(harmless(text[:_LOOKED_AT]).split())


def grid(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a table: names at the left take what the figures at the right leave."""
    figures = [max(width(line[place]) for line in (headings, *rows)) + 1 for place in range(1, len(headings))]
    names = max(6, WIDEST - sum(figures))
    names = min(names, max(width(_one_line(line[0])) for line in (headings, *rows)))
    return [_line(line, names, figures) for line in (headings, *rows)]


def _line(cells: Sequence[str], names: int, figures: Sequence[int]) -> str:
    told = "".join(" " * (room - width(cell)) + cell for cell, room in zip(cells[1:], figures, strict=True))
    return cut(cells[0], names) + told


def hours(length: Value) -> str:
    """A length in a narrow column: hours and minutes, `2:05`."""
    if not isinstance(length, timedelta):
        return "—"
    minutes = length // timedelta(minutes=1)
    return f"{minutes // 60}:{minutes % 60:02}"


def bar(share: float, cells: int = 5) -> str:
    """A share as a row of small blocks; it is full when the whole is there and never sooner."""
    full = max(0, min(cells, int(share * cells)))
    return "▰" * full + "▱" * (cells - full)
