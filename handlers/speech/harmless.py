"""Text from outside made safe to show: it cannot steer a terminal, turn a line round or bury its neighbours."""

import re
import unicodedata

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_ACCENT = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILE = re.compile(f"({_ACCENT}{{3}}){_ACCENT}+")
_LINE_BREAKS = re.compile("[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_PLAIN = re.compile("[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u20a0-\u20bf]*")


def harmless(text: str) -> str:
    """One line without control characters: ESC and its kin are replaced, invisible marks that change the
    direction of reading are dropped, line breaks become spaces, piles of accents are cut.
    """
    if _PLAIN.fullmatch(text):
        return text
    return _PILE.sub(r"\1", "".join(map(_shown, _LINE_BREAKS.sub(" ", text))))


def _shown(character: str) -> str:
    match unicodedata.category(character):
        case "Cc" | "Cs" | "Co":
            return _REPLACEMENT
        case "Cn" if ord(character) & 0xFFFE == 0xFFFE:
            return _REPLACEMENT
        case "Cf":
            return ""
        case _:
            return character
