"""From what a bot wrote to what people see: plain text with entities."""

import re
from collections.abc import Callable

from sandbox.telegram.entities.detected import detected
from sandbox.telegram.entities.html import read_html
from sandbox.telegram.entities.legacy import read_legacy
from sandbox.telegram.entities.markdown import read_markdown
from sandbox.telegram.facts import the_facts
from sandbox.telegram.protocol import Wire, bad
from sandbox.telegram.utf16 import length

MOST_ENTITIES = 100
"""More are dropped without a word."""

_MODES: dict[str, Callable[[str], tuple[str, list[Wire]]]] = {
    "html": read_html,
    "markdownv2": read_markdown,
    "markdown": read_legacy,
}
_CODE = {"code", "pre"}
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f]")
_DROPPED = re.compile("[\r\u2028-\u202e]")


def formatted(text: str, mode: str | None, entities: list[Wire] | None) -> tuple[str, list[Wire]]:
    """Plain text and entities as a reader gets them; raises 400 when the markup cannot be read."""
    clean = cleaned(text)
    if mode:
        if mode.lower() not in _MODES:
            raise bad("unsupported parse_mode")
        plain, found = _MODES[mode.lower()](clean)
    else:
        plain, found = clean, _checked(clean, entities or [])
    stripped, kept = _trimmed(plain, found)
    return stripped, detected(stripped, _without_nested(kept))


def cleaned(text: str) -> str:
    """The text without letters that Telegram never shows; half an emoji is refused."""
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise bad("strings must be encoded in UTF-8")
    return _UNSEEN.sub(" ", _DROPPED.sub("", text))


def _checked(text: str, entities: list[Wire]) -> list[Wire]:
    whole = length(text)
    for one in entities:
        if one["type"] not in the_facts().entities:
            raise bad("unsupported type of entity specified")
        if one["offset"] < 0 or one["length"] <= 0:
            raise bad("can't parse entities: an entity has an incorrect offset or length")
        if one["offset"] + one["length"] > whole:
            raise bad(f"entity beginning at UTF-16 offset {one['offset']} ends after the end of the text")
        if _halves_a_letter(text, one["offset"]) or _halves_a_letter(text, one["offset"] + one["length"]):
            raise bad(f"entity beginning at UTF-16 offset {one['offset']} stands in the middle of a UTF-16 symbol")
    return [dict(one) for one in entities]


def _halves_a_letter(text: str, at: int) -> bool:
    unit = text.encode("utf-16-le")[at * 2 : at * 2 + 2]
    return 0xDC00 <= int.from_bytes(unit, "little") <= 0xDFFF if unit else False


def _trimmed(text: str, entities: list[Wire]) -> tuple[str, list[Wire]]:
    """Texts lose the space around them, and entities move along."""
    stripped = text.strip()
    lost, whole = length(text[: len(text) - len(text.lstrip())]), length(stripped)
    kept = []
    for one in entities:
        begins = max(one["offset"] - lost, 0)
        ends = min(one["offset"] - lost + one["length"], whole)
        if ends > begins:
            kept.append(one | {"offset": begins, "length": ends - begins})
    return stripped, kept


def _without_nested(entities: list[Wire]) -> list[Wire]:
    """Nothing is formatted within code."""
    blocks = [one for one in entities if one["type"] in _CODE]
    return [one for one in entities if one["type"] in _CODE or not any(_within(one, block) for block in blocks)]


def _within(one: Wire, block: Wire) -> bool:
    return bool(
        block["offset"] <= one["offset"]
        and one["offset"] + one["length"] <= block["offset"] + block["length"]
        and one["type"] not in ("blockquote", "expandable_blockquote")
    )
