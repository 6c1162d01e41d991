"""The invented department as Takt sees it: every row goes in, and the stories stand in the reports."""

from decimal import Decimal

import pytest

from tests.journeys.conftest import Takt
from tests.sandbox.living import at, department, settle

LATE_RISER, BEGINNER, STALLER, STEADY = "Кирилл Дроздов", "Тимур Галеев", "Олег Стрешнев", "Марат Хабиров"
TODAY = ("--period", "2026-11-24")


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    takt = Takt(tmp_path_factory.mktemp("department"))
    takt.imports = settle(takt, department(), at("24 18:30"))
    return takt


def of(takt, person, *words):
    """A person's row of the day's KPI."""
    (row,) = takt.report("kpi", *TODAY, "--person", person, *words)["rows"]
    return row


def pace(takt, person, clock):
    """How a person stands against the norm of calls at this time of the day."""
    row = of(takt, person, "--as-of", f"2026-11-24T{clock}+03:00")
    return next(norm["pace"] for norm in row["norms"] if norm["kpi"] == "calls_total")


def test_every_row_of_every_file_goes_in(lived):
    for kind, report in lived.imports.items():
        assert report["refused"] == [], kind
        assert report["added"] == report["read"] > 0, kind
        assert "manager" not in report["unknown"], kind


def test_nothing_is_left_over_that_belongs_to_nobody(lived):
    excluded = lived.report("kpi", "--period", "2026-11")["excluded"]

    assert set(excluded) <= {"after_hours_missed", "short_missed", "incoming_activities", "repeat_leads"}


def test_money_counts_by_payments(lived):
    assert "платежей" in lived.imports["payments"]["notes"][0]


def test_the_late_riser_begins_at_nine_twenty_five(lived):
    row = of(lived, LATE_RISER)

    assert row["first_call_at"][11:16] == row["day_start"][11:16] == "09:25"
    assert of(lived, LATE_RISER, "--as-of", "2026-11-24T09:24+03:00")["calls_total"] == 0


def test_the_others_are_there_in_time(lived):
    rows = lived.report("kpi", *TODAY)["rows"]
    starts = {row["person"]: row["first_call_at"][11:16] for row in rows if row["first_call_at"]}

    assert len(starts) == 6
    assert all(start <= "09:20" for person, start in starts.items() if person != LATE_RISER)


def test_the_late_riser_is_behind_the_pace_at_one(lived):
    assert pace(lived, LATE_RISER, "13:00") < 0.8


def test_the_beginner_is_behind_at_eleven_and_catches_up(lived):
    assert pace(lived, BEGINNER, "11:00") < 0.8
    assert pace(lived, BEGINNER, "11:00") < pace(lived, BEGINNER, "12:00")
    assert pace(lived, BEGINNER, "13:00") > 1


def test_the_missed_call_is_chased_to_its_end(lived):
    calls = lived.report("calls", *TODAY, "--person", LATE_RISER)["rows"]
    missed = next(call for call in calls if call["started_at"][11:16] == "11:42")
    back = next(call for call in calls if call["started_at"][11:16] == "12:05")

    assert (missed["direction"], missed["connected"]) == ("in", False)
    assert (back["direction"], back["connected"], back["phone"]) == ("out", True, missed["phone"])
    waiting = of(lived, LATE_RISER, "--as-of", "2026-11-24T12:00+03:00")
    assert (waiting["calls_missed"], waiting["missed_callback"]) == (1, None)
    assert of(lived, LATE_RISER, "--as-of", "2026-11-24T12:30+03:00")["missed_callback"] == 23 * 60


def test_a_deal_is_won_and_paid_at_half_past_three(lived):
    before = of(lived, LATE_RISER, "--as-of", "2026-11-24T15:29+03:00")
    after = of(lived, LATE_RISER, "--as-of", "2026-11-24T15:31+03:00")

    assert (before["deals_won"], after["deals_won"]) == (0, 1)
    assert Decimal(after["revenue"]) - Decimal(before["revenue"]) == Decimal("398360.66")


def test_a_big_deal_stands_still(lived):
    deals = lived.report("deals", "--person", STALLER)["rows"]
    big = next(row for row in deals if row["client"] == "Бизнес-центр «Квадрат»")

    assert Decimal(big["amount"]) == 874_000
    assert big["stalled_because"] == "too_long_in_stage"
    assert big["in_stage_days"] > 40


def test_the_staller_has_the_most_stalled_deals(lived):
    rows = lived.report("deals")["rows"]
    stalled = [row["person"] for row in rows if row["stalled_because"]]

    assert max(set(stalled), key=stalled.count) == STALLER
    assert len(stalled) < len(rows) / 2


def test_proposals_of_the_steady_one_stopped_becoming_contracts(lived):
    def conversion(period):
        (row,) = lived.report("funnel", "--by", "person", "--view", "flow", "--person", STEADY, "--period", period)[
            "rows"
        ]
        return next(stage["conversion_from_previous"] for stage in row["stages"] if stage["stage"] == "Договор")

    assert conversion("2026-10-05..2026-11-01") > 0.55
    assert conversion("2026-11-03..2026-11-23") < 0.35


@pytest.mark.parametrize("month", ["2026-09", "2026-10", "2026-11"])
def test_one_channel_loses_money_and_others_earn(lived, month):
    romi = {row["channel"]: row["romi"] for row in lived.report("roi", "--period", month)["rows"]}

    assert romi["VK Реклама"] < -0.3
    assert romi["Яндекс Директ"] > 0.1 and romi["Авито"] > 0.1
    assert romi["Рекомендации"] is None


def test_the_department_earns_a_little(lived):
    totals = lived.report("roi", "--period", "2026-10")["totals"]

    assert 0 < totals["roi"] < 0.3
    assert totals["qualified"] < totals["leads"]


def test_the_plan_of_the_month_is_a_little_behind(lived):
    rows = lived.report("plan")["rows"]
    company = next(row for row in rows if (row["kpi"], row["person"], row["team"]) == ("revenue", None, None))

    assert 0.8 < company["pace"] < 1


def test_characters_can_be_told_from_their_numbers(lived):
    rows = {row["person"]: row for row in lived.report("kpi", "--period", "2026-10")["rows"]}
    sellers = [name for name in rows if rows[name]["calls_total"]]

    assert max(sellers, key=lambda name: rows[name]["calls_total"]) == BEGINNER
    assert min(sellers, key=lambda name: rows[name]["talk_time"]) == BEGINNER
    assert max(sellers, key=lambda name: rows[name]["talk_time"]) == "Вера Ланская"
    assert max(sellers, key=lambda name: rows[name]["first_call_at"]) == LATE_RISER
    assert max(sellers, key=lambda name: rows[name]["first_response"]) == STALLER


def test_who_comes_back_from_vacation_was_away(lived):
    rows = lived.report("team", "--period", "2026-11-16..2026-11-20")["rows"]

    assert [row["person"] for row in rows if row["away"]] == ["Алина Рудакова"]


def test_two_goals_run(lived):
    assert {row["status"] for row in lived.report("goals")["rows"]} == {"on", "behind"}
