"""The totals of a funnel, and that they add up over any partition of the deals."""

from datetime import UTC, date, datetime
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from services.domain.funnel import View
from services.domain.funnel_totals import cycle_seconds, totals
from services.domain.period import Period
from tests.domain.paths import DAY, FIRST, MARCH, a_deal, day, f1, frame
from tests.domain.test_funnel import MOMENTS, departments

DAY_S = 86_400
COUNTS = ("created", "won", "lost", "open")


def counts(found):
    return tuple(getattr(found, name) for name in COUNTS)


def test_golden_f1_totals():
    found = totals(f1(), frame("cohort"), None)

    assert counts(found) == (10, 3, 3, 4)
    assert found.win_rate == Fraction(1, 2)
    assert found.cohort_win_rate == Fraction(3, 10)


def test_flow_counts_the_closings_of_the_period():
    from_february = a_deal("NNNW", created=FIRST - 2 * DAY)
    into_april = a_deal("NNNW", number=2, created=day(30))
    stands = a_deal("NQ", number=3)

    flow = totals([from_february, into_april, stands], frame("flow"), None)
    cohort = totals([from_february, into_april, stands], frame("cohort"), None)

    assert counts(flow) == (2, 1, 0, 1)
    assert counts(cohort) == (2, 1, 0, 1)
    assert flow.win_rate == cohort.win_rate == 1
    assert flow.cohort_win_rate == cohort.cohort_win_rate == Fraction(1, 2)


def test_the_cohort_counts_its_own_outcomes_whenever_they_came():
    into_april = a_deal("NNNW", created=day(30))

    cohort = totals([into_april], frame("cohort"), None)

    assert counts(cohort) == (1, 1, 0, 0)
    assert cohort.win_rate is None


def test_open_deals_are_never_in_the_win_rate():
    deals = [a_deal("NW"), a_deal("NL", number=2), a_deal("NQ", number=3), a_deal("NQ", number=4)]

    assert totals(deals, frame("cohort"), None).win_rate == Fraction(1, 2)


def test_the_average_deal_leaves_out_deals_without_a_price():
    deals = [a_deal("NW", won_net=100), a_deal("NW", number=2, won_net=201), a_deal("NW", number=3)]

    assert totals(deals, frame("cohort"), None).average_net == Fraction(301, 2)


def test_the_cycle_is_taken_of_the_wins_of_the_period():
    deals = [a_deal("NW"), a_deal("NNW", number=2), a_deal("NNNNNW", number=3), a_deal("NNNNNNL", number=4)]

    found = totals(deals, frame("cohort"), None)

    assert found.cycle_median_days == 2
    assert found.cycle_mean_days == Fraction(8, 3)


def test_a_closing_before_the_creation_is_no_cycle():
    assert cycle_seconds(a_deal("NW", created_at=day(9))) is None
    assert cycle_seconds(a_deal("NW", created_at=None)) is None
    assert cycle_seconds(a_deal("NQ")) is None
    assert cycle_seconds(a_deal("NW", closed_at=FIRST)) == 0


def test_ripeness_is_the_share_older_than_the_usual_cycle():
    deals = [a_deal("N"), a_deal("N", number=2, created=day(10)), a_deal("N", number=3, created=day(20))]

    found = totals(deals, frame("cohort", as_of=day(30)), Fraction(20 * DAY_S))

    assert found.ripeness == Fraction(2, 3)
    assert totals(deals, frame("cohort"), None).ripeness is None
    assert totals([], frame("cohort"), Fraction(1)).ripeness is None


def test_nothing_has_zeros_and_no_rates():
    found = totals([], frame("cohort"), None)

    assert counts(found) == (0, 0, 0, 0)
    assert (found.win_rate, found.cohort_win_rate, found.average_net, found.cycle_median_days) == (None,) * 4


@given(departments(), st.sampled_from(View), MOMENTS)
def test_totals_of_the_owners_add_up_to_the_whole(deals, view, as_of):
    cut = frame(view, as_of=as_of)
    whole = totals(deals, cut, Fraction(5 * DAY_S))

    parts = [totals(deals, cut, Fraction(5 * DAY_S), lambda deal, _, who=who: deal.owner == who) for who in range(4)]

    assert tuple(map(sum, zip(*map(counts, parts), strict=True))) == counts(whole)
    if whole.created:
        ripe = sum(part.ripeness * part.created for part in parts if part.created)
        assert ripe == whole.ripeness * whole.created


@given(departments(), st.dates(date(2026, 2, 1), date(2026, 4, 30)))
def test_a_month_is_the_sum_of_its_parts_in_the_flow(deals, cut):
    if cut not in MARCH or cut == MARCH.last:
        return
    parts = [
        totals(deals, frame("flow", period=part), None)
        for part in (Period(MARCH.first, cut), Period(cut + DAY, MARCH.last))
    ]
    whole = totals(deals, frame("flow"), None)

    assert sum(part.won for part in parts) == whole.won
    assert sum(part.lost for part in parts) == whole.lost
    assert sum(part.created for part in parts) == whole.created


def test_a_day_of_closing_is_the_companys_day():
    closed = datetime(2026, 4, 1, tzinfo=UTC)
    deal = a_deal("NW", closed_at=closed, closed_day=date(2026, 4, 1))

    assert totals([deal], frame("flow"), None).won == 0
