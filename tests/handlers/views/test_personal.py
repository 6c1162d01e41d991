"""Screens of the personal conversations: they fit a phone, escape what came from outside and can be pressed."""

import re
from datetime import timedelta

import pytest

from handlers.buttons import pack, unpack
from handlers.middlewares.showing import keyboard, without_tags
from handlers.screen import LONGEST_TEXT, units
from handlers.speech import Speech, languages
from handlers.views.away import away_screen, days_screen, kind_screen, noted_in, people_screen, sure_screen
from handlers.views.goal_steps import aim_step, check_step, comment_step, months_step, sure_step, text_step
from handlers.views.goals import close_screen, goal_screen, goals_screen, team_screen, whose_screen
from handlers.views.my_data import kept_screen
from handlers.views.settings import ZONES, language_screen, settings_screen, zone_screen
from handlers.views.today import today_screen
from services.domain.goals import GoalStatus
from services.domain.people import Role
from services.domain.period import Period
from services.errors import Refused
from services.store.dossiers import KINDS, KindCount
from services.usecases.choose_zone import OwnZone
from services.usecases.know_account import Known
from services.usecases.show_kept import Kept, LookedAt
from services.usecases.show_today import DayOff
from tests.handlers.reports import a_name
from tests.handlers.views.personal import (
    LARGEST,
    LONG,
    NOW,
    TODAY,
    a_card,
    a_day,
    a_goal,
    a_member,
    a_sheet,
    a_team,
    absences,
    team_goals,
)

RU = Speech("ru")
MANAGER, HEAD = a_member(Role.MANAGER), a_member(Role.HEAD)
PEOPLE = tuple((LARGEST - number, a_name(number)) for number in range(40))
DRAFT = {"text": LONG, "months": 3, "start": "10", "target": "20.5"}
KEPT = Kept(
    "Иван", tuple(KindCount(kind.key, 10**6, TODAY, TODAY) for kind in KINDS),
    tuple(LookedAt(a_name(n), "kpi", 5, NOW) for n in range(12)),
)  # fmt: skip
ZONE = OwnZone("Europe/Moscow", NOW, own=False)
KNOWN = Known("1", "ru", MANAGER, (MANAGER, HEAD))


def screens(speech):
    """Every screen, as full as it may get."""
    week = Period(TODAY, TODAY + timedelta(days=13))
    yield "goals", goals_screen(a_sheet(40, closed=30), HEAD, speech, 3)
    yield "no goals", goals_screen(a_sheet(0), MANAGER, speech)
    yield "closed goals", goals_screen(a_sheet(2, own=False, closed=30), HEAD, speech, closed=True)
    yield "goal", goal_screen(a_card(40), MANAGER, speech, speech.say("goal-told-checked"))
    yield "goal of another", goal_screen(a_card(3, own=False), HEAD, speech)
    yield "team's goals", team_screen(team_goals(40), HEAD, speech, 2)
    yield "whose goals", whose_screen(PEOPLE, HEAD, speech)
    yield "end of a goal", close_screen(a_card(), MANAGER, speech)
    yield "text", text_step(MANAGER, speech)
    yield "months", months_step(LONG, MANAGER, speech)
    yield "aim", aim_step(MANAGER, speech)
    yield "sure", sure_step(DRAFT, MANAGER, speech)
    yield "check", check_step(LARGEST, LONG, MANAGER, speech)
    yield "comment", comment_step(LARGEST, LONG, MANAGER, speech)
    yield "away", away_screen(absences(40), HEAD, speech)
    yield "nothing ahead", away_screen(absences(0, own=False), HEAD, speech)
    yield "days", days_screen(absences(0), 2, MANAGER, speech)
    yield "sure days", sure_screen(absences(0), 0, week, MANAGER, speech)
    yield "kinds", kind_screen(absences(0), week, MANAGER, speech)
    yield "whose absence", people_screen(PEOPLE, HEAD, speech, 1)
    yield "today", today_screen(a_day(norms=12, missed=40, stalled=21), MANAGER, speech)
    yield (
        "today of a head",
        today_screen(a_day(norms=12, team=a_team(40), missed=40, stalled=5, stale=True), HEAD, speech),
    )
    yield "settings", settings_screen(KNOWN, ZONE, MANAGER, speech, None, NOTICES)
    yield "language", language_screen(MANAGER, speech)
    yield "zone", zone_screen(ZONE, MANAGER, speech)
    yield "kept", kept_screen(KEPT, MANAGER, speech)


ALL = [(f"{language} {name}", screen) for language in languages() for name, screen in screens(Speech(language))]


@pytest.mark.parametrize(("name", "screen"), ALL, ids=[name for name, _ in ALL])
def test_a_screen_fits_a_phone_and_has_a_way_on(name, screen):
    shown = without_tags(screen.text)

    assert units(shown) <= LONGEST_TEXT
    assert not re.search(r"\[[a-z-]+\]", shown), "a phrase is missing"
    assert re.sub(r"</?(b|pre)>|&(amp|lt|gt);", "", screen.text).count("<") == 0
    assert screen.rows and all(screen.rows)
    assert max(map(len, screen.rows)) <= 3
    assert sum(map(len, screen.rows)) <= 40
    assert keyboard(screen.rows)
    for row in screen.rows:
        for button in row:
            assert unpack(pack(button.press)) == button.press
            assert len(button.label) <= 40


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("team", [None, 0, 1, 40])
def test_a_day_is_read_in_ten_seconds(language, team):
    glance = None if team is None else a_team(team)
    card = a_day(norms=12, team=glance, missed=99, stalled=99, stale=True)

    screen = today_screen(card, a_member(Role.MANAGER, Role.HEAD, name="Христофор " * 19), Speech(language))

    assert units(without_tags(screen.text)) <= 1_000


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [(4, "Здравствуйте"), (5, "Доброе утро"), (12, "Добрый день"), (17, "Добрый вечер"), (23, "Здравствуйте")],
)  # fmt: skip
def test_the_greeting_follows_the_clock(hour, greeting):
    assert today_screen(a_day(now=NOW.replace(hour=hour)), MANAGER, RU).text.startswith(f"<b>{greeting}, Иван Петров")


@pytest.mark.parametrize("kind", ["vacation", "sick", "day_off", "holiday", "weekend"])
def test_a_free_day_asks_nothing(kind):
    card = a_day(norms=0, off=DayOff(kind, TODAY), begins=None, ends=None)

    text = today_screen(card, MANAGER, RU).text

    assert "Норм" not in text and "звонка" not in text
    assert re.search("отдых|выздоравливайте", text)


@pytest.mark.parametrize(
    ("hour", "words"), [(8, "День начнётся в 09:00"), (12, "до 18:00"), (19, "Рабочий день до 18:00 окончен")]
)
def test_the_day_says_where_it_stands(hour, words):
    begins, ends = (NOW.replace(hour=edge, minute=0) for edge in (9, 18))
    assert words in today_screen(a_day(begins=begins, ends=ends, now=NOW.replace(hour=hour)), MANAGER, RU).text


def test_what_is_behind_stands_out():
    text = today_screen(a_day(norms=1), MANAGER, RU).text.replace("\u00a0", " ")

    assert "▼ Звонки: 12 из 40, темп 60 %" in text


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (a_goal(), "40 % пути за 35 % срока · по графику · до 01.02.2027"),
        (a_goal(status=GoalStatus.BEHIND), "отстаёт"),
        (a_goal(now=None, status=GoalStatus.NO_DATA), "10 → 20 · прошло 35 % срока"),
        (a_goal(target=None, now=None, status=GoalStatus.NO_DATA), "прошло 35 % срока"),
    ],
)
def test_a_goal_in_a_line_says_how_far_it_has_come(goal, words):
    sheet = a_sheet(1)
    screen = goals_screen(type(sheet)(sheet.person, sheet.name, True, (goal,), ()), MANAGER, RU)

    assert words in screen.text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("reached", "words"), [(True, "достигнута"), (False, "не достигнута"), (None, "итог не записан")]
)
def test_a_closed_goal_says_how_it_ended_and_takes_nothing_more(reached, words):
    screen = goal_screen(a_card(closed=TODAY, reached=reached), MANAGER, RU)

    assert f"закрыта 24.11.2026, {words}" in screen.text
    assert [button.label for row in screen.rows for button in row] == ["Цели", "☰ Меню"]


def test_the_days_of_a_button_are_fixed_when_it_is_made():
    screen = days_screen(absences(0), 1, MANAGER, RU)
    press = screen.rows[0][0].press

    assert screen.rows[0][0].label == "Сегодня, 24.11"
    assert noted_in(press) == (LARGEST, "sick", Period(TODAY, TODAY))


@pytest.mark.parametrize(
    "values", [(), ("1",), ("1", "9", "1", "1"), ("1", "0", "2", "1"), ("1", "0", "0", "0"), ("x.", "0", "1", "1")]
)
def test_a_button_of_another_age_notes_nothing(values):
    press = type(days_screen(absences(0), 1, MANAGER, RU).rows[0][0].press)("away-set", MANAGER.company.id, values)

    with pytest.raises(Refused, match="button-outdated"):
        noted_in(press)


def test_every_zone_of_a_button_has_a_word():
    for language in languages():
        speech = Speech(language)
        assert all(speech.has(f"zone-{zone.replace('/', '-').casefold()}") for zone in ZONES)


def test_pages_end_where_the_list_ends():
    labels = [[button.label for button in row] for row in goals_screen(a_sheet(7), MANAGER, RU, 99).rows]

    assert any(row[0] == "‹" for row in labels)
    assert not any("›" in row for row in labels)
