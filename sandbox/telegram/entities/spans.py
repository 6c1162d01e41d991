"""A text being put together, with the spans of formatting that lie over it."""

import re

from sandbox.telegram.protocol import Refused, Wire, bad
from sandbox.telegram.utf16 import length

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_LINKED = {"http", "https", "tg", "ton", "mailto", "tel"}
_USER = re.compile(r"tg://user\?id=(\d{1,16})")
_HOST = re.compile(r"[^\s/?#.]+(\.[^\s/?#.]+)+([/?#]\S*)?")


def broken(what: str, text: str, at: int) -> Refused:
    """Telegram's complaint about markup, with the place in bytes."""
    return bad(f"can't parse entities: {what} at byte offset {len(text[:at].encode('utf-8', 'replace'))}")


class Spans:
    """Collects plain text and its entities; knows where the next letter will stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.here = 0
        self.found: list[Wire] = []

    def add(self, text: str) -> None:
        """The next piece of plain text."""
        self._parts.append(text)
        self.here += length(text)

    def cover(self, start: int, kind: str, **more: object) -> None:
        """Format everything from `start` to here; nothing is formatted where there is no letter."""
        if self.here > start:
            self.found.append({"type": kind, "offset": start, "length": self.here - start, **more})

    def cover_link(self, start: int, address: str) -> None:
        """A link; one that leads nowhere is dropped without a word, as Telegram does."""
        if person := _USER.fullmatch(address):
            self.cover(start, "text_mention", user={"id": int(person[1])})
        elif url := followable(address):
            self.cover(start, "text_link", url=url)

    @property
    def text(self) -> str:
        """The plain text so far."""
        return "".join(self._parts)


def followable(address: str) -> str | None:
    """The address in full, or None where no app would open it."""
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() in _LINKED and len(address) > scheme.end() + 2:
        return address
    return f"http://{address}" if not scheme and _HOST.fullmatch(address) else None
