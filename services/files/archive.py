"""The zip archive of a workbook is looked through before anything opens it, so that a trap never springs.

Checked by really unpacking, in small steps that are thrown away: names, links, real sizes, document types
(entity bombs), how far the cells of a sheet reach. What is handed on is a fresh plain archive of the checked
parts, so that what was checked is what is read.
"""

import re
import stat
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from zipfile import ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from services.errors import Refused
from services.files.bounds import BOMB_RATIO, BOMB_SIZE, LARGEST, LARGEST_SMALL_PART
from services.files.census import Census
from services.files.refusal import shown
from services.files.unpacking import too_big

_MOST_PARTS = 2_000
_STEP = 1 << 20
_READ = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|xl/.*\.(?:xml|rels)", re.IGNORECASE)
_LARGE = re.compile(r"xl/(?:worksheets/[^/]*|sharedStrings)\.xml", re.IGNORECASE)
_OTHERS = {"word/document.xml": "DOCX", "ppt/presentation.xml": "PPTX", "content.xml": "ODS", "xl/workbook.bin": "XLSB"}
_MACROS = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_HUGE_COUNT = re.compile(rb"ount\s*=\s*[\"'][^\"']{8,}")
"""A reader makes room for as many things as a part says it has (`uniqueCount`); ten million are nobody's table."""
_ERROR_CELL = re.compile(rb"(<(?:[\w.-]{1,40}:)?c\b[^<>]{0,400}?\st\s*=\s*)(?:\"e\"|'e')")
_HUGE = rb"<v>-?(?:[0-9]{8,}|[0-9.]{1,40}[eE]\+?[0-9]{2,})"
_HUGE_NUMBER = re.compile(_HUGE)
_FORMATTED_HUGE_NUMBER = re.compile(
    rb"(<(?:[\w.-]{1,40}:)?c\b[^<>]{0,400}?)\ss\s*=\s*(?:\"[^\"]*\"|'[^']*')"
    rb"([^<>]{0,400}>(?:<f[^<>]{0,400}(?:/>|>[^<]{0,8192}</f>))?" + _HUGE + rb")"
)
_UNREADABLE = (BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def checked_archive(name: str, data: bytes) -> BytesIO:
    """A plain archive of the parts a reader of tables needs; Refused for anything that is no honest workbook."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = _parts(name, archive)
            for part in parts:
                _look_through(name, archive, part)
            return _copied(name, archive, parts)
    except _UNREADABLE as trouble:
        raise Refused("file-broken", name=shown(name)) from trouble


def _parts(name: str, archive: ZipFile) -> list[ZipInfo]:
    entries = archive.infolist()
    names = {entry.filename.lower() for entry in entries}
    if len(entries) > _MOST_PARTS or len(names) != len(entries) or any(map(_is_unsafe, entries)):
        raise Refused("file-unsafe", name=shown(name))
    if any("vbaproject" in part for part in names):
        raise Refused("file-macros", name=shown(name))
    if "xl/workbook.xml" not in names or "xl/workbook.bin" in names:
        what = next((what for part, what in _OTHERS.items() if part in names), "ZIP")
        raise Refused("file-other-kind", name=shown(name), what=what)
    if sum(entry.file_size for entry in entries) > LARGEST or any(map(_is_bomb, entries)):
        raise too_big(name)
    parts = [entry for entry in entries if _READ.fullmatch(entry.filename)]
    if any(part.file_size > LARGEST_SMALL_PART and not _LARGE.fullmatch(part.filename) for part in parts):
        raise Refused("file-unsafe", name=shown(name))
    return parts


def _is_bomb(entry: ZipInfo) -> bool:
    return entry.file_size > BOMB_SIZE and entry.file_size > entry.compress_size * BOMB_RATIO


def _is_unsafe(entry: ZipInfo) -> bool:
    path = entry.orig_filename.replace("\\", "/")
    return (
        path.startswith("/")
        or ".." in path.split("/")
        or ":" in path
        or "\0" in path
        or stat.S_ISLNK(entry.external_attr >> 16)
        or bool(entry.flag_bits & 1)
    )


def _look_through(name: str, archive: ZipFile, part: ZipInfo) -> None:
    """Unpack one part to nowhere; Refused when it says what no table says."""
    census, tail = Census(name), b""
    with archive.open(part) as stream:
        for piece in _pieces(stream, part.file_size):
            window = tail + piece
            if b"\0" in piece or (b"<!" in window and _DOCTYPE.search(window)):
                raise Refused("file-unsafe", name=shown(name))
            if part.filename == "[Content_Types].xml" and _MACROS.search(window):
                raise Refused("file-macros", name=shown(name))
            census.feed(piece)
            tail = window[-32:]
    census.finish()


def _pieces(stream: IO[bytes], declared: int) -> Iterator[bytes]:
    """The part in steps; the archive is kept to its own word on the size, and its checksum is tried."""
    total = 0
    while piece := stream.read(_STEP):
        total += len(piece)
        yield piece
    if total != declared:
        raise BadZipFile("a part is shorter than it says")


def _copied(name: str, archive: ZipFile, parts: list[ZipInfo]) -> BytesIO:
    copy = BytesIO()
    with ZipFile(copy, "w", ZIP_STORED) as plain:
        for part in parts:
            content = archive.read(part)
            if b"ount" in content and _HUGE_COUNT.search(content):
                raise Refused("file-unsafe", name=shown(name))
            plain.writestr(part.filename, _readable(content))
    copy.seek(0)
    return copy


def _readable(content: bytes) -> bytes:
    """The part with what the reader would hide or stumble over put into words that it takes."""
    if b'"e"' in content or b"'e'" in content:
        # It shows error cells as empty; as text they are refused by name (#REF!).
        content = _ERROR_CELL.sub(rb'\1"str"', content)
    if _HUGE_NUMBER.search(content):
        # It panics over a date of the year 60000; without a format the cell is a number, refused by its row.
        content = _FORMATTED_HUGE_NUMBER.sub(rb"\1\2", content)
    return content
