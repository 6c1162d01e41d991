"""Plan and fact on the way (formulas 4.2)."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.domain.period import Period
from services.domain.plan import PlanState, days_done_and_left
from services.domain.workdays import WorkCalendar
from services.reference.holidays import country_calendar

MOSCOW = ZoneInfo("Europe/Moscow")
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
DAYS = st.fractions(0, 31, max_denominator=8)
SUMS = st.fractions(-1000, 10**7, max_denominator=100)


def russian(**changes) -> WorkCalendar:
    country = country_calendar("RU", range(2026, 2027))
    return WorkCalendar(MOSCOW, days_off=country.days_off, working_days=country.working_days, **changes)


def moscow(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


def test_golden_r1_november_on_the_morning_of_the_23rd():
    done, left = days_done_and_left(russian(), NOVEMBER, moscow("2026-11-23 08:30"))

    state = PlanState.of(3_000_000, 1_900_000, done, left)

    assert (done, left) == (14, 6)
    assert state.expected_to_date == 2_100_000
    assert state.run_rate == Fraction(1_900_000 * 20, 14)
    assert round(state.run_rate) == 2_714_286
    assert state.pace == Fraction(19, 21)
    assert round(state.pace, 3) == Fraction("0.905")
    assert state.needed_per_day == Fraction(1_100_000, 6)
    assert round(state.needed_per_day) == 183_333


def test_the_rest_of_today_is_still_to_be_worked():
    calendar = russian()

    assert days_done_and_left(calendar, NOVEMBER, moscow("2026-11-23 13:30")) == (Fraction(29, 2), Fraction(11, 2))
    assert days_done_and_left(calendar, NOVEMBER, moscow("2026-11-23 20:00")) == (15, 5)
    assert days_done_and_left(calendar, NOVEMBER, moscow("2026-10-31 12:00")) == (0, 20)
    assert days_done_and_left(calendar, NOVEMBER, moscow("2026-11-01 12:00")) == (0, 20)
    assert days_done_and_left(calendar, NOVEMBER, moscow("2026-12-05 12:00")) == (20, 0)


def test_a_vacation_and_a_shortened_day_weigh_less():
    away = (Period(date(2026, 11, 9), date(2026, 11, 13)),)
    calendar = russian(absences=away, shortened={date(2026, 11, 3): timedelta(hours=1)})

    done, left = days_done_and_left(calendar, NOVEMBER, moscow("2026-11-23 08:30"))

    assert (done, left) == (9 - Fraction(1, 9), 6)
    assert days_done_and_left(calendar, NOVEMBER, moscow("2026-11-03 13:00"))[0] == 1 + Fraction(8, 9) / 2


def test_today_is_the_day_of_the_calendars_zone():
    far_east = WorkCalendar(ZoneInfo("Asia/Vladivostok"))
    late_in_moscow = moscow("2026-11-22 23:30")

    assert days_done_and_left(far_east, NOVEMBER, late_in_moscow)[0] == 15


def test_a_plan_that_is_reached_needs_nothing_more():
    assert PlanState.of(100, 100, Fraction(10), Fraction(10)).needed_per_day == 0
    assert PlanState.of(100, 130, Fraction(20), Fraction(0)).needed_per_day == 0
    assert PlanState.of(100, 100, Fraction(20), Fraction(0)).needed_per_day == 0
    assert PlanState.of(Decimal("100.50"), Decimal("100.50"), Fraction(0), Fraction(20)).needed_per_day == 0


def test_a_plan_missed_on_the_last_evening_has_no_number_for_a_day():
    state = PlanState.of(100, 80, Fraction(20), Fraction(0))

    assert state.needed_per_day is None
    assert state.pace == Fraction(4, 5)
    assert state.run_rate == 80


def test_before_the_first_hour_there_is_no_pace_and_no_run_rate():
    state = PlanState.of(100, 0, Fraction(0), Fraction(20))

    assert state.expected_to_date == 0
    assert state.pace is None
    assert state.run_rate is None
    assert state.needed_per_day == 5


def test_a_plan_of_zero_has_no_pace():
    state = PlanState.of(0, 10, Fraction(10), Fraction(10))

    assert (state.expected_to_date, state.pace, state.needed_per_day) == (0, None, 0)
    assert state.run_rate == 20


def test_without_a_working_day_nothing_is_expected():
    state = PlanState.of(100, 10, Fraction(0), Fraction(0))

    assert (state.expected_to_date, state.pace, state.run_rate, state.needed_per_day) == (None, None, None, None)


@pytest.mark.parametrize(("plan", "fact"), [(None, 10), (100, None), (None, None)])
def test_what_is_not_known_stays_unknown(plan, fact):
    state = PlanState.of(plan, fact, Fraction(10), Fraction(10))

    assert state.pace is None
    assert state.needed_per_day is None
    assert (state.run_rate is None) == (fact is None)
    assert (state.expected_to_date is None) == (plan is None)


@given(SUMS, SUMS, DAYS, DAYS)
def test_the_numbers_of_a_plan_agree_with_each_other(plan, fact, done, left):
    state = PlanState.of(plan, fact, done, left)

    if state.pace is not None and state.run_rate is not None:
        assert state.run_rate == state.pace * plan
    if state.needed_per_day:
        assert fact + state.needed_per_day * left == plan


@settings(max_examples=100, deadline=None)
@given(st.datetimes(datetime(2026, 10, 25), datetime(2026, 12, 5), timezones=st.just(MOSCOW)))
def test_done_and_left_are_always_the_whole(at):
    done, left = days_done_and_left(russian(), NOVEMBER, at)

    assert done + left == 20
    assert 0 <= done <= 20
