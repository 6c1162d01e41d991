"""The workbook: opened with another library, text is text and numbers are numbers."""

import io
from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest
from openpyxl import Workbook, load_workbook

from handlers.speech import Speech, languages
from handlers.tables.as_xlsx import as_xlsx
from services.domain.money import Money
from services.domain.report import Report, Value
from tests.handlers.reports import KINDS, MOSCOW, a_report, kpi, roi, rub

RU = Speech("ru")


def opened(report: Report, language: str = "ru") -> Workbook:
    return load_workbook(io.BytesIO(as_xlsx(report, Speech(language))))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+7999", "-1", "@SUM", "{=1}", "http://x.ru", "internal:Sheet!A1", "123", "1.5", "", "<b>",
     "9000000000000000001", "TRUE", "01.02.2026"],
)  # fmt: skip
def test_text_stays_text(text: str):
    cell = opened(a_report("deals", "client", [{"client": text}])).worksheets[0]["A2"]

    assert cell.value == (text or "—")
    assert cell.data_type == "s"
    assert cell.hyperlink is None


@pytest.mark.parametrize("text", ["\x1b[31m", "\x00", "\ud800", "\ufffe", "_x0041_", "\x0b", "я" * 40_000, "🎉"])
def test_text_that_a_sheet_cannot_hold_is_mended(text: str):
    cell = opened(a_report("deals", "client", [{"client": text}])).worksheets[0]["A2"]

    assert cell.data_type == "s"
    assert len(cell.value) <= 32_767
    assert not any(ord(sign) < 32 for sign in cell.value)


@pytest.mark.parametrize(
    ("value", "unit", "read", "pattern"),
    [
        (7, "count", 7, "#,##0"),
        (Money(120_050, "RUB"), "money", 1200.5, '#,##0.00 "₽"'),
        (Money(1200, "JPY"), "money", 1200, '#,##0 "¥"'),
        (Fraction(2, 3), "rate", pytest.approx(2 / 3), "0.0%"),
        (Fraction(1, 4), "number", 0.25, "General"),
        (timedelta(hours=30), "seconds", timedelta(hours=30), "[h]:mm:ss"),
        (datetime(2026, 11, 23, 9, 5, tzinfo=MOSCOW), "moment", datetime(2026, 11, 23, 9, 5), "dd.mm.yyyy hh:mm"),
        (date(2026, 11, 23), "day", datetime(2026, 11, 23), "dd.mm.yyyy"),
        (time(9, 5), "moment", time(9, 5), "hh:mm"),
        (10**17 + 1, "count", "100\u00a0000\u00a0000\u00a0000\u00a0000\u00a0001", "General"),
        (True, "flag", "да", "General"),
        (None, "count", None, "General"),
        (date(1, 1, 1), "day", "01.01.1", "General"),
    ],
)
def test_numbers_are_numbers(value: Value, unit: str, read: object, pattern: str):
    cell = opened(a_report("deals", f"client value:{unit}", [{"client": "А", "value": value}])).worksheets[0]["B2"]

    assert cell.value == read
    assert cell.number_format == pattern


def test_rows_totals_norms_and_meanings_have_their_places():
    book = opened(kpi(3))

    rows, norms, about = book.worksheets
    assert book.sheetnames == ["Показатели", "Нормы", "Как посчитано"]
    headings = [cell.value for cell in rows[1]]
    assert headings[:3] == ["Менеджер", "Команда", "Звонки"]
    assert [rows.cell(line, 1).value for line in range(2, 6)] == [
        "Иван Петров", "Мария Константинопольская-Заславская-Вознесенская", "без менеджера", "Итого",
    ]  # fmt: skip
    assert rows.cell(5, headings.index("Звонки") + 1).value == 144
    assert rows.freeze_panes == "B2"
    assert [cell.value for cell in norms[1]] == ["Менеджер", "Показатель", "Норма", "Факт", "Темп", "Выполнение норм"]
    assert norms["C3"].value == timedelta(hours=2)
    told = {row[0].value: row[1].value for row in about.iter_rows()}
    assert told["Период"] == "23\u00a0ноября 2026"
    assert told["внутренние звонки между сотрудниками"] == 12
    assert told["Темп"] == RU.say("define-pace")


def test_totals_without_a_column_are_told_beside_the_meanings():
    about = opened(KINDS["funnel"](3)).worksheets[-1]

    told = {row[0].value: row[1].value for row in about.iter_rows()}

    assert told["Создано"] == 300
    assert told["Выручка"] == 2_400_000
    assert about["A1"].value == "Воронка, по дате создания"


@pytest.mark.parametrize("count", [0, 1, 40])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", languages())
def test_every_report_opens(kind: str, count: int, language: str):
    book = opened(KINDS[kind](count), language)

    filled = sum(any(cell.value is not None for cell in row) for row in book.worksheets[0].iter_rows())
    assert filled >= count + 1
    assert "[" not in "".join(book.sheetnames)


def test_equal_reports_give_equal_files():
    assert as_xlsx(roi(3), RU) == as_xlsx(roi(3), RU)


def test_what_is_too_long_for_a_sheet_goes_on_to_another(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("handlers.tables.as_xlsx._LINES", 2)
    rows: list[dict[str, Value]] = [{"client": str(number), "amount": rub(number)} for number in range(5)]

    book = opened(a_report("deals", "client amount:money", rows, totals={"amount": rub(10)}))

    assert book.sheetnames == ["Открытые сделки", "Открытые сделки 2", "Открытые сделки 3", "Как посчитано"]
    assert book.worksheets[2]["A2"].value == "4"
    assert book.worksheets[2]["B3"].value == 10
