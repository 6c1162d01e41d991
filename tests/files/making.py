"""Tables made as files, and files read as records, in as few words as a test needs."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import xlsxwriter

from services.errors import Refused
from services.files.columns import read_column
from services.files.fields import KINDS
from services.files.mapping import load_mapping
from services.files.reading import Reading, read_records
from services.files.reads import Circumstances, Reads
from services.files.table import Table, read_table

MOSCOW = ZoneInfo("Europe/Moscow")
ALL_READS = tuple(Reads)
_FORMATS = {datetime: "dd.mm.yyyy hh:mm:ss", date: "dd.mm.yyyy", time: "hh:mm:ss", timedelta: "[h]:mm:ss"}


def as_csv(rows: Sequence[Sequence[str]], separator: str = ",", encoding: str = "utf-8", line_end: str = "\n") -> bytes:
    """Rows as a CSV file."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=line_end).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Sequence[Sequence[object]], hidden_first: bool = False) -> bytes:
    """Rows as a workbook; values keep their types."""
    book = io.BytesIO()
    with xlsxwriter.Workbook(book, {"strings_to_formulas": False, "strings_to_urls": False}) as made:
        if hidden_first:
            secret = made.add_worksheet("secret")
            secret.write(0, 0, "hidden")
            secret.hide()
        sheet = made.add_worksheet("Лист")
        if hidden_first:
            sheet.activate()
        formats = {kind: made.add_format({"num_format": text}) for kind, text in _FORMATS.items()}
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                sheet.write(number, place, value, formats.get(type(value)))
    return book.getvalue()


def table(text: str | bytes) -> Table:
    """A file of this content, read."""
    return read_table("файл.csv", text.encode() if isinstance(text, str) else text)


def records(
    kind: str, content: str | bytes, mapping: str = "", zone: ZoneInfo = MOSCOW, currency: str = "RUB"
) -> Reading:
    """The records of a file of this content."""
    return read_records(kind, table(content), load_mapping(mapping.encode()), zone, currency)


def values(reads: Reads, *cells: str, field: str = "поле", **given: object) -> list[object]:
    """What the cells of one column are read as; a refused cell is the phrase of its refusal."""
    settings = {"zone": MOSCOW, "currency": "RUB", **given}
    column = read_column(reads, cells, Circumstances(field, "Столбец", **settings))
    return [column.strange[row].phrase if row in column.strange else value for row, value in enumerate(column.values)]


def refusal_of(action, *arguments: object, **named: object) -> Refused:
    """The refusal that an action ends in."""
    try:
        action(*arguments, **named)
    except Refused as refused:
        return refused
    raise AssertionError("nothing was refused")


def field_reads(kind: str, name: str) -> Reads:
    """How a field of a kind is read."""
    return next(field.reads for field in KINDS[kind] if field.name == name)
