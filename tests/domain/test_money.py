"""Money: whole minor units, never two currencies in one sum."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.money import Money, exponent, round_half_even, to_minor

AMOUNTS = st.integers(-(10**15), 10**15)
CURRENCIES = st.sampled_from(["RUB", "USD", "JPY", "KWD"])


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("1200.50", "RUB", 120_050),
        ("0.005", "RUB", 0),
        ("0.015", "RUB", 2),
        ("0.025", "RUB", 2),
        ("-0.015", "RUB", -2),
        ("1200", "JPY", 1200),
        ("0.5", "JPY", 0),
        ("1.5", "JPY", 2),
        ("1.2345", "KWD", 1234),
        ("1.2355", "KWD", 1236),
        ("1E+3", "RUB", 100_000),
        ("-0", "RUB", 0),
        ("99999999999999999999.99", "RUB", 9_999_999_999_999_999_999_999),
    ],
)
def test_an_amount_becomes_whole_minor_units_halves_to_even(amount, currency, minor):
    assert to_minor(Decimal(amount), currency) == minor


def test_currencies_differ_in_their_places():
    assert [exponent(currency) for currency in ("RUB", "JPY", "KWD", "XXX")] == [2, 0, 3, 2]


@pytest.mark.parametrize(("value", "whole"), [("1/2", 0), ("3/2", 2), ("-1/2", 0), ("-3/2", -2), ("7/3", 2), ("5", 5)])
def test_halves_go_to_even(value, whole):
    assert round_half_even(Fraction(value)) == whole


def test_a_sum_shows_all_the_places_of_its_currency():
    assert str(Money(120_050, "RUB").decimal()) == "1200.50"
    assert str(Money(5, "RUB").decimal()) == "0.05"
    assert str(Money(1200, "JPY").decimal()) == "1200"
    assert str(Money(1, "KWD").decimal()) == "0.001"


@given(AMOUNTS, CURRENCIES)
def test_nothing_is_lost_on_the_way_there_and_back(minor, currency):
    assert to_minor(Money(minor, currency).decimal(), currency) == minor


@given(AMOUNTS, AMOUNTS, CURRENCIES, CURRENCIES)
def test_unlike_currencies_are_never_added(left, right, one, other):
    if one == other:
        assert Money(left, one) + Money(right, other) == Money(left + right, one)
        return

    with pytest.raises(ValueError, match="not added"):
        Money(left, one) + Money(right, other)
