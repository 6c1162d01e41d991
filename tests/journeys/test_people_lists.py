"""Lists of people come again and again: they bring nobody back and move nobody's history."""

import pytest

STAFF = "name,role,team,head\nАнна Белова,manager,Север,Олег Ли\nБорис Котов,manager,Юг,"


@pytest.fixture
def firm(takt):
    takt.at("2026-11-24T18:00:00+03:00")
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
    takt.takes("people", STAFF)
    return takt


def nothing_changed(report):
    return (report["added"], report["changed"]) == (0, 0)


@pytest.mark.parametrize("name", ["Анна Белова", "Олег Ли"])
def test_whoever_has_left_is_not_brought_back_by_the_list_of_yesterday(firm, name):
    firm("person", "leave", name, "--on", "2026-11-10")
    before = firm("person", "list")

    again = firm.takes("people", STAFF)

    assert nothing_changed(again)
    assert firm("person", "list") == before


def test_a_list_with_a_day_of_leaving_may_come_twice(firm):
    firm("person", "set", "Анна Белова", "--team", "Юг", "--from", "2026-06-01")
    leaving = "name,role,team,left_at\nАнна Белова,manager,Юг,2026-09-01"
    firm.takes("calls", "started_at,manager,direction\n2026-05-20 10:00,Анна Белова,out")
    firm.takes("people", leaving)

    again = firm.takes("people", leaving)

    assert nothing_changed(again)
    (north,) = [row for row in firm.report("kpi", "--by", "team", "--period", "2026-05")["rows"] if row["team"]]
    assert (north["team"], north["calls_total"]) == ("Север", 1)


def test_a_corrected_day_of_leaving_moves_the_end_of_the_roles(firm):
    firm.takes("people", "name,left_at\nАнна Белова,2026-09-01")
    firm.takes("calls", "started_at,manager,direction\n2026-09-03 10:00,Анна Белова,out")

    firm.takes("people", "name,left_at\nАнна Белова,2026-09-05")

    teams = [row["team"] for row in firm.report("kpi", "--by", "team", "--period", "2026-09")["rows"]]
    assert teams == ["Север"]


def test_an_empty_day_of_leaving_in_the_list_takes_the_leaving_back(firm):
    firm.takes("people", "name,left_at\nАнна Белова,2026-09-01")

    firm.takes("people", "name,left_at\nАнна Белова,")

    assert "01.09.2026" not in firm("person", "list")
    (row,) = [row for row in firm.report("team")["rows"] if row["person"] == "Анна Белова"]
    assert row["team"] == "Север"
