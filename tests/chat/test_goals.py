"""Goals in the chat: set step by step, checked, closed, discussed; whatever is sent instead, the talk goes on."""

import pytest

from sandbox.telegram import bubbles
from services.domain.people import Role
from services.store.goal_notes import GoalNotes
from services.store.rules import Rules
from services.store.tables import goals
from tests.chat.conftest import running
from tests.chat.talking import presses, reads, says
from tests.corpus import TEXTS
from tests.marks import on_sqlite

pytestmark = on_sqlite


@pytest.fixture(autouse=True)
def at_any_pace(monkeypatch):
    """Tests write faster than people."""
    monkeypatch.setattr("handlers.middlewares.throttle._BURST", 10_000)


async def goals_of(firm):
    async with firm.database.reading(firm.company.id) as read:
        return await Rules(read).goals()


async def sets(who, text="Больше встреч", aim="с 10 до 20"):
    """A goal for three months."""
    await says(who, "/goals", "Цели развития")
    await presses(who, "Новая цель", "Что станет лучше")
    await says(who, text, "За какой срок")
    await presses(who, "3 мес.", "Есть число")
    if aim is None:
        await presses(who, "Без числа", "Проверьте")
    else:
        await says(who, aim, "Проверьте")
    return await presses(who, "Поставить цель", "Цель поставлена")


async def test_a_goal_is_set_checked_and_closed(bot, firm):
    ivan = await firm.hires("Иван Петров")

    card = await sets(ivan)
    assert "Было 10, нужно 20" in card.text
    await presses(ivan, "Отметиться", "Напишите число")
    checked = await says(ivan, "14", "Записано")
    await presses(ivan, "Отметиться", "Напишите число")
    noted = await says(ivan, "Провёл две встречи <b>лично</b>", "Записано")
    await presses(ivan, "Закрыть", "Чем закончилась")
    closed = await presses(ivan, "Достигнута", "поздравляем")
    await says(ivan, "/goals", "Открытых целей нет")
    history = await presses(ivan, "Закрытые: 1", "Закрытые цели")

    assert "Пройдено 40 % пути" in checked.text
    assert "Провёл две встречи <b>лично</b>" in noted.text
    assert "закрыта 24.11.2026, достигнута" in closed.text
    assert "Больше встреч" in history.text
    (goal,) = await goals_of(firm)
    assert (goal.now, goal.reached) == (14, True)


async def test_a_goal_may_have_no_number(bot, firm):
    ivan = await firm.hires("Иван Петров")

    card = await sets(ivan, aim=None)

    assert "Цель без числа" in card.text


async def test_a_head_sees_and_discusses_and_the_person_reads_it(bot, firm):
    ivan = await firm.hires("Иван Петров", team="Север")
    olga = await firm.hires("Ольга Ким", role=Role.HEAD, team="Север")
    await sets(ivan)

    team = await says(olga, "/goals", "Цели команды")
    await presses(olga, "Иван Петров", "Цели развития: Иван Петров")
    opened = await presses(olga, "Больше встреч", "Иван Петров")
    await presses(olga, "Комментарий", "Напишите комментарий")
    await says(olga, "Молодец, обсудим в пятницу", "Комментарий записан")
    await says(ivan, "/goals", "Цели развития")
    seen = await presses(ivan, "Больше встреч", "Ольга Ким")

    assert "Иван Петров: 1 цель" in team.text
    assert "Отметиться" not in opened.labels
    assert "24.11.2026 · Ольга Ким: «Молодец, обсудим в пятницу»" in seen.text
    assert "Ответить" in seen.labels


async def test_a_stranger_to_the_team_sees_nobody(bot, firm):
    await firm.hires("Иван Петров", team="Север")
    sergey = await firm.hires("Сергей Юг", role=Role.HEAD, team="Юг")

    await says(sergey, "/goals Петров", "Никого не нашли")


async def test_whatever_is_sent_instead_is_one_clear_line_and_the_talk_goes_on(bot, firm):
    ivan = await firm.hires("Иван Петров")
    await says(ivan, "/goals", "Цели развития")
    await presses(ivan, "Новая цель", "Что станет лучше")

    await ivan.sends(bubbles.sticker())
    await reads(ivan, "Жду ответ текстом")
    await ivan.sends_voice()
    await reads(ivan, "Жду ответ текстом")
    await says(ivan, "я" * 4_000, "Слишком длинно")
    await says(ivan, "Больше встреч", "За какой срок")
    await says(ivan, "три месяца", "За какой срок")
    await presses(ivan, "12 мес.", "Есть число")
    await says(ivan, "ну, побольше", "Нужны два числа")
    await says(ivan, "1 → 2,5", "Проверьте")
    await presses(ivan, "Поставить цель", "Цель поставлена")

    (goal,) = await goals_of(firm)
    assert (goal.text, goal.months, str(goal.target)) == ("Больше встреч", 12, "2.5")


@pytest.mark.long
async def test_no_text_of_the_world_breaks_a_check_in(bot, firm):
    ivan = await firm.hires("Иван Петров")
    await sets(ivan)

    for text in TEXTS:
        if (
            not text.strip()
            or text.startswith("/")
            or len(text) > 4_000
            or any("\ud800" <= c <= "\udfff" for c in text)
        ):
            continue
        await says(ivan, "/goals", "Цели развития")
        await presses(ivan, "Больше встреч", "Цель на 3 месяца")
        await presses(ivan, "Отметиться", "Напишите число")
        answer = await says(ivan, text, "")
        assert answer.text.startswith(("Записано", "Слишком длинно", "Нужно имя", "Жду ответ текстом")), text


async def test_a_command_and_cancel_leave_the_talk(bot, firm):
    ivan = await firm.hires("Иван Петров")
    await says(ivan, "/goals", "Цели развития")
    await presses(ivan, "Новая цель", "Что станет лучше")
    await says(ivan, "/help", "Ромашка")
    await says(ivan, "Больше встреч", "Не понял")
    await says(ivan, "/goals", "Цели развития")
    await presses(ivan, "Новая цель", "Что станет лучше")
    await presses(ivan, "Отмена", "Цели развития")
    await says(ivan, "Больше встреч", "Не понял")

    assert await goals_of(firm) == []


async def test_a_second_press_sets_no_second_goal(bot, firm):
    ivan = await firm.hires("Иван Петров")
    await says(ivan, "/goals", "Цели развития")
    await presses(ivan, "Новая цель", "Что станет лучше")
    await says(ivan, "Больше встреч", "За какой срок")
    await presses(ivan, "1 мес.", "Есть число")
    step = await presses(ivan, "Без числа", "Проверьте")
    data = step.data_of("Поставить цель")

    await ivan.presses(on=step.message, data=data)
    await ivan.presses(on=step.message, data=data)
    await reads(ivan, "Цели развития")

    assert len(await goals_of(firm)) == 1


async def test_a_talk_goes_on_after_a_restart(house, firm):
    ivan = await firm.hires("Иван Петров")
    async with running(house):
        await says(ivan, "/goals", "Цели развития")
        await presses(ivan, "Новая цель", "Что станет лучше")
        await says(ivan, "Больше встреч", "За какой срок")

    async with running(house):
        await presses(ivan, "6 мес.", "Есть число")
        await says(ivan, "от 5 к 8", "Проверьте")
        await presses(ivan, "Поставить цель", "Цель поставлена")

    (goal,) = await goals_of(firm)
    assert (goal.text, goal.months) == ("Больше встреч", 6)


async def test_a_goal_that_vanished_meanwhile_is_told_kindly(bot, firm):
    ivan = await firm.hires("Иван Петров")
    await sets(ivan)
    await presses(ivan, "Отметиться", "Напишите число")
    async with firm.database.writing(firm.company.id) as unit:
        await unit.run(unit.delete(goals))

    await says(ivan, "14", "Этой цели уже нет")
    await says(ivan, "14", "Не понял")


async def test_notes_go_with_their_goal(bot, firm):
    ivan = await firm.hires("Иван Петров")
    await sets(ivan)
    await presses(ivan, "Отметиться", "Напишите число")
    await says(ivan, "14", "Записано")
    (goal,) = await goals_of(firm)

    async with firm.database.writing(firm.company.id) as unit:
        await unit.run(unit.delete(goals))
        left = await GoalNotes(unit).of([goal.id])

    assert left == []


async def test_an_aim_may_be_mended_before_the_goal_is_set(bot, firm):
    ivan = await firm.hires("Иван Петров")
    await says(ivan, "/goals", "Цели развития")
    await presses(ivan, "Новая цель", "Что станет лучше")
    await says(ivan, "Больше встреч", "За какой срок")
    await presses(ivan, "3 мес.", "Есть число")

    unread = await says(ivan, "с 10", "Не понял «с 10»")
    first = await says(ivan, "с 10 до 2", "С 10 до 2")
    mended = await says(ivan, "с 10 до 20", "С 10 до 20")

    assert unread.labels == ("Без числа", "Отмена")
    assert first.labels == mended.labels == ("Поставить цель", "Отмена")
