"""The funnel in its four views: the golden ten deals, and what must hold of any deals (formulas 4.1)."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.deals import Status
from services.domain.funnel import View, stage_rows, unripe
from services.domain.period import Period
from tests.domain.paths import DAY, FIRST, LINE, MARCH, L, a_deal, day, f1, frame


def column(deals, view, name, **more):
    """A column of the funnel by the stage's name."""
    return {row.stage.name: getattr(row, name) for row in stage_rows(deals, LINE, frame(view, **more))}


def test_golden_f1_cohort():
    assert column(f1(), "cohort", "reached") == {"N": 10, "Q": 8, "P": 6, "W": 3}
    assert column(f1(), "cohort", "entered") == {"N": 10, "Q": 7, "P": 6, "W": 3}
    assert column(f1(), "cohort", "conversion_from_previous") == {
        "N": None, "Q": Fraction(8, 10), "P": Fraction(6, 8), "W": Fraction(3, 6),
    }  # fmt: skip
    assert column(f1(), "cohort", "conversion_from_first") == {
        "N": 1, "Q": Fraction(8, 10), "P": Fraction(6, 10), "W": Fraction(3, 10),
    }  # fmt: skip
    assert column(f1(), "cohort", "returns") == {"N": 0, "Q": 1, "P": 1, "W": 0}


def test_golden_f1_flow():
    assert column(f1(), "flow", "entered") == {"N": 10, "Q": 7, "P": 6, "W": 3}
    assert column(f1(), "flow", "conversion_from_previous")["P"] == Fraction(6, 7)


def test_golden_f1_snapshot():
    assert column(f1(), "snapshot", "open_now") == {"N": 1, "Q": 1, "P": 2, "W": 0}
    assert set(column(f1(), "snapshot", "reached").values()) == {None}
    assert set(column(f1(), "snapshot", "conversion_from_previous").values()) == {None}


def test_golden_f1_entry_cohort():
    assert column(f1(), "entry_cohort", "entered") == {"N": 10, "Q": 7, "P": 6, "W": 3}
    assert column(f1(), "entry_cohort", "conversion_from_previous") == {
        "N": None, "Q": Fraction(8, 10), "P": Fraction(5, 7), "W": Fraction(3, 6),
    }  # fmt: skip


def test_lost_is_no_stage_of_the_line():
    assert L.name not in column(f1(), "cohort", "reached")


def test_an_entry_counts_once_it_has_been_watched_for_the_whole_horizon():
    deals = [a_deal("NQ", created=day(1)), a_deal("N", number=2, created=day(2, hour=11))]

    watched = column(deals, "entry_cohort", "entered", as_of=day(11), horizon=9)
    early = column(deals, "entry_cohort", "entered", as_of=day(10, hour=11), horizon=9)

    assert (watched["N"], watched["Q"]) == (2, 1)
    assert (early["N"], early["Q"]) == (0, 0)
    assert unripe(deals, LINE, frame("entry_cohort", as_of=day(10), horizon=9)) == 2


def test_what_came_after_the_horizon_has_not_come_within_it():
    quick, slow = a_deal("NQ"), a_deal("NNNNQ", number=2)

    conversions = column([quick, slow], "entry_cohort", "conversion_from_previous", horizon=2)

    assert conversions["Q"] == Fraction(1, 2)


def test_in_the_flow_a_stage_may_pass_more_than_came_before_it():
    began_in_february = [a_deal("NQ", number=number, created=FIRST - DAY) for number in (1, 2)]

    conversions = column([*began_in_february, a_deal("N", number=3)], "flow", "conversion_from_previous")

    assert conversions["Q"] == 2


def test_in_the_flow_a_move_belongs_to_whoever_made_it():
    deal = a_deal("NQ", owner=1, by=(1, 2))

    rows = stage_rows([deal], LINE, frame("flow"), lambda deal, visit: (visit.by if visit else deal.owner) == 2)

    assert [row.entered for row in rows] == [0, 1, 0, 0]


def test_time_is_taken_of_stays_that_are_over():
    gone = a_deal("NQL")
    stays = a_deal("NNQ", number=2)

    medians = column([gone, stays], "cohort", "time_median_s")

    assert medians["N"] == Fraction(86_400 * 3, 2)
    assert medians["Q"] == 86_400
    assert medians["P"] is None


def test_an_empty_period_has_zeros_and_no_rates():
    rows = stage_rows([], LINE, frame("cohort"))

    assert [(row.entered, row.reached, row.open_now, row.returns) for row in rows] == [(0, 0, 0, 0)] * 4
    assert {row.conversion_from_first for row in rows} == {row.time_p75_s for row in rows} == {None}


def test_a_deal_without_a_creation_is_of_no_cohort_but_stands_in_the_snapshot():
    nameless = a_deal("NQ", created_at=None, created_day=None)

    assert column([nameless], "cohort", "reached")["N"] == 0
    assert column([nameless], "snapshot", "open_now")["Q"] == 1


@st.composite
def departments(draw):
    """Some deals of three people, begun from February to April, each step by one of them."""
    deals = []
    for number in range(draw(st.integers(0, 10))):
        path = draw(st.text("NQPWL", min_size=1, max_size=6))
        created = FIRST + timedelta(days=draw(st.integers(-20, 40)), hours=draw(st.integers(0, 11)))
        owner = draw(st.integers(0, 3))
        deals.append(a_deal(path, number=number, owner=owner, created=created, by=draw(_movers(len(path)))))
    return deals


def _movers(count):
    return st.tuples(*[st.integers(0, 3)] * count)


VIEWS = st.sampled_from(View)
MOMENTS = st.datetimes(datetime(2026, 3, 1), datetime(2026, 7, 1), timezones=st.just(UTC))


@given(departments(), MOMENTS)
def test_reached_never_grows_along_the_line(deals, as_of):
    reached = list(column(deals, "cohort", "reached", as_of=as_of).values())

    assert reached == sorted(reached, reverse=True)


@given(departments())
def test_reached_is_whoever_came_there_or_further(deals):
    cohort = [deal for deal in deals if deal.created_day in MARCH]
    been = [{LINE[visit.stage - 1].name for visit in deal.visits} for deal in cohort]

    expected = {name: sum(bool(seen & set("NQPW"["NQPW".index(name) :])) for seen in been) for name in "NQPW"}

    assert column(deals, "cohort", "reached") == expected


def added(groups, name):
    """A column summed over several funnels; None where it does not exist."""
    columns = [[getattr(row, name) for row in rows] for rows in groups]
    return [None if None in values else sum(values) for values in zip(*columns, strict=True)]


@given(departments(), st.sampled_from([View.COHORT, View.SNAPSHOT, View.ENTRY_COHORT]), MOMENTS)
def test_funnels_of_the_owners_add_up_to_the_whole(deals, view, as_of):
    cut = frame(view, as_of=as_of)
    whole = stage_rows(deals, LINE, cut)

    parts = [stage_rows(deals, LINE, cut, lambda deal, _, who=who: deal.owner == who) for who in range(4)]

    for name in ("entered", "reached", "open_now"):
        assert added(parts, name) == added([whole], name)
    if view is not View.ENTRY_COHORT:
        assert added(parts, "returns") == added([whole], "returns")


@given(departments())
def test_flows_of_the_movers_add_up_to_the_whole(deals):
    whole = stage_rows(deals, LINE, frame("flow"))

    parts = [
        stage_rows(deals, LINE, frame("flow"), lambda deal, visit, who=who: (visit.by if visit else deal.owner) == who)
        for who in range(4)
    ]

    for name in ("entered", "reached", "open_now", "returns"):
        assert added(parts, name) == added([whole], name)


@given(departments(), st.integers(1, 30))
def test_flows_of_the_parts_of_a_period_add_up_to_the_whole(deals, cut):
    first = Period(MARCH.first, MARCH.first + DAY * (cut - 1))
    second = Period(MARCH.first + DAY * cut, MARCH.last)

    parts = [stage_rows(deals, LINE, frame("flow", period=part)) for part in (first, second)]

    assert added(parts, "entered") == added([stage_rows(deals, LINE, frame("flow"))], "entered")


@given(departments(), VIEWS, st.randoms(use_true_random=False))
def test_the_order_of_the_deals_changes_nothing(deals, view, chance):
    shuffled = chance.sample(deals, len(deals))

    assert stage_rows(shuffled, LINE, frame(view)) == stage_rows(deals, LINE, frame(view))


@given(departments())
def test_whoever_is_open_stands_in_one_stage(deals):
    rows = stage_rows(deals, LINE, frame("snapshot"))

    assert sum(row.open_now for row in rows) == sum(deal.status is Status.OPEN for deal in deals)


@given(departments(), VIEWS, MOMENTS)
def test_rates_lie_between_nothing_and_everything_where_deals_are_the_same(deals, view, as_of):
    for row in stage_rows(deals, LINE, frame(view, as_of=as_of)):
        for rate in (row.conversion_from_previous, row.conversion_from_first):
            assert rate is None or view is View.FLOW or 0 <= rate <= 1


@pytest.mark.parametrize("view", View)
def test_every_view_knows_every_stage_but_lost(view):
    assert [row.stage.name for row in stage_rows(f1(), LINE, frame(view))] == ["N", "Q", "P", "W"]
