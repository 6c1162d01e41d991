"""Reports say what does not exist, share places, and count what they leave out."""

import pytest


@pytest.fixture
def firm(takt):
    takt.at("2026-11-24T18:00:00+03:00")
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
    for name in ("Анна Белова", "Борис Котов", "Вера Лось", "Глеб Мак"):
        takt("person", "add", name, "--role", "manager", "--team", "Продажи")
    return takt


def by_person(report):
    return {row["person"]: row for row in report["rows"]}


def test_someone_without_calls_has_zeros_and_nulls(firm):
    firm.takes("calls", "started_at,manager,direction,answered,talk_seconds\n2026-11-24 10:00,Анна Белова,out,1,65")

    rows = by_person(firm.report("kpi"))

    anna, boris = rows["Анна Белова"], rows["Борис Котов"]
    assert (anna["calls_total"], anna["talk_time"], anna["quality_talks"]) == (1, 65, 1)
    assert anna["first_call_at"] == "2026-11-24T10:00:00+03:00"
    assert (boris["calls_total"], boris["talk_time"]) == (0, 0)
    assert boris["first_call_at"] is None and boris["win_rate"] is None and boris["average_deal"] is None


def test_equal_values_share_a_place(firm):
    rows = "\n".join(
        f"{n},{who},won,2026-11-10,2026-11-20,{sum_}"
        for n, (who, sum_) in enumerate(
            [("Анна Белова", 500), ("Борис Котов", 300), ("Вера Лось", 300), ("Глеб Мак", 100)]
        )
    )
    firm.takes("deals", "id,manager,status,created_at,closed_at,amount\n" + rows)

    report = firm.report("team", "--period", "2026-11", "--rank", "revenue")

    assert [(row["place"], row["person"]) for row in report["rows"]] == [
        (1, "Анна Белова"),
        (2, "Борис Котов"),
        (2, "Вера Лось"),
        (4, "Глеб Мак"),
    ]


def test_an_absent_person_is_away_and_not_last(firm):
    firm("away", "Глеб Мак", "--from", "2026-11-24", "--to", "2026-11-24")
    firm.takes("deals", "id,manager,status,created_at,closed_at,amount\n1,Анна Белова,won,2026-11-10,2026-11-24,10")

    rows = by_person(firm.report("team", "--rank", "revenue"))

    assert rows["Глеб Мак"]["away"] is True and rows["Глеб Мак"]["place"] is None
    assert rows["Борис Котов"]["away"] is False and rows["Борис Котов"]["place"] == 2


def test_deals_with_odd_dates_are_treated_as_written_and_counted(firm):
    firm.takes("deals", "\n".join((
        "id,manager,status,created_at,closed_at,amount",
        "1,Анна Белова,won,2026-11-02,,100",
        "2,Анна Белова,won,2026-11-10,2026-11-05,200",
        "3,Анна Белова,open,2026-11-03,2026-11-30,300",
        "4,Анна Белова,open,,,400",
        "5,Анна Белова,won,2026-11-01,2026-11-11,500",
        "6,Анна Белова,lost,2026-11-01,2026-11-11,0",
    )))  # fmt: skip

    report = firm.report("funnel", "--period", "2026-11")
    flow = firm.report("funnel", "--period", "2026-11", "--view", "flow")

    assert report["excluded"]["closed_without_date"] == 1
    assert report["excluded"]["closed_before_created"] == 1
    assert report["excluded"]["open_with_closing_date"] == 1
    assert report["excluded"]["open_without_dates"] == 1
    assert report["excluded"]["lost_without_history"] == 1
    assert (report["totals"]["created"], report["totals"]["won"], report["totals"]["open"]) == (5, 3, 1)
    assert (flow["totals"]["won"], flow["totals"]["lost"]) == (2, 1)
    assert report["totals"]["win_rate"] == flow["totals"]["win_rate"] == 0.6667
    assert report["totals"]["cycle_median_days"] == 10.0


def test_facts_nobody_owns_stand_under_null_and_count_in_the_totals(firm):
    firm.takes("calls", "started_at,manager,direction,answered,talk_seconds\n"
                        "2026-11-24 10:00,777,out,1,30\n2026-11-24 10:05,Анна Белова,out,1,30")  # fmt: skip

    report = firm.report("kpi")

    assert by_person(report)[None]["calls_total"] == 1
    assert report["totals"]["calls_total"] == 2
    assert report["excluded"]["unmatched_extensions"] == 1


def test_an_extension_given_later_takes_its_past_calls(firm):
    firm.takes("calls", "started_at,manager,direction,answered,talk_seconds\n2026-11-23 10:00,777,out,1,30")

    firm("person", "set", "Анна Белова", "--extension", "777")

    report = firm.report("kpi", "--period", "2026-11-23")
    assert by_person(report)["Анна Белова"]["calls_total"] == 1
    assert None not in by_person(report)


def test_a_missed_call_is_missed_in_working_hours_and_after_five_seconds(firm):
    firm.takes("calls", "\n".join((
        "started_at,manager,direction,answered,wait_seconds",
        "2026-11-24 10:00,Анна Белова,in,no,20",
        "2026-11-24 10:10,Анна Белова,in,no,3",
        "2026-11-23 22:00,Анна Белова,in,no,20",
        "2026-11-22 12:00,Анна Белова,in,no,20",
        "2026-11-24 11:00,Анна Белова,internal,yes,0",
    )))  # fmt: skip

    report = firm.report("kpi", "--period", "2026-11-22..2026-11-24")

    anna = by_person(report)["Анна Белова"]
    assert (anna["calls_total"], anna["calls_in"], anna["calls_missed"]) == (4, 4, 1)
    assert report["excluded"]["after_hours_missed"] == 2
    assert report["excluded"]["short_missed"] == 1
    assert report["excluded"]["internal_calls"] == 1


def test_norms_stand_beside_facts(firm):
    firm("norm", "set", "calls_total", "10", "--from", "2026-11-01")
    firm("norm", "set", "calls_total", "20", "--person", "Борис Котов", "--from", "2026-11-01")
    firm.takes(
        "calls", "started_at,manager,direction\n2026-11-24 10:00,Анна Белова,out\n2026-11-24 10:01,Анна Белова,out"
    )

    rows = by_person(firm.report("kpi"))

    assert rows["Анна Белова"]["norms"] == [
        {"kpi": "calls_total", "norm": 10, "fact": 2, "expected_to_date": 10, "pace": 0.2, "score": 0.2}
    ]
    assert rows["Борис Котов"]["norms"][0]["norm"] == 20


@pytest.mark.parametrize("words", [("report", "weather"), ("import", "weather", "calls.csv"), ("report",), ("import",)])
def test_a_report_or_kind_that_does_not_exist_is_wrong_usage(firm, words):
    result = firm.call(*words)

    assert result.exit_code == 2
    assert "Traceback" not in result.stderr


def test_people_are_ranked_by_the_company_s_own_kpi_and_by_the_time_of_day(firm):
    firm("kpi", "add", "reach", "calls_connected / calls_total", "--name", "Дозвон", "--unit", "rate")
    firm.takes("calls", "\n".join((
        "started_at,manager,direction,answered,talk_seconds",
        "2026-11-24 10:00,Анна Белова,out,1,30",
        "2026-11-24 10:05,Анна Белова,out,0,",
        "2026-11-24 11:00,Борис Котов,out,1,30",
    )))  # fmt: skip

    reach = firm.report("team", "--rank", "reach")
    early = firm.report("team", "--rank", "first_call_at")

    assert [(row["place"], row["person"], row["reach"]) for row in reach["rows"][:2]] == [
        (1, "Борис Котов", 1.0),
        (2, "Анна Белова", 0.5),
    ]
    assert reach["totals"]["reach"] == 0.6667
    assert [(row["place"], row["person"]) for row in early["rows"][:2]] == [(1, "Анна Белова"), (2, "Борис Котов")]
    assert early["rows"][2]["place"] is None
