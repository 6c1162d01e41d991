"""Phrases and figures in both languages."""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.speech import Speech, harmless, languages
from services.domain.money import Money
from services.domain.period import Period
from services.domain.report import Unit
from services.errors import Refused

RU, EN = Speech("ru"), Speech("en")


def plain(text: str) -> str:
    """The text with its unbreakable spaces as plain ones."""
    return text.replace("\u00a0", " ")


def test_russian_comes_first():
    assert languages()[:2] == ("ru", "en")


def test_a_language_nobody_wrote_is_refused():
    with pytest.raises(Refused) as refusal:
        Speech("../ru")

    assert refusal.value.phrase == "language-unknown"


@pytest.mark.parametrize(
    ("count", "russian", "english"),
    [
        (0, "0 строк", "0 rows"),
        (1, "1 строка", "1 row"),
        (2, "2 строки", "2 rows"),
        (5, "5 строк", "5 rows"),
        (11, "11 строк", "11 rows"),
        (21, "21 строка", "21 rows"),
        (1_000_022, "1 000 022 строки", "1,000,022 rows"),
    ],
)
def test_plurals_are_right(count: int, russian: str, english: str):
    assert plain(RU.say("table-rows", n=count)) == russian
    assert EN.say("table-rows", n=count) == english


def test_an_unknown_phrase_stands_in_brackets():
    assert RU.say("no-such-phrase") == "[no-such-phrase]"
    assert RU.say("нет такой { $x }", name="x") == "[нет такой { $x }]"


@given(st.text())
def test_what_comes_from_outside_is_not_interpreted(name: str):
    assert RU.say("language-unknown", language=name, known="{ $language }").startswith(f"Языка {name} пока нет.")


@pytest.mark.parametrize(
    ("money", "russian", "english"),
    [
        (Money(120_000_050, "RUB"), "1 200 000,50 ₽", "₽1,200,000.50"),
        (Money(120_000_000, "RUB"), "1 200 000 ₽", "₽1,200,000"),
        (Money(-5, "RUB"), "−0,05 ₽", "−₽0.05"),
        (Money(0, "USD"), "0 $", "$0"),
        (Money(1_234, "JPY"), "1 234 ¥", "¥1,234"),
        (Money(1_234_567, "KWD"), "1 234,567 KWD", "KWD 1,234.567"),
        (None, "—", "—"),
    ],
)
def test_money(money: Money | None, russian: str, english: str):
    assert plain(RU.money(money)) == russian
    assert plain(EN.money(money)) == english


def test_russian_money_never_breaks_over_a_line():
    assert " " not in RU.money(Money(120_000_050, "RUB"))


@pytest.mark.parametrize(
    ("length", "russian", "english"),
    [
        (timedelta(hours=2, minutes=5, seconds=59), "2 ч 05 мин", "2 h 05 min"),
        (timedelta(hours=1), "1 ч 00 мин", "1 h 00 min"),
        (timedelta(minutes=59, seconds=59), "59 мин 59 с", "59 min 59 s"),
        (timedelta(seconds=40, milliseconds=900), "40 с", "40 s"),
        (timedelta(0), "0 с", "0 s"),
        (-timedelta(hours=2), "−2 ч 00 мин", "−2 h 00 min"),
        (timedelta(hours=1234), "1 234 ч 00 мин", "1,234 h 00 min"),
        (None, "—", "—"),
    ],
)
def test_durations(length: timedelta | None, russian: str, english: str):
    assert plain(RU.duration(length)) == russian
    assert plain(EN.duration(length)) == english


@pytest.mark.parametrize(
    ("share", "russian", "english"),
    [
        (Fraction(6315, 10_000), "63,2 %", "63.2%"),
        (Fraction(22, 10), "220 %", "220%"),
        (Fraction(0), "0 %", "0%"),
        (Fraction(-1, 30), "−3,3 %", "−3.3%"),
        (1, "100 %", "100%"),
        (None, "—", "—"),
    ],
)
def test_rates(share: Fraction | None, russian: str, english: str):
    assert plain(RU.rate(share)) == russian
    assert EN.rate(share) == english


@pytest.mark.parametrize(
    ("value", "russian"),
    [
        (1_234_567, "1 234 567"),
        (Fraction(5, 2), "2,5"),
        (Fraction(1, 3), "0,333"),
        (Fraction(37, 3), "12,3"),
        (Fraction(5001, 5), "1 000"),
        (Fraction(-1, 10**6), "0"),
        (None, "—"),
    ],
)
def test_numbers_say_no_more_than_they_know(value: Fraction | int | None, russian: str):
    assert plain(RU.number(value)) == russian


@given(st.integers(-(10**20), 10**20))
def test_a_whole_number_can_be_read_back(value: int):
    assert int(RU.number(value).replace("\u00a0", "").replace("−", "-")) == value


@pytest.mark.parametrize(
    ("first", "last", "russian", "english"),
    [
        ((2026, 11, 23), (2026, 11, 23), "23 ноября 2026", "23 November 2026"),
        ((2026, 11, 1), (2026, 11, 15), "1–15 ноября 2026", "1–15 November 2026"),
        ((2026, 2, 1), (2026, 2, 28), "февраль 2026", "February 2026"),
        ((2026, 10, 28), (2026, 11, 3), "28 октября — 3 ноября 2026", "28 October – 3 November 2026"),
        ((2026, 1, 1), (2026, 12, 31), "2026 год", "2026"),
        (
            (2017, 12, 25),
            (2018, 1, 3),
            "25 декабря 2017 — 3 января 2018",
            "25 December 2017 – 3 January 2018",
        ),
    ],
)
def test_periods_are_said_as_people_do(first, last, russian: str, english: str):
    period = Period(date(*first), date(*last))

    assert plain(RU.period(period)) == russian
    assert plain(EN.period(period)) == english


def test_every_month_has_its_two_forms():
    assert {RU.say("month-name", month=number)[:3] for number in range(1, 13)} >= {"янв", "май", "дек"}
    assert len({RU.say("month-of", month=number) for number in range(1, 13)}) == 12
    assert len({EN.say("month-name", month=number) for number in range(1, 13)}) == 12


@pytest.mark.parametrize("value", [datetime(2026, 11, 3, 9, 5, 59, tzinfo=UTC)])
def test_moments_days_and_clocks(value: datetime):
    assert plain(RU.moment(value)) == "03.11.2026 09:05"
    assert plain(EN.moment(value)) == "2026-11-03 09:05"
    assert RU.day(value.date()) == "03.11.2026"
    assert RU.clock(time(7, 4)) == "07:04"
    assert RU.moment(None) == RU.day(None) == RU.clock(None) == RU.days(None) == "—"


def test_values_are_said_by_their_kind():
    assert RU.value(True) == "да"
    assert RU.value(None) == RU.value("") == "—"
    assert plain(RU.value(Fraction(1, 2), Unit.RATE)) == "50 %"
    assert plain(RU.value(125, Unit.SECONDS)) == "2 мин 05 с"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Иван Ёлкин", "Иван Ёлкин"),
        ("\x1b[31mred\x1b]0;title\x07", "�[31mred�]0;title�"),
        ("\x9b2J", "�2J"),
        ("abc\u202edcba", "abcdcba"),
        ("\u2066x\u2069\u200b\u00ad\ufeff", "x"),
        ("line\r\nbreak\ttab\u2028end", "line break tab end"),
        ("\ud800", "�"),
        ("\x00", "�"),
        ("👍", "👍"),
        ("и" + "\u0301" * 50, "и" + "\u0301" * 3),
    ],
)
def test_text_from_outside_is_harmless(text: str, shown: str):
    assert harmless(text) == shown


@given(st.text(st.characters(codec=None)))
def test_nothing_that_steers_a_terminal_survives(text: str):
    shown = harmless(text)

    assert not any(ord(sign) < 32 or 0x7F <= ord(sign) <= 0x9F for sign in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    assert harmless(shown) == shown
