"""How a table is laid out in columns of a terminal: widths, cuts, and parts where not all stands side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

GAP = 2
_LONGEST_ID = 24
_CAPS = (44, 30, 22, 17)
_CAP_IN_PARTS = 22
"""How wide a column of text may be, from roomy to tight; below that the table is shown in parts."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A column in words: its label and a cell for each line; numbers stand at the right."""

    label: str
    cells: Sequence[str]
    right: bool
    leads: bool = False
    """Says what the line is about, so it stands again in every part of the table."""
    whole: bool = False
    """Made to be copied, so it is cut only when it is longer than any usual one."""

    def width(self, cap: int) -> int:
        """As wide as its widest cell or word of the label; text is held below the cap."""
        cells = max(map(cell_len, self.cells), default=0)
        word = max(map(cell_len, self.label.split(" ")))
        if self.right:
            return max(cells, min(word, cap))
        return min(max(cells, word), max(cap, _LONGEST_ID) if self.whole else cap)


Part = list[tuple[Shown, int]]
"""Columns that stand side by side, with their widths."""


def parts(columns: Sequence[Shown], width: int) -> list[Part]:
    """The columns in one part where they fit at any cap, else in several, each led by the leading columns."""
    for cap in _CAPS:
        whole = [(column, column.width(cap)) for column in columns]
        if _wide(whole) <= width:
            return [whole]
    tight = [(column, min(column.width(_CAP_IN_PARTS), width)) for column in columns]
    leading = _leading(tight, width)
    made: list[Part] = []
    for column in tight[len(leading) :]:
        if not made or _wide([*made[-1], column]) > width:
            made.append(list(leading))
        made[-1].append(column)
    return made or [leading]


def _leading(columns: Part, width: int) -> Part:
    """The columns at the left that name the line, as long as they leave half of the width."""
    leading: Part = []
    for column in columns:
        if leading and (not column[0].leads or _wide([*leading, column]) > width // 2):
            break
        leading.append(column)
    return leading


def _wide(columns: Part) -> int:
    return sum(width for _, width in columns) + GAP * (len(columns) - 1)


def line(cells: Iterable[tuple[str, int, bool]]) -> str:
    """One line of a part: each cell cut and padded to its width."""
    return (" " * GAP).join(_fitted(*cell) for cell in cells).rstrip()


def _fitted(text: str, width: int, right: bool) -> str:
    if cell_len(text) > width:
        return f"{set_cell_size(text, width - 1)}…" if width > 1 else "…"[:width]
    room = " " * (width - cell_len(text))
    return f"{room}{text}" if right else f"{text}{room}"


def headings(part: Part) -> list[str]:
    """The labels over their columns, each broken into as many lines as it needs, the last line at the bottom."""
    broken = [_broken(column.label, width) for column, width in part]
    deepest = max(map(len, broken))
    padded = [[""] * (deepest - len(lines)) + lines for lines in broken]
    return [
        line((lines[place], width, column.right) for lines, (column, width) in zip(padded, part, strict=True))
        for place in range(deepest)
    ]


def _broken(label: str, width: int) -> list[str]:
    lines = [""]
    for word in label.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and cell_len(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
