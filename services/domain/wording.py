"""Words that people type for names and notes, made fit to keep: one line, nothing invisible, not too long."""

import re
from unicodedata import category, normalize

LONGEST_NAME = 200
LONGEST_NOTE = 500

_SPACES = re.compile(r"[\s\u2800\u3164]+")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MOST_READ = 4
"""A text this many times over the limit is too long however much of it is invisible, so it is not looked through."""


class NotAName(ValueError):
    """The text cannot be kept; `why` is `empty` or `long`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def tidy_line(text: str, longest: int = LONGEST_NAME) -> str:
    """The text in one line without control characters, invisible marks and lone surrogates, accents composed.

    Raises NotAName when nothing is left of it or it is longer than `longest` characters.
    """
    if len(text) > longest * _MOST_READ:
        raise NotAName("long")
    spaced = _SPACES.sub(" ", text)
    seen = "".join(character for character in spaced if category(character) not in _UNSEEN)
    line = " ".join(normalize("NFC", seen).split())
    if not line:
        raise NotAName("empty")
    if len(line) > longest:
        raise NotAName("long")
    return line


def tidy_name(text: str) -> str:
    """A name of a person, a team, a company: a tidy line with at least one letter or digit in it."""
    line = tidy_line(text)
    if not any(character.isalnum() for character in line):
        raise NotAName("empty")
    return line


def shortened(text: str, longest: int = 40) -> str:
    """The beginning of any text, fit to be said back to whoever typed it."""
    try:
        line = tidy_line(text[: longest * _MOST_READ], longest * _MOST_READ)
    except NotAName:
        return ""
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
