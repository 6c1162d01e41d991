"""Months and weeks of the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.spans import months_later, months_span, week_span


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 23), 3, date(2027, 2, 23)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_months_later_keeps_the_day_or_takes_the_last_of_a_shorter_month(day, months, later):
    assert months_later(day, months) == later


@pytest.mark.parametrize("months", [-30_000, 100_000, 10**30])
def test_there_are_no_months_outside_the_calendar(months):
    with pytest.raises(ValueError, match="no calendar day"):
        months_later(date(2026, 11, 23), months)


def test_a_span_of_months_ends_with_the_last_of_them():
    assert months_span(2024, 2) == (date(2024, 2, 1), date(2024, 2, 29))
    assert months_span(2026, 10, 3) == (date(2026, 10, 1), date(2026, 12, 31))
    assert months_span(2026, 7, 12) == (date(2026, 7, 1), date(2027, 6, 30))


@given(st.dates(date(1, 1, 8), date(9999, 12, 20)))
def test_a_week_is_monday_to_sunday_around_the_day(day):
    monday, sunday = week_span(day)

    assert (monday.weekday(), sunday.weekday()) == (0, 6)
    assert monday <= day <= sunday == monday + timedelta(days=6)
