"""An XLSX workbook becomes rows of cells: the first visible sheet that holds anything, formulas as last counted.

Numbers are written as people see them: 15.0 is `15`, days are ISO, a time of day is `09:15:00`. Excel keeps 15
digits: a longer number is written the way Excel shows it (`1.23456789012346E+18`), and an identifier of that
kind is refused where it is read, because its last digits are lost.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TypeAlias

from services.errors import Refused
from services.files.archive import checked_archive
from services.files.clean import clean
from services.files.refusal import shown

_Cell: TypeAlias = "int | float | str | bool | time | date | datetime | timedelta"
_LOST_DIGITS = 1e15


def rows_of_workbook(name: str, data: bytes) -> tuple[list[list[str]], int, frozenset[int]]:
    """Rows of text cells, the number of the first one in the sheet, and the columns that hold real numbers."""
    from python_calamine import CalamineError

    archive = checked_archive(name, data)
    try:
        for cells, first in _sheets(archive):
            rows = [
                [cell if isinstance(cell, str) and cell.isprintable() else _text(cell) for cell in row] for row in cells
            ]
            if any(map(any, rows)):
                return rows, first, _number_columns(cells)
    except (CalamineError, ArithmeticError, ValueError, OSError) as trouble:
        raise Refused("file-broken", name=shown(name)) from trouble
    except BaseException as panic:
        # A panic of the reader's own language is no Exception to Python, and must not end the process.
        if type(panic).__name__ != "PanicException":
            raise
        raise Refused("file-broken", name=shown(name)) from panic
    raise Refused("file-empty", name=shown(name))


def _sheets(archive: BytesIO) -> Iterator[tuple[list[list[_Cell]], int]]:
    """The cells of each visible sheet, with the number of its first row."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(archive)
    for sheet in book.sheets_metadata:
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet:
            page = book.get_sheet_by_name(sheet.name)
            if page.start is not None:
                cells: list[list[_Cell]] = page.to_python()
                _spread_down(cells, page.start, page.merged_cell_ranges or [])
                yield cells, page.start[0] + 1


def _spread_down(
    cells: list[list[_Cell]], start: tuple[int, int], merges: list[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    """A cell merged over several rows is meant for each of them."""
    left_over = sum(map(len, cells))
    for (top, left), (bottom, _) in merges:
        row, column = top - start[0], left - start[1]
        if row < 0 or column < 0 or row >= len(cells) or column >= len(cells[row]):
            continue
        below_it = range(row + 1, min(bottom - start[0] + 1, len(cells)))
        left_over -= len(below_it)
        if left_over < 0:
            # Merged ranges never overlap; these were made to keep a reader busy.
            return
        for below in below_it:
            if cells[below][column] == "":
                cells[below][column] = cells[row][column]


def _number_columns(cells: list[list[_Cell]]) -> frozenset[int]:
    return frozenset(
        number for number, column in enumerate(zip(*cells, strict=True)) if any(type(cell) is float for cell in column)
    )


def _text(cell: _Cell) -> str:
    if isinstance(cell, str):
        return clean(cell).strip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return _moment(cell)
    if isinstance(cell, time):
        return _clock(
            timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond)
        )
    if isinstance(cell, timedelta):
        return _clock(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _number(number: float) -> str:
    if number.is_integer() and abs(number) < _LOST_DIGITS:
        return str(int(number))
    if abs(number) >= _LOST_DIGITS:
        return f"{number:.14E}"
    # What Excel shows of 0.1 + 0.2; the sixteenth digit is noise of its arithmetic.
    short = f"{number:.15g}"
    return format(Decimal(short), "f") if "e" in short else short


def _moment(moment: datetime) -> str:
    near = _steadied(moment.microsecond // 1000)
    moment = moment.replace(microsecond=0) + timedelta(milliseconds=near)
    return moment.isoformat(sep=" ", timespec="milliseconds" if moment.microsecond else "seconds")


def _clock(span: timedelta) -> str:
    thousandths = round(span / timedelta(milliseconds=1))
    sign, thousandths = ("-", -thousandths) if thousandths < 0 else ("", thousandths)
    seconds, rest = divmod(_steadied(thousandths), 1000)
    text = f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{text}.{rest:03d}" if rest else text


def _steadied(thousandths: int) -> int:
    """Workbooks count in parts of a day; a millisecond beside a whole second is what that cannot express."""
    rest = thousandths % 1000
    return thousandths + {1: -1, 999: 1}.get(rest, 0)
