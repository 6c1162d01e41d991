"""Numbers, times, days and names as people type them; what has two meanings is not guessed."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.daywords import read_day, read_weekdays
from services.domain.numerals import read_number, read_percent, read_share, read_whole
from services.domain.report import Unit
from services.domain.targets import read_target
from services.domain.wallclock import read_clock, read_clocks, read_seconds
from services.domain.wording import NotAName, shortened, tidy_line, tidy_name
from tests.corpus import CELLS, LONG_TEXTS

TODAY = date(2026, 11, 24)

READERS = {
    "number": read_number,
    "signed": lambda text: read_number(text, signed=True),
    "whole": read_whole,
    "percent": read_percent,
    "share": read_share,
    "clock": read_clock,
    "clocks": read_clocks,
    "seconds": read_seconds,
    "short seconds": lambda text: read_seconds(text, short=True),
    "day": lambda text: read_day(text, TODAY),
    "weekdays": read_weekdays,
    "name": tidy_name,
    "line": tidy_line,
    **{f"target {unit}": lambda text, unit=unit: read_target(text, unit) for unit in Unit},
}


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", "0"), ("50", "50"), (" 50 ", "50"), ("12,5", "12.5"), ("12.50", "12.5"), ("1 200,50", "1200.5"),
        ("007", "7"),
        ("1 000 000", "1000000"), ("1,000.50", "1000.5"), ("1.000,50", "1000.5"), ("1\u00a0200", "1200"),
        ("0,125", "0.125"),
        ("1,000,000.5", "1000000.5"), ("100.0", "100"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(typed, number):
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "1,000", "12.345", "-1", "+1", "NaN", "Infinity", "1e3", "1e308",
        "٣", "１", "12%", "1.2.3", "1 00", "0x1",
        "1_0", "½", "9" * 13, "9" * 5_000, "1,000,00", "1.000.50", "5.", ".5",
    ],
)  # fmt: skip
def test_what_is_no_number_or_two_numbers_is_refused(typed):
    with pytest.raises(ValueError):
        read_number(typed)


def test_a_sign_counts_only_where_it_may():
    assert read_number("-5", signed=True) == read_number("−5", signed=True) == -5
    assert str(read_number("-0", signed=True)) == "0"


@pytest.mark.parametrize(
    ("typed", "percent"), [("20", "20"), ("20%", "20"), ("20 %", "20"), ("12,5", "12.5"), ("0", "0"), ("100", "100")]
)
def test_per_cent_are_read_with_and_without_the_sign(typed, percent):
    assert read_percent(typed) == Decimal(percent)


@pytest.mark.parametrize("typed", ["101", "-1", "%", "20%%", "20 percent"])
def test_per_cent_go_from_0_to_100(typed):
    with pytest.raises(ValueError):
        read_percent(typed)


def test_a_rate_is_a_share_of_one():
    assert read_share("25%") == read_share("0,25") == Decimal("0.25")
    assert read_share("220%") == Decimal("2.2")


@pytest.mark.parametrize("typed", ["1", "25", "2.2"])
def test_a_bare_number_that_may_be_per_cent_or_times_is_not_guessed(typed):
    with pytest.raises(ValueError):
        read_share(typed)


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("2:00:00", 7_200), ("0:01:30", 90), ("24:00:00", 86_400), ("120", 120), ("2h", 7_200),
        ("2 ч 30 мин", 9_000), ("90m", 5_400),
        ("1h30m", 5_400), ("45 с", 45), ("1 hour 5 minutes 3 seconds", 3_903),
    ],
)  # fmt: skip
def test_durations_are_read_in_clocks_units_and_seconds(typed, seconds):
    assert read_seconds(typed) == seconds


@pytest.mark.parametrize(
    "typed", ["", " ", "2:00", "24:00:01", "1:60:00", "86401", "25h", "m", "h m s", "1.5h", "-5", "٢:٠٠:٠٠"]
)
def test_a_duration_with_two_meanings_or_none_is_refused(typed):
    with pytest.raises(ValueError):
        read_seconds(typed)


def test_hours_and_minutes_are_read_where_nothing_else_is_meant():
    assert read_seconds("1:00", short=True) == 3_600
    assert read_seconds("0:30", short=True) == 1_800


def test_hours_of_a_day_are_read_from_start_to_end():
    assert read_clocks("09:00-18:00") == read_clocks("9:00 – 18:00") == (time(9), time(18))
    assert read_clocks("14:00-24:00") == (time(14), time(0))


@pytest.mark.parametrize(
    "typed", ["", "9-18", "18:00-09:00", "09:00-09:00", "24:00-25:00", "09:60-18:00", "09:00", "09:00-18:00-19:00"]
)
def test_hours_that_end_before_they_start_are_refused(typed):
    with pytest.raises(ValueError):
        read_clocks(typed)


@pytest.mark.parametrize("typed", ["24:00", "9", "9.30", "09:60", "-1:00", "", "٠٩:٠٠"])
def test_what_is_no_time_of_day_is_refused(typed):
    with pytest.raises(ValueError):
        read_clock(typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-31", date(2026, 12, 31)), ("31.12.2026", date(2026, 12, 31)), ("1.2.2026", date(2026, 2, 1)),
        ("29.02.2028", date(2028, 2, 29)),
        ("сегодня", TODAY), ("Завтра", date(2026, 11, 25)), ("yesterday", date(2026, 11, 23)),
    ],
)  # fmt: skip
def test_days_are_read_with_their_year(typed, day):
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    ["31.02.2026", "31.12", "12/31/2026", "1970-01-01", "9999-12-31", "", "week 53", "2026-13-01", "٢٠٢٦-١١-٢٣"],
)
def test_a_day_that_is_none_or_lacks_its_year_is_refused(typed):
    with pytest.raises(ValueError):
        read_day(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "weekdays"),
    [
        ("mon,tue", (0, 1)), ("пн, вт", (0, 1)), ("Mon-Fri", (0, 1, 2, 3, 4)), ("пн–ср", (0, 1, 2)),
        ("fri-mon", (0, 4, 5, 6)), ("сб вс", (5, 6)),
        ("sun", (6,)), ("понедельник;friday", (0, 4)), ("mon,mon", (0,)),
    ],
)  # fmt: skip
def test_weekdays_are_read_in_two_languages(typed, weekdays):
    assert read_weekdays(typed) == weekdays


@pytest.mark.parametrize("typed", ["", ",", "mo", "mon-tue-wed", "8", "пн-", "-"])
def test_what_is_no_weekday_is_refused(typed):
    with pytest.raises(ValueError):
        read_weekdays(typed)


def test_a_target_is_read_by_the_unit_of_its_kpi():
    assert read_target("50", Unit.COUNT) == 50
    assert read_target("2:00:00", Unit.SECONDS) == 7_200
    assert read_target("09:15", Unit.MOMENT) == 9 * 3600 + 15 * 60
    assert read_target("25%", Unit.RATE) == Decimal("0.25")
    assert read_target("1 200,50", Unit.MONEY) == Decimal("1200.5")


def test_a_name_is_kept_without_what_nobody_sees():
    assert tidy_name("\ufeff Иван\u200d\u202e  Пет\x1bров\n") == "Иван Петров"
    assert tidy_name("й".replace("й", "и\u0306")) == "й"


@pytest.mark.parametrize("typed", ["", " ", "\u00a0", "\u200b", "\x00", "...", "\ud800", "—"])
def test_a_name_without_a_letter_is_refused(typed):
    with pytest.raises(NotAName) as trouble:
        tidy_name(typed)

    assert trouble.value.why == "empty"


def test_a_name_has_a_limit():
    assert len(tidy_name("я" * 200)) == 200
    with pytest.raises(NotAName):
        tidy_name("я" * 201)


def test_what_was_typed_is_said_back_shortly():
    assert shortened("я" * 1_000) == "я" * 39 + "…"
    assert shortened("\x1b[31m\n") == "[31m"
    assert shortened("\x00") == ""


@pytest.mark.parametrize("reader", sorted(READERS))
def test_bad_input_is_read_or_refused_and_nothing_else(reader):
    for typed in (*CELLS, *(make() for make in LONG_TEXTS.values())):
        try:
            READERS[reader](typed)
        except ValueError:
            continue


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(typed):
    for read in READERS.values():
        try:
            read(typed)
        except ValueError:
            continue


@given(st.decimals(min_value=0, max_value=10**11, places=2))
def test_a_number_written_with_groups_is_the_same_number(number):
    written = f"{number:,.2f}"

    assert read_number(written) == read_number(written.replace(",", " ").replace(".", ",")) == number
