"""How a name sounds, whatever alphabet it is written in: `Иванов`, `Ivanov` and `Ivanoff` are one."""

import re
from functools import lru_cache

_SPOKEN = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu",
    "я": "ia", "і": "i", "ї": "i", "є": "e", "ґ": "g", "ә": "a", "қ": "k", "ғ": "g", "ң": "n", "ө": "o", "ұ": "u",
    "ү": "u", "һ": "h", "ў": "u", "'": "", "’": "", "ʼ": "", "`": "",
})  # fmt: skip
_SAME_SOUND = (
    ("shch", "sh"), ("sch", "sh"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("tz", "ts"), ("x", "ks"), ("ch", "\0"),
    ("ck", "k"), ("c", "k"), ("\0", "ch"), ("q", "k"), ("w", "v"), ("y", "i"), ("j", "i"), ("ia", "a"), ("iu", "u"),
    ("ie", "e"), ("io", "e"),
)  # fmt: skip
"""Spellings of one sound, longer ones first; ё is io to one clerk and e to another."""
_DOUBLED = re.compile(r"(.)\1+")
_LOOKS_LIKE = str.maketrans("aceopxyhkmtb", "асеорхункмтв")
_LATIN = re.compile("[a-z]")
_CYRILLIC = re.compile("[а-яёіїєґ]")


def is_latin(word: str) -> bool:
    """Whether a lower-case word has letters of the Latin alphabet."""
    return _LATIN.search(word) is not None


def without_lookalikes(word: str) -> str:
    """A word in two alphabets at once, as a slip of the keyboard makes it, in Cyrillic alone."""
    return word.translate(_LOOKS_LIKE) if is_latin(word) and _CYRILLIC.search(word) else word


@lru_cache(maxsize=16_384)
def sound(word: str) -> str:
    """A lower-case word as it sounds; words that sound alike have equal sounds."""
    spoken = _DOUBLED.sub(r"\1", word.translate(_SPOKEN))
    for spelling, usual in _SAME_SOUND:
        spoken = spoken.replace(spelling, usual)
    spoken = _DOUBLED.sub(r"\1", spoken)
    return f"{spoken[:-1]}v" if len(spoken) > 2 and spoken.endswith("f") else spoken
