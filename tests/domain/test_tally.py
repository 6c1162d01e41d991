"""From stored sums to the KPIs of a row: what adds up, what is divided, what does not exist."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.kpi import BY_KEY, KPIS, Kind
from services.domain.marks import Mark
from services.domain.money import Money
from services.domain.report import Unit
from services.domain.tally import Scale, Tally, dress, kpi_number, kpi_value, kpi_values

MOSCOW, VLADIVOSTOK = ZoneInfo("Europe/Moscow"), ZoneInfo("Asia/Vladivostok")
DAY = Scale("RUB", one_day=True, revenue_known=True, margin_known=True)
MONTH = replace(DAY, one_day=False)


def a_mark(text, zone=MOSCOW):
    moment = datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)
    return Mark.at((moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1), zone)


def value(key, tally, scale=DAY):
    return kpi_value(BY_KEY[key], tally, scale)


def test_someone_who_did_nothing_has_zeros_and_nothing_else():
    values = kpi_values(Tally(), DAY)

    zero = {Unit.COUNT: 0, Unit.SECONDS: timedelta(0), Unit.MONEY: Money(0, "RUB")}
    for kpi in KPIS:
        expected = zero[kpi.unit] if kpi.kind in (Kind.SUM, Kind.MARGIN) else None
        assert values[kpi.key] == expected, kpi.key


def test_a_company_without_a_rule_of_revenue_has_no_revenue():
    unknown = replace(DAY, revenue_known=False)

    assert value("revenue", Tally({"revenue": 100}), unknown) is None
    assert kpi_number(BY_KEY["revenue"], Tally({"revenue": 100}), unknown) is None


@pytest.mark.parametrize(
    ("sums", "margin_known", "margin"),
    [
        ({}, True, 0),
        ({}, False, None),
        ({"incomes": 2, "margin_known": 2, "margin": 70}, True, 70),
        ({"incomes": 2, "margin_known": 1, "margin": 70}, True, 70),
        ({"incomes": 2}, True, None),
        ({"incomes": 1, "margin_known": 1, "margin": -5}, True, -5),
    ],
)
def test_a_margin_exists_where_some_cost_is_known(sums, margin_known, margin):
    found = value("margin", Tally(sums), replace(DAY, margin_known=margin_known))

    assert found == (None if margin is None else Money(margin, "RUB"))


def test_rates_are_exact():
    tally = Tally({"deals_won": 1, "deals_lost": 2})

    assert value("win_rate", tally) == Fraction(1, 3)
    assert value("win_rate", Tally({"deals_lost": 2})) == 0
    assert value("win_rate", Tally({"deals_won": 2})) == 1


def test_the_average_deal_is_rounded_to_the_smallest_coin_with_halves_to_even():
    assert value("average_deal", Tally({"won_amount": 5, "won_priced": 2})) == Money(2, "RUB")
    assert value("average_deal", Tally({"won_amount": 7, "won_priced": 2})) == Money(4, "RUB")


def test_numbers_for_formulas_are_in_major_units():
    tally = Tally({"revenue": 12_345, "talk_time": 90})

    assert kpi_number(BY_KEY["revenue"], tally, DAY) == Fraction("123.45")
    assert kpi_number(BY_KEY["revenue"], tally, replace(DAY, currency="JPY")) == 12_345
    assert kpi_number(BY_KEY["talk_time"], tally, DAY) == 90
    assert kpi_number(BY_KEY["first_call_at"], tally, DAY) is None
    assert kpi_number(BY_KEY["tasks_overdue"], tally, DAY) is None


def test_the_median_of_samples_is_the_middle_and_of_two_the_half_way():
    assert value("first_response", Tally(samples={"first_response": [60, 600, 120]})) == timedelta(minutes=2)
    assert value("first_response", Tally(samples={"first_response": [60, 121]})) == timedelta(seconds=90)
    assert value("missed_callback", Tally(samples={"missed_callback": [0]})) == timedelta(0)


def test_on_one_day_a_clock_is_a_moment_in_the_persons_zone():
    tally = Tally(marks={"first_call_at": [a_mark("2026-03-24 09:10"), a_mark("2026-03-24 15:00", VLADIVOSTOK)]})
    last = Tally(marks={"last_call_at": tally.marks["first_call_at"]})

    assert value("first_call_at", tally).isoformat() == "2026-03-24T15:00:00+10:00"
    assert value("last_call_at", last).isoformat() == "2026-03-24T09:10:00+03:00"


def test_over_several_days_a_clock_is_the_median_of_what_walls_showed():
    marks = [a_mark("2026-03-23 09:00"), a_mark("2026-03-24 09:40"), a_mark("2026-03-24 11:00", VLADIVOSTOK)]

    assert value("day_start", Tally(marks={"day_start": marks}), MONTH) == time(9, 40)
    assert value("day_start", Tally(marks={"day_start": marks[:2]}), MONTH) == time(9, 20)
    assert value("day_start", Tally(), MONTH) is None


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        (Fraction(7), Unit.COUNT, 7),
        (Fraction(7, 2), Unit.COUNT, Fraction(7, 2)),
        (Fraction("12.345"), Unit.MONEY, Money(1234, "RUB")),
        (Fraction(5, 2), Unit.SECONDS, timedelta(seconds=2)),
        (Fraction(7, 2), Unit.SECONDS, timedelta(seconds=4)),
        (Fraction(1, 3), Unit.RATE, Fraction(1, 3)),
        (Fraction(1, 3), Unit.NUMBER, Fraction(1, 3)),
    ],
)
def test_a_number_is_dressed_by_its_unit(number, unit, shown):
    dressed = dress(number, unit, "RUB")

    assert dressed == shown
    assert type(dressed) is type(shown)


KEYS = st.sampled_from(["calls_total", "talk_time", "revenue", "deals_won", "deals_lost", "incomes", "margin_known"])
FACTS = st.lists(
    st.one_of(
        st.tuples(st.just("sum"), KEYS, st.integers(-9, 99)),
        st.tuples(st.just("mark"), st.sampled_from(["first_call_at", "last_call_at", "day_start"]),
                  st.integers(0, 10**15)),
        st.tuples(st.just("sample"), st.sampled_from(["first_response", "missed_callback"]), st.integers(0, 9_999)),
    ),
    max_size=20,
)  # fmt: skip


def tallied(facts):
    tally = Tally()
    for kind, key, number in facts:
        match kind:
            case "sum":
                tally.add(key, number)
            case "mark":
                tally.mark(key, [Mark.at(number, MOSCOW)])
            case _:
                tally.sample(key, number)
    return tally


@given(FACTS, st.integers(0, 20), st.sampled_from([DAY, MONTH]))
def test_merged_rows_are_the_row_of_all_their_facts(facts, cut, scale):
    merged = tallied(facts[:cut])
    merged.merge(tallied(facts[cut:]))

    assert kpi_values(merged, scale) == kpi_values(tallied(facts), scale)


@given(FACTS, st.randoms(use_true_random=False), st.sampled_from([DAY, MONTH]))
def test_the_order_of_facts_changes_nothing(facts, chance, scale):
    shuffled = chance.sample(facts, len(facts))

    assert kpi_values(tallied(shuffled), scale) == kpi_values(tallied(facts), scale)


@given(FACTS)
def test_a_merged_row_leaves_its_parts_as_they_were(facts):
    part = tallied(facts)

    whole = Tally()
    whole.merge(part)
    whole.merge(part)

    assert part == tallied(facts)
