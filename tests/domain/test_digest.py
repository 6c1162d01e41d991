"""What a digest says first."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.digest import Conclusion, PersonDay, conclude, in_need
from services.domain.pace import BEHIND


def people(*percents):
    return [
        PersonDay(number, f"П{number}", None if percent is None else Fraction(percent, 100))
        for number, percent in enumerate(percents)
    ]


@pytest.mark.parametrize(
    ("percents", "said"),
    [
        ((100, 120), Conclusion.ALL_KEPT),
        ((100, 99), Conclusion.MOST_KEPT),
        ((80, 80, 80), Conclusion.MOST_KEPT),
        ((79, 100), Conclusion.SOME_BEHIND),
        ((79, 100, 100), Conclusion.SOME_BEHIND),
        ((79, 79, 100, 100), Conclusion.SOME_BEHIND),
        ((79, 79, 100), Conclusion.MOST_BEHIND),
        ((79, 79, 79), Conclusion.MOST_BEHIND),
        ((79,), Conclusion.ALL_BEHIND),
        ((10, 20), Conclusion.ALL_BEHIND),
        ((None, None), Conclusion.NO_NORMS),
        ((None, 100), Conclusion.ALL_KEPT),
        ((), Conclusion.NO_NORMS),
    ],
)
def test_the_conclusion_follows_the_norms(percents, said):
    assert conclude(people(*percents), known=True, anything=True) == (said,)


def test_where_nothing_was_done_it_was_quiet():
    assert conclude(people(0, 0, 0), known=True, anything=False) == (Conclusion.QUIET,)
    assert conclude(people(None), known=True, anything=False) == (Conclusion.QUIET,)
    assert conclude(people(0, 0, 0), known=True, anything=True) == (Conclusion.MOST_BEHIND,)


def test_without_data_nothing_is_concluded():
    assert conclude(people(0, 0, 0), known=False, anything=False, plan=Fraction(1, 10)) == (Conclusion.NO_DATA_YET,)
    assert conclude(people(100), known=False, anything=True) == (Conclusion.ALL_KEPT,)


@pytest.mark.parametrize(("pace", "first"), [(79, Conclusion.PLAN_BEHIND), (80, Conclusion.ALL_KEPT)])
def test_a_plan_that_is_behind_goes_first(pace, first):
    said = conclude(people(100), known=True, anything=True, plan=Fraction(pace, 100))

    assert said[0] is first
    assert said[-1] is Conclusion.ALL_KEPT


def test_the_furthest_behind_are_named_first():
    found = in_need(people(79, None, 10, 80, 10))

    assert [one.name for one in found] == ["П2", "П4", "П0"]


@given(st.lists(st.none() | st.integers(0, 120), max_size=30))
def test_somebody_needs_help_exactly_where_it_says_so(percents):
    everybody = people(*percents)

    said = conclude(everybody, known=True, anything=True)[0]

    behind = {Conclusion.SOME_BEHIND, Conclusion.MOST_BEHIND, Conclusion.ALL_BEHIND}
    assert bool(in_need(everybody)) == (said in behind)
    assert all(one.score < BEHIND for one in in_need(everybody))
