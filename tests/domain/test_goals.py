"""Development goals: due days, progress, status (formulas 4.5)."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.goals import GoalStatus, due_on, elapsed_share, progress, read_aim, status
from services.domain.numerals import NotANumber
from services.domain.period import Period
from services.domain.workdays import WorkCalendar
from tests.corpus import CELLS, LONG_TEXTS

MOSCOW = ZoneInfo("Europe/Moscow")
NUMBERS = st.fractions(-1000, 1000, max_denominator=100)


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 23), 3, date(2027, 2, 23)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_a_goal_is_due_calendar_months_later(start, months, due):
    assert due_on(start, months) == due


@pytest.mark.parametrize(
    ("start", "now", "target", "done"),
    [
        (20, 30, 40, Fraction(1, 2)),
        (20, 40, 40, Fraction(1)),
        (20, 50, 40, Fraction(3, 2)),
        (20, 10, 40, Fraction(-1, 2)),
        (60, 45, 30, Fraction(1, 2)),
        (60, 75, 30, Fraction(-1, 2)),
        (Decimal("0.21"), Decimal("0.25"), Decimal("0.33"), Fraction(1, 3)),
        (None, 30, 40, None),
        (20, None, 40, None),
    ],
)
def test_progress_is_the_part_of_the_way_done(start, now, target, done):
    assert progress(start, now, target) == done


def test_a_goal_to_hold_a_value_is_done_while_it_is_held():
    assert progress(30, 30, 30) == 1
    assert progress(30, 35, 30) == 1
    assert progress(30, 29, 30) == 0
    assert progress(30, 29, 30, less_is_better=True) == 1
    assert progress(30, 31, 30, less_is_better=True) == 0


@given(NUMBERS, NUMBERS, NUMBERS)
def test_less_is_better_is_the_mirror_of_more_is_better(start, now, target):
    assert progress(start, now, target) == progress(-start, -now, -target, less_is_better=True)


@pytest.mark.parametrize(
    ("done", "elapsed", "expected"),
    [
        (Fraction(1, 2), Fraction(1, 2), GoalStatus.ON),
        (Fraction(60, 100), Fraction(1, 2), GoalStatus.ON),
        (Fraction(61, 100), Fraction(1, 2), GoalStatus.AHEAD),
        (Fraction(40, 100), Fraction(1, 2), GoalStatus.ON),
        (Fraction(39, 100), Fraction(1, 2), GoalStatus.BEHIND),
        (Fraction(-1), Fraction(0), GoalStatus.BEHIND),
        (Fraction(0), Fraction(0), GoalStatus.ON),
        (None, Fraction(1, 2), GoalStatus.NO_DATA),
        (Fraction(1, 2), None, GoalStatus.NO_DATA),
    ],
)
def test_a_goal_is_on_course_within_ten_points(done, elapsed, expected):
    assert status(done, elapsed) is expected


def test_a_closed_goal_is_closed_whatever_its_numbers():
    assert status(Fraction(0), Fraction(1), closed=True) is GoalStatus.CLOSED
    assert status(None, None, closed=True) is GoalStatus.CLOSED


def test_a_goal_runs_in_working_time_from_the_first_morning_to_the_last_evening():
    calendar = WorkCalendar(MOSCOW, absences=(Period(date(2026, 11, 9), date(2026, 11, 13)),))
    start, due = date(2026, 11, 2), date(2026, 11, 20)

    def share(text: str) -> Fraction | None:
        return elapsed_share(calendar, start, due, datetime.fromisoformat(text).replace(tzinfo=MOSCOW))

    assert share("2026-11-01 12:00") == 0
    assert share("2026-11-06 18:00") == Fraction(1, 2)
    assert share("2026-11-16 09:00") == Fraction(1, 2)
    assert share("2026-11-20 13:30") == Fraction(19, 20)
    assert share("2026-11-20 18:00") == 1
    assert share("2027-06-01 12:00") == 1


def test_a_goal_without_working_time_has_no_expected_share():
    calendar = WorkCalendar(MOSCOW, {})
    noon = datetime(2026, 11, 23, 12, tzinfo=MOSCOW)

    assert elapsed_share(calendar, date(2026, 11, 2), date(2026, 12, 2), noon) is None


@pytest.mark.parametrize(
    ("text", "start", "target"),
    [
        ("с 10 до 20", 10, 20), ("от 10 до 20", 10, 20), ("10 → 20", 10, 20), ("10-20", 10, 20), ("10 к 20", 10, 20),
        ("from 2.5 to 4", Decimal("2.5"), 4), ("С 1 200 до 1 500,5", 1200, Decimal("1500.5")), ("-5 до 5", -5, 5),
        ("10% до 20 %", 10, 20), ("20 до 10", 20, 10),
    ],
)  # fmt: skip
def test_an_aim_is_typed_as_two_numbers(text, start, target):
    assert read_aim(text) == (start, target)


@pytest.mark.parametrize("text", ["", "20", "10 20", "до 20", "с 1,000 до 2", "много", "1 до 2 до 3"])
def test_what_is_no_pair_of_numbers_is_no_aim(text):
    with pytest.raises(NotANumber):
        read_aim(text)


def test_no_text_of_the_world_breaks_the_reading_of_an_aim():
    for text in (*CELLS, *(make() for make in LONG_TEXTS.values())):
        try:
            assert len(read_aim(text)) == 2
        except NotANumber:
            continue
