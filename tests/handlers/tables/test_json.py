"""The JSON form: a contract with other programs."""

import json
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

import pytest

from handlers.speech import Speech, languages
from handlers.tables.as_json import as_json
from services.domain.money import Money
from services.domain.report import Value
from tests.handlers.reports import KINDS, MOSCOW, a_report, kpi

RU = Speech("ru")


def test_the_shape_is_the_promised_one():
    report = a_report(
        "roi", "channel spend:money romi:rate",
        [{"romi": Fraction(22, 10), "channel": None, "spend": Money(15, "RUB")}],
        totals={"spend": Money(15, "RUB"), "romi": None}, excluded={"no_rate": 2}, definitions=("romi",),
    )  # fmt: skip

    text = as_json(report, RU)

    assert text.endswith("}\n")
    assert json.loads(text) == {
        "report": "roi",
        "company": "ООО «Ромашка»",
        "period": {"from": "2026-11-01", "to": "2026-11-23", "timezone": "Europe/Moscow"},
        "as_of": "2026-11-23T18:30:00+03:00",
        "rows": [{"channel": None, "spend": "0.15", "romi": 2.2}],
        "totals": {"spend": "0.15", "romi": None},
        "excluded": {"no_rate": 2},
        "definitions": {"romi": RU.say("define-romi")},
    }
    assert list(json.loads(text)["rows"][0]) == ["channel", "spend", "romi"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (10**18, 10**18),
        ("Ёж", "Ёж"),
        (Money(120_000, "RUB"), "1200.00"),
        (Money(-5, "RUB"), "-0.05"),
        (Money(1200, "JPY"), "1200"),
        (Money(1, "KWD"), "0.001"),
        (timedelta(hours=1, milliseconds=400), 3600),
        (Fraction(2, 3), 0.6667),
        (Fraction(1), 1.0),
        (datetime(2026, 11, 23, 9, 5, tzinfo=MOSCOW), "2026-11-23T09:05:00+03:00"),
        (date(2026, 11, 23), "2026-11-23"),
        (time(9, 5, 30), "09:05"),
        ([{"kpi": "x", "norm": Money(100, "RUB"), "fact": None}], [{"kpi": "x", "norm": "1.00", "fact": None}]),
        ([], []),
    ],
)  # fmt: skip
def test_values_are_plain(value: Value, written: object):
    read = json.loads(as_json(a_report("kpi", "x", [{"x": value}]), RU))

    assert read["rows"] == [{"x": written}]


def test_what_a_row_does_not_know_is_null_and_what_no_column_names_follows():
    read = json.loads(as_json(a_report("kpi", "a b", [{"c": 1, "a": 2}]), RU))

    assert list(read["rows"][0].items()) == [("a", 2), ("b", None), ("c", 1)]


def test_only_definitions_depend_on_the_language():
    russian, english = (json.loads(as_json(kpi(3), Speech(language))) for language in ("ru", "en"))

    assert russian.pop("definitions") != english.pop("definitions")
    assert russian == english


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", languages())
def test_every_report_is_written_the_same_twice(kind: str, language: str):
    once, twice = (as_json(KINDS[kind](5), Speech(language)) for _ in range(2))

    assert once == twice
    assert "[define-" not in once


def test_names_are_text_as_they_are_and_steer_no_terminal():
    name = 'a"\x1b[31m\x9b\u202e\x00{ $x }<b>'

    text = as_json(a_report("kpi", "person", [{"person": name}]), RU)

    assert json.loads(text)["rows"][0]["person"] == name
    assert not any((ord(sign) < 32 and sign != "\n") or 0x7F <= ord(sign) <= 0x9F or sign == "\u202e" for sign in text)


def test_a_lone_surrogate_does_not_break_the_file():
    text = as_json(a_report("kpi", "person", [{"person": "a\ud800b"}]), RU)

    assert json.loads(text.encode("utf-8"))["rows"][0]["person"] == "a?b"


def test_the_moment_is_told_in_the_reports_zone():
    report = a_report("kpi", "x", [], timezone="Asia/Vladivostok", as_of=datetime(2026, 11, 23, 20, tzinfo=UTC))

    assert json.loads(as_json(report, RU))["as_of"] == "2026-11-24T06:00:00+10:00"
