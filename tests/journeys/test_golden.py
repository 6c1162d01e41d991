"""The golden examples of docs/numbers.md, from a file to the report."""

import pytest

F1_PATHS = {
    1: "NQPW", 2: "NQP", 3: "NQL", 4: "N", 5: "NQPW", 6: "NPW", 7: "NQPQP", 8: "NL", 9: "NQPL", 10: "NQ",
}  # fmt: skip


def f1_files(*, lost_is_a_stage=True):
    """Ten deals of March: a move each day from the day after the creation of the first."""
    deals, moves = ["id,created_at,status,closed_at"], ["deal_id,stage,entered_at"]
    for number, path in F1_PATHS.items():
        status = {"W": "won", "L": "lost"}.get(path[-1], "open")
        closed = f"2026-03-{len(path):02d} 12:00" if status != "open" else ""
        deals.append(f"{number},2026-03-01 12:00,{status},{closed}")
        for day, stage in enumerate(path, 1):
            if stage != "L" or lost_is_a_stage:
                moves.append(f"{number},{stage},2026-03-{day:02d} 12:00")
    return "\n".join(deals), "\n".join(moves)


@pytest.fixture(params=["lost is a stage", "lost is a status"])
def f1(request, takt):
    takt.at("2026-04-01T09:00:00+03:00")
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
    deals, moves = f1_files(lost_is_a_stage=request.param == "lost is a stage")
    takt.takes("deals", deals)
    takt.takes("stages", moves)
    return takt


def column(report, name):
    return {row["stage"]: row[name] for row in report["rows"]}


def test_f1_cohort_counts_a_skipped_stage_as_passed(f1):
    report = f1.report("funnel", "--period", "2026-03")

    assert column(report, "reached") == {"N": 10, "Q": 8, "P": 6, "W": 3}
    assert column(report, "conversion_from_previous") == {"N": None, "Q": 0.8, "P": 0.75, "W": 0.5}
    assert column(report, "conversion_from_first") == {"N": 1.0, "Q": 0.8, "P": 0.6, "W": 0.3}
    assert column(report, "returns") == {"N": 0, "Q": 1, "P": 1, "W": 0}
    assert {row["view"] for row in report["rows"]} == {"cohort"}


def test_f1_flow_counts_first_entries_of_the_period(f1):
    report = f1.report("funnel", "--period", "2026-03", "--view", "flow")

    assert column(report, "entered") == {"N": 10, "Q": 7, "P": 6, "W": 3}


def test_f1_snapshot_counts_open_deals_where_they_stand(f1):
    report = f1.report("funnel", "--period", "2026-03", "--view", "snapshot")

    assert column(report, "open_now") == {"N": 1, "Q": 1, "P": 2, "W": 0}


def test_f1_win_rates_by_closing_and_by_cohort(f1):
    totals = f1.report("funnel", "--period", "2026-03")["totals"]

    assert (totals["created"], totals["won"], totals["lost"], totals["open"]) == (10, 3, 3, 4)
    assert totals["win_rate"] == 0.5
    assert totals["cohort_win_rate"] == 0.3


def test_f1_entry_cohort_drops_what_was_not_watched_long_enough(f1):
    ripe = f1.report("funnel", "--period", "2026-03", "--view", "entry_cohort", "--horizon", "7")
    unripe = f1.report("funnel", "--period", "2026-03", "--view", "entry_cohort", "--horizon", "60")

    assert column(ripe, "conversion_from_previous") == {"N": None, "Q": 0.8, "P": pytest.approx(0.7143), "W": 0.5}
    assert {row["entered"] for row in unripe["rows"]} == {0}
    assert unripe["excluded"]["unripe"] == 10


def test_f1_as_of_a_past_day_knows_nothing_of_later_moves(f1):
    report = f1.report("funnel", "--period", "2026-03", "--as-of", "2026-03-02")

    assert column(report, "reached") == {"N": 10, "Q": 8, "P": 1, "W": 0}
    assert report["totals"]["open"] == 9


def test_r1_run_rate_and_pace_by_working_days(takt):
    takt.at("2026-11-23T08:00:00+03:00")
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
    takt.takes("deals", "id,status,created_at,closed_at,amount\n1,won,2026-11-02,2026-11-20,1900000")
    takt.takes("plans", "period,kpi,target\n2026-11,revenue,3000000")

    (row,) = takt.report("plan", "--period", "2026-11")["rows"]

    assert row["plan"] == "3000000.00"
    assert row["fact"] == "1900000.00"
    assert row["expected_to_date"] == "2100000.00"
    assert row["pace"] == 0.9048
    assert row["run_rate"] == "2714285.71"
    assert row["needed_per_day"] == "183333.33"


def m1(takt, *, costs="date,channel,category,amount\n2026-03-01,google,ads,150000\n2026-03-01,,payroll,250000\n"):
    takt.at("2026-06-01T12:00:00+03:00")
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB", "--vat", "20")
    deals = ["id,created_at,status,closed_at,amount,cost,source,contact_id"]
    for number in range(300):
        won = number < 24
        money = ("won", "2026-03-20", "60000", "30000") if won else ("lost", "2026-03-21", "", "")
        deals.append(f"{number},2026-03-05,{money[0]},{money[1]},{money[2]},{money[3]},google,c{number}")
    takt.takes("deals", "\n".join(deals))
    takt.takes("costs", costs)
    return takt


@pytest.mark.parametrize("view", ["cash", "cohort"])
def test_m1_every_ratio_of_a_channel(takt, view):
    report = m1(takt).report("roi", "--period", "2026-03", "--view", view)

    (row,) = report["rows"]
    assert (row["channel"], row["view"]) == ("google", view)
    assert (row["leads"], row["won"]) == (300, 24)
    assert (row["revenue"], row["margin"]) == ("1200000.00", "480000.00")
    assert (row["spend"], row["department_cost"]) == ("150000.00", "250000.00")
    assert (row["cpl"], row["cpo"]) == ("500.00", "6250.00")
    assert (row["cac"], row["cac_marketing"]) == ("16666.67", "6250.00")
    assert (row["romi"], row["romi_revenue"], row["roi"]) == (2.2, 7.0, 0.0714)
    assert row["qualified"] is None


def test_a_channel_without_cost_has_no_romi(takt):
    report = m1(takt, costs="date,channel,amount\n2026-03-01,yandex,150000").report("roi", "--period", "2026-03")

    google, yandex = report["rows"]
    assert (google["spend"], google["romi"], google["cpl"], google["cac"]) == ("0.00", None, None, None)
    assert (yandex["leads"], yandex["cpl"], yandex["romi"]) == (0, None, -1.0)


def test_t1_first_response_on_the_working_clock(takt):
    takt.at("2026-11-24T12:00:00+03:00")
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
    takt("hours", "set", "09:00-19:00")
    takt("person", "add", "Иван Петров", "--role", "manager")
    takt.takes("deals", "id,manager,created_at,contact_id\n1,Иван Петров,2026-11-20 18:50,c1")
    takt.takes("calls", "started_at,manager,direction,answered,talk_seconds,contact_id\n"
                        "2026-11-23 09:12,Иван Петров,out,yes,60,c1")  # fmt: skip

    (row,) = takt.report("kpi", "--period", "2026-11-20")["rows"]

    assert row["first_response"] == 22 * 60
