"""Nudges in the chat: four lines and three buttons, each of which keeps its word; and how much to be told."""

import pytest

from services.store.nudging import Nudging
from tests.chat.talking import presses, reads, says
from tests.factories import a_call, at
from tests.marks import on_sqlite
from tests.usecases.nudging import Desk, dialled

pytestmark = on_sqlite

TOLD = "Звонки: 2 из 36, к этому часу нужно 12."


@pytest.fixture
async def ivan(bot, firm, clock):
    """Somebody who is told at noon that 12 calls are due and one is made; a client waits since 11:20."""
    desk = Desk(firm.database, firm.company, clock)
    await desk.asks("calls_total", "36")
    played = await firm.hires("Иван Петров")
    missed = a_call("11:20", by=played.person, talk="0s", direction="in", wait_s=20, phone_key=11)
    await desk.brings("18:00", *dialled(1, played.person), missed)
    await desk.looks("12:00", played.person)
    played.desk = desk
    return played


async def test_a_nudge_says_the_fact_the_gap_and_the_next_step(ivan):
    nudge = await reads(ivan, TOLD)

    assert nudge.text.splitlines() == [
        "Звонки: 2 из 36, к этому часу нужно 12.",
        "До нормы ещё 34: по 6 в час до 18:00.",
        "Начните с клиента: перезвона ждёт с 11:20.",
    ]
    assert nudge.labels == ("Показать 1", "Через час", "Не сегодня")
    assert not nudge.message.silent


async def test_what_is_shown_is_who_waits(ivan):
    await reads(ivan, TOLD)

    shown = await presses(ivan, "Показать 1", "11:20")

    assert "ропущен" in shown.text


async def test_in_an_hour_it_comes_back_by_itself(ivan, clock):
    nudge = await reads(ivan, TOLD)

    answered = await presses(ivan, "Через час", "Звонки: вернусь к этому в 13:00.")
    assert answered.message.id == nudge.message.id
    assert answered.labels == ("Вернуть", "Это не про меня")
    clock.move_to(at("13:00"))

    again = await reads(ivan, "Звонки: 2 из 36, к этому часу нужно 16.")
    assert again.message.id != nudge.message.id


async def test_not_today_then_not_mine_then_back_again(ivan):
    await reads(ivan, TOLD)

    await presses(ivan, "Не сегодня", "Звонки: сегодня больше не напомню.")
    await presses(ivan, "Это не про меня", "Звонки: не напоминаю до 08.12.")
    settings = await says(ivan, "/settings", "молчу: 1 норма")
    await ivan.presses("Вернуть")
    back = await reads(ivan, "Звонки: напоминания снова включены.")

    assert "Напоминания" in settings.labels
    assert back.labels == ("Мой день",)


async def test_a_button_pressed_twice_answers_twice_and_is_kept_once(ivan, firm):
    nudge = await reads(ivan, TOLD)
    data = nudge.data_of("Не сегодня")

    await ivan.presses(on=nudge.message, data=data)
    await ivan.presses(on=nudge.message, data=data)
    await reads(ivan, "Звонки: сегодня больше не напомню.")

    async with firm.database.reading(firm.company.id) as read:
        assert len(await Nudging(read).hushes([ivan.person])) == 1


async def test_a_button_of_yesterday_says_kindly_that_it_is_old(ivan, clock):
    nudge = await reads(ivan, TOLD)
    clock.move_to(at("2026-11-25 11:00"))

    await ivan.presses(on=nudge.message, data=nudge.data_of("Через час"))

    await reads(ivan, "устарел")


async def test_rings_and_quiet_hours_are_chosen_by_buttons_and_by_words(ivan, firm):
    await says(ivan, "/settings", "Тихие часы: 20:00–08:00")

    await presses(ivan, "Напоминания", "Сколько напоминать")
    await presses(ivan, "Одно", "одно в день")
    await presses(ivan, "22:00–07:00", "Тихие часы: 22:00–07:00")
    await says(ivan, "ночью", "Не понимаю часы «ночью»")
    await says(ivan, "с 21 до 9", "Тихие часы: 21:00–09:00")

    async with firm.database.reading(firm.company.id) as read:
        chosen = (await Nudging(read).preferences([ivan.person]))[ivan.person]
    assert (chosen.rings, chosen.quiet_from, chosen.quiet_to) == (1, 21 * 60, 9 * 60)
