"""What a person is shown: text, buttons under it, and maybe a picture or a file; no messenger is known here."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html import escape
from typing import Protocol

from handlers.buttons import Press

LONGEST_TEXT = 4_096
LONGEST_CAPTION = 1_024
"""Characters of a message and of the words under a picture, as the messenger counts them: in UTF-16 units."""

_LONGEST_LABEL = 40


class Drawable(Protocol):
    """A picture described and not yet painted; it can travel to another process."""

    @property
    def title(self) -> str:
        """What the picture is about."""
        ...


@dataclass(frozen=True, slots=True)
class Button:
    """A button: a place to go to, or a link to open."""

    label: str
    press: Press | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file to hand over."""

    name: str
    content: bytes = field(repr=False)


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message. `text` is HTML of the few tags a messenger knows; whatever came from outside is escaped in it."""

    text: str
    rows: Rows = ()
    picture: Drawable | None = None
    file: File | None = None

    def with_rows(self, *more: tuple[Button, ...]) -> "Screen":
        """The same with further rows of buttons."""
        return replace(self, rows=(*self.rows, *(row for row in more if row)))


class Show(Protocol):
    """Puts a screen before the person: in place of the screen whose button was pressed, or as a new message."""

    async def __call__(self, screen: Screen, *, anew: bool = False) -> None: ...


def plain(text: str) -> str:
    """Text from outside as it may stand in a screen."""
    return escape(text, quote=False)


def bold(text: str) -> str:
    """Words that carry the screen; escaped here."""
    return f"<b>{plain(text)}</b>"


def fixed(lines: Iterable[str]) -> str:
    """Lines of a table in letters of one width; escaped here."""
    return "<pre>" + plain("\n".join(lines)) + "</pre>"


def quote(text: str) -> str:
    """A block that opens at a touch; escaped here."""
    return f"<blockquote expandable>{plain(text)}</blockquote>"


def units(text: str) -> int:
    """The length of a text as the messenger counts it: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def label(text: str, longest: int = _LONGEST_LABEL) -> str:
    """Words for a button: one line, cut where a phone would cut them."""
    line = " ".join(text.split()) or "·"
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
