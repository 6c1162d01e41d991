"""Leads and new customers (product: a lead is a deal created, one per contact within 30 days)."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.domain.deals import Status
from services.domain.leads import ContactDeal, first_win_of, leads_of

FIRST = datetime(2026, 3, 1, 12, tzinfo=UTC)
WINDOW = timedelta(days=30)


def a_deal(number, created, status=Status.OPEN, closed=None):
    """A deal of one contact, created and closed on days since the first."""
    moments = (None if days is None else FIRST + timedelta(days=days) for days in (created, closed))
    return ContactDeal(number, status, *moments)


def test_a_contact_who_comes_again_within_the_window_is_no_new_lead():
    deals = [a_deal(1, 0), a_deal(2, 29.99), a_deal(3, 30), a_deal(4, 59), a_deal(5, 61)]

    assert leads_of(deals, WINDOW) == {1, 3, 5}


def test_the_window_begins_anew_with_each_lead_and_not_with_each_deal():
    deals = [a_deal(number, 20 * number) for number in range(4)]

    assert leads_of(deals, WINDOW) == {0, 2}


def test_of_two_deals_of_one_moment_one_is_the_lead():
    assert leads_of([a_deal(2, 0), a_deal(1, 0)], WINDOW) == {1}


def test_a_deal_of_no_known_creation_is_no_lead_and_hides_none():
    assert leads_of([a_deal(1, None), a_deal(2, 5)], WINDOW) == {2}


def test_the_first_closing_makes_the_customer():
    deals = [
        a_deal(1, 0, Status.WON, 9),
        a_deal(2, 1, Status.WON, 3),
        a_deal(3, 0, Status.LOST, 1),
        a_deal(4, 0, Status.OPEN, 1),
    ]

    assert first_win_of(deals) == 2


def test_a_win_without_a_date_counts_only_where_no_win_has_one():
    assert first_win_of([a_deal(1, 0, Status.WON), a_deal(2, 0, Status.WON, 5)]) == 2
    assert first_win_of([a_deal(7, 0, Status.WON), a_deal(3, 0, Status.WON)]) == 3
    assert first_win_of([a_deal(1, 0), a_deal(2, 0, Status.LOST, 4)]) is None


DAYS = st.none() | st.floats(0, 200).map(lambda days: round(days, 2))
DEALS = st.lists(st.tuples(DAYS, st.sampled_from(Status), DAYS), max_size=12).map(
    lambda told: [a_deal(number, *deal) for number, deal in enumerate(told)]
)


@given(DEALS, st.randoms(use_true_random=False))
def test_the_order_of_deals_changes_nothing(deals, chance):
    shuffled = chance.sample(deals, len(deals))

    assert leads_of(shuffled, WINDOW) == leads_of(deals, WINDOW)
    assert first_win_of(shuffled) == first_win_of(deals)


@given(DEALS)
def test_leads_stand_a_window_apart_and_every_other_deal_within_one_of_them(deals):
    leads = leads_of(deals, WINDOW)

    when = {deal.id: deal.created_at for deal in deals if deal.created_at is not None}
    moments = sorted(when[number] for number in leads)
    assert all(later - earlier >= WINDOW for earlier, later in pairwise(moments))
    for number in when.keys() - leads:
        assert any(timedelta(0) <= when[number] - moment < WINDOW for moment in moments)
    assert bool(leads) == bool(when)
