"""Rows add up to their total, whichever way the whole is cut; what is one name is one row."""

from decimal import Decimal

import pytest

STAGES = ("entered", "reached", "open_now", "returns")

DEALS = """id,manager,pipeline,status,created_at,closed_at,amount,source,product
1,Анна Белова,B2B,won,2026-08-01,2026-11-20,100,Авито,Окна
2,Борис Котов,B2B,open,2026-11-02,,50,авито,окна
3,Борис Котов,B2B,won,2026-10-02,2026-10-09,70,АВИТО ,Двери
4,,B2C,lost,2026-08-02,2026-11-09,10,,"""

MOVES = """deal_id,stage,entered_at
1,Новый,2026-08-01
1,Договор,2026-10-05
2,Новый,2026-11-02
3,Новый,2026-10-02
4,Заявка,2026-08-02
4,Выезд,2026-10-07"""


@pytest.fixture
def firm(takt):
    takt.at("2026-11-24T18:00:00+03:00")
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
    for name in ("Анна Белова", "Борис Котов", "Вера Лось"):
        takt("person", "add", name, "--role", "manager", "--team", "Продажи")
    takt("company", "set", "revenue", "payments")
    takt.takes("deals", DEALS)
    takt.takes("stages", MOVES)
    takt.takes("payments", "deal_id,paid_at,amount\n3,2026-11-05,70\n1,2026-11-21,40")
    return takt


def stages_of(rows):
    """Every stage of every row, added up."""
    found = {}
    for row in rows:
        for stage in row["stages"]:
            for name in STAGES:
                key = (stage["pipeline"], stage["stage"], name)
                found[key] = found.get(key, 0) + (stage[name] or 0)
    return found


@pytest.mark.parametrize("view", ["cohort", "entry_cohort", "flow", "snapshot"])
@pytest.mark.parametrize(
    "by",
    [
        "person",
        *(pytest.param(by, marks=pytest.mark.long) for by in ("team", "source", "product", "month", "pipeline")),
    ],
)
def test_funnels_of_the_parts_add_up_to_the_whole(firm, view, by):
    asked = ("--period", "2026-10" if view == "entry_cohort" else "2026-11", "--view", view)
    whole = firm.report("funnel", *asked)

    parts = firm.report("funnel", *asked, "--by", by)

    one = {(row["pipeline"], row["stage"], name): row[name] or 0 for row in whole["rows"] for name in STAGES}
    found = stages_of(parts["rows"])
    assert {key: found.get(key, 0) for key in one} == one
    assert parts["totals"] == whole["totals"]
    for name in ("created", "won", "lost", "open"):
        assert sum(row[name] for row in parts["rows"]) == whole["totals"][name]
    assert sum(Decimal(row["revenue"]) for row in parts["rows"]) == Decimal(whole["totals"]["revenue"])


@pytest.mark.parametrize("report", ["funnel", "roi", "kpi"])
def test_everybody_of_the_company_has_a_row_also_without_a_fact(firm, report):
    rows = firm.report(report, "--by", "person", "--period", "2026-11")["rows"]

    assert {"Анна Белова", "Борис Котов", "Вера Лось"} <= {row["person"] for row in rows}


@pytest.mark.parametrize(("by", "names"), [("source", {"Авито", None}), ("product", {"Окна", "Двери", None})])
def test_spellings_of_one_name_are_one_row(firm, by, names):
    rows = firm.report("funnel", "--view", "flow", "--by", by, "--period", "2026-08..2026-11")["rows"]

    assert len(rows) == len(names)
    assert {name.casefold() if name else name for name in names} == {
        row[by].casefold() if row[by] else row[by] for row in rows
    }


def test_a_name_is_new_once_however_it_is_spelled(takt):
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")

    first = takt.takes("deals", "id,source,manager\n1,Авито,Пётр Ёлкин\n2,авито,Елкин Петр\n3,Авито,")
    second = takt.takes("deals", "id,source\n4,АВИТО", name="later.csv")

    assert first["unknown"]["source"] == ["Авито"]
    assert len(first["unknown"]["manager"]) == 1
    assert "source" not in second["unknown"]


def test_sales_of_one_channel_stand_in_one_row_also_without_leads_and_costs(firm):
    rows = firm.report("roi", "--period", "2026-11-05..2026-11-21")["rows"]

    assert [(row["channel"] or "").casefold() for row in rows] == ["авито"]


def test_a_channel_without_leads_has_no_qualified_lead_where_a_stage_is_marked(firm):
    marked = firm.file("map.toml", '[stages]\norder = ["Новый", "Договор"]\nqualified = "Договор"\n')
    firm.takes("stages", "deal_id,stage,entered_at\n2,Договор,2026-11-12", "--map", marked)
    firm.takes("costs", "date,channel,amount\n2026-11-01,Радио,100")

    report = firm.report("roi", "--period", "2026-11")

    assert {row["channel"]: row["qualified"] for row in report["rows"]}["Радио"] == 0
    assert report["totals"]["qualified"] == 1


@pytest.mark.parametrize("by", ["person", "source", "month", "stage"])
def test_money_that_came_before_its_deal_was_written_down_is_the_same_revenue_everywhere(firm, by):
    firm.takes("deals", "id,manager,created_at,source\n9,Вера Лось,2026-11-20,Радио", name="late.csv")
    firm.takes("payments", "deal_id,paid_at,amount\n9,2026-11-04,500", name="early.csv")
    asked = ("--period", "2026-11", "--as-of", "2026-11-10")

    flow = firm.report("funnel", "--view", "flow", "--by", by, *asked)

    assert flow["totals"]["revenue"] == firm.report("kpi", *asked)["totals"]["revenue"] == "570.00"
    assert flow["totals"]["open"] == len(firm.report("deals", "--as-of", "2026-11-10")["rows"])
    if by != "stage":
        assert sum(Decimal(row["revenue"]) for row in flow["rows"]) == 570
