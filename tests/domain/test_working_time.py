"""Working time between two moments: against stepping minute by minute, and fast enough for a year of calls."""

import random
import time as stopwatch
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.domain.period import Period
from services.domain.workdays import Hours, WorkCalendar

MOSCOW = ZoneInfo("Europe/Moscow")
MINUTE = timedelta(minutes=1)
ALL_WEEK = range(7)
LUNCH = Hours(time(9), time(18), (time(13), time(14)))

QUARTERS = st.integers(0, 95).map(lambda number: time(number // 4, number % 4 * 15))


@st.composite
def some_hours(draw):
    marks = sorted(draw(st.sets(QUARTERS, min_size=4, max_size=4)))
    return Hours(marks[0], marks[3], (marks[1], marks[2]) if draw(st.booleans()) else None)


@st.composite
def a_calendar(draw, around: date):
    """Any calendar near the day: holidays, moved and shortened days, absences, in zones whose clocks change."""
    near = st.integers(-4, 4).map(lambda number: around + timedelta(days=number))
    zone = draw(st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Vladivostok"]))
    return WorkCalendar(
        zone=ZoneInfo(zone),
        week=draw(st.dictionaries(st.integers(0, 6), some_hours(), max_size=7)),
        days_off=draw(st.frozensets(near, max_size=2)),
        working_days=draw(st.frozensets(near, max_size=2)),
        shortened=draw(st.dictionaries(near, st.integers(0, 9).map(lambda n: n * timedelta(minutes=30)), max_size=2)),
        absences=tuple(Period(day, day + timedelta(days=1)) for day in draw(st.lists(near, max_size=2))),
    )


# Clocks change in Berlin, New York and on Lord Howe around these days; also the edges of a year.
AROUND = [
    date(2026, 3, 8),
    date(2026, 3, 29),
    date(2026, 4, 5),
    date(2026, 10, 25),
    date(2026, 11, 1),
    date(2026, 1, 1),
]


@st.composite
def a_case(draw):
    around = draw(st.sampled_from(AROUND))
    base = datetime(around.year, around.month, around.day, tzinfo=UTC)
    minutes = st.integers(-3 * 1440, 3 * 1440)
    moments = sorted(base + MINUTE * draw(minutes) for _ in range(3))
    return draw(a_calendar(around)), moments


def works(calendar: WorkCalendar, at: datetime) -> bool:
    """The rule once more, said by the clock on the wall: what the calendar must agree with, minute by minute."""
    local = at.astimezone(calendar.zone)
    day = local.date()
    if day in calendar.days_off or any(day in absence for absence in calendar.absences):
        return False
    hours = calendar.week.get(day.weekday())
    if hours is None and day in calendar.working_days and calendar.week:
        hours = calendar.week.get(0) or calendar.week[min(calendar.week)]
    if hours is None:
        return False
    minute = local.hour * 60 + local.minute
    end = hours.end.hour * 60 + hours.end.minute - calendar.shortened.get(day, timedelta(0)) // MINUTE
    at_lunch = hours.lunch and (hours.lunch[0].hour * 60 + hours.lunch[0].minute) <= minute < (
        hours.lunch[1].hour * 60 + hours.lunch[1].minute
    )
    return hours.start.hour * 60 + hours.start.minute <= minute < end and not at_lunch


def repeats(calendar: WorkCalendar, at: datetime) -> bool:
    """Whether the wall shows this time twice: a shift that begins or ends there is cut by its first showing."""
    wall = at.astimezone(calendar.zone)
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


@settings(max_examples=60, deadline=None)
@given(a_case())
def test_working_time_is_what_stepping_through_the_minutes_counts(case):
    calendar, (start, _, end) = case
    steps = [start + MINUTE * number for number in range((end - start) // MINUTE)]
    certain = [at for at in steps if not repeats(calendar, at)]

    counted = sum(works(calendar, at) for at in certain)

    assert [calendar.is_working_moment(at) for at in certain] == [works(calendar, at) for at in certain]
    twice = sum(calendar.is_working_moment(at) for at in steps if repeats(calendar, at))
    assert calendar.working_seconds(start, end) == (counted + twice) * 60


@settings(max_examples=150, deadline=None)
@given(a_case(), st.integers(0, 60_000_000))
def test_working_time_adds_up_and_never_runs_back(case, microseconds):
    calendar, (start, middle, end) = case
    middle = min(middle + timedelta(microseconds=microseconds), end)

    whole = calendar.working_seconds(start, end)

    assert whole == calendar.working_seconds(start, middle) + calendar.working_seconds(middle, end)
    assert 0 <= calendar.working_seconds(start, middle) <= whole <= (end - start).total_seconds()


@settings(max_examples=100, deadline=None)
@given(a_case())
def test_shift_share_and_seconds_tell_one_story(case):
    calendar, (start, _, _) = case
    day = start.astimezone(calendar.zone).date()
    shift = calendar.shift(day)

    if shift is None:
        assert calendar.share_worked(day, start) == 0
        assert not calendar.is_working_moment(start)
        return
    worked = calendar.working_seconds(shift.start, start)
    assert calendar.share_worked(day, start) * (shift.length // timedelta(seconds=1)) == worked
    assert calendar.working_seconds(shift.start, shift.end) == shift.length.total_seconds()
    assert calendar.weight(day) > 0


@settings(max_examples=60, deadline=None)
@given(a_calendar(date(2026, 1, 1)), st.integers(-40, 40), st.integers(0, 60))
def test_weights_add_up_day_by_day(calendar, offset, length):
    first = date(2026, 1, 1) + timedelta(days=offset)
    period = Period(first, first + timedelta(days=length))

    assert calendar.weight_between(period.first, period.last) == sum(map(calendar.weight, period.days()))


@pytest.mark.parametrize("zone", ["Asia/Vladivostok", "America/New_York", "UTC"])
@pytest.mark.parametrize("year", range(2020, 2031))
def test_years_join_without_a_seam(zone, year):
    calendar = WorkCalendar(ZoneInfo(zone), dict.fromkeys(ALL_WEEK, Hours(time(0), time(0))))
    start = datetime(year, 1, 1, tzinfo=UTC) - timedelta(days=1)
    hours = [start + timedelta(hours=number) for number in range(49)]

    assert all(calendar.is_working_moment(at) for at in hours)
    assert [calendar.working_seconds(start, at) for at in hours] == [number * 3600 for number in range(49)]
    assert [calendar.working_seconds(at, hours[-1]) for at in hours] == [number * 3600 for number in range(48, -1, -1)]
    assert calendar.working_seconds(start, start + timedelta(days=800)) == 800 * 86_400


def test_100000_intervals_take_less_than_a_second():
    chance = random.Random(1)
    calendar = WorkCalendar(MOSCOW, dict.fromkeys(range(5), LUNCH))
    base = datetime(2026, 1, 1, tzinfo=UTC)
    starts = [base + timedelta(seconds=chance.randrange(350 * 86_400)) for _ in range(100_000)]
    pairs = [(start, start + timedelta(seconds=chance.randrange(20 * 86_400))) for start in starts]
    times = []

    for _ in range(3):
        started = stopwatch.process_time()
        for start, end in pairs:
            calendar.working_seconds(start, end)
        times.append(stopwatch.process_time() - started)

    assert min(times) < 1
