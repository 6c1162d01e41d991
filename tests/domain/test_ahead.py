"""Days of an absence as people type them. Today is Tuesday, 24 November 2026."""

from datetime import date

import pytest

from services.domain.ahead import read_ahead
from services.domain.period import NotAPeriod, Period
from tests.corpus import CELLS, LONG_TEXTS

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("сегодня", "2026-11-24", "2026-11-24"),
        ("завтра", "2026-11-25", "2026-11-25"),
        ("с 1 по 15 июля", "2027-07-01", "2027-07-15"),
        ("from 1 to 15 July", "2027-07-01", "2027-07-15"),
        ("1-15 декабря", "2026-12-01", "2026-12-15"),
        ("01.12-15.12", "2026-12-01", "2026-12-15"),
        ("27 ноября", "2026-11-27", "2026-11-27"),
        ("20-27 ноября", "2026-11-20", "2026-11-27"),
        ("с 28 по 30", "2026-11-28", "2026-11-30"),
        ("с 25 декабря по 10 января", "2026-12-25", "2027-01-10"),
        ("февраль", "2027-02-01", "2027-02-28"),
        ("пятница", "2026-11-27", "2026-11-27"),
        ("с завтра по пятницу", "2026-11-25", "2026-11-27"),
        ("следующая неделя", "2026-11-30", "2026-12-06"),
        ("до пятницы", "2026-11-24", "2026-11-27"),
        ("until friday", "2026-11-24", "2026-11-27"),
        ("До конца недели", "2026-11-24", "2026-11-29"),
        ("to the end of the week", "2026-11-24", "2026-11-29"),
        ("до конца месяца", "2026-11-24", "2026-11-30"),
        ("до 15 декабря", "2026-11-24", "2026-12-15"),
    ],
)
def test_what_comes_round_again_is_the_next_one(text, first, last):
    assert read_ahead(text, TODAY) == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "first"),
    [("вчера", "2026-11-23"), ("прошлая неделя", "2026-11-16"), ("прошлый понедельник", "2026-11-23"),
     ("15 июля 2026", "2026-07-15"), ("01.03.2026", "2026-03-01")],
)  # fmt: skip
def test_what_looks_back_on_purpose_is_taken_as_it_is(text, first):
    assert read_ahead(text, TODAY).first == date.fromisoformat(first)


@pytest.mark.parametrize("text", ["", "дом", "до вчера", "до 1.01.2020", "32 июля", "никогда"])
def test_what_names_no_days_is_refused(text):
    with pytest.raises(NotAPeriod):
        read_ahead(text, TODAY)


@pytest.mark.parametrize("today", [TODAY, date(2026, 12, 31), date(2028, 2, 29)])
def test_no_text_of_the_world_breaks_it(today):
    for text in (*CELLS, *(make() for make in LONG_TEXTS.values())):
        try:
            assert read_ahead(text, today).first.year > 0
        except NotAPeriod:
            continue
