"""Up to when data tell of people: by what brought them, and by the silence of many."""

from datetime import UTC, datetime, timedelta

import pytest

from services.domain.freshness import MANY, Freshness
from services.domain.kpi import KPIS

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def hours(number):
    return NOW - timedelta(hours=number)


def known(kpi="calls_total", last_call=None, at_work=1, **imports):
    return Freshness(NOW, {kind: hours(ago) for kind, ago in imports.items()}, last_call, at_work).of(kpi)


@pytest.mark.parametrize(
    ("kpi", "imports", "ago"),
    [
        ("calls_total", {"calls": 2, "deals": 0, "costs": 0}, 2),
        ("calls_total", {"deals": 0}, None),
        ("talk_time", {"calls": 1}, 1),
        ("meetings", {"activities": 3, "calls": 0}, 3),
        ("deals_won", {"deals": 4, "payments": 1}, 4),
        ("revenue", {"deals": 4, "payments": 1}, 1),
        ("an_own_one", {"deals": 4, "calls": 5, "costs": 0, "people": 0}, 4),
        ("calls_total", {"calls": -5}, 0),
        ("calls_total", {}, None),
    ],
)
def test_each_kpi_is_as_fresh_as_what_brings_it(kpi, imports, ago):
    assert known(kpi, **imports) == (None if ago is None else hours(ago))


@pytest.mark.parametrize(
    ("at_work", "last_call", "expected"),
    [
        (MANY, hours(3), hours(3)),
        (MANY, None, None),
        (MANY, hours(0.9), hours(0)),
        (MANY - 1, hours(3), hours(0)),
        (MANY - 1, None, hours(0)),
    ],
)
def test_where_many_work_and_nobody_calls_the_data_have_ended(at_work, last_call, expected):
    assert known(last_call=last_call, at_work=at_work, calls=0) == expected


def test_the_silence_of_phones_says_nothing_of_meetings():
    assert known("meetings", at_work=MANY, activities=0, calls=0) == hours(0)


@pytest.mark.parametrize(
    ("imports", "ago"), [({"calls": 2, "activities": 0}, 2), ({"activities": 1, "stages": 3}, 1), ({"costs": 0}, None)]
)
def test_the_start_is_known_by_calls_or_where_none_are_brought_by_what_is_done(imports, ago):
    fresh = Freshness(NOW, {kind: hours(number) for kind, number in imports.items()}, None, 1)

    assert fresh.of_start() == (None if ago is None else hours(ago))


def test_of_every_kpi_it_can_be_said():
    imports = dict.fromkeys(("calls", "activities", "deals", "stages", "payments"), NOW)

    assert {Freshness(NOW, imports, None, 1).of(kpi.key) for kpi in KPIS} <= {NOW, None}
