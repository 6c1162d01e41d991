"""Medians and percentiles, exact and as spreadsheets count them."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.quantiles import MEDIAN, P75, mean, quantile

VALUES = st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([5], P75, 5),
        ([1, 2], MEDIAN, "3/2"),
        ([1, 2, 3, 4], P75, "13/4"),
        ([4, 1, 3, 2, 5], P75, 4),
        ([1, 2, 3, 4], Fraction(0), 1),
        ([1, 2, 3, 4], Fraction(1), 4),
    ],
)
def test_between_two_values_it_is_interpolated(values, share, expected):
    assert quantile(values, share) == Fraction(expected)


def test_nothing_has_no_median_and_no_mean():
    assert quantile([], MEDIAN) is None
    assert mean([]) is None


@given(VALUES)
def test_the_median_is_the_statisticians(values):
    assert quantile(values, MEDIAN) == statistics.median(map(Fraction, values))
    assert mean(values) == statistics.mean(map(Fraction, values))


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=30))
def test_quartiles_are_the_statisticians(values):
    assert quantile(values, P75) == statistics.quantiles(map(Fraction, values), n=4, method="inclusive")[2]


@given(VALUES, st.fractions(0, 1), st.fractions(0, 1))
def test_a_greater_share_is_never_a_smaller_value(values, one, other):
    low, high = sorted((one, other))

    assert min(values) <= quantile(values, low) <= quantile(values, high) <= max(values)


@given(VALUES, st.fractions(0, 1), st.randoms(use_true_random=False))
def test_the_order_of_values_changes_nothing(values, share, chance):
    assert quantile(chance.sample(values, len(values)), share) == quantile(values, share)
