"""Absences in the chat: by buttons, typed, for one's people; cancelled, gone, mistyped."""

from datetime import date

import pytest

from handlers.buttons import number36
from sandbox.telegram import bubbles
from services.domain.people import Role
from services.domain.period import Period
from services.store.calendar import Calendar
from services.store.staff import Staff
from services.usecases.set_away import CancelAway
from tests.chat.talking import presses, reads, says
from tests.factories import TUESDAY
from tests.marks import on_sqlite

pytestmark = on_sqlite


async def absences(firm):
    async with firm.database.reading(firm.company.id) as read:
        return [(one.person, one.period, one.kind) for one in await Staff(read).absences()]


async def test_a_day_is_taken_off_by_two_presses_and_given_back_by_one(bot, firm):
    ivan = await firm.hires("Иван Петров")

    await says(ivan, "/away", "Когда вас не будет")
    await presses(ivan, "выходной", "Какие дни")
    await presses(ivan, "Завтра, 25.11", "Записано: 25 ноября 2026")
    noted = await absences(firm)
    await presses(ivan, "Отменить 25.11.2026", "Отсутствие отменено")

    assert noted == [(ivan.person, Period(date(2026, 11, 25), date(2026, 11, 25)), "day_off")]
    assert await absences(firm) == []


async def test_typed_days_are_shown_as_understood_before_they_are_noted(bot, firm):
    ivan = await firm.hires("Иван Петров")

    await says(ivan, "/away", "Ничего не запланировано")
    await presses(ivan, "отпуск", "Какие дни")
    understood = await says(ivan, "с 1 по 15 июля", "Понял так")
    assert await absences(firm) == []
    await presses(ivan, "Всё так", "Записано")

    assert "1–15 июля 2027, 15 дней" in understood.text
    assert await absences(firm) == [(ivan.person, Period(date(2027, 7, 1), date(2027, 7, 15)), "vacation")]


async def test_days_may_stand_behind_the_command(bot, firm):
    ivan = await firm.hires("Иван Петров")

    await says(ivan, "/away до пятницы", "24–27 ноября 2026")
    await presses(ivan, "больничный", "Записано")

    assert await absences(firm) == [(ivan.person, Period(TUESDAY, date(2026, 11, 27)), "sick")]


async def test_a_head_notes_it_for_their_people_and_for_nobody_else(bot, firm):
    ivan = await firm.hires("Иван Петров", team="Север")
    await firm.hires("Анна Юг", team="Юг")
    olga = await firm.hires("Ольга Ким", role=Role.HEAD, team="Север")

    await says(olga, "/away", "Когда вас не будет")
    people = await presses(olga, "За сотрудника", "Кого не будет")
    await presses(olga, "Иван Петров", "Отсутствие: Иван Петров")
    await presses(olga, "больничный", "Какие дни")
    await presses(olga, "Сегодня, 24.11", "Записано")

    assert people.labels[0] == "Иван Петров"
    assert "Анна Юг" not in people.labels
    assert await absences(firm) == [(ivan.person, Period(TUESDAY, TUESDAY), "sick")]


async def test_a_forged_button_about_somebody_foreign_finds_nobody(bot, firm):
    ivan = await firm.hires("Иван Петров", team="Север")
    anna = await firm.hires("Анна Юг", team="Юг")
    await says(ivan, "/away", "Когда вас не будет")
    screen = await presses(ivan, "выходной", "Какие дни")
    data = screen.data_of("Завтра, 25.11")

    await ivan.presses(on=screen.message, data=data.replace(number36(ivan.person), number36(anna.person)))
    await reads(ivan, "Никого не нашли")

    assert await absences(firm) == []


async def test_an_absence_that_vanished_meanwhile_is_told_kindly(bot, firm, clock):
    ivan = await firm.hires("Иван Петров")
    async with firm.database.writing(firm.company.id) as unit:
        await Calendar(unit).set_away(ivan.person, Period(TUESDAY, TUESDAY), "sick")
    await says(ivan, "/away", "24 ноября 2026 — больничный")
    await CancelAway(firm.database, clock)(firm.company, "Иван Петров", "2026-11-24")

    await presses(ivan, "Отменить 24.11.2026", "Этого отсутствия уже нет")


@pytest.mark.parametrize("words", ["когда-нибудь", "<b>", "я" * 4_000, "🦄", "1" * 500, "32 июля"])
async def test_days_that_are_none_are_one_clear_line_and_the_talk_goes_on(bot, firm, words):
    ivan = await firm.hires("Иван Петров")
    await says(ivan, "/away", "Когда вас не будет")
    await presses(ivan, "отпуск", "Какие дни")

    await says(ivan, words, "Не понял дни")
    await ivan.sends(bubbles.sticker())
    await reads(ivan, "Жду ответ текстом")
    await says(ivan, "завтра", "25 ноября 2026, 1 день")


async def test_days_long_ago_are_for_the_head(bot, firm):
    ivan = await firm.hires("Иван Петров")

    await says(ivan, "/away 1.03.2026", "1 марта 2026")
    await presses(ivan, "больничный", "записывает руководитель")

    assert await absences(firm) == []
