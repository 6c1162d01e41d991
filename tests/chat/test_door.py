"""The front door: who is let in, what a stranger hears, and that the bot answers at all."""

from datetime import timedelta

import pytest

from bot.telegram.menus import COMMANDS
from services.domain.people import Role
from services.usecases.invite_person import InvitePerson
from services.usecases.let_person_leave import LetPersonLeave
from tests.factories import a_person
from tests.marks import on_sqlite

pytestmark = on_sqlite


async def test_an_invite_lets_one_person_in_and_says_what_is_collected(firm, bot, clock, telegram):
    await a_person(firm.database, firm.company, "Анна Белова", team="Продажи")
    code = (await InvitePerson(firm.database, clock)(firm.company, "Анна Белова")).code
    anna, other = telegram.person("Аня", language="ru"), telegram.person("Кто-то", language="ru")

    await anna.starts(code)
    welcome = await anna.waits_for("Рады знакомству, Анна Белова")
    assert "Что собираем" in welcome.text and "Кто видит" in welcome.text

    await other.starts(code)
    refused = await other.waits_for("не работает")
    assert "Анна" not in refused.text and "Ромашка" not in refused.text


@pytest.mark.parametrize(
    "text", ["/start", "/help", "/kpi", "/team", "/kpi Анна Белова", "привет", "/start zzz", "/people"]
)
async def test_a_stranger_learns_nothing(firm, bot, telegram, text):
    await firm.hires("Анна Белова")
    stranger = telegram.person("Чужой", language="ru")

    await stranger.says(text)

    said = await stranger.waits_for(lambda message: True)
    assert "Анна" not in said.text and "Ромашка" not in said.text
    assert "приглашение" in said.text or "не работает" in said.text


async def test_whoever_left_is_a_stranger_with_old_buttons_too(firm, bot, clock, telegram):
    anna = await firm.hires("Анна Белова", team="Продажи")
    await anna.says("/kpi")
    old = await anna.waits_for("Показатели")
    await LetPersonLeave(firm.database, clock)(firm.company, "Анна Белова")
    clock.advance(timedelta(days=1))

    press = await anna.presses(on=old, label=old.labels[0][0])
    await press.answered()
    said = await anna.waits_for("приглашение")

    assert not press.spins
    assert "Ромашка" not in said.text


async def test_a_person_in_two_companies_speaks_in_one_and_its_buttons_stay_its_own(firm_of, bot):
    first, second = await firm_of("Астра"), await firm_of("Василёк")
    anna = await first.hires("Анна Белова", team="Продажи")
    await second.hires("Анна Белова", role=Role.HEAD, team="Продажи", account=anna)

    await anna.says("/start")

    menu = await anna.waits_for("Астра")
    assert "Василёк" not in menu.text


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_group_hears_nothing_about_people(firm, bot, telegram, command):
    anna = await firm.hires("Анна Белова")
    group = telegram.group("Отдел", anna)

    await anna.says(f"/{command}", group)

    said = await anna.waits_for("личный чат", group)
    assert "Анна" not in said.text


async def test_english_speaks_english(firm_of, bot):
    firm = await firm_of("Daisy", language="en")
    ann = await firm.hires("Ann Lee", language="en")

    await ann.says("/help")

    assert (await ann.waits_for("/kpi")).text.startswith("Ann Lee · Daisy")
