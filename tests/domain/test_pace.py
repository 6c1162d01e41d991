"""The pace of the day (docs/numbers.md): behind, catching up, not twice, the most urgent."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.money import Money
from services.domain.pace import (
    Look,
    Standing,
    is_behind,
    is_catching_up,
    is_early,
    lately_told,
    most_urgent,
    number_of,
    per_hour,
)
from services.domain.report import Unit

NOON = datetime(2026, 11, 24, 9, tzinfo=UTC)
NUMBERS = st.fractions(0, 10_000, max_denominator=60)
UNITS = st.sampled_from((Unit.COUNT, Unit.SECONDS, Unit.MONEY, Unit.NUMBER))


def ago(minutes, gap=None, *, told=False):
    return Look(NOON - timedelta(minutes=minutes), gap, told)


def standing(kpi, norm, due, fact):
    return Standing(kpi, Unit.COUNT, Fraction(norm), Fraction(due), Fraction(fact))


@pytest.mark.parametrize(
    ("fact", "due", "unit", "behind"),
    [
        (8, 10, Unit.COUNT, False),
        (Fraction(799, 100), 10, Unit.COUNT, True),
        (0, 0, Unit.COUNT, False),
        (0, Fraction(99, 100), Unit.COUNT, False),
        (0, 1, Unit.COUNT, True),
        (3, Fraction(39, 10), Unit.COUNT, False),
        (0, 299, Unit.SECONDS, False),
        (0, 300, Unit.SECONDS, True),
        (900, 1199, Unit.SECONDS, False),
        (900, 1200, Unit.SECONDS, True),
        (0, Fraction(1, 100), Unit.MONEY, True),
        (80, 100, Unit.MONEY, False),
        (12, 10, Unit.COUNT, False),
    ],
)
def test_behind(fact, due, unit, behind):
    assert is_behind(Fraction(fact), Fraction(due), unit) is behind


@given(NUMBERS, NUMBERS, UNITS)
def test_whoever_is_behind_has_less_than_is_due(fact, due, unit):
    if is_behind(fact, due, unit):
        assert fact < due
        assert not is_early(due, unit)


@given(NUMBERS, NUMBERS, NUMBERS, UNITS)
def test_doing_more_never_puts_anybody_behind(fact, more, due, unit):
    if is_behind(fact + more, due, unit):
        assert is_behind(fact, due, unit)


@given(NUMBERS, NUMBERS, NUMBERS, UNITS)
def test_more_being_due_never_lets_anybody_catch_up(fact, due, more, unit):
    if is_behind(fact, due, unit):
        assert is_behind(fact, due + more, unit)


@pytest.mark.parametrize(
    ("looks", "gap", "catching_up"),
    [
        ([], 5, False),
        ([ago(60, 6)], 5, True),
        ([ago(60, 5)], 5, False),
        ([ago(60, 4)], 5, False),
        ([ago(30, 9)], 5, False),
        ([ago(44, 9)], 5, False),
        ([ago(45, 9)], 5, True),
        ([ago(75, 9)], 5, True),
        ([ago(76, 9)], 5, False),
        ([ago(60, None)], 5, False),
        ([ago(75, 9), ago(58, 4)], 5, False),
        ([ago(46, 4), ago(61, 9)], 5, True),
    ],
)
def test_catching_up_is_a_gap_that_shrank_within_the_hour(looks, gap, catching_up):
    assert is_catching_up(Fraction(gap), looks, NOON) is catching_up


@pytest.mark.parametrize(
    ("looks", "lately"),
    [([], False), ([ago(30)], False), ([ago(89, told=True)], True), ([ago(90, told=True)], False)],
)
def test_ninety_minutes_lie_between_two_words_on_one_matter(looks, lately):
    assert lately_told(looks, NOON) is lately


def test_the_largest_part_of_a_norm_is_the_most_urgent():
    calls, meetings = standing("calls_total", 100, 50, 20), standing("meetings", 4, 2, 0)

    assert most_urgent([calls, meetings]) is meetings
    assert most_urgent([meetings]) is meetings
    assert most_urgent([]) is None


def test_of_equal_matters_the_first_is_told():
    first, second = standing("a", 10, 5, 0), standing("b", 20, 10, 0)

    assert most_urgent([first, second]) is first


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_gap_is_a_part_of_its_norm(norm, part, fact):
    due = min(norm, part)
    one = Standing("k", Unit.COUNT, norm, due, fact)

    assert one.gap >= 0
    assert 0 <= one.share <= 1
    assert not (one.met and one.behind)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (7, 7),
        (Fraction(1, 3), Fraction(1, 3)),
        (timedelta(minutes=2), 120),
        (timedelta(microseconds=1), Fraction(1, 1_000_000)),
        (Money(12_345, "RUB"), Fraction(12_345, 100)),
        (Decimal("1.5"), Fraction(3, 2)),
        (None, None),
        (True, None),
        ("09:00", None),
        (NOON, None),
    ],
)
def test_values_as_numbers(value, number):
    assert number_of(value) == number


@pytest.mark.parametrize(
    ("left", "working", "each"),
    [(18, timedelta(hours=3), 6), (18, timedelta(minutes=30), 36), (18, timedelta(0), None), (18, -timedelta(1), None)],
)
def test_what_is_left_an_hour(left, working, each):
    assert per_hour(Fraction(left), working) == each
