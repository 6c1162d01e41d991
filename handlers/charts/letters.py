"""The letters of pictures: one font that comes with the drawing library, measured before it is used."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from matplotlib import get_data_path
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, get_font

from handlers.speech import harmless

DPI = 100
_POINTS = 72
_UNKNOWN = "□"
_LEADING = 1.35


@dataclass(frozen=True, slots=True)
class Style:
    """Size in pixels, colour, weight."""

    size: int
    colour: str
    bold: bool = False

    @property
    def line(self) -> float:
        """The height of a line of this text, in pixels."""
        return self.size * _LEADING


@cache
def font(style: Style) -> FontProperties:
    """The font of a style; named by its file, so that no other font of the machine slips in."""
    return FontProperties(fname=str(_file(style.bold)), size=style.size * _POINTS / DPI)


def _file(bold: bool) -> Path:
    return Path(get_data_path()) / "fonts" / "ttf" / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")


@cache
def _drawn() -> frozenset[str]:
    plain, bold = (get_font(str(_file(weight))).get_charmap() for weight in (False, True))
    return frozenset(map(chr, plain.keys() & bold.keys()))


def drawable(text: str) -> str:
    """The text without what the font cannot draw: pictures are dropped, letters of rare scripts become boxes."""
    known = _drawn()
    drawn = "".join(sign if sign in known else _UNKNOWN if sign.isalnum() else "" for sign in harmless(text))
    return " ".join(part for part in drawn.split(" ") if part)


@cache
def _ruler() -> RendererAgg:
    return RendererAgg(1, 1, DPI)


def width_of(text: str, style: Style) -> float:
    """How wide the text will be, in pixels."""
    if not text:
        return 0.0
    width, _, _ = _ruler().get_text_width_height_descent(text, font(style), False)
    return float(width)


def cut(text: str, style: Style, width: float) -> str:
    """The text, ended by an ellipsis where it is wider than there is room."""
    if width_of(text, style) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width_of(_ended(text, middle), style) <= width else (low, middle - 1)
    return _ended(text, low)


def _ended(text: str, length: int) -> str:
    return f"{text[:length].rstrip(' ·,—')}…"


def wrapped(text: str, style: Style, width: float, most: int) -> list[str]:
    """The text in lines broken between words; what does not find room in `most` lines ends with an ellipsis."""
    words, lines = text.split(" "), [""]
    for number, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or width_of(longer, style) <= width:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = " ".join([lines[-1], *words[number:]])
            break
    return [cut(line, style, width) for line in lines if line]
