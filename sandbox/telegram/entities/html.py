"""Telegram's HTML: few tags, each closed, nothing else; a stray `<` is an error, not a letter."""

import re
from dataclasses import dataclass

from sandbox.telegram.entities.spans import Spans, broken
from sandbox.telegram.protocol import Wire
from sandbox.telegram.utf16 import cut

_PLAIN = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_TAGS = {*_PLAIN, "a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}

_ATTRIBUTE = re.compile(r"""\s++([A-Za-z0-9-]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[A-Za-z0-9.:_-]++))?+""")
_NAME = re.compile(r"[A-Za-z0-9-]*+")
_END = re.compile(r"</\s*+([A-Za-z0-9-]*+)\s*+>")
_REFERENCE = re.compile(r"&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,8})|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


@dataclass(frozen=True, slots=True)
class _Open:
    """A tag that waits for its end."""

    name: str
    attributes: dict[str, str]
    begins: int
    at: int


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._spans = Spans()
        self._open: list[_Open] = []

    def read(self) -> tuple[str, list[Wire]]:
        at = 0
        while at < len(self._source):
            stop = self._source.find("<", at)
            stop = len(self._source) if stop < 0 else stop
            self._spans.add(unescape(self._source[at:stop]))
            at = self._tag(stop) if stop < len(self._source) else stop
        if self._open:
            last = self._open[-1]
            raise broken(f'Can\'t find end tag corresponding to start tag "{last.name}"', self._source, last.at)
        return self._spans.text, self._spans.found

    def _tag(self, at: int) -> int:
        return self._end(at) if self._source.startswith("</", at) else self._start(at)

    def _start(self, at: int) -> int:
        named = _NAME.match(self._source, at + 1)
        name = named[0].lower() if named else ""
        if name not in _TAGS:
            raise broken(f'Unsupported start tag "{name}"', self._source, at)
        attributes, stop = self._attributes(at + 1 + len(name))
        if not self._source.startswith(">", stop):
            raise broken("Unclosed start tag", self._source, at)
        opened = _Open(name, attributes, self._spans.here, at)
        self._ensure_allowed(opened)
        self._open.append(opened)
        return stop + 1

    def _attributes(self, at: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while found := _ATTRIBUTE.match(self._source, at):
            attributes[found[1].lower()] = unescape((found[2] or "").strip("\"'"))
            at = found.end()
        while at < len(self._source) and self._source[at].isspace():
            at += 1
        return attributes, at

    def _ensure_allowed(self, tag: _Open) -> None:
        if tag.name == "span" and tag.attributes.get("class") != "tg-spoiler":
            raise broken('Tag "span" must have class "tg-spoiler"', self._source, tag.at)
        if tag.name == "tg-emoji" and not tag.attributes.get("emoji-id", "").isdigit():
            raise broken("Invalid custom emoji identifier specified", self._source, tag.at)
        if tag.name == "tg-time" and not tag.attributes.get("unix", "").isdigit():
            raise broken("Invalid date and time specified", self._source, tag.at)
        if tag.name == "blockquote" and any(outer.name == "blockquote" for outer in self._open):
            raise broken("Blockquotes do not nest", self._source, tag.at)

    def _end(self, at: int) -> int:
        ended = _END.match(self._source, at)
        if ended is None:
            raise broken("Unclosed end tag", self._source, at)
        if not self._open:
            raise broken("Unexpected end tag", self._source, at)
        opened = self._open.pop()
        if ended[1].lower() not in ("", opened.name):
            what = f'Unmatched end tag, expected "</{opened.name}>", found "</{ended[1].lower()}>"'
            raise broken(what, self._source, at)
        self._close(opened)
        return ended.end()

    def _close(self, tag: _Open) -> None:
        spans, given = self._spans, tag.attributes
        if tag.name in _PLAIN:
            spans.cover(tag.begins, _PLAIN[tag.name])
        elif tag.name == "a":
            spans.cover_link(tag.begins, given.get("href") or cut(spans.text, tag.begins, spans.here - tag.begins))
        elif tag.name == "blockquote":
            spans.cover(tag.begins, "expandable_blockquote" if "expandable" in given else "blockquote")
        elif tag.name == "tg-emoji":
            spans.cover(tag.begins, "custom_emoji", custom_emoji_id=given["emoji-id"])
        elif tag.name == "tg-time":
            spans.cover(tag.begins, "date_time", unix_time=int(given["unix"]), date_time_format=given.get("format", ""))
        else:
            self._close_code(tag)

    def _close_code(self, tag: _Open) -> None:
        """`pre > code class="language-x"` is one block with a language, not two."""
        spans, language = self._spans, tag.attributes.get("class", "")
        if tag.name == "code" and language.startswith("language-") and self._open and self._open[-1].name == "pre":
            spans.cover(tag.begins, "pre", language=language.removeprefix("language-"))
            return
        same = (tag.begins, spans.here - tag.begins)
        if tag.name == "pre" and any(
            one["type"] == "pre" and (one["offset"], one["length"]) == same for one in spans.found
        ):
            return
        spans.cover(tag.begins, tag.name)


def read_html(source: str) -> tuple[str, list[Wire]]:
    """Plain text and entities of a text in HTML; raises 400 for anything that Telegram would not read."""
    return _Reader(source).read()


def unescape(text: str) -> str:
    """Four named references and the numeric ones; every other `&` stays as it stands."""
    return _REFERENCE.sub(_letter, text)


def _letter(reference: re.Match[str]) -> str:
    if reference[3]:
        return _NAMED[reference[3]]
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    allowed = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if allowed else reference[0]
