"""Bytes of a text file become text: UTF-8, UTF-16, else Windows-1251 unless it reads badly as Russian.

A few broken bytes do not make a UTF-8 file something else: they become U+FFFD and the rest stays readable.
"""

import re

from services.errors import Refused
from services.files.clean import clean
from services.files.refusal import shown

_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_RARER = ["koi8_r", "cp866", "mac_cyrillic", "iso8859_5", "cp1252", "cp1250"]
_SAMPLE = 65_536
_HEAD = 16_384
_WORD = re.compile(r"[^\W\d_]+")
_RUSSIAN = re.compile("[А-ЯЁІЇЄҐЎ]?[а-яёіїєґў]+|[А-ЯЁІЇЄҐЎ]+")
_FOREIGN = re.compile("[^\x00-\x7f]")
_DROPPED = bytes([*range(9), 11, 12, *range(14, 32), 127])
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")


def text_of(name: str, data: bytes) -> str:
    """The text of a file without control characters, line breaks as `\\n`; Refused when it is no text at all."""
    wide = _wide(data)
    sample = data[:_HEAD].decode(wide, "replace") if wide else data[:_HEAD].decode("latin-1")
    strange = len(_STRANGE.findall(sample))
    # A stray control character is dropped; hundreds of them are a picture, a sound or a program.
    if strange > 8 and strange * 50 > len(sample):
        raise Refused("file-binary", name=shown(name))
    text = clean(data.decode(wide, "replace")) if wide else _narrow(data.translate(None, _DROPPED))
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32, by its mark or by its look; None for encodings in which ASCII is ASCII."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    return marked or _without_mark(data[:_HEAD])


def _narrow(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _with_surrogates(data) or _single_byte(data)


def _with_surrogates(data: bytes) -> str | None:
    """UTF-8 of programs that write an emoji as two halves: the halves are joined, a lone one becomes U+FFFD."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _without_mark(head: bytes) -> str | None:
    """UTF-16 that does not say so: nearly every second byte is the page of Latin or Cyrillic."""
    pairs = len(head) // 2
    for encoding, pages in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        known = pages.count(0) + pages.count(4)
        if pages.count(0) * 20 > pairs and known * 10 > pairs * 9:
            return encoding
    return None


def _single_byte(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if len(_FOREIGN.findall(text[: 16 * _SAMPLE])) > broken * 4:
        return text
    sample = b"\n".join(line for line in data[: 16 * _SAMPLE].splitlines() if not line.isascii())[:_SAMPLE]
    return data.decode(_page_of(sample), "replace")


def _page_of(sample: bytes) -> str:
    """The code page of bytes that are not UTF-8."""
    words = [word for word in _WORD.findall(sample.decode("cp1251", "replace")) if not word.isascii()]
    russian = sum(1 for word in words if _RUSSIAN.fullmatch(word))
    if russian * 4 >= len(words) * 3:
        return "cp1251"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_RARER).best()
    return best.encoding if best else "cp1251"
