"""Holidays and moved days of countries."""

import warnings
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.domain.workdays import WorkCalendar
from services.errors import Refused
from services.reference.holidays import CountryDays, country_calendar

RUSSIA = country_calendar("RU", range(2016, 2028))


def working_days_of(year: int, country: CountryDays) -> int:
    calendar = WorkCalendar(ZoneInfo("Europe/Moscow"), days_off=country.days_off, working_days=country.working_days)
    return int(calendar.weight_between(date(year, 1, 1), date(year, 12, 31)))


@pytest.mark.parametrize(("year", "days"), [(2023, 247), (2024, 248), (2025, 247), (2026, 247)])
def test_russia_works_as_many_days_as_its_production_calendar_says(year, days):
    assert working_days_of(year, RUSSIA) == days


@pytest.mark.parametrize("day", [date(2024, 4, 27), date(2024, 11, 2), date(2024, 12, 28), date(2025, 11, 1)])
def test_moved_saturdays_are_worked(day):
    assert day.weekday() == 5
    assert day in RUSSIA.working_days
    assert day not in RUSSIA.days_off


@pytest.mark.parametrize(
    "day", [date(2026, 1, 9), date(2026, 3, 9), date(2026, 5, 11), date(2026, 11, 4), date(2026, 12, 31)]
)
def test_days_off_moved_by_decree_are_free(day):
    assert day in RUSSIA.days_off


def test_the_days_before_unity_day_2026_are_worked():
    assert date(2026, 11, 2) not in RUSSIA.days_off
    assert date(2026, 11, 3) not in RUSSIA.days_off


def test_no_day_is_both_free_and_worked():
    assert not RUSSIA.days_off & RUSSIA.working_days


def test_another_country_has_its_own_days():
    kazakhstan = country_calendar("KZ", range(2026, 2027))

    assert date(2026, 3, 23) in kazakhstan.days_off
    assert date(2026, 11, 4) not in kazakhstan.days_off


def test_a_country_is_known_in_either_case_and_remembered():
    assert country_calendar("ru", range(2026, 2027)) == country_calendar(" RU ", range(2026, 2027))
    assert country_calendar("RU", range(2016, 2028)) is RUSSIA


def test_years_nobody_knows_have_no_holidays_and_make_no_noise():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nothing = country_calendar("CN", range(1, 1900))
        some = country_calendar("CN", range(1990, 2101))

    assert nothing == CountryDays(frozenset(), frozenset())
    assert some.days_off


@pytest.mark.parametrize(
    "country", ["", "ZZ", "Россия", "russia", "HolidayBase", "../RU", "\x00", "\ud800", "R" * 100_000]
)
def test_an_unknown_country_is_refused_by_its_name(country):
    with pytest.raises(Refused) as refusal:
        country_calendar(country, range(2026, 2027))

    assert refusal.value.phrase == "country-unknown"


def test_only_days_of_the_years_asked_for_are_given():
    days = country_calendar("RU", range(2026, 2027))

    assert {day.year for day in days.days_off} == {2026}
    assert min(days.days_off) + timedelta(days=1) in days.days_off
