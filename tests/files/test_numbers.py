"""Amounts, rates, percentages, counts and targets as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.files.reads import Reads
from tests.files.making import refusal_of, values


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("€ 3.500,00", "3500.00"),
        ("1 200,50", "1200.50"),
        ("1 234.56", "1234.56"),
        ("1,000.50", "1000.50"),
        ("1.234.567", "1234567"),
        ("1'234.50", "1234.50"),
        ("1\u00a0200,50", "1200.50"),
        ("1\u202f200,50", "1200.50"),
        ("15 ₽", "15"),
        ("15 руб.", "15"),
        ("руб.500", "500"),
        ("USD 5", "5"),
        ("(15.00)", "-15.00"),
        ("(€ 15)", "-15"),
        ("-15", "-15"),
        ("−15", "-15"),
        ("15-", "-15"),
        ("-$5", "-5"),
        ("$-5", "-5"),
        ("+7", "7"),
        (".5", "0.5"),
        ("0.125", "0.125"),
        ("2147483648", "2147483648"),
        ("999999999999999.99", "999999999999999.99"),
        ("-0", "0"),
    ],
)
def test_an_amount_is_read_as_it_was_meant(cell, amount):
    [value] = values(Reads.AMOUNT, cell)

    assert value == Decimal(amount)
    assert str(value) == amount


@pytest.mark.parametrize(
    ("cell", "phrase"),
    [
        ("#REF!", "cell-spreadsheet-error"),
        ("#N/A", "cell-spreadsheet-error"),
        ("NaN", "cell-number"),
        ("Infinity", "cell-number"),
        ("1e308", "cell-shortened"),
        ("1e3", "cell-shortened"),
        ("1,23457E+12", "cell-shortened"),
        ("1000000000000000", "cell-out-of-range"),
        ("-1000000000000000", "cell-out-of-range"),
        ("9" * 60, "cell-out-of-range"),
        ("12%", "cell-number"),
        ("٣٤", "cell-number"),
        ("１２", "cell-number"),
        ("½", "cell-number"),
        ("10 20", "cell-number"),
        ("1,2,3", "cell-number"),
        ("1.2.3", "cell-number"),
        ("1_000", "cell-number"),
        ("5 яблок", "cell-number"),
        ("много", "cell-number"),
        ("=1+1", "cell-number"),
    ],
)
def test_what_is_no_amount_is_refused_by_its_name(cell, phrase):
    assert values(Reads.AMOUNT, cell) == [phrase]


@pytest.mark.parametrize("cell", ["", "-", "—", "--", "null", "NULL", "\\N", "n/a"])
def test_a_cell_that_says_nothing_is_empty(cell):
    assert values(Reads.AMOUNT, cell, "5") == [None, Decimal(5)]


def test_one_row_that_tells_decides_for_the_column():
    assert values(Reads.AMOUNT, "1.234", "3.500,00") == [Decimal(1234), Decimal(3500)]
    assert values(Reads.AMOUNT, "1.234", "12.5") == [Decimal("1.234"), Decimal("12.5")]
    assert values(Reads.AMOUNT, "1,234", "12.5") == [Decimal(1234), Decimal("12.5")]


def test_a_mark_on_every_thousand_and_on_nothing_smaller_is_a_grouping():
    assert values(Reads.AMOUNT, "1,200", "500", "15,000") == [Decimal(1200), Decimal(500), Decimal(15000)]


def test_money_of_three_decimals_is_not_taken_for_grouped():
    refused = refusal_of(values, Reads.AMOUNT, "1,200", "500", "15,000", currency="KWD")

    assert refused.phrase == "column-ambiguous"


@pytest.mark.parametrize("cells", [("1.234",), ("1,234", "1500"), ("1.234", "5,678"), ("1.234", "0")])
def test_a_column_that_does_not_tell_is_asked_about_with_the_way_out(cells):
    refused = refusal_of(values, Reads.AMOUNT, *cells, field="amount")

    assert refused.phrase == "column-ambiguous"
    assert refused.values["field"] == "amount"
    assert {refused.values["one"], refused.values["other"]} == {"1,234.56", "1.234,56"}


@pytest.mark.parametrize(
    ("example", "amount"), [("1,234.56", 1234), (".", 1234), ("1.234,56", "1.234"), (",", "1.234")]
)
def test_an_example_in_the_mapping_decides(example, amount):
    assert values(Reads.AMOUNT, "1,234", format=example) == [Decimal(amount)]


def test_an_example_that_tells_nothing_is_refused():
    assert refusal_of(values, Reads.AMOUNT, "1", format="1.234").phrase == "map-format"


def test_a_real_number_of_a_workbook_has_a_decimal_point():
    assert values(Reads.AMOUNT, "1.234", points=True) == [Decimal("1.234")]


def test_a_count_is_whole_so_its_mark_groups():
    assert values(Reads.COUNT, "1.204", "87.0", "1 204", "0") == [1204, 87, 1204, 0]
    assert values(Reads.COUNT, "1.5", "-1") == ["cell-out-of-range"] * 2


def test_a_rate_is_seldom_grouped_so_its_mark_is_decimal():
    assert values(Reads.RATE, "90.123") == [Decimal("90.123")]
    assert values(Reads.RATE, "90,123") == [Decimal("90.123")]
    assert values(Reads.RATE, "0", "-1") == ["cell-out-of-range"] * 2


def test_vat_is_a_percentage_however_it_is_written():
    cells = ("20", "20%", "20 %", "20,5", "0.2", "без НДС", "0", "120", "-1")

    found = values(Reads.PERCENT, *cells)

    assert found[:7] == [Decimal(number) for number in ("20", "20", "20", "20.5", "20", "0", "0")]
    assert found[7:] == ["cell-out-of-range"] * 2


def test_a_target_may_be_a_number_a_share_a_time_or_a_duration():
    found = values(Reads.TARGET, "50", "1 000 000", "80%", "2:00:00", "09:00")

    assert found == [50, 1_000_000, Decimal("0.8"), 7_200, 32_400]


_sums = st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False)


@given(
    st.lists(_sums, min_size=1), st.sampled_from([" ", "\u00a0", "\u202f", ".", ",", "'", ""]), st.sampled_from(".,")
)
def test_a_column_in_one_notation_is_read_back(sums, group, mark):
    if group == mark:
        group = " "
    cells = [f"{amount:,.2f}".replace(",", "G").replace(".", mark).replace("G", group) for amount in sums]

    assert values(Reads.AMOUNT, *cells) == sums
