"""A page of plain lines for a terminal: text broken at its width, tables cut to it."""

import io
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from handlers.tables.layout import Shown, headings, line, parts


class Page:
    """Lines as they will stand on the terminal."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = max(width, 20)
        self._target = io.StringIO()
        self._console = Console(
            file=self._target, width=self.width, force_terminal=colour, force_interactive=False, markup=False,
            emoji=False, highlight=False, color_system="standard" if colour else None, legacy_windows=False,
            _environ={},
        )  # fmt: skip

    def gap(self) -> None:
        """An empty line."""
        self._console.print()

    def say(self, text: str, style: str = "", indent: int = 0) -> None:
        """Text broken between words at the width."""
        self._console.print(Padding(Text(text, style=style), (0, 0, 0, indent), expand=False))

    def table(self, columns: Sequence[Shown], *, total: bool = False) -> None:
        """The columns under their headings, in one part or in several; the last line may be a total."""
        for number, part in enumerate(parts(columns, self.width)):
            if number:
                self.gap()
            over = headings(part)
            for heading in over:
                self._row(heading, "bold")
            rule = line(("─" * width, width, False) for _, width in part)
            self._row(rule, "dim")
            lines = len(part[0][0].cells) - total
            for place in range(lines):
                self._row(line((column.cells[place], width, column.right) for column, width in part), "")
            if total and any(column.cells[-1] for column, _ in part if not column.leads):
                self._row(rule, "dim")
                self._row(line((column.cells[-1], width, column.right) for column, width in part), "bold")

    def _row(self, text: str, style: str) -> None:
        self._console.print(Text(text, style=style), no_wrap=True, overflow="crop", crop=True)

    def text(self) -> str:
        """All lines without spaces at their ends."""
        return "".join(f"{text.rstrip(' ')}\n" for text in self._target.getvalue().split("\n")[:-1])
