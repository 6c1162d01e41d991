"""What a person chooses for themselves: the language, the company, the time zone."""

import pytest

from handlers.buttons import number36
from services.store.people import People
from tests.chat.talking import presses, reads, says
from tests.marks import on_sqlite

pytestmark = on_sqlite


async def zone_of(firm, person):
    async with firm.database.reading(firm.company.id) as read:
        roster = await People(read).roster(firm.company.zone)
    return [(str(since), zone.key) for since, zone in roster.zone_of(person).changes]


async def test_the_language_is_changed_by_a_button_and_stays(bot, firm):
    ivan = await firm.hires("Иван Петров")

    await says(ivan, "/settings", "Язык: Русский")
    await presses(ivan, "Язык", "На каком языке")
    await presses(ivan, "English", "We speak English now")
    await says(ivan, "/language", "Which language")
    await presses(ivan, "Русский", "Теперь говорим по-русски")


async def test_the_zone_is_chosen_from_a_list_from_today_on(bot, firm):
    ivan = await firm.hires("Иван Петров")

    await says(ivan, "/settings", "Часовой пояс: Москва, сейчас 12:00")
    await presses(ivan, "Часовой пояс", "напишите город")
    await presses(ivan, "Владивосток", "Владивосток, сейчас 19:00")

    assert await zone_of(firm, ivan.person) == [("2026-11-24", "Asia/Vladivostok")]


@pytest.mark.parametrize(
    ("typed", "answer", "zone"),
    [("Тюмень", "Екатеринбург, сейчас 14:00", "Asia/Yekaterinburg"), ("berlin", "Europe/Berlin", "Europe/Berlin")],
)
async def test_a_city_may_be_typed(bot, firm, typed, answer, zone):
    ivan = await firm.hires("Иван Петров")
    await says(ivan, "/settings", "Настройки")
    await presses(ivan, "Часовой пояс", "напишите город")

    await says(ivan, "Атлантида", "Не знаю город «Атлантида»")
    await says(ivan, typed, answer)

    assert [name for _, name in await zone_of(firm, ivan.person)] == [zone]


async def test_a_person_of_two_companies_changes_between_them_from_the_menu(bot, firm_of):
    first, second = await firm_of("Астра"), await firm_of("Василёк")
    ivan = await first.hires("Иван Петров")
    await second.hires("Иван Петров", account=ivan)

    menu = await says(ivan, "/help", "Астра")
    await presses(ivan, "Астра ⇄", "О какой компании")
    await presses(ivan, "Василёк", "Иван Петров · Василёк")
    settings = await says(ivan, "/settings", "Компания: Василёк")

    assert "Астра ⇄" in menu.labels
    assert "Компания" in settings.labels


async def test_a_person_of_one_company_is_not_asked_which(bot, firm):
    ivan = await firm.hires("Иван Петров")

    menu = await says(ivan, "/help", "Ромашка")
    settings = await says(ivan, "/settings", "Компания: Ромашка")

    assert not [label for label in menu.labels if "⇄" in label]
    assert "Компания" not in settings.labels


async def test_a_company_that_is_not_theirs_cannot_be_chosen(bot, firm_of):
    first, second = await firm_of("Астра"), await firm_of("Василёк")
    ivan = await first.hires("Иван Петров")
    settings = await says(ivan, "/settings", "Астра")
    data = settings.data_of("Язык")
    number = data.split(".")[1]

    await ivan.presses(on=settings.message, data=f"1set-company.{number}.{number36(second.company.id)}")

    await reads(ivan, "Никого не нашли")
