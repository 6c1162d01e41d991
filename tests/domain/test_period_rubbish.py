"""What is no period is refused, at once and by one name, whatever it is."""

import time
from datetime import date

import pytest

from services.domain.period import NotAPeriod, parse_period

TODAY = date(2026, 11, 23)

REFUSED = [
    "", " ", "\u00a0", "-", "..", "...", ",", "по", "с", "за", "kpi", "Иванов", "вчерашний чай", "прошлая неделя кошки",
    "9", "31", "0", "-0", "-1", "1e3", "1e308", "NaN", "Infinity", "1 000,50", "12%", "9.30", "09:60", "24:00", "09:00",
    "31.02.2026", "2026-02-29", "2026-13", "2026-00-10", "00.10", "32 октября", "31 ноября", "0 квартал", "5 квартал",
    "Q5 2026", "3 полугодие", "неделя 54", "2025-W53", "week 0", "03/04/2026", "1/2/2026", "1899", "2200",
    "9999", "9999-12-31", "0001-01-01", "20261001", "1792540800", "1792540800000", "2147483648", "9223372036854775808",
    "за 0 дней", "за 99999 дней", "9999 лет", "следующие 7 дней", "с завтра", "с 15.10.2026 по 01.10.2026",
    "по 15 октября", "до вчера", "октябрь ноябрь", "2026 - октябрь", "2026-1", "октябрь - 15", "с 1 по октябрь",
    "Q1-2 2026", "за 2-3 недели", "вчера..", "..вчера", "с с 1 октября", "1..2..3", "начало месяца", "1 октября 5",
    "октябрь 2025 2026", "вчера сегодня", "по понедельникам", "١٥ октября", "１５ октября", "15 октября 😀", "\x00",
    "вчера\x00", "\ud800", "<b>вчера</b>", "вчера; DROP TABLE calls", "%s", "{{7*7}}", "../../etc/passwd",
    "=HYPERLINK(1)", "‮вчера", "вчepa", "tg://user?id=1", "за период", "в", "назад", "7 дней вперед",
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_what_names_no_period_is_refused(text):
    with pytest.raises(NotAPeriod):
        parse_period(text, TODAY)


@pytest.mark.parametrize(
    "text",
    ["с 1 по " * 14_000, "1" * 100_000, "." * 100_000, "-" * 100_000, " " * 100_000, "а" * 100_000, "a-" * 50_000,
     "2026-10-" * 12_000, "😀" * 25_000, "\x00" * 100_000, "١" * 50_000, "İ" * 50_000,
     "15 октября" + " " * 100_000 + "x", "to date " * 12_000, "0" * 100 + "октябрь"],
    ids=lambda text: ascii(text[:6]),
)  # fmt: skip
def test_100_kb_of_rubbish_are_refused_at_once(text):
    times = []
    for _ in range(3):
        started = time.process_time()
        with pytest.raises(NotAPeriod):
            parse_period(text, TODAY)
        times.append(time.process_time() - started)

    assert min(times) < 0.1


def test_space_around_a_phrase_is_nothing():
    assert parse_period(" " * 100_000 + "вчера", TODAY) == parse_period("вчера", TODAY)
