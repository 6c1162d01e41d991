"""Texts as Telegram counts them: in UTF-16 units."""


def length(text: str) -> int:
    """How many UTF-16 units a text has; an emoji is usually two."""
    return len(text) + sum(1 for letter in text if ord(letter) > 0xFFFF)


def cut(text: str, offset: int, size: int) -> str:
    """The part of a text that an entity covers."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[offset * 2 : (offset + size) * 2].decode("utf-16-le", "replace")
