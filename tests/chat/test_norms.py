"""Norms by chat: set, changed, removed, and by whom."""

from decimal import Decimal

import pytest

from services.domain.norms import Scope
from services.domain.people import Role
from services.store.rules import Rules
from services.usecases.set_norm import SetNorm
from tests.corpus import TEXTS
from tests.factories import TUESDAY
from tests.marks import on_sqlite

pytestmark = on_sqlite


@pytest.fixture
async def head(firm):
    return await firm.hires("Пётр Великий", role=Role.HEAD, team="Север")


@pytest.fixture
async def anna(firm):
    return await firm.hires("Анна Белова", team="Север")


async def norms(firm):
    async with firm.database.reading(firm.company.id) as read:
        return [(n.scope, n.scope_id, n.kpi, n.since, n.target, n.set_by) for n in await Rules(read).norms()]


async def begins(head, kpi, whom):
    await head.says("/norms")
    await head.waits_for("Что требуется за день")
    await head.presses("+ Поставить норму")
    await head.waits_for("Какой показатель?")
    await head.presses(kpi)
    await head.waits_for("Для кого?")
    await head.presses(whom)
    return await head.waits_for("Сколько в день?")


@pytest.mark.parametrize(
    ("kpi", "typed", "target", "said"),
    [
        ("Звонки", "40", 40, "40"),
        ("Время разговоров", "2:00:00", 7200, "2 ч 00 мин"),
        ("Начало дня", "09:00", 32400, "09:00"),
    ],
)
async def test_a_head_sets_a_norm_for_one_of_theirs(firm, bot, head, anna, kpi, typed, target, said):
    await begins(head, kpi, "Анна Белова")

    await head.says(typed)

    done = await head.waits_for("Готово, норма задана")
    assert "Анна Белова" in done.text and said in done.text.replace("\u00a0", " ")
    first = TUESDAY.replace(day=1)
    assert [(n[0], n[1], n[3:]) for n in await norms(firm)] == [
        (Scope.PERSON, anna.person, (first, Decimal(target), head.person))
    ]


async def test_a_norm_may_hold_from_today_and_for_a_team(firm, bot, head, anna):
    await begins(head, "Встречи", "команда Север")
    await head.presses("С сегодня")
    await head.waits_for("с сегодняшнего дня")

    await head.says("2")
    await head.waits_for("Готово")

    assert [n[3] for n in await norms(firm)] == [TUESDAY]
    await anna.says("/norms")
    own = await anna.waits_for("Ваши нормы")
    assert "Встречи: 2" in own.text and "/rules" in own.text


async def test_what_is_no_target_is_asked_again_by_the_name_of_the_kpi(firm, bot, head, anna):
    await begins(head, "Звонки", "Анна Белова")

    await head.says("много")
    refused = await head.waits_for("не число")
    assert "calls_total" not in refused.text and "Звонки" in refused.text
    await head.says("45")

    await head.waits_for("Готово")
    assert [n[4] for n in await norms(firm)] == [45]


@pytest.mark.parametrize("leaving", ["/help", "Отмена"])
async def test_a_command_and_a_button_leave_the_question(firm, bot, head, anna, leaving):
    await begins(head, "Звонки", "Анна Белова")
    await (head.says(leaving) if leaving.startswith("/") else head.presses(leaving))
    await head.waits_for(lambda message: "Сколько в день" not in message.text)

    await head.says("45")

    await head.waits_for("Не понял")
    assert await norms(firm) == []


async def test_a_norm_is_changed_and_removed(firm, bot, clock, head, anna):
    await SetNorm(firm.database, clock)(firm.company, "calls_total", "40", person="Анна Белова")
    await head.says("/norms")
    await head.waits_for("40 · Анна Белова")

    await head.presses("Звонки 40 · Анна Белова")
    await head.waits_for("Звонки, Анна Белова: 40")
    await head.presses("Изменить")
    await head.waits_for("Сколько в день?")
    await head.says("50")
    await head.waits_for("Готово")
    assert [n[4] for n in await norms(firm)] == [50]

    await head.presses("Все нормы")
    await head.waits_for("50 · Анна Белова")
    await head.presses("Звонки 50 · Анна Белова")
    await head.waits_for("Звонки, Анна Белова: 50")
    await head.presses("Убрать")
    await head.waits_for("Убрать?")
    await head.presses("Да, убрать")
    await head.waits_for("Норма убрана")
    assert await norms(firm) == []


async def test_the_company_s_norms_are_shown_to_a_head_and_are_the_owner_s_to_set(firm, bot, clock, head):
    owner = await firm.hires("Ольга Орлова", role=Role.OWNER)
    await SetNorm(firm.database, clock)(firm.company, "calls_total", "40")

    await head.says("/norms")
    seen = await head.waits_for("40 · вся компания")
    assert ["Звонки 40 · вся компания"] not in seen.labels
    await owner.says("/norms")
    assert ["Звонки 40 · вся компания"] in (await owner.waits_for("40 · вся компания")).labels


async def test_a_target_survives_a_restart_and_hostile_answers_set_nothing(firm, house, head, anna):
    from tests.chat.conftest import running

    async with running(house):
        await begins(head, "Звонки", "Анна Белова")
    async with running(house):
        for text in [text for text in TEXTS if text.strip()][:8]:
            try:
                await head.says(text)
            except Exception:  # noqa: BLE001  the messenger itself takes no such text
                continue
            if not text.startswith("/"):
                await head.waits_for(lambda message: True)
        await head.says("33")
        await head.waits_for("Готово")
    assert [n[4] for n in await norms(firm)] == [33]
