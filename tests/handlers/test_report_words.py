"""A report in words: labels, cells, titles, and what was left out."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from handlers.speech import ReportWords, Speech
from tests.handlers.reports import KINDS, a_report, kpi, plan, rub

RU = Speech("ru")


def plain(text: str) -> str:
    """The text with its unbreakable spaces as plain ones."""
    return text.replace("\u00a0", " ")


def test_nobodys_facts_have_a_name():
    words = ReportWords(kpi(2), RU)

    assert words.cell("person", {"person": None}) == "без менеджера"
    assert words.cell("channel", {"channel": None}) == "не определено"
    assert words.cell("revenue", {"revenue": None}) == "—"


def test_a_plan_without_a_person_is_the_companys():
    words = ReportWords(plan(1), RU)

    assert words.cell("person", {"person": None, "team": None}) == "вся компания"
    assert words.cell("person", {"person": None, "team": "Север"}) == "—"


def test_a_value_reads_by_the_kpi_of_its_row():
    words = ReportWords(plan(1), RU)

    assert plain(words.cell("fact", {"kpi": "win_rate", "fact": Fraction(1, 4)})) == "25 %"
    assert plain(words.cell("fact", {"kpi": "revenue", "fact": rub(5)})) == "5 ₽"


def test_keys_of_choices_are_said_in_words():
    words = ReportWords(kpi(1), RU)

    assert words.cell("stalled_because", {"stalled_because": "no_activity,closing_date_passed"}) == (
        "нет касаний, срок закрытия прошёл"
    )
    assert words.cell("weekday", {"weekday": "mon,fri"}) == "пн, пт"
    assert words.cell("because", {"because": "company"}) == "для всей компании"
    assert words.cell("because", {"because": "team Север/\x1bБ"}) == "команда Север/�Б"
    assert words.cell("set_by", {"set_by": "company"}) == "company"
    assert words.cell("away", {"away": True}) == "отсутствует"
    assert words.cell("away", {"away": False}) == "—"
    assert words.cell("rank", {"rank": "revenue"}) == "Выручка"
    assert words.cell("kpi", {"kpi": "talk_time"}) == "Время разговоров"
    assert words.cell("kpi", {"kpi": "\x1bkpi"}) == "�kpi"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("month", "2026-11", "ноябрь 2026"),
        ("month", date(2026, 11, 1), "ноябрь 2026"),
        ("week", "2026-W07", "неделя 7, 2026"),
        ("week", date(2026, 11, 23), "неделя 48, 2026"),
        ("week", "\x1b", "�"),
        ("day", date(2026, 11, 23), "23.11.2026"),
    ],
)
def test_weeks_and_months_have_names(key: str, value: object, said: str):
    words = ReportWords(a_report("kpi", key, [{key: value}]), RU)

    assert words.cell(key, {key: value}) == said


def test_the_first_call_of_a_day_is_a_time():
    words = ReportWords(kpi(1), RU)

    assert words.cell("first_call_at", words.report.rows[0]) == "09:00"


def test_time_in_a_stage_runs_in_days():
    words = ReportWords(KINDS["funnel"](2), RU)

    assert plain(words.cell("time_median_s", words.report.rows[1])) == "2 дн."
    assert plain(words.cell("time_median_s", {"time_median_s": timedelta(hours=3)})) == "3 ч 00 мин"


def test_the_view_and_what_was_left_out_are_named():
    words = ReportWords(KINDS["roi"](1), RU)

    assert words.title() == "Окупаемость, по дате оплаты"
    assert words.exclusions() == [("деньги в валюте, для которой нет курса", 2)]
    assert [name for name, _ in words.definitions()] == ["по дате оплаты", "ROMI"]


def test_a_companys_own_word_is_its_label_and_its_meaning():
    report = a_report("kpi", "person own:number", [], own_words={"own": "Свой\x1b = emails / meetings"},
                      definitions=("own",))  # fmt: skip

    words = ReportWords(report, RU)

    assert words.label("own") == "Свой�"
    assert words.definitions() == [("Свой�", "Свой� = emails / meetings")]


def test_reports_of_a_moment_name_the_day():
    assert plain(ReportWords(KINDS["deals"](1), RU).span()) == "на 23.11.2026"
    assert plain(ReportWords(KINDS["team"](1), RU).span()) == "1–23 ноября 2026"
