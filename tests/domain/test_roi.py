"""What a channel costs and brings: golden M1, ratios that do not exist, shares that add up."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.roi import Channel, share_department, yield_of

M1 = {
    "ads": 150_000, "department": 250_000, "has_ads": True, "leads": 300, "won": 24, "customers": 24,
    "revenue": 1_200_000, "margin": 480_000, "with_margin": 24,
}  # fmt: skip


def test_golden_m1():
    found = yield_of(Channel(**M1), margin_known=True)

    assert found.margin == 480_000
    assert (found.cpl, found.cpo) == (500, 6_250)
    assert round(found.cac) == 16_667
    assert found.cac_marketing == 6_250
    assert found.romi == Fraction("2.2")
    assert found.romi_revenue == 7
    assert round(found.roi, 3) == Fraction("0.071")
    assert found.roi == Fraction(80_000, 1_120_000)


def test_marketing_is_in_every_cac_and_in_no_cpl():
    found = yield_of(Channel(**M1, marketing=30_000), margin_known=True)

    assert (found.cpl, found.cpo, found.romi) == (500, 6_250, Fraction("2.2"))
    assert found.cac_marketing == Fraction(180_000, 24)
    assert found.cac == Fraction(430_000, 24)


def test_a_channel_without_cost_has_no_price_and_no_romi():
    found = yield_of(Channel(leads=5, won=1, customers=1, revenue=100, margin=60, with_margin=1), margin_known=True)

    assert (found.cpl, found.cpo, found.cac, found.cac_marketing) == (None,) * 4
    assert (found.romi, found.romi_revenue, found.roi) == (None,) * 3
    assert found.margin == 60


def test_costs_without_leads_sales_or_customers_have_no_price():
    found = yield_of(Channel(ads=100, has_ads=True, department=50), margin_known=True)

    assert (found.cpl, found.cpo, found.cac, found.cac_marketing) == (None,) * 4
    assert (found.romi, found.romi_revenue, found.roi) == (-1, -1, -1)


@pytest.mark.parametrize("more", [{"margin_known": False}, {"margin_known": True, "with_margin": 0}])
def test_without_any_cost_of_goods_there_is_no_margin_and_no_romi(more):
    known = more.pop("margin_known")

    found = yield_of(Channel(**(M1 | more), without_margin=24), margin_known=known)

    assert (found.margin, found.romi, found.roi) == (None, None, None)
    assert found.romi_revenue == 7


SUMS = st.integers(-(10**12), 10**12)
ROWS = st.builds(
    Channel, ads=SUMS, marketing=SUMS, department=SUMS, has_ads=st.booleans(), leads=st.integers(0, 99),
    qualified=st.none() | st.integers(0, 99), won=st.integers(0, 99), customers=st.integers(0, 99), revenue=SUMS,
    margin=SUMS, with_margin=st.integers(0, 9), without_margin=st.integers(0, 9), ripe=st.integers(0, 99),
)  # fmt: skip


@given(st.lists(ROWS, min_size=1, max_size=6))
def test_rows_add_up_to_the_total_in_every_field(rows):
    total = Channel()
    for row in rows:
        total.add(row)

    for name in Channel.__slots__:
        values = [getattr(row, name) for row in rows]
        known = [value for value in values if value is not None]
        expected = any(values) if name == "has_ads" else sum(known) if known else None
        assert getattr(total, name) == expected, name


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**6), max_size=12))
def test_the_department_is_shared_to_the_last_small_coin(total, leads):
    shares = share_department(total, leads)

    assert sum(shares) == (total if any(leads) else 0)
    for share, count in zip(shares, leads, strict=True):
        exact = Fraction(total * count, sum(leads)) if sum(leads) else 0
        assert abs(share - exact) < 1


@given(st.integers(0, 10**9), st.lists(st.integers(0, 99), min_size=2, max_size=8))
def test_more_leads_never_carry_less_of_the_department(total, leads):
    shares = share_department(total, leads)

    pairs = sorted(zip(leads, shares, strict=True))
    assert all(more - less >= -1 for (_, less), (_, more) in pairwise(pairs))


def test_without_leads_the_department_stays_unshared():
    assert share_department(100, [0, 0]) == [0, 0]
    assert share_department(100, []) == []


def test_the_odd_coin_goes_where_most_was_cut_off():
    assert share_department(100, [1, 1, 1]) == [34, 33, 33]
    assert share_department(10, [5, 1]) == [8, 2]
