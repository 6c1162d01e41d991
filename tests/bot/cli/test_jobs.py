"""`takt jobs`: what was given up is listed, tried again or let go, and never by a slip."""

import json
import sqlite3
from datetime import date

import pytest

from handlers.speech import Speech, dashed
from services.jobs import jobs as does
from tests.bot.cli.test_rubbish import NASTY, survives

NOW = 1_795_500_000_000_000
TODAY = date(2026, 11, 24).toordinal()
ROW = "INSERT INTO jobs VALUES (?, ?, ?, ?, ?, ?, ?, 'dead', ?, ?, NULL, 8, NULL, 'ValueError', ?)"


@pytest.fixture
def stored(tmp_path):
    """Asks the database directly."""

    def ask(query, *values):
        with sqlite3.connect(tmp_path / "takt.db") as connection:
            return connection.execute(query, values).fetchall()

    return ask


@pytest.fixture
def dead(office, stored):
    """The office with three pieces of dead work: of its manager, of several, of the company."""
    [(company, person)] = stored("SELECT company_id, id FROM persons WHERE name = 'Иван Петров'")
    together = json.dumps({"v": 1, "people": [{"id": person}]})
    stored(ROW, company, 11, "digest_day", person, TODAY, "evening", '{"v": 1}', NOW + 1, NOW + 2, NOW)
    stored(ROW, company, 12, "check", 0, TODAY, "12:00", together, NOW + 2, None, NOW)
    stored(ROW, company, 13, "refresh", 0, TODAY, "7", '{"v": 1}', NOW + 3, None, NOW)
    return office


def test_there_is_usually_nothing(office):
    assert office("jobs", "list") == "Оставленных работ нет.\n"
    assert office("jobs", "list", "--format", "json") == "[]\n"
    assert office("jobs", "requeue", "--all") == "Оставленных работ нет.\n"


def test_what_was_given_up_is_listed_with_whom_it_was_for(dead):
    _, *rows = [line for line in dead("jobs", "list").splitlines() if line.strip(" ─━")]

    assert [row.split()[-2:] for row in rows] == [["ValueError", "11"], ["ValueError", "12"], ["ValueError", "13"]]
    assert "сводка дня" in rows[0] and "Иван Петров" in rows[0] and "24.11.2026" in rows[0]
    assert "взгляд на нормы" in rows[1] and "Иван Петров" in rows[1]
    assert "вся компания" in rows[2]


def test_other_programs_read_it_as_json(dead):
    first, second, third = json.loads(dead("jobs", "list", "--format", "json"))

    assert first["id"] == "11" and first["people"] == ["Иван Петров"] and first["tries"] == 8
    assert (first["kind"], first["day"], first["slot"]) == ("digest_day", "2026-11-24", "evening")
    assert first["due"].endswith("+03:00") and first["useful_until"] > first["due"]
    assert second["people"] == ["Иван Петров"] and second["useful_until"] is None
    assert third["people"] == [] and third["due"].startswith("2026-11-24T09:00:00")


def test_one_is_tried_again_and_another_let_go(dead, stored):
    assert dead("jobs", "requeue", "11").startswith("1 работа снова в очереди")
    assert dead("jobs", "drop", "12") == "1 работа снята, её не будет.\n"

    assert stored("SELECT id, state, attempt FROM jobs ORDER BY id") == [
        (11, "due", 0), (12, "cancelled", 8), (13, "dead", 8),
    ]  # fmt: skip


@pytest.mark.parametrize(("call", "state"), [("requeue", "due"), ("drop", "cancelled")])
def test_all_of_it_at_once(dead, stored, call, state):
    assert dead("jobs", call, "--all").startswith("3 работы")

    assert stored("SELECT DISTINCT state FROM jobs") == [(state,)]


@pytest.mark.parametrize("words", [(), ("11", "--all"), ("14",), ("0x1",), ("9" * 19,), ("²",)], ids=str)
@pytest.mark.parametrize("call", ["requeue", "drop"])
def test_nothing_is_done_by_a_slip(takt, dead, stored, call, words):
    result = takt("jobs", call, *words)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "takt jobs list" in result.stderr
    assert stored("SELECT count(*) FROM jobs WHERE state = 'dead'") == [(3,)]


@pytest.mark.parametrize("nasty", NASTY, ids=ascii)
def test_rubbish_for_a_number_is_refused_in_a_line(takt, dead, nasty):
    survives(takt, ("jobs", "drop", "11"), 2, nasty)


def test_dead_work_of_another_company_is_out_of_reach(takt, dead, stored):
    dead("company", "add", "Василёк", "--timezone", "Asia/Omsk", "--currency", "KZT")

    assert takt("jobs", "list").exit_code == 1
    assert dead("jobs", "list", "--company", "Василёк") == "Оставленных работ нет.\n"
    assert takt("jobs", "drop", "11", "--company", "Василёк").exit_code == 1
    assert dead("jobs", "drop", "--all", "--company", "Василёк") == "Оставленных работ нет.\n"
    assert stored("SELECT count(*) FROM jobs WHERE state = 'dead'") == [(3,)]


def test_an_unknown_form_is_wrong_usage(takt, dead):
    assert takt("jobs", "list", "--format", "xml").exit_code == 2


def test_every_kind_of_work_has_a_word():
    for language in ("ru", "en"):
        assert [kind for kind in does(None, None, None) if not Speech(language).has(f"work-{dashed(kind)}")] == []
