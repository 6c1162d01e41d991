"""The CSV form: safe to open in a spreadsheet, easy to read by a program."""

import csv
import io
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.tables.as_csv import as_csv
from services.domain.money import Money
from tests.handlers.reports import KINDS, a_report


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_values_read_as_in_json():
    row = {"person": "Иван", "revenue": Money(-120_050, "RUB"), "talk": timedelta(minutes=2), "rate": Fraction(-1, 3),
           "flag": True, "norms": [{"kpi": "revenue", "norm": Money(5, "RUB")}], "none": None}  # fmt: skip
    columns = "person revenue:money talk:seconds rate:rate flag:flag norms:nested none"

    (line,) = read(as_csv(a_report("kpi", columns, [row])))

    assert line == {"person": "Иван", "revenue": "-1200.50", "talk": "120", "rate": "-0.3333", "flag": "true",
                    "norms": '[{"kpi": "revenue", "norm": "0.05"}]', "none": ""}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "=HYPERLINK(1)",
        "+79991234567",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "\u2003\u200b=1",
        "\ufeff=1",
    ],
)
def test_text_never_becomes_a_formula(text: str):
    (line,) = read(as_csv(a_report("kpi", "person", [{"person": text}])))

    assert line["person"] == f"'{text}"


def test_a_carriage_return_stays_inside_its_cell():
    lines = read(as_csv(a_report("kpi", "person", [{"person": "\r=1"}, {"person": "a\r\nb\rc"}])))

    assert [line["person"] for line in lines] == ["'\n=1", "a\nb\nc"]


@given(st.text())
def test_no_text_starts_like_a_formula(text: str):
    written = as_csv(a_report("kpi", "person", [{"person": text}]))

    rows = list(csv.reader(io.StringIO(written, newline="")))
    cell = rows[1][0] if len(rows) > 1 and rows[1] else ""
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert "\x1b" not in written
    assert "\x00" not in written


def test_usual_text_stays_as_it_is():
    names = ["Иван; Пётр", 'ООО "А, Б"', "x\ny", "9000000000000000001", "•••4567", "C-1"]

    lines = read(as_csv(a_report("kpi", "person", [{"person": name} for name in names])))

    assert [line["person"] for line in lines] == names


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_has_every_column(kind: str):
    report = KINDS[kind](4)

    lines = read(as_csv(report))

    assert len(lines) == 4
    assert all(list(line) == [column.key for column in report.columns] for line in lines)
    assert as_csv(KINDS[kind](0)).count("\n") == 1
