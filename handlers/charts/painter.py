"""Paints a picture in pixels: one column of rows under each other, as a phone shows it. Matplotlib is known only here.

Every text is measured before it is placed, so nothing is clipped and nothing runs into its neighbour.
"""

import io

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from handlers.charts.letters import DPI, Style, balanced, cut, drawable, font, width_of
from handlers.charts.picture import Bar, Picture, Row, Tone

WIDTH = 780
_MARGIN = 36
_CONTENT = WIDTH - 2 * _MARGIN
_GAP = 24
_LANE = 18
_SHORTEST_BAR = 3

_INK, _MUTED, _PAPER = "#1D2A35", "#5A6875", "#FFFFFF"
_COLOURS = {
    Tone.MAIN: "#2A6F97",
    Tone.BEHIND: "#E07B24",
    Tone.QUIET: "#B3C0CB",
    Tone.TRACK: "#E6ECF1",
    Tone.MARK: _INK,
}
"""Blue and orange differ in lightness too, so they part for colour-blind eyes and on grey paper."""

_TITLE = Style(34, _INK, bold=True)
_ABOUT = Style(22, _MUTED)
_LABEL = Style(24, _INK)
_VALUE = Style(24, _INK, bold=True)
_SMALL = Style(20, _MUTED)
_HEADING = Style(24, _MUTED, bold=True)


def paint(picture: Picture) -> Figure:
    """The picture as a figure of its full height."""
    sheet = _Sheet()
    sheet.lines(picture.title, _TITLE, most=4)
    sheet.skip(8)
    for about in picture.subtitle:
        sheet.lines(about, _ABOUT, most=2)
    if picture.legend:
        sheet.skip(14)
        sheet.legend(picture.legend)
    sheet.skip(22)
    for row in picture.rows:
        sheet.row(row)
    sheet.skip(6)
    sheet.lines(picture.footnote, _SMALL, most=3)
    return sheet.figure()


def png(figure: Figure) -> bytes:
    """The figure as a PNG file; equal pictures give equal bytes."""
    target = io.BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(target, format="png", metadata={"Software": None})
    return target.getvalue()


class _Sheet:
    """A sheet that grows downwards: `_y` is where the next thing begins, in pixels from the top."""

    def __init__(self) -> None:
        self._y = float(_MARGIN)
        self._texts: list[tuple[float, float, str, Style, str]] = []
        self._boxes: list[tuple[float, float, float, float, Tone]] = []

    def skip(self, pixels: float) -> None:
        """Leave some air."""
        self._y += pixels

    def lines(self, text: str, style: Style, most: int) -> None:
        """Text over the whole width, in at most so many lines."""
        for line in balanced(drawable(text), style, _CONTENT, most):
            self._text(_MARGIN, line, style)
            self._y += style.line

    def row(self, row: Row) -> None:
        """A name and its value, the bars under them, the remark under the bars."""
        if row.bridge:
            self._text(_MARGIN, cut(drawable(row.bridge), _SMALL, _CONTENT), _SMALL)
            self._y += _SMALL.line + 6
        if row.heading or not (row.value or row.bars):
            self.lines(row.label, _HEADING if row.heading else _LABEL, most=3)
        else:
            self._pair(row.label, row.value)
        if row.bars:
            self._bars(row.bars, row.marks)
        if row.note:
            self.skip(4)
            self.lines(row.note, _SMALL, most=3)
        self.skip(10 if row.heading else 20)

    def legend(self, entries: tuple[tuple[Tone, str], ...]) -> None:
        """Swatches with their words, as many in a line as fit."""
        x = float(_MARGIN)
        for tone, said in entries:
            room = 0 if tone is Tone.NONE else 26
            if tone is Tone.NONE:
                self.lines(said, _SMALL, most=2)
                return
            text = cut(drawable(said), _SMALL, _CONTENT - room)
            wide = room + width_of(text, _SMALL)
            if x > _MARGIN and x + wide > WIDTH - _MARGIN:
                x, self._y = float(_MARGIN), self._y + _SMALL.line + 4
            thin = 4 if tone is Tone.MARK else 16
            self._boxes.append((x + (16 - thin) / 2, self._y + 5, thin, 16, tone))
            self._text(x + room, text, _SMALL)
            x += wide + _GAP
        self._y += _SMALL.line

    def _pair(self, label: str, value: str) -> None:
        """The name gives way to the value; a value that needs most of the line gets one of its own."""
        said = cut(drawable(value), _VALUE, _CONTENT)
        taken = width_of(said, _VALUE) + _GAP if said else 0.0
        name, room = drawable(label), _CONTENT - taken
        if room < _CONTENT * 0.4 and width_of(name, _LABEL) > room:
            self._text(_MARGIN, cut(name, _LABEL, _CONTENT), _LABEL)
            self._y += _LABEL.line
            name = ""
        if name:
            self._text(_MARGIN, cut(name, _LABEL, room), _LABEL)
        if said:
            self._text(WIDTH - _MARGIN, said, _VALUE, align="right")
        self._y += _LABEL.line

    def _bars(self, bars: tuple[Bar, ...], marks: tuple[float, ...]) -> None:
        self.skip(2)
        for bar in bars:
            left = _MARGIN + bar.start * _CONTENT
            wide = max((bar.end - bar.start) * _CONTENT, _SHORTEST_BAR if bar.end > bar.start else 0.0)
            top = self._y + bar.lane * (_LANE + 3)
            self._boxes.append((min(left, WIDTH - _MARGIN - wide), top, wide, _LANE, bar.tone))
        for mark in marks:
            self._boxes.append((_MARGIN + mark * _CONTENT - 2, self._y - 4, 4, _LANE + 8, Tone.MARK))
        self._y += (1 + max(bar.lane for bar in bars)) * (_LANE + 3)

    def _text(self, x: float, text: str, style: Style, align: str = "left") -> None:
        self._texts.append((x, self._y + style.size, text, style, align))

    def figure(self) -> Figure:
        """Everything placed so far, on paper of the height it took."""
        height = round(self._y + _MARGIN)
        figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=_PAPER)
        for x, y, wide, high, tone in self._boxes:
            corner = (x / WIDTH, 1 - (y + high) / height)
            figure.add_artist(Rectangle(corner, wide / WIDTH, high / height, color=_COLOURS[tone], linewidth=0))
        for x, y, text, style, align in self._texts:
            figure.text(x / WIDTH, 1 - y / height, text, color=style.colour, ha=align, va="baseline",
                        fontproperties=font(style), parse_math=False)  # fmt: skip
        return figure
