"""The clocks: real, moved to another time, and standing still."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import FixedClock, MovableClock, RealClock, ShiftedClock, read_clock

NINE_IN_MOSCOW = datetime.fromisoformat("2024-03-12T09:00:00+03:00")


def test_the_real_clock_goes_on_in_utc():
    earlier = datetime.now(UTC)

    now = RealClock().now()

    assert earlier <= now <= earlier + timedelta(minutes=1)
    assert now.utcoffset() == timedelta(0)


@pytest.mark.parametrize(("speed", "minutes"), [("", 1), ("/60", 60), ("/600", 600), ("/0.5", 0.5)])
def test_a_trial_begins_at_its_moment_and_goes_on_from_there(monkeypatch, speed, minutes):
    clock = read_clock(f"2024-03-12T09:00:00+03:00{speed}")

    clock._passed, clock._began = lambda: 160.0, 100.0

    assert clock.now() == NINE_IN_MOSCOW + timedelta(minutes=minutes)
    assert clock.now().utcoffset() == timedelta(0)


def test_a_trial_really_moves():
    clock = read_clock("2024-03-12T09:00:00+03:00/600")

    first = clock.now()

    assert NINE_IN_MOSCOW <= first < NINE_IN_MOSCOW + timedelta(hours=1)
    assert any(clock.now() > first for _ in range(1_000_000))


def test_time_of_a_trial_stands_while_none_has_passed():
    clock = ShiftedClock(NINE_IN_MOSCOW, passed=lambda: 7.0)

    assert clock.now() == clock.now() == NINE_IN_MOSCOW


def test_no_setting_means_the_real_time():
    assert isinstance(read_clock("  "), RealClock)


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-12T09:00:00",
        "2024-03-12",
        "09:00",
        "2024-03-12T09:00:00+03:00/",
        "2024-03-12T09:00:00+03:00/0",
        "2024-03-12T09:00:00+03:00/601",
        "2024-03-12T09:00:00+03:00/-5",
        "2024-03-12T09:00:00+03:00/1e2",
        "2024-03-12T09:00:00+03:00/nan",
        "2024-03-12T09:00:00+03:00/٦",
        "2024-03-12T09:00:00+03:00/60/60",
        "9999-12-31T23:59:59+00:00/600",
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_what_is_not_a_moment_with_an_offset_or_a_speed_is_refused(text):
    with pytest.raises(ValueError):
        read_clock(text)


@given(st.text())
def test_rubbish_is_a_value_error_and_nothing_else(text):
    try:
        read_clock(text)
    except ValueError:
        return


def test_a_fixed_clock_moves_only_when_told():
    clock = FixedClock(NINE_IN_MOSCOW)

    clock.advance(timedelta(minutes=15))

    assert clock.now() == NINE_IN_MOSCOW + timedelta(minutes=15)
    clock.move_to(NINE_IN_MOSCOW)
    assert clock.now() == NINE_IN_MOSCOW
    assert clock.now().tzinfo is UTC


def test_the_clock_of_a_demo_stands_plays_and_leaps_but_never_goes_back():
    passed = [0.0]
    clock = MovableClock(NINE_IN_MOSCOW, lambda: passed[0])
    passed[0] = 100.0
    stood = clock.now()

    clock.play(60)
    passed[0] = 101.5
    played = clock.now()
    clock.pause()
    passed[0] = 500.0
    clock.move_to(NINE_IN_MOSCOW + timedelta(hours=1))

    assert stood == NINE_IN_MOSCOW
    assert played == NINE_IN_MOSCOW + timedelta(seconds=90)
    assert clock.now() == NINE_IN_MOSCOW + timedelta(hours=1)
    with pytest.raises(ValueError):
        clock.move_to(NINE_IN_MOSCOW)


@pytest.mark.parametrize("speed", [0, -1, 601])
def test_a_demo_is_not_played_at_a_senseless_speed(speed):
    with pytest.raises(ValueError):
        MovableClock(NINE_IN_MOSCOW).play(speed)


def test_a_leap_while_playing_goes_on_playing():
    passed = [0.0]
    clock = MovableClock(NINE_IN_MOSCOW, lambda: passed[0])
    clock.play(60)

    clock.move_to(NINE_IN_MOSCOW + timedelta(hours=2))
    passed[0] = 1.0

    assert (clock.speed, clock.now()) == (60, NINE_IN_MOSCOW + timedelta(hours=2, minutes=1))
