"""How far the cells of a sheet reach and how many there are, counted in its XML before anything is built of it."""

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

_LONGEST_TAG = 8_192
_EXCEL_ROWS = 1 << 20
_TAG = re.compile(rb"<(?:[\w.-]{1,40}:)?c[\s/>]")
_USUAL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*?(/?)>')
_ANY = re.compile(rb"<(?:[\w.-]{1,40}:)?(row|c)((?:\s[^<>]*?)?)(/?)>")
_PLACE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{0,3})([0-9]{1,7})[\"']")


class Census:
    """Counts one part of a workbook, fed piece by piece; Refused as soon as it reaches too far."""

    def __init__(self) -> None:
        self.rows = 0
        self.columns = 0
        self.cells = 0
        self._strings = 0
        self._merges = 0
        self._rest = b""
        self._row = 0
        self._column = 0

    def feed(self, piece: bytes) -> None:
        """Count one more piece of XML."""
        window = self._rest + piece
        cut = window.rfind(b"<")
        window, self._rest = (window[:cut], window[cut:]) if cut >= 0 else (b"", window)
        if len(self._rest) > _LONGEST_TAG:
            # Between two tags stands only text here; a tag of this length is nobody's table.
            window, self._rest = window + self._rest, b""
        self._count(window)

    def finish(self) -> None:
        """Count what is left, and refuse a sheet that is huge and almost empty."""
        self._count(self._rest)
        area = self.rows * self.columns
        if area > WIDEST_AREA or (area > ROOMY_AREA and self.cells < area * LEAST_FILLED):
            raise Refused("file-sparse", rows=self.rows, columns=self.columns)

    def _count(self, window: bytes) -> None:
        self._strings += window.count(b"<si")
        self._merges += window.count(b"mergeCell ")
        tags = len(_TAG.findall(window))
        usual = _USUAL.findall(window) if tags else []
        if len(usual) == tags:
            for letters in {letters for letters, _, closed in usual if not closed}:
                self.columns = max(self.columns, _number_of(letters))
            for digits in {digits for _, digits, closed in usual if not closed}:
                self.rows = max(self.rows, int(digits))
            self.cells += sum(1 for _, _, closed in usual if not closed)
        else:
            self._count_unusual(window)
        if self.columns > MOST_COLUMNS:
            raise Refused("file-too-wide", limit=MOST_COLUMNS)
        if self.rows > _EXCEL_ROWS or self._strings > MOST_STRINGS or self._merges > MOST_MERGES:
            raise Refused("file-sparse", rows=self.rows, columns=self.columns)

    def _count_unusual(self, window: bytes) -> None:
        """Cells written in another order or without their place, which then follows from the one before."""
        for kind, attributes, closed in _ANY.findall(window):
            place = _PLACE.search(attributes)
            if kind == b"row":
                self._row = int(place[2]) if place else self._row + 1
                self._column = 0
                continue
            self._column = _number_of(place[1].upper()) if place else self._column + 1
            if place:
                self._row = int(place[2])
            if not closed:
                self.cells += 1
                self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
