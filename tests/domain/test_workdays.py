"""Working time: shifts, weights, and the two clocks of formulas 4.0."""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from services.domain.period import Period
from services.domain.workdays import DEFAULT_WEEK, Hours, WorkCalendar

MOSCOW = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
ALL_WEEK = range(7)
LUNCH = Hours(time(9), time(18), (time(13), time(14)))


def moscow(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


def test_golden_t1_a_lead_of_friday_evening_waits_22_working_minutes():
    calendar = WorkCalendar(MOSCOW, {day: Hours(time(9), time(19)) for day in range(5)})
    lead, call = moscow("2026-11-20 18:50"), moscow("2026-11-23 09:12")

    assert calendar.working_seconds(lead, call) == 22 * 60
    assert call - lead == timedelta(minutes=3742)


def test_the_usual_week_is_monday_to_friday_from_nine_to_six():
    calendar = WorkCalendar(MOSCOW)

    shift = calendar.shift(date(2026, 11, 23))

    assert shift.start == moscow("2026-11-23 09:00")
    assert shift.end == moscow("2026-11-23 18:00")
    assert shift.minutes == 540
    assert calendar.shift(date(2026, 11, 22)) is None


def test_lunch_counts_in_no_working_clock():
    calendar = WorkCalendar(MOSCOW, {0: LUNCH})
    monday = date(2026, 11, 23)

    assert calendar.shift(monday).minutes == 480
    assert calendar.working_seconds(moscow("2026-11-23 12:30"), moscow("2026-11-23 14:30")) == 3600
    assert not calendar.is_working_moment(moscow("2026-11-23 13:00"))
    assert calendar.is_working_moment(moscow("2026-11-23 14:00"))
    assert calendar.share_worked(monday, moscow("2026-11-23 13:30")) == Fraction(1, 2)


def test_a_shift_begins_with_its_first_second_and_ends_before_its_last():
    calendar = WorkCalendar(MOSCOW)

    assert not calendar.is_working_moment(moscow("2026-11-23 08:59:59.999999"))
    assert calendar.is_working_moment(moscow("2026-11-23 09:00"))
    assert calendar.is_working_moment(moscow("2026-11-23 17:59:59.999999"))
    assert not calendar.is_working_moment(moscow("2026-11-23 18:00"))


def test_the_share_of_a_day_runs_from_nothing_to_all():
    calendar = WorkCalendar(MOSCOW)
    monday = date(2026, 11, 23)

    assert calendar.share_worked(monday, moscow("2026-11-22 12:00")) == 0
    assert calendar.share_worked(monday, moscow("2026-11-23 12:00")) == Fraction(1, 3)
    assert calendar.share_worked(monday, moscow("2026-11-24 12:00")) == 1
    assert calendar.share_worked(date(2026, 11, 22), moscow("2026-11-24 12:00")) == 0


def test_a_day_shortened_by_an_hour_of_eight_weighs_seven_eighths():
    eve = date(2026, 11, 3)
    calendar = WorkCalendar(MOSCOW, dict.fromkeys(range(5), LUNCH), shortened={eve: timedelta(hours=1)})

    assert calendar.weight(eve) == Fraction(7, 8)
    assert calendar.weight(date(2026, 11, 5)) == 1
    assert calendar.shift(eve).end == moscow("2026-11-03 17:00")
    assert calendar.weight_between(date(2026, 11, 2), date(2026, 11, 8)) == Fraction(39, 8)


def test_a_day_shortened_to_nothing_is_free():
    eve = date(2026, 11, 3)
    calendar = WorkCalendar(MOSCOW, shortened={eve: timedelta(hours=9)})

    assert calendar.weight(eve) == 0
    assert calendar.shift(eve) is None
    assert calendar.earliest_start(eve) is None


@pytest.mark.parametrize(
    ("shortened", "minutes"),
    [(0, 480), (-60, 480), (60, 420), (240, 240), (270, 240), (300, 240), (360, 180), (539, 1)],
)
def test_what_is_taken_from_the_end_of_a_day_does_not_touch_lunch_twice(shortened, minutes):
    monday = date(2026, 11, 23)
    calendar = WorkCalendar(MOSCOW, {0: LUNCH}, shortened={monday: timedelta(minutes=shortened)})

    assert calendar.shift(monday).minutes == minutes
    assert calendar.weight(monday) == Fraction(minutes, 480)


def test_nobody_is_expected_on_a_holiday_or_while_away():
    unity = date(2026, 11, 4)
    vacation = Period(date(2026, 11, 9), date(2026, 11, 13))
    sick = Period(date(2026, 11, 13), date(2026, 11, 16))
    calendar = WorkCalendar(MOSCOW, days_off=frozenset({unity}), absences=(sick, vacation))

    assert calendar.shift(unity) is None
    assert not calendar.absent(unity)
    assert [day.day for day in Period(date(2026, 11, 8), date(2026, 11, 18)).days() if calendar.absent(day)] == [
        *range(9, 17)
    ]
    assert calendar.weight(date(2026, 11, 10)) == 0
    assert calendar.working_seconds(moscow("2026-11-06 18:00"), moscow("2026-11-17 09:30")) == 30 * 60


def test_a_long_absence_is_not_ended_by_a_short_one_within_it():
    leave = Period(date(2026, 1, 1), date(2026, 12, 31))
    day = Period(date(2026, 2, 2), date(2026, 2, 2))
    calendar = WorkCalendar(MOSCOW, absences=(day, leave))

    assert calendar.absent(date(2026, 6, 1))


def test_a_moved_saturday_is_worked_by_the_hours_of_monday():
    saturday = date(2024, 4, 27)
    week = {0: Hours(time(8), time(16)), 1: Hours(time(10), time(20))}
    calendar = WorkCalendar(MOSCOW, week, working_days=frozenset({saturday}))

    assert calendar.shift(saturday).start == moscow("2024-04-27 08:00")
    assert calendar.weight(saturday) == 1


def test_without_a_monday_a_moved_day_takes_the_first_working_weekday():
    saturday = date(2024, 4, 27)
    calendar = WorkCalendar(MOSCOW, {3: LUNCH, 2: Hours(time(10), time(20))}, working_days=frozenset({saturday}))

    assert calendar.shift(saturday).start == moscow("2024-04-27 10:00")
    assert WorkCalendar(MOSCOW, {}, working_days=frozenset({saturday})).shift(saturday) is None


def test_a_saturday_that_is_always_worked_keeps_its_own_hours():
    saturday = date(2024, 4, 27)
    week = {**DEFAULT_WEEK, 5: Hours(time(10), time(14))}
    calendar = WorkCalendar(MOSCOW, week, working_days=frozenset({saturday}))

    assert calendar.shift(saturday).minutes == 240
    assert calendar.weight(saturday) == 1


def test_a_day_off_wins_over_a_working_day():
    saturday = date(2024, 4, 27)
    calendar = WorkCalendar(MOSCOW, days_off=frozenset({saturday}), working_days=frozenset({saturday}))

    assert calendar.shift(saturday) is None


def test_a_call_from_the_car_does_not_start_the_day():
    calendar = WorkCalendar(MOSCOW)

    assert calendar.earliest_start(date(2026, 11, 23)) == moscow("2026-11-23 07:00")
    assert calendar.earliest_start(date(2026, 11, 22)) is None


@pytest.mark.parametrize(
    ("day", "hours", "minutes"),
    [
        (date(2026, 3, 29), Hours(time(0), time(0)), 23 * 60),
        (date(2026, 10, 25), Hours(time(0), time(0)), 25 * 60),
        (date(2026, 3, 29), Hours(time(2, 30), time(4)), 60),
        (date(2026, 10, 25), Hours(time(2, 30), time(4)), 150),
        (date(2026, 3, 29), Hours(time(2), time(4), (time(2, 15), time(2, 45))), 60),
    ],
)
def test_a_night_shift_is_as_long_as_the_clocks_make_it(day, hours, minutes):
    calendar = WorkCalendar(BERLIN, dict.fromkeys(ALL_WEEK, hours))

    assert calendar.shift(day).minutes == minutes
    assert calendar.weight(day) == 1


def test_a_shift_in_the_skipped_hour_does_not_take_place():
    calendar = WorkCalendar(BERLIN, dict.fromkeys(ALL_WEEK, Hours(time(2), time(3))))

    assert calendar.shift(date(2026, 3, 29)) is None


def test_turned_round_and_endless_intervals_are_no_trouble():
    calendar = WorkCalendar(MOSCOW)
    first, last = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)

    assert calendar.working_seconds(moscow("2026-11-23 12:00"), moscow("2026-11-23 11:00")) == 0
    assert calendar.working_seconds(last, first) == 0
    assert calendar.working_seconds(moscow("2300-01-01 00:00"), last) == 0
    assert not calendar.is_working_moment(last)
    assert not calendar.is_working_moment(first)
    assert calendar.weight_between(date(2026, 11, 23), date(2026, 11, 1)) == 0


@pytest.mark.parametrize(
    ("start", "end", "lunch"),
    [
        (time(18), time(9), None),
        (time(9), time(9), None),
        (time(9), time(18), (time(14), time(13))),
        (time(9), time(18), (time(8), time(10))),
        (time(9), time(18), (time(17), time(19))),
    ],
)
def test_impossible_hours_are_refused(start, end, lunch):
    with pytest.raises(ValueError, match=r"hours|lunch"):
        Hours(start, end, lunch)
