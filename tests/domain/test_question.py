"""A name and a period typed together, and periods that move with the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.period import Period
from services.domain.question import WORDS, Span, read_typed, span_typed
from tests import corpus

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "name", "first", "last"),
    [
        ("", None, None, None),
        ("Иванов", "Иванов", None, None),
        ("вчера", None, "2026-11-23", "2026-11-23"),
        ("Иванов вчера", "Иванов", "2026-11-23", "2026-11-23"),
        ("прошлая неделя Ваня Иванов", "Ваня Иванов", "2026-11-16", "2026-11-22"),
        ("Анна Белова с 1 по 15 октября", "Анна Белова", "2026-10-01", "2026-10-15"),
        ("за 7 дней Ivanov", "Ivanov", "2026-11-18", "2026-11-24"),
        ("last week", None, "2026-11-16", "2026-11-22"),
        ("Мария Май", "Мария", "2026-05-01", "2026-05-31"),
        ("Q3 2026", None, "2026-07-01", "2026-09-30"),
        ("01.10-15.10", None, "2026-10-01", "2026-10-15"),
    ],
)
def test_a_name_and_a_period_part_in_either_order(text, name, first, last):
    typed = read_typed(text, TODAY)

    assert typed.name == name
    period = Period(date.fromisoformat(first), date.fromisoformat(last)) if first else None
    assert typed.period == period


@pytest.mark.parametrize("text", corpus.TEXTS)
def test_whatever_is_typed_is_a_name_or_a_period(text):
    typed = read_typed(text[:5_000], TODAY)

    assert typed.name is not None or typed.period is not None or not text.strip()


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(sorted(WORDS)))
def test_a_period_that_moves_never_reaches_past_today(today, word):
    period = Span(word).period(today)

    assert period.last <= today
    assert period.first <= period.last


def test_weeks_begin_on_monday_and_months_are_whole():
    assert Span("last-week").period(TODAY) == Period(date(2026, 11, 16), date(2026, 11, 22))
    assert Span("last-month").period(date(2026, 3, 31)) == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert Span("quarter").period(TODAY) == Period(date(2026, 10, 1), TODAY)


@pytest.mark.parametrize(
    ("typed", "word"),
    [("неделя", "week"), ("этот месяц", "month"), ("ноябрь", "month"), ("квартал", "quarter"), ("2026", "year")],
)
def test_what_runs_on_is_the_same_typed_and_pressed(typed, word):
    today = date(2026, 11, 25)

    asked = read_typed(typed, today).period

    assert span_typed(asked, today).period(today) == WORDS[word](today)


@pytest.mark.parametrize("typed", ["октябрь", "завтра", "прошлая неделя", "25.11-30.11", "сегодня"])
def test_any_other_days_stay_as_they_were_typed(typed):
    asked = read_typed(typed, date(2026, 11, 25)).period

    assert span_typed(asked, date(2026, 11, 25)) == Span(days=asked)
