"""How far the cells of a sheet reach and how many there are, counted in its XML before anything is built of it.

A reader lays a sheet out as a rectangle: two cells in opposite corners of 2^20 x 2^14 would take hundreds of
gigabytes, and a row number of twenty digits ends the process. So every cell is seen here first, whatever way its
tag is written; a tag that cannot be understood surely is refused.
"""

import re

from services.errors import Refused
from services.files.bounds import (
    LEAST_FILLED,
    MOST_COLUMNS,
    MOST_MERGES,
    MOST_STRINGS,
    ROOMY_AREA,
    WIDEST_AREA,
)
from services.files.refusal import shown

_LONGEST_TAG = 8_192
_EXCEL_ROWS = 1 << 20
_PREFIX = rb"<(?:[^<>\s/]*:)?"
_CELL_TAG = re.compile(_PREFIX + rb"c(?=[\s/>])")
_USUAL_CELL = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"[^<>]*?(/?)>')
_ANY_TAG = re.compile(_PREFIX + rb"(c|row)(?=[\s/>])([^<>]*?)(/?)>")
_ATTRIBUTES = re.compile(rb"(?:\s+[^\s=<>\"']+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*")
_ATTRIBUTE = re.compile(rb"\s([^\s=<>\"']+)\s*=\s*[\"']([^\"']*)[\"']")
_PLACE = re.compile(rb"([A-Za-z]{0,3})([1-9][0-9]{0,6})")


class Census:
    """Counts one part of a workbook, fed piece by piece; Refused as soon as it reaches too far."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.rows = 0
        self.columns = 0
        self.cells = 0
        self._strings = 0
        self._merges = 0
        self._rest = b""
        self._row = 0
        self._column = 0

    def feed(self, piece: bytes) -> None:
        """Count one more piece of XML, up to its last tag, which may not be whole yet."""
        window = self._rest + piece
        cut = max(window.rfind(b"<"), 0)
        self._rest = window[cut:]
        self._count(window[:cut])
        if len(self._rest) > _LONGEST_TAG:
            if b">" not in self._rest:
                raise Refused("file-unsafe", name=shown(self._name))
            self._count(self._rest)
            self._rest = b""

    def finish(self) -> None:
        """Count what is left, and refuse a sheet that is huge and almost empty."""
        self._count(self._rest)
        area = self.rows * self.columns
        if area > WIDEST_AREA or (area > ROOMY_AREA and self.cells < area * LEAST_FILLED):
            raise Refused("file-sparse", rows=self.rows, columns=self.columns)

    def _count(self, window: bytes) -> None:
        self._strings += window.count(b"<si")
        self._merges += window.count(b"mergeCell ")
        usual = _USUAL_CELL.findall(window)
        # Most often a sheet has no other tag in c than its cells, and no look at each is needed to count them.
        tags = window.count(b"<c") if b":c" not in window else -1
        if tags != len(usual):
            tags = len(_CELL_TAG.findall(window))
        if len(usual) == tags:
            self._count_usual(usual)
            self._row = max(self.rows, self._row + window.count(b"row"))
        else:
            self._count_any(window, tags)
        if self.columns > MOST_COLUMNS:
            raise Refused("file-too-wide", limit=MOST_COLUMNS)
        if self.rows > _EXCEL_ROWS or self._strings > MOST_STRINGS or self._merges > MOST_MERGES:
            raise Refused("file-sparse", rows=self.rows, columns=self.columns)

    def _count_usual(self, cells: list[tuple[bytes, bytes, bytes]]) -> None:
        filled = [(letters, digits) for letters, digits, closed in cells if not closed]
        self.cells += len(filled)
        self.columns = max([self.columns, *map(_number_of, {letters for letters, _ in filled})])
        self.rows = max([self.rows, *map(int, {digits for _, digits in filled})])
        self._column = max(self._column, self.columns)

    def _count_any(self, window: bytes, tags: int) -> None:
        """Cells written in another order, or without their place, which then follows from the one before."""
        found = _ANY_TAG.findall(window)
        if sum(1 for kind, _, _ in found if kind == b"c") != tags:
            raise Refused("file-unsafe", name=shown(self._name))
        for kind, attributes, closed in found:
            letters, row = self._place(attributes)
            if kind == b"row":
                self._row, self._column = row or self._row + 1, 0
                continue
            self._row = row or self._row
            self._column = _number_of(letters.upper()) if letters else self._column + 1
            if not closed:
                self.cells += 1
                self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)

    def _place(self, attributes: bytes) -> tuple[bytes, int]:
        """The letters and the row of the attribute `r`; nothing where it is not given."""
        given = [value for name, value in _ATTRIBUTE.findall(attributes) if name == b"r"]
        place = _PLACE.fullmatch(given[0]) if given else None
        if not _ATTRIBUTES.fullmatch(attributes) or len(given) > 1 or (given and not place):
            raise Refused("file-unsafe", name=shown(self._name))
        return (place[1], int(place[2])) if place else (b"", 0)


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
