"""The calls of the organisation: what is said, on which stream, with which exit status."""

import re

import pytest

from tests.bot.cli.calls import CALLS


@pytest.mark.parametrize("name", CALLS)
def test_every_call_does_its_work_and_says_so_in_russian(office, name):
    said = office(*CALLS[name])

    assert re.search("[а-я]", said)
    assert "[" not in said, "a phrase is missing"


@pytest.mark.parametrize("name", CALLS)
def test_every_call_speaks_the_language_of_the_company(office, name):
    office("company", "set", "language", "en")

    said = office(*CALLS[name])

    assert "[" not in said
    assert not re.search(
        "[а-я]{4}", re.sub("Иван Петров|Анна Ким|Пётр Орлов|Ромашка|Василёк|Встречи|Больше встреч", "", said)
    ) or (name == "company add")


def test_a_first_company_is_needed_before_anything_else(takt):
    result = takt("person", "list")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "takt company add" in result.stderr


def test_with_several_companies_the_name_is_needed(takt, office):
    office("company", "add", "Василёк", "--timezone", "Asia/Omsk", "--currency", "KZT", "--language", "en")

    unsaid = takt("person", "list")
    said = takt("person", "list", "--company", "ромашка")
    other = takt("person", "list", "--company", "василек")

    assert (unsaid.exit_code, said.exit_code, other.exit_code) == (1, 0, 0)
    assert "Иван Петров" in said.stdout
    assert "Иван Петров" not in other.stdout


@pytest.mark.parametrize("roles", [("manager,head",), ("manager", "--role", "head"), ("manager", "head")])
def test_several_roles_are_said_in_any_usual_way(office, roles):
    assert "менеджер, руководитель" in office("person", "add", "Пётр Орлов", "--role", *roles)


@pytest.mark.parametrize(
    "words",
    [
        ("person", "add", "Пётр", "Орлов", "--role", "manager"),
        ("person", "add"),
        ("person", "dance"),
        ("goal", "add", "Ваня", "Больше встреч"),
        ("goal", "add", "Ваня", "Больше встреч", "--months", "три"),
        ("away", "Ваня", "--to", "2026-12-04"),
        ("away", "Ваня", "--from", "2026-12-04"),
        ("holiday", "list", "--year", "нынешний"),
        ("norm", "set", "calls_total", "-5"),
    ],
)
def test_wrong_usage_is_status_2(takt, office, words):
    result = takt(*words)

    assert result.exit_code == 2
    assert result.stdout == ""


def test_refusals_speak_the_language_of_the_company(takt, office):
    office("company", "set", "language", "en")

    result = takt("person", "set", "Никто", "--team", "Sales")

    assert result.stderr.startswith("Nobody is called “Никто”")


def test_the_answer_of_a_norm_says_since_when_it_holds(office):
    said = office("norm", "set", "talk_time", "2:00:00")

    assert "Время разговоров — 2\u00a0ч\u00a000\u00a0мин" in said
    assert "с 01.11.2026" in said
    assert "--from" in said
    assert "--from" not in office("norm", "set", "calls_total", "50", "--from", "2026-11-02")


def test_an_invite_prints_its_code_on_a_line_of_its_own(office):
    *_, code = office("person", "invite", "Ваня").splitlines()

    assert re.fullmatch("[A-Za-z0-9_-]{22,64}", code)


def test_names_from_outside_cannot_steer_the_terminal(takt, office):
    office("person", "add", "\x1b]0;взлом\x07Пётр \u202eОрлов", "--role", "manager")

    said = office("person", "list")

    assert "]0;взломПётр Орлов" in said
    assert not set("\x1b\x07\u202e") & set(said)


def test_a_goal_is_checked_and_closed(office):
    office(*CALLS["goal add"])

    assert "10 → 14 → 20" in office("goal", "check", "встреч", "14")
    assert "закрыта" in office("goal", "close", "встреч")
    assert "закрыта" in office("goal", "list")


def test_an_absence_may_be_cancelled(office):
    office(*CALLS["away"])
    assert "больничный" in office("away")

    office("away", "Ваня", "--from", "2026-12-01", "--cancel")

    assert "Пока ничего нет" in office("away")


def test_the_list_of_days_says_by_how_much_a_day_is_shorter(office):
    office("holiday", "short", "2026-12-30", "--by", "1:30")

    said = office("holiday", "list", "--year", "2026")

    assert "сокращённый день, короче на 1\u00a0ч\u00a030\u00a0мин" in said


def test_help_is_one_english_line_a_call(takt):
    for group in ("company", "person", "norm", "hours", "holiday", "kpi", "goal"):
        result = takt(group, "--help")

        assert result.exit_code == 0
        assert not re.search("[а-яё]", result.stdout)
