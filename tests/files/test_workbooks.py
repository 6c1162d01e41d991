"""Workbooks: what a cell shows is what is read."""

import gzip
from datetime import date, datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus_files import workbook_parts, zipped
from tests.files.making import as_xlsx, records, table


def cells(*values):
    """What a workbook with these values in one row reads as."""
    return [column[0] for column in table(as_xlsx([[f"c{place}" for place in range(len(values))], values])).columns]


def test_values_are_written_as_people_see_them():
    found = cells(
        15.0, 1.5, 0.1 + 0.2, -3, 1e-7, True, date(2026, 11, 23), datetime(2026, 11, 23, 9, 15, 30), time(9, 15, 30),
        timedelta(hours=26, minutes=3), " text ", "00123", "=1+1",
    )  # fmt: skip

    assert found == [
        "15", "1.5", "0.3", "-3", "0.0000001", "TRUE", "2026-11-23", "2026-11-23 09:15:30", "09:15:30",
        "26:03:00", "text", "00123", "=1+1",
    ]  # fmt: skip


def test_fifteen_digits_are_kept_and_sixteen_are_known_to_be_lost():
    assert cells(123456789012345, 1234567890123456) == ["123456789012345", "1.23456789012346E+15"]


def test_a_row_whose_identifier_excel_has_rounded_is_refused_by_name():
    found = records("deals", as_xlsx([["id", "amount"], [1234567890123456789, 5], ["1234567890123456789", 5]]))

    assert found.columns["external_id"] == ["1234567890123456789"]
    assert [(refusal.line, refusal.phrase) for refusal in found.refused] == [(2, "cell-shortened")]


def test_a_formula_is_what_it_was_last_counted_to_be():
    book = BytesIO()
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["a", "b", "c"])
        sheet.write_formula(1, 0, "=1+1", None, 2)
        sheet.write_formula(1, 1, '="x"', None, "x")
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")

    found = table(book.getvalue())

    assert [column[0] for column in found.columns] == ["2", "x", "#DIV/0!"]


def test_the_error_of_a_formula_refuses_its_row_by_name():
    book = BytesIO()
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["id", "amount"])
        sheet.write_row(1, 0, ["A", 5])
        sheet.write(2, 0, "B")
        sheet.write_formula(2, 1, "=REF", None, "#REF!")

    found = records("deals", book.getvalue())

    assert found.columns["external_id"] == ["A"]
    assert found.refused[0].values["cell"] == "#REF!"
    assert found.refused[0].phrase == "cell-spreadsheet-error"


def test_hidden_sheets_are_not_read():
    assert table(as_xlsx([["a", "b"], ["1", "2"]], hidden_first=True)).headings == ("a", "b")


def test_the_first_visible_sheet_that_holds_anything_is_read():
    book = openpyxl.Workbook()
    book.create_sheet("data").append(["a", "b"])
    made = BytesIO()
    book.save(made)

    assert table(made.getvalue()).headings == ("a", "b")


def test_lines_are_the_row_numbers_of_the_sheet():
    found = table(as_xlsx([[], ["Отчёт"], [], ["a", "b"], ["1", "2"], [], ["3", "4"]]))

    assert found.headings == ("a", "b")
    assert found.lines == [5, 7]


def test_a_cell_merged_over_rows_is_meant_for_each():
    book = openpyxl.Workbook()
    for row in (["manager", "amount"], ["Иван", 1], [None, 2], ["Анна", 3]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    made = BytesIO()
    book.save(made)

    assert table(made.getvalue()).columns[0] == ["Иван", "Иван", "Анна"]


def test_days_counted_from_1904_are_the_same_days():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["day", "x"])
    book.active.append([date(2026, 11, 23), 1])
    made = BytesIO()
    book.save(made)

    assert table(made.getvalue()).columns[0] == ["2026-11-23"]


def test_a_gzipped_workbook_is_a_workbook():
    assert table(gzip.compress(as_xlsx([["a", "b"], ["1", "2"]]))).headings == ("a", "b")


def test_a_date_cell_beside_a_time_cell_is_one_moment():
    rows = [["Date", "Time", "Agent"], [date(2021, 1, 1), time(9, 12, 58), "Diane"], [datetime(2021, 1, 2), 0.5, "Jim"]]

    found = records("calls", as_xlsx(rows))

    assert [str(at) for at in found.columns["started_at"]] == ["2021-01-01 06:12:58+00:00"]
    assert [refusal.line for refusal in found.refused] == [3]


def test_a_number_of_a_workbook_has_a_point_and_is_never_ambiguous():
    found = records("deals", as_xlsx([["id", "amount"], ["A", 1.234], ["B", 5.678]]))

    assert [str(amount) for amount in found.columns["amount"]] == ["1.234", "5.678"]


def test_a_percentage_cell_is_a_percentage():
    found = records("deals", as_xlsx([["id", "vat"], ["A", 0.2]]))

    assert found.columns["vat"] == [20]


@pytest.mark.parametrize("value", ["1e300", "99999999999", "-1e15"])
def test_a_date_beyond_all_calendars_refuses_its_row_only(value):
    heading = '<c r="{}1" t="inlineStr"><is><t>{}</t></is></c>'.format
    parts = workbook_parts(
        f'<row r="1">{heading("A", "id")}{heading("B", "created_at")}</row>'
        f'<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><v>{value}</v></c></row>'
        '<row r="3"><c r="A3"><v>2</v></c><c r="B3" s="1"><v>46349</v></c></row>'
    )
    parts["xl/styles.xml"] = (
        b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    )
    relations = "xl/_rels/workbook.xml.rels"
    styles = parts[relations].replace(b"rId2", b"rId3").replace(b"haredStrings", b"tyles").split(b"/>")[1] + b"/>"
    parts[relations] = parts[relations].replace(b"</Relationships>", styles + b"</Relationships>")

    found = records("deals", zipped(parts))

    assert found.columns["external_id"] == ["2"]
    assert [refusal.line for refusal in found.refused] == [2]


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)))
def test_the_parts_of_a_day_that_excel_counts_in_make_no_second_wrong(at):
    at = at.replace(microsecond=0)

    shown = f"{at:%Y-%m-%d}" if (at.hour, at.minute, at.second) == (0, 0, 0) else f"{at:%Y-%m-%d %H:%M:%S}"

    assert cells(at) == [shown]


def test_a_millisecond_beside_a_whole_second_is_rounding():
    book = BytesIO()
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["moment", "clock", "half"])
        sheet.write_number(1, 0, 46349.38576388, made.add_format({"num_format": "dd.mm.yyyy hh:mm:ss"}))
        sheet.write_number(1, 1, 0.38576388, made.add_format({"num_format": "hh:mm:ss"}))
        sheet.write_number(1, 2, 46349.5 + 0.25 / 86_400, made.add_format({"num_format": "dd.mm.yyyy hh:mm:ss"}))

    found = table(book.getvalue())

    assert [column[0] for column in found.columns] == ["2026-11-23 09:15:30", "09:15:30", "2026-11-23 12:00:00.250"]
