"""What a file is, told by its content and never by its name: a workbook, a text, or something to refuse."""

import re
from enum import Enum

from services.errors import Refused
from services.files.refusal import shown


class Content(Enum):
    """The two kinds of file that hold a table for us."""

    TEXT = "text"
    WORKBOOK = "workbook"


_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!\x1a", "RAR"),
    (b"7z\xbc\xaf'\x1c", "7-Zip"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3\0", "SQLite"),
)
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4_096
_MARKUP = re.compile(r"<(?:!doctype|!--|\?xml|(?:html|head|body|meta|table|script|style|svg|div)\b)", re.IGNORECASE)
_JSON = re.compile(r"\{\s*[\"}]|\[\s*[\[{]")


def content_of(name: str, data: bytes) -> Content:
    """Tell what the bytes are; Refused when they are no table, naming what they are where that is known."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused("file-empty", name=shown(name))
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return Content.WORKBOOK
    if data.startswith(_OLD_OFFICE):
        raise Refused("file-old-excel", name=shown(name))
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise Refused("file-other-kind", name=shown(name), what=what)
    return Content.TEXT


def ensure_table_text(name: str, text: str) -> None:
    """Refuse a page or a document that is text, but no table."""
    start = text[:_HEAD].lstrip()
    for pattern, what in ((_MARKUP, "HTML"), (_JSON, "JSON")):
        if pattern.match(start):
            raise Refused("file-other-kind", name=shown(name), what=what)
