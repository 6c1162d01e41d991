"""The bad input of the world, to be fed to every entry of text, numbers, dates, phones and files.

Nothing here may bring the program down: an entry reads it, refuses it with a phrase, or refuses its row.
"""

import gzip
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

EMOJI = "🧑🏽‍💻"

TEXTS: tuple[str, ...] = (
    "", " ", "\u00a0", "\t", "\n", "\r\n", "\x00", "a\x00b", "\x1b[31mred\x1b[0m", "\x7f\x85\x9f", "\ud800", "a\udfffb", "\ufffe\uffff",
    "\ufeffИван", "e\u0301" * 40, "Z" + "\u0335" * 200, "\u202eнавИ\u202c", "\u2066a\u2069", "Ив\u200dан", "\u200b", "Ivаn (а is Cyrillic)",
    "<b>Иван</b>", "</code>", "&lt;&amp;", "_*[]()~`>#+-=|{}.!", "[x](tg://user?id=1)", "javascript:alert(1)", "/start " + "A" * 65,
    "/start c2VjcmV0LWNvZGUtb2YtYW5vdGhlci10ZW5hbnQ", "@everyone", "😀" * 2047, "😀" * 2048, "a" + "😀" * 2048, EMOJI * 50,
    "'; DROP TABLE calls; --", '" OR 1=1 --', "%s %d %n", "{0} {x} {{7*7}}", "${x} #{x}", "../../etc/passwd", "..\\..\\boot.ini", "CON", "NUL.csv",
    "я" * 300 + ".csv", "x\r\nSet-Cookie: a=b", '=HYPERLINK("http://example.org")', "+79991234567", "-1+1", "@SUM(1)", "\t=1", "\r=1", "＝1+1",
    "null", "None", "undefined", "true", "[object Object]", "a" * 9_999, "a" * 10_001, "İ", "ß", "ﬁ", "\U000e0001", "\u2028\u2029", '"', '""', "'",
    '"unclosed', "a,b;c\td", "0" * 400, "(" * 500, "[" * 500, "9" * 5_000,
)  # fmt: skip

LONG_TEXTS: Mapping[str, Callable[[], str]] = {
    "ten megabytes": lambda: "a" * 10_000_000,
    "a hundred thousand digits": lambda: "1" * 100_000,
    "a hundred thousand groups": lambda: "1 000," * 20_000,
    "a hundred thousand brackets": lambda: "((" * 50_000,
    "spaces between": lambda: "1" + " " * 100_000 + "2",
    "clocks": lambda: "1:" * 50_000,
    "units": lambda: "1m " * 33_000 + "x",
    "months": lambda: "20 Oct " * 14_000,
    "slashes": lambda: "1/" * 50_000,
    "dashes": lambda: "1-" * 50_000,
    "quotes": lambda: '"' * 100_000,
    "combining marks": lambda: "e" + "\u0301" * 100_000,
}
"""100 kB and more of what makes careless patterns slow."""

NUMBERS: tuple[str, ...] = (
    "0", "-0", "-1", "+1", "1e308", "1e-308", "-1e3", "1e3", "1E+05", "1,23457E+12", "NaN", "nan", "Infinity", "-inf", "1 000,50", "1,000.50", "1.000,50",
    "1 000.50", "1'000.50", "1\u00a0000,50", "1\u202f000,50", "1.234", "1,234", "12%", "12 %", "٣٤", "１２", "½", "²", "2147483648", "9223372036854775808",
    "18446744073709551616", "1000000000000000", "999999999999999.99", "0.1", ".5", "5.", "1.2.3", "1,2,3", "1..2", "--1", "1-", "(1)", "(1", "−1", "–1", "€ 3.500,00",
    "3 500 ₽", "100 руб.", "$1,000", "1 USD 2", "#REF!", "#N/A", "#DIV/0!", "0x10", "1_000", "1/3", "10 20", "0.1234567890123456789012345678901234567890",
    "1" * 30, "1" * 400, "-", "—", "∞", "one", "=1+1", "'15", "1\x002",
)  # fmt: skip

DATES: tuple[str, ...] = (
    "2026-11-23", "23.11.2026", "11/23/2026", "23/11/2026", "03/04/2026", "31.02.2026", "2026-02-30", "29.02.2027", "29.02.2028", "24:00", "2026-11-23 24:00", "9", "9.30",
    "09:60", "2026-11-23 09:60", "2026-11-23 23:59:60", "1970-01-01", "0001-01-01", "0000-00-00", "1900-01-00", "9999-12-31", "10000-01-01", "-2026-11-23", "2026-11-23T09:15",
    "2026-11-23T09:15:00Z", "2026-11-23T09:15:00+03:00", "2026-11-23T09:15:00+99:99", "2026-11-23T09:15:00+14:00", "2026-03-29 02:30", "2026-10-25 02:30",
    "завтра", "вчера", "week 53", "2026-W53-1", "2026-W53", "2026-366", "1795414530", "1795414530123", "179541453012345", "46349", "46349.99999999", "60", "0", "-46349",
    "20 Oct 2016", "20 октября 2016", "40 Oct 2016", "20 Foo 2016", "Oct 20, 2016", "2026-11-23 9:15 PM", "2026-11-23 13:15 PM", "2026-11-23 00:15 AM", "٢٠٢٦-١١-٢٣",
    "2026–11–23", "2026-11-23 09:15:00.123456789", "23.11.26", "32.11.26", "2026-13-01", "2026-00-10", "2026-11-23 09:15 Europe/Moscow", "Thu Jan 01 1970",
    "2026-11-01/2026-11-30", "2026-11-30/2026-11-01", "2026-11-01/", "/2026-11-01", "1e9", "NaN", "date", "2026-11-23\x00",
)  # fmt: skip

DURATIONS: tuple[str, ...] = (
    "0:02:35", "02:35", "155", "155.0", "155,5", "1ч 2м", "2m 35s", "-5", "-0:02:35", "0:75", "1:60:00", "26:30:00", "168:00:00", "168:00:01", "99999999:00", "8d", "PT2M35S",
    "PT", "P", "1e3", "1h1h", "::", "1:2:3:4", "NaN", "01:02:03.999", "١:٠٢",
)  # fmt: skip

PHONES: tuple[str, ...] = (
    "+79161234567", "89161234567", "79161234567", "0079161234567", "9161234567", "8 (916) 123-45-67", "8-800-555-35-35", "+7 916 123 45 67 доб. 12", "+7 916 123-45-67;ext=12",
    "hidden", "anonymous", "<unknown>", "Скрытый номер", "sip:79161234567@pbx.example.org", "sip:101@10.0.0.1", "101", "7", "+7 916 ABC", "1" * 20, "998783337125_id265648",
    "0441234567", "7,91612E+10", "7.91612345678901E+15", "+", "()", "٧٩١٦١٢٣٤٥٦٧",
)  # fmt: skip

CELLS: tuple[str, ...] = (*TEXTS, *NUMBERS, *DATES, *DURATIONS, *PHONES)

# --- files -----------------------------------------------------------------------------------------

_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def workbook_parts(sheet: str = "", strings: str = "", state: str = "", head: str = _HEAD) -> dict[str, bytes]:
    """The parts of a small workbook around the XML of its rows."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_RELATIONS}"><sheets><sheet name="Лист1" sheetId="1" {state} r:id="rId1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_RELATIONS}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{_SPREADSHEET}"><sheetData>{sheet}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'{head}<sst xmlns="{_SPREADSHEET}">{strings}</sst>',
    }
    return {
        name: (content if content.startswith("<?xml") else _HEAD + content).encode() for name, content in parts.items()
    }


def zipped(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these parts."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return archive.getvalue()


def _cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


_ROWS = f'<row r="1">{_cell("A1", "name")}{_cell("B1", "role")}</row><row r="2">{_cell("A2", "Иван")}{_cell("B2", "менеджер")}</row>'


def _bomb_of_zeros() -> bytes:
    parts = workbook_parts(_ROWS)
    parts["xl/worksheets/sheet1.xml"] = b"<a>" + b" " * 300_000_000
    return zipped(parts)


def _bomb_that_lies() -> bytes:
    """A part of 300 MB that says it is 100 bytes: sizes rewritten in the archive's own tables."""
    parts = workbook_parts(_ROWS)
    parts["xl/worksheets/sheet1.xml"] = b"<a>" + b" " * 300_000_000
    data = bytearray(zipped(parts))
    true, said = struct.pack("<I", 300_000_003), struct.pack("<I", 100)
    return bytes(data.replace(true, said))


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
    return b"".join(pack.compress(zeros) for _ in range(400)) + pack.flush()


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
    "twenty thousand entries": _many_entries,
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
    "cells without places": lambda: zipped(workbook_parts("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>")),
    "rows in disorder": lambda: zipped(workbook_parts(f'<row r="3">{_cell("A3", "x")}{_cell("B3", "y")}</row><row r="1">{_cell("A1", "name")}{_cell("B1", "role")}</row>')),
    "formats on empty cells": lambda: zipped(workbook_parts(_ROWS + '<row r="900000"><c r="XFD900000" s="0"/></row>')),
}  # fmt: skip
"""Files that are strange and yet have something to read, or rows to refuse."""
