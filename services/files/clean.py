"""Text that is safe to keep: nothing that can be kept is refused, what cannot be shown is taken out.

Kept as they are: letters of any script, emoji, joiners and direction marks (views isolate them).
Taken out: NUL and other control characters. A tab or a line break becomes a space. Half of a surrogate
pair, which no encoding can carry, becomes U+FFFD. Accents are composed (NFC), so that a file made on
another system names the same people.
"""

import re
from unicodedata import is_normalized, normalize

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_MARK = "\ufeff"


def clean(text: str) -> str:
    """The text without control characters (tab and line breaks stay) and without lone surrogates."""
    if _CONTROLS.search(text):
        text = _CONTROLS.sub("", text)
    if not text.isascii() and _SURROGATES.search(text):
        text = _SURROGATES.sub("\ufffd", text)
    return text


def tidy(text: str) -> str:
    """The text as it is stored and compared: clean, composed, every run of white space one space."""
    if is_tidy(text):
        return text
    return " ".join(normalize("NFC", clean(text)).replace(_MARK, "").split())


def is_tidy(text: str) -> bool:
    """Whether `tidy` surely leaves the text as it is; printable excludes all but plain spaces at the speed of C."""
    even = "  " not in text and text[:1] != " " and text[-1:] != " "
    return even and text.isprintable() and is_normalized("NFC", text)


def plain(text: str) -> str:
    """A word in the form in which words are compared: lower case, ё as е, without marks around it."""
    words = tidy(text).casefold().replace("ё", "е").replace("_", " ").replace("-", " ").replace("–", " ")
    return " ".join(words.split()).strip(" .,:;!?\"'«»()[]")
