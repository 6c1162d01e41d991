"""What a working day brings by itself, at which moments: on every kind of day and in every zone of the world."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.hours import DEFAULT_WEEK, Hours
from services.domain.occurrences import (
    CHECK,
    DAY_CARD,
    DAY_REPORT,
    START,
    evening_digest,
    of_shift,
    week_digest,
)
from services.domain.workdays import WorkCalendar
from tests.factories import MOSCOW, TUESDAY

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
YEAR = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]


def a_calendar(zone=MOSCOW, **more):
    return WorkCalendar(zone, **more)


def brought(calendar, day):
    shift = calendar.shift(day)
    return list(of_shift(shift, calendar.zone)) if shift else []


def clocks(found, zone=MOSCOW):
    return [(one.kind, f"{one.at.astimezone(zone):%H:%M}", one.slot) for one in found]


def test_a_usual_day():
    found = clocks(brought(a_calendar(), TUESDAY))

    assert found[0] == (DAY_CARD, "08:50", "card")
    assert found[1] == (CHECK, "09:10", START)
    assert [at for kind, at, _ in found[2:-1]] == [
        f"{hour:02}:{minute:02}" for hour in range(11, 18) for minute in (0, 30) if (hour, minute) <= (17, 0)
    ]
    assert all(slot == at for kind, at, slot in found[2:-1])
    assert found[-1] == (DAY_REPORT, "18:00", "evening")


def test_a_day_too_short_for_looks_has_a_start_and_an_end():
    short = {weekday: Hours(time(9), time(11)) for weekday in range(5)}

    assert [one.slot for one in brought(a_calendar(week=short), TUESDAY)] == ["card", START, "evening"]


def test_a_free_day_brings_nothing():
    assert brought(a_calendar(days_off=frozenset({TUESDAY})), TUESDAY) == []


def a_year(zone):
    """How often each slot of each day comes in a year, and when the first look of the day is."""
    calendar = a_calendar(ZoneInfo(zone))
    slots, starts = Counter(), {}
    for day in YEAR:
        for one in brought(calendar, day):
            slots[one.kind, one.day, one.slot] += 1
            if one.slot == START:
                starts[day] = one.at
    return calendar, slots, starts


def holds_for(zone):
    calendar, slots, starts = a_year(zone)
    worked = [day for day in YEAR if calendar.shift(day) is not None]

    assert list(starts) == worked
    assert set(slots.values()) == {1}
    for day, at in starts.items():
        local = at.astimezone(calendar.zone)
        assert local.date() == day
        assert f"{local:%H:%M}" == "09:10" or calendar.shift(day).start.astimezone(calendar.zone).hour != 9


@pytest.mark.parametrize(
    "zone", ["Europe/Moscow", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo"]
)
def test_a_year_has_one_start_a_working_day(zone):
    holds_for(zone)


@pytest.mark.long
def test_a_year_has_one_start_a_working_day_in_every_zone():
    for zone in ZONES:
        holds_for(zone)


@given(st.sampled_from(ZONES), st.integers(0, 23), st.integers(1, 12), st.sampled_from(YEAR))
def test_slots_of_a_day_have_names_of_their_own_at_any_hours(zone, begins, lasts, day):
    ends = min(begins + lasts, 24)
    week = {weekday: Hours(time(begins), time(ends % 24)) for weekday in range(7)}
    found = brought(a_calendar(ZoneInfo(zone), week=week), day)

    assert len({(one.kind, one.slot) for one in found}) == len(found)
    assert all(one.at <= one.until for one in found)


def test_the_evening_digest_comes_on_working_days_and_is_of_use_until_the_next_one_ends():
    friday = date(2026, 11, 27)
    found = evening_digest(a_calendar(), friday, 18 * 60 + 30)

    assert f"{found.at.astimezone(MOSCOW):%a %H:%M}" == "Fri 18:30"
    assert f"{found.until.astimezone(MOSCOW):%a %H:%M}" == "Mon 18:00"
    assert evening_digest(a_calendar(), friday + timedelta(days=1), 18 * 60 + 30) is None


def test_the_weeks_digest_comes_on_the_first_working_day_and_tells_of_the_week_before():
    monday = date(2026, 11, 23)
    usual = week_digest(a_calendar(), monday, 9 * 60)
    holiday = a_calendar(days_off=frozenset({monday}))

    assert (usual.slot, usual.day) == ("2026-W47", date(2026, 11, 16))
    assert week_digest(a_calendar(), TUESDAY, 9 * 60) is None
    assert week_digest(holiday, monday, 9 * 60) is None
    assert week_digest(holiday, TUESDAY, 9 * 60).slot == "2026-W47"


def test_a_time_that_the_clocks_skip_is_the_next_valid_minute():
    zone = ZoneInfo("Europe/Berlin")
    nightly = {weekday: Hours(time(1), time(9)) for weekday in range(7)}
    found = evening_digest(a_calendar(zone, week=nightly), date(2026, 3, 29), 2 * 60 + 30)

    assert found.at == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert DEFAULT_WEEK[0].start == time(9)
