"""As the clock moves, what is new comes in: the end is the same as if everything had come at once."""

import itertools

import pytest

from tests.journeys.conftest import Takt
from tests.sandbox.living import at, department, settle, take

REPORTS = (
    ("kpi",), ("kpi", "--period", "2026-11"), ("kpi", "--by", "person,day", "--period", "за 7 дней"), ("team",),
    ("team", "--period", "2026-11", "--rank", "revenue"), ("funnel", "--period", "2026-11"),
    ("funnel", "--view", "flow", "--by", "person", "--period", "2026-11"), ("funnel", "--view", "snapshot"),
    ("roi", "--period", "2026-11"), ("roi", "--view", "cohort", "--period", "2026-10", "--by", "campaign"),
    ("deals",), ("plan",), ("calls",),
)  # fmt: skip


def seen(takt, moment):
    """Every report as of a moment, byte by byte; the clock itself runs on while they are made."""
    takt.at(moment.isoformat())
    asked = ("--as-of", moment.isoformat(), "--format", "json")
    return {words: takt("report", *words, *asked) for words in REPORTS}


def at_once(folder, moment):
    """What an installation shows that got everything at this moment."""
    takt = Takt(folder)
    settle(takt, department(), moment)
    return seen(takt, moment)


def grown(folder, moments):
    """What an installation shows that began at the first moment and was fed up to the last."""
    takt = Takt(folder)
    settle(takt, department(), moments[0])
    for earlier, later in itertools.pairwise(moments):
        reports = take(takt, department().files_since(earlier, later), later)
        assert all(report["refused"] == [] for report in reports.values())
    return seen(takt, moments[-1])


@pytest.mark.long
def test_the_present_day_comes_in_as_the_clock_moves(tmp_path):
    moments = [at("24 11:41"), at("24 12:10"), at("24 15:31")]

    assert grown(tmp_path / "grown", moments) == at_once(tmp_path / "whole", moments[-1])


@pytest.mark.long
@pytest.mark.parametrize(
    "moments",
    [
        ["24 09:00", "27 18:00", "30 09:00"],
        ["11-21 12:00", "12-01 13:00"],
        ["24 18:30", "24 18:31", "12-24 10:00"],
        ["10-30 17:59", "11-02 09:01", "11-05 08:00"],
    ],
    ids=" ".join,
)
def test_days_and_months_come_in_as_the_clock_moves(tmp_path, moments):
    moments = [at(text) for text in moments]

    assert grown(tmp_path / "grown", moments) == at_once(tmp_path / "whole", moments[-1])


@pytest.mark.long
def test_the_same_news_twice_changes_nothing(tmp_path):
    takt, early, late = Takt(tmp_path), at("24 13:00"), at("25 13:00")
    settle(takt, department(), early)
    news = department().files_since(early, late)
    take(takt, news, late)
    before = seen(takt, late)

    again = take(takt, news, late)

    assert all(report["unchanged"] == report["read"] for report in again.values())
    assert seen(takt, late) == before
