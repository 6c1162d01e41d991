"""Files as the world sends them: traps, things called tables that are none, and odd tables that are some."""

import gzip
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def workbook_parts(sheet: str = "", strings: str = "", state: str = "", head: str = _HEAD) -> dict[str, bytes]:
    """The parts of a small workbook around the XML of its rows."""
    types = (
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_WORKBOOK_TYPE}"/>'
    )
    relations = f'<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'.format
    relation = f'<Relationship Id="rId{{}}" Type="{_RELATIONS}/{{}}" Target="{{}}"/>'.format
    sheets = f'<sheets><sheet name="Лист1" sheetId="1" {state} r:id="rId1"/></sheets>'
    inside = relation(1, "worksheet", "worksheets/sheet1.xml") + relation(2, "sharedStrings", "sharedStrings.xml")
    data = f"<sheetData>{sheet}</sheetData>"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_RELATIONS}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": relations(inside),
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{_SPREADSHEET}">{data}</worksheet>',
        "xl/sharedStrings.xml": f'{head}<sst xmlns="{_SPREADSHEET}">{strings}</sst>',
    }
    xml = {name: content if content.startswith("<?xml") else _HEAD + content for name, content in parts.items()}
    return {name: content.encode() for name, content in xml.items()}


def zipped(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these parts."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return archive.getvalue()


def _cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _row(number: int, *texts: str) -> str:
    cells = "".join(_cell(f"{letter}{number}", text) for letter, text in zip("ABCDEFGH", texts, strict=False))
    return f'<row r="{number}">{cells}</row>'


def _book(*rows: str) -> bytes:
    return zipped(workbook_parts("".join(rows)))


_ROWS = _row(1, "name", "role") + _row(2, "Иван", "менеджер")
_LOOSE = "<row><c><v>{}</v></c><c><v>{}</v></c></row>"


@cache
def _bomb_of_zeros(size: int = 270_000_000) -> bytes:
    archive, piece = io.BytesIO(), b" " * 1_000_000
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, content in workbook_parts(_ROWS).items():
            if name != "xl/worksheets/sheet1.xml":
                made.writestr(name, content)
        with made.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(size // len(piece)):
                part.write(piece)
    return archive.getvalue()


def _bomb_that_lies() -> bytes:
    """A part of 270 MB that says it is 100 bytes: sizes rewritten in the archive's own tables."""
    return _bomb_of_zeros().replace(struct.pack("<I", 270_000_000), struct.pack("<I", 100))


def _bomb_below_the_limit() -> bytes:
    return _bomb_of_zeros(70_000_000)


def _promised_strings() -> bytes:
    """Two strings that say they are two milliards; a reader that believes it asks for 50 GB and is killed."""
    parts = workbook_parts(_ROWS, strings="<si><t>x</t></si>")
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(b"<sst ", b'<sst uniqueCount="2147483648" ')
    return zipped(parts)


def _row_of_twenty_digits() -> bytes:
    return zipped(workbook_parts(_ROWS.replace('r="B1"', 'r="B99999999999"')))


def _hidden_place(cell: str) -> bytes:
    """A far cell whose tag is written so that a careless look does not see it."""
    return zipped(workbook_parts(f'{_ROWS}<row r="3">{cell}</row>'))


def _many_entries() -> bytes:
    parts = workbook_parts(_ROWS)
    return zipped({**parts, **{f"xl/media/{number}.png": b"" for number in range(20_000)}})


def _entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return zipped(workbook_parts(_ROWS, head=f'{_HEAD}<!DOCTYPE lolz [<!ENTITY l0 "ha">{levels}]>'))


def _outside_entity() -> bytes:
    return zipped(workbook_parts(_ROWS, head=f'{_HEAD}<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'))


def _huge_sheet() -> bytes:
    far = f'<row r="1048576">{_cell("XFD1048576", "x")}</row>'
    return zipped(workbook_parts(_ROWS + far))


def _tall_sheet() -> bytes:
    return zipped(workbook_parts(_ROWS + f'<row r="1048576">{_cell("ZZ1048576", "x")}</row>'))


def _huge_sheet_without_places() -> bytes:
    return zipped(workbook_parts(f'<row r="1048576">{"<c><v>1</v></c>" * 5_000}</row>'))


def _named(name: str, symlink: bool = False) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        for part, content in workbook_parts(_ROWS).items():
            made.writestr(part, content)
        entry = zipfile.ZipInfo(name)
        if symlink:
            entry.create_system = 3
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(entry, "/etc/passwd")
    return archive.getvalue()


def _macros() -> bytes:
    return zipped({**workbook_parts(_ROWS), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def _macro_type() -> bytes:
    parts = workbook_parts(_ROWS)
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    return zipped(parts)


def _encrypted_flag() -> bytes:
    data = bytearray(zipped(workbook_parts(_ROWS)))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def _gzip_bomb() -> bytes:
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = b"\0" * (1 << 20)
    return b"".join(pack.compress(zeros) for _ in range(260)) + pack.flush()


def _random(size: int) -> bytes:
    state, out = 1, bytearray()
    while len(out) < size:
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        out += state.to_bytes(8, "little")
    return bytes(out[:size])


REFUSED_FILES: Mapping[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "blank lines": lambda: b"\n \r\n\t\n",
    "marks only": lambda: b"\xef\xbb\xbf",
    "jpeg": lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + _random(2_000),
    "png": lambda: b"\x89PNG\r\n\x1a\n" + _random(2_000),
    "pdf": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "html": lambda: b"<!DOCTYPE html><html><body>Sign in</body></html>",
    "html without a doctype": lambda: "  <table><tr><td>Имя</td></tr></table>".encode(),
    "html in UTF-16": lambda: "<html><body>Sign in</body></html>".encode("utf-16"),
    "xml": lambda: b'<?xml version="1.0"?><a/>',
    "json": lambda: b'[{"a": 1}]',
    "noise": lambda: _random(50_000),
    "zeros": lambda: b"\0" * 50_000,
    "old excel": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + _random(4_000),
    "rar": lambda: b"Rar!\x1a\x07\x00" + _random(1_000),
    "zip of something": lambda: zipped({"a.csv": b"a,b\n1,2\n"}),
    "word document": lambda: zipped({"word/document.xml": b"<a/>"}),
    "empty zip": lambda: zipped({}),
    "cut workbook": lambda: zipped(workbook_parts(_ROWS))[:700],
    "spoiled workbook": lambda: zipped(workbook_parts(_ROWS)).replace(b"sheetData", b"sheetDxta", 1)[:-5] + b"xxxxx",
    "workbook of nothing": lambda: zipped(workbook_parts("")),
    "workbook with a hidden sheet only": lambda: zipped(workbook_parts(_ROWS, state='state="hidden"')),
    "broken xml": lambda: zipped(workbook_parts("<row r='1'><c r='A1'><v>1</v>")),
    "bomb of zeros": _bomb_of_zeros,
    "bomb that lies about its size": _bomb_that_lies,
    "bomb below the limit": _bomb_below_the_limit,
    "twenty thousand entries": _many_entries,
    "promised strings": _promised_strings,
    "row of twenty digits": _row_of_twenty_digits,
    "place behind a prefix": lambda: _hidden_place('<ы:c xmlns:ы="x" r="ZZZ999999"><v>1</v></ы:c>'),
    "place in single quotes": lambda: _hidden_place("<c r = 'ZZZ999999'><v>1</v></c>"),
    "place behind a decoy": lambda: _hidden_place('<c a=" r=\'A1\'" r="ZZZ999999"><v>1</v></c>'),
    "place behind a bracket": lambda: _hidden_place('<c a=">" r="ZZZ999999"><v>1</v></c>'),
    "place at the end of a long tag": lambda: _hidden_place(f'<c {" " * 1_500_000} r="ZZZ999999"><v>1</v></c>'),
    "place written in entities": lambda: _hidden_place('<c r="&#90;ZZ999999"><v>1</v></c>'),
    "entity bomb": _entity_bomb,
    "outside entity": _outside_entity,
    "sheet of 2^20 x 2^14": _huge_sheet,
    "sheet of 2^20 x 702": _tall_sheet,
    "wide sheet without places": _huge_sheet_without_places,
    "name that climbs": lambda: _named("../../etc/passwd"),
    "name from the root": lambda: _named("/etc/passwd"),
    "name of windows": lambda: _named("..\\..\\boot.ini"),
    "symlink": lambda: _named("xl/link", symlink=True),
    "doubled part": lambda: _named("xl/workbook.xml"),
    "macros": _macros,
    "macro type": _macro_type,
    "password": _encrypted_flag,
    "gzip bomb": _gzip_bomb,
    "cut gzip": lambda: gzip.compress(b"a,b\n1,2\n" * 1_000)[:-12],
    "gzip of a picture": lambda: gzip.compress(b"\xff\xd8\xff\xe0" + _random(500)),
    "gzip in gzip": lambda: gzip.compress(gzip.compress(b"a,b\n1,2\n")),
    "gzip with a tail": lambda: gzip.compress(b"a,b\n1,2\n") + b"tail",
}  # fmt: skip
"""Files that are refused whole, under 2 seconds and 100 MB each."""

ODD_FILES: Mapping[str, Callable[[], bytes]] = {
    "headings only": lambda: b"name,role\n",
    "one word": lambda: b"name",
    "semicolons": lambda: "Имя;Роль\nИван;менеджер\n".encode("cp1251"),
    "tabs in UTF-16": lambda: "name\trole\nИван\tменеджер\n".encode("utf-16"),
    "UTF-16 without a mark": lambda: "name,role\nИван,менеджер\n".encode("utf-16-le"),
    "a broken byte": lambda: "name,role\nИван,менеджер\n".encode() * 20 + b"\xff,\xfe\n",
    "lone surrogates": lambda: b"name,role\n\xed\xa0\x80,manager\n",
    "NUL bytes": lambda: b"name,role\nIv\x00an,man\x00ager\n",
    "quote never closed": lambda: b'name,role\n"Ivan,manager\nAnna,manager\n',
    "quotes everywhere": lambda: b'name,role\n' + b'"\n' * 1_000,
    "quotes in quotes": lambda: 'name,role\n"ООО "Ромашка"",manager\n'.encode(),
    "many unclosed": lambda: b'name,role\n' + b'"a,b\n' * 20_000,
    "line of 10 MB": lambda: b"name,role\n" + b"a" * 10_000_000 + b",manager\nAnna,manager\n",
    "quoted line of 10 MB": lambda: b'name,role\n"' + b"a" * 10_000_000 + b'",manager\nAnna,manager\n',
    "a million separators": lambda: b"name,role\n" + b"," * 1_000_000 + b"\nAnna,manager\n",
    "heading twice": lambda: b"name,role\nAnna,manager\nname,role\nBoris,manager\n",
    "doubled headings": lambda: b"name,name,role\nAnna,Boris,manager\n",
    "empty rows": lambda: b"\n\nname,role\n\nAnna,manager\n,\n \n\nBoris,manager\n",
    "ragged": lambda: b"name,role\nAnna\nBoris,manager,x\nVera,manager,\n",
    "mac line ends": lambda: b"name,role\rAnna,manager\r",
    "no line end": lambda: b"name,role\nAnna,manager",
    "separator hint": lambda: b"sep=;\nname;role\nAnna;manager\n",
    "title above": lambda: "Отчёт за ноябрь\n\nname,role\nAnna,manager\n".encode(),
    "gzip": lambda: gzip.compress(b"name,role\nAnna,manager\n"),
    "workbook": lambda: zipped(workbook_parts(_ROWS)),
    "workbook without compression": lambda: zipped(workbook_parts(_ROWS), zipfile.ZIP_STORED),
    "gzip of a workbook": lambda: gzip.compress(zipped(workbook_parts(_ROWS))),
    "cells without places": lambda: _book(_LOOSE.format(1, 2), _LOOSE.format(3, 4)),
    "rows in disorder": lambda: _book(_row(3, "x", "y"), _row(1, "name", "role")),
    "date of the year 60000": lambda: _book(_ROWS, '<row r="3"><c r="A3" s="1"><v>1e300</v></c></row>'),
    "formats on empty cells": lambda: _book(_ROWS, '<row r="900000"><c r="XFD900000" s="0"/></row>'),
}  # fmt: skip
"""Files that are strange and yet have something to read, or rows to refuse."""
