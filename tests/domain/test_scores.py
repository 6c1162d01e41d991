"""Scores against norms, places among people (formulas 4.5)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.scores import Mark, attainment, rank, score

VALUES = st.lists(st.none() | st.fractions(0, 3, max_denominator=4), max_size=12)


@pytest.mark.parametrize(
    ("mark", "reached"),
    [
        (Mark(30, 60), Fraction(1, 2)),
        (Mark(60, 60), Fraction(1)),
        (Mark(66, 60), Fraction(11, 10)),
        (Mark(600, 60), Fraction(6, 5)),
        (Mark(0, 60), Fraction(0)),
        (Mark(-5, 60), Fraction(0)),
        (Mark(None, 60), None),
        (Mark(10, 0), None),
        (Mark(20, 60, least=30), Fraction(0)),
        (Mark(30, 60, least=30), Fraction(1, 2)),
        (Mark(20, 10, less_is_better=True), Fraction(1, 2)),
        (Mark(10, 10, less_is_better=True), Fraction(1)),
        (Mark(1, 10, less_is_better=True), Fraction(6, 5)),
        (Mark(0, 10, less_is_better=True), Fraction(6, 5)),
        (Mark(0, 0, less_is_better=True), Fraction(1)),
        (Mark(1, 0, less_is_better=True), Fraction(0)),
    ],
)
def test_a_mark_is_value_to_target_within_bounds(mark, reached):
    assert attainment(mark) == reached


def test_a_score_is_the_weighted_mean():
    calls = Mark(60, 60, weight=Fraction(1, 4))
    talk = Mark(1, 2, weight=Fraction(3, 4))

    assert score([calls, talk]) == Fraction(5, 8)


def test_no_kpi_buys_off_another():
    calls = Mark(10_000, 60)
    talk = Mark(0, 7200)

    assert score([calls, talk]) == Fraction(3, 5)
    assert score([calls, talk], cap=Fraction(1)) == Fraction(1, 2)


def test_a_kpi_without_a_value_takes_no_part():
    assert score([Mark(60, 60, weight=Fraction(1, 4)), Mark(None, 5, weight=Fraction(3, 4))]) == 1


@pytest.mark.parametrize("marks", [[], [Mark(None, 60)], [Mark(5, 0)], [Mark(5, 10, weight=Fraction(0))]])
def test_without_anything_to_judge_there_is_no_score(marks):
    assert score(marks) is None


@given(
    st.lists(st.builds(Mark, st.integers(0, 100), st.integers(1, 100), st.fractions(Fraction(1, 10), 5)), max_size=6)
)
def test_a_score_lies_between_nothing_and_the_cap(marks):
    total = score(marks)

    assert total is None if not marks else 0 <= total <= Fraction(6, 5)


def test_equal_values_share_a_place():
    assert rank([Fraction(9), Fraction(7), Fraction(7), Fraction(5)]) == (1, 2, 2, 4)
    assert rank([Fraction(5), None, Fraction(7), Fraction(7)]) == (3, None, 1, 1)
    assert rank([Fraction(5), None, Fraction(7), Fraction(7)], less_is_better=True) == (1, None, 2, 2)
    assert rank([None, None]) == (None, None)
    assert rank([]) == ()


@given(VALUES)
def test_a_place_is_one_more_than_the_number_of_those_ahead(values):
    present = [value for value in values if value is not None]

    expected = tuple(None if value is None else 1 + sum(other > value for other in present) for value in values)

    assert rank(values) == expected
