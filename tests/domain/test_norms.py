"""Which norm is in force: the nearest, of those the weekday's, of those the newest."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.norms import Norm, Scope, norm_on

TUESDAY = date(2026, 3, 24)
IVAN, SALES, NORTH = 1, 20, 21


def a_norm(target, scope=Scope.COMPANY, of=0, *, weekday=None, since=date(2026, 3, 1), kpi="calls_total"):
    return Norm(scope, of, kpi, weekday, since, Decimal(target))


COMPANY = a_norm(10)
TEAM = a_norm(20, Scope.TEAM, SALES)
NEARER = a_norm(30, Scope.TEAM, NORTH)
OWN = a_norm(40, Scope.PERSON, IVAN)


def target(*norms, day=TUESDAY, person=IVAN, teams=(NORTH, SALES), kpi="calls_total"):
    found = norm_on(norms, kpi, day, person, teams)
    return None if found is None else int(found.target)


@pytest.mark.parametrize(
    ("norms", "expected"),
    [
        ((), None),
        ((COMPANY,), 10),
        ((COMPANY, TEAM), 20),
        ((COMPANY, TEAM, NEARER), 30),
        ((COMPANY, TEAM, NEARER, OWN), 40),
    ],
)
def test_the_nearer_norm_wins(norms, expected):
    assert target(*norms) == expected


def test_a_norm_of_another_team_or_person_asks_nothing():
    assert target(NEARER, OWN, person=2, teams=(SALES,)) is None
    assert target(a_norm(5, Scope.PERSON, NORTH)) is None
    assert target(a_norm(5, Scope.TEAM, IVAN)) is None


def test_a_norm_holds_from_its_date_on_and_the_newest_replaces():
    later = a_norm(15, since=TUESDAY)

    assert target(COMPANY, later, day=date(2026, 3, 23)) == 10
    assert target(COMPANY, later) == 15
    assert target(COMPANY, day=date(2026, 2, 28)) is None


def test_a_weekdays_norm_is_for_that_weekday_only():
    tuesdays = a_norm(15, weekday=1)

    assert target(COMPANY, tuesdays) == 15
    assert target(COMPANY, tuesdays, day=date(2026, 3, 25)) == 10
    assert target(tuesdays, day=date(2026, 3, 25)) is None


def test_a_weekdays_norm_is_stronger_than_a_newer_one_of_every_day():
    assert target(a_norm(15, weekday=1), a_norm(12, since=TUESDAY)) == 15


def test_nearness_is_stronger_than_weekday_and_date():
    assert target(a_norm(40, Scope.PERSON, IVAN), a_norm(15, weekday=1, since=TUESDAY)) == 40


def test_each_kpi_has_norms_of_its_own():
    assert target(COMPANY, kpi="talk_time") is None


NORMS = st.lists(
    st.builds(
        a_norm,
        st.integers(0, 99),
        st.sampled_from(Scope),
        st.sampled_from([0, IVAN, SALES, NORTH]),
        weekday=st.none() | st.integers(0, 6),
        since=st.dates(date(2026, 3, 1), date(2026, 3, 31)),
    ),
    max_size=10,
    unique_by=lambda norm: (
        norm.scope,
        None if norm.scope is Scope.COMPANY else norm.scope_id,
        norm.weekday,
        norm.since,
    ),
)


@given(NORMS, st.randoms(use_true_random=False), st.dates(date(2026, 2, 20), date(2026, 4, 5)))
def test_the_order_in_which_norms_were_set_changes_nothing(norms, chance, day):
    shuffled = chance.sample(norms, len(norms))

    assert norm_on(shuffled, "calls_total", day, IVAN, (NORTH, SALES)) == norm_on(
        norms, "calls_total", day, IVAN, (NORTH, SALES)
    )


@given(NORMS, st.dates(date(2026, 2, 20), date(2026, 4, 5)))
def test_the_norm_in_force_has_begun_and_concerns_the_person(norms, day):
    found = norm_on(norms, "calls_total", day, IVAN, (NORTH, SALES))

    if found is not None:
        assert found.since <= day
        assert found.weekday in (None, day.weekday())
        assert found.scope is Scope.COMPANY or found.scope_id in (IVAN, NORTH, SALES)
