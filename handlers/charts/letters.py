"""The letters of pictures: one font that comes with the drawing library, measured before it is used."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from matplotlib import get_data_path
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags

from handlers.speech import harmless

DPI = 100
_POINTS = 72
_FIXED_POINT = 65_536
_UNKNOWN = "□"
_LEADING = 1.35
_LONELY = 0.25


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
def _advance(sign: str, size: int, bold: bool) -> float:
    face = get_font(str(_file(bold)))
    face.set_size(size * _POINTS / DPI, DPI)
    return face.load_char(ord(sign), LoadFlags.NO_HINTING).linearHoriAdvance / _FIXED_POINT


def width_of(text: str, style: Style) -> float:
    """How wide the text will be, in pixels: the sum of its letters, which kerning only brings closer."""
    return sum(_advance(sign, style.size, style.bold) for sign in text)


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


def balanced(text: str, style: Style, width: float, most: int) -> list[str]:
    """The text in as few lines as it needs, none of them left with a lonely last word."""
    lines = wrapped(text, style, width, most)
    if len(lines) < 2 or width_of(lines[-1], style) > width * _LONELY:
        return lines
    for share in (0.6, 0.7, 0.8, 0.9):
        narrower = wrapped(text, style, width * share, most)
        if len(narrower) == len(lines) and " ".join(narrower) == " ".join(lines):
            return narrower
    return lines
