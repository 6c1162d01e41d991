"""MarkdownV2: every reserved sign is markup or escaped, there is no third way."""

import re

from sandbox.telegram.entities.spans import Spans, broken
from sandbox.telegram.protocol import Wire

_RESERVED = set("_*[]()~`>#+-=|{}.!")
_KINDS = {"*": "bold", "__": "underline", "_": "italic", "~": "strikethrough", "||": "spoiler"}
_NAMES = {"*": "Bold", "__": "Underline", "_": "Italic", "~": "Strikethrough", "||": "Spoiler", "[": "TextUrl",
          "![": "CustomEmoji"}  # fmt: skip
_TOKEN = re.compile(r"__|_|\*|~|\|\||!\[|\[|\]")
_FOLD = re.compile(r"\|\|(?=\n(?!>)|$)")
_ADDRESS = re.compile(r"\(((?:\\.|[^)\\])*)\)")
_EMOJI = re.compile(r"tg://emoji\?id=(\d+)")
_FENCE = re.compile(r"```(?:([A-Za-z0-9+#_-]+)\n|\n)?")


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._spans = Spans()
        self._open: list[tuple[str, int, int]] = []
        self._quote: int | None = None
        self._expandable = False

    def read(self) -> tuple[str, list[Wire]]:
        at = 0
        while at < len(self._source):
            at = self._step(at)
        self._end_quote()
        if self._open:
            token, _begins, where = self._open[-1]
            raise broken(f"Can't find end of {_NAMES[token]} entity", self._source, where)
        return self._spans.text, self._spans.found

    def _step(self, at: int) -> int:
        letter = self._source[at]
        if at == 0 or self._source[at - 1] == "\n":
            quoted = self._line(at)
            if quoted != at:
                return quoted
        if letter == "\\" and at + 1 < len(self._source) and 0 < ord(self._source[at + 1]) < 127:
            self._spans.add(self._source[at + 1])
            return at + 2
        if letter == "`":
            return self._code(at)
        if self._ends_folded(at):
            self._expandable = True
            return at + 2
        if token := _TOKEN.match(self._source, at):
            return self._token(token[0], at)
        if letter in _RESERVED:
            raise broken(f"Character '{letter}' is reserved and must be escaped with the preceding '\\'",
                         self._source, at)  # fmt: skip
        self._spans.add(letter)
        return at + 1

    def _ends_folded(self, at: int) -> bool:
        """Two bars at the end of a quotation that are not the end of a spoiler: it opens on a tap."""
        hidden = any(token == "||" for token, _begins, _at in self._open)
        return self._quote is not None and not hidden and bool(_FOLD.match(self._source, at))

    def _line(self, at: int) -> int:
        """A line that begins with `>` belongs to a quotation; one without ends it."""
        if self._source.startswith("**>", at):
            self._end_quote()
            self._quote = self._spans.here
            return at + 3
        if self._source.startswith(">", at):
            self._quote = self._spans.here if self._quote is None else self._quote
            return at + 1
        self._end_quote()
        return at

    def _end_quote(self) -> None:
        if self._quote is not None:
            self._spans.cover(self._quote, "expandable_blockquote" if self._expandable else "blockquote")
        self._quote, self._expandable = None, False

    def _token(self, token: str, at: int) -> int:
        if token == "]":
            return self._link(at)
        if token in _KINDS and self._open and self._open[-1][0] == token:
            _token, begins, _where = self._open.pop()
            self._spans.cover(begins, _KINDS[token])
        else:
            self._open.append((token, self._spans.here, at))
        return at + len(token)

    def _link(self, at: int) -> int:
        if not self._open or self._open[-1][0] not in ("[", "!["):
            raise broken("Character ']' is reserved and must be escaped with the preceding '\\'", self._source, at)
        token, begins, where = self._open.pop()
        address = _ADDRESS.match(self._source, at + 1)
        if address is None:
            raise broken(f"Can't find end of {_NAMES[token]} entity", self._source, where)
        url = re.sub(r"\\(.)", r"\1", address[1])
        emoji = _EMOJI.fullmatch(url)
        if token == "![" and emoji is None:
            raise broken("Custom emoji URL must have an emoji identifier", self._source, where)
        if token == "![" and emoji:
            self._spans.cover(begins, "custom_emoji", custom_emoji_id=emoji[1])
        else:
            self._spans.cover_link(begins, url)
        return address.end()

    def _code(self, at: int) -> int:
        fence = _FENCE.match(self._source, at)
        mark, begins = ("```", fence.end()) if fence else ("`", at + 1)
        stop = begins
        start = self._spans.here
        while not self._source.startswith(mark, stop):
            if stop >= len(self._source):
                raise broken(f"Can't find end of {'Pre' if fence else 'Code'} entity", self._source, at)
            stop += self._source[stop] == "\\"
            self._spans.add(self._source[stop : stop + 1])
            stop += 1
        if fence:
            self._spans.cover(start, "pre", **({"language": fence[1]} if fence[1] else {}))
        else:
            self._spans.cover(start, "code")
        return stop + len(mark)


def read_markdown(source: str) -> tuple[str, list[Wire]]:
    """Plain text and entities of a text in MarkdownV2; raises 400 where a sign is neither markup nor escaped."""
    return _Reader(source).read()
