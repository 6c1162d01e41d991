"""The day card in the chat: the manager's and the head's, with the numbers of the reports."""

from datetime import timedelta

from services.domain.people import Role
from services.domain.period import Period
from services.store.calendar import Calendar
from services.store.pending import Kind, Mark, Pending
from services.store.tables import calls, imports
from services.usecases.set_norm import SetNorm
from tests.chat.talking import presses, says
from tests.factories import NOON, TUESDAY, a_call
from tests.marks import on_sqlite

pytestmark = on_sqlite


async def rings(firm, *rows):
    """Calls come in with an import that has just ended."""
    done = {"kind": "calls", "name": "звонки.csv", "digest": "d", "state": "done", "begun_at": NOON, "done_at": NOON}
    async with firm.database.writing(firm.company.id) as unit:
        await unit.put(calls, rows)
        await unit.put(imports, [{"id": 1, **done}])
        await Pending(unit).add([Mark(Kind.CUT, "calls"), Mark(Kind.CALLBACKS, "")])


async def test_a_manager_reads_the_norms_and_who_waits(bot, firm, clock):
    ivan = await firm.hires("Иван Петров")
    await SetNorm(firm.database, clock)(firm.company, "calls_total", "20")
    await rings(
        firm,
        *(a_call("09:30", by=ivan.person) for _ in range(3)),
        a_call("10:00", by=ivan.person, talk="0s", direction="in", wait_s=20, phone_key=11),
    )

    card = await says(ivan, "/today", "Добрый день, Иван Петров")

    assert "вт, 24 ноября 2026, до 18:00" in card.text
    assert "▼ Звонки: 4 из 20, темп 60 %" in card.text
    assert "Ждёт звонка 1 клиент: 10:00" in card.text
    assert {"Показатели", "Звонки", "☰ Меню"} <= set(card.labels)


async def test_norms_by_the_clock_and_norms_of_at_most_are_marked_by_their_own_sense(bot, firm, clock):
    ivan = await firm.hires("Иван Петров")
    for key, target in (("day_start", "09:00"), ("calls_missed", "3")):
        await SetNorm(firm.database, clock)(firm.company, key, target)
    await rings(firm, a_call("09:30", by=ivan.person))

    card = await says(ivan, "/today", "Добрый день, Иван Петров")

    assert "▼ Начало дня: 09:30, норма 09:00" in card.text
    assert "✓ Пропущенные: 0, норма до 3" in card.text


async def test_a_free_day_is_said_kindly(bot, firm, clock):
    ivan = await firm.hires("Иван Петров")
    async with firm.database.writing(firm.company.id) as unit:
        await Calendar(unit).set_away(ivan.person, Period(TUESDAY, TUESDAY + timedelta(days=2)), "vacation")

    away = await says(ivan, "/today", "хорошего отдыха")
    clock.advance(timedelta(days=4))
    weekend = await says(ivan, "/today", "Сегодня выходной, отдыхайте")

    assert "до 26.11.2026" in away.text
    assert "сб, 28 ноября 2026" in weekend.text


async def test_a_head_sees_the_team_at_a_glance_and_opens_people(bot, firm, clock):
    ivan = await firm.hires("Иван Петров", team="Север")
    anna = await firm.hires("Анна Белова", team="Север")
    await firm.hires("Пётр Лось", team="Юг")
    olga = await firm.hires("Ольга Ким", role=Role.HEAD, team="Север")
    await SetNorm(firm.database, clock)(firm.company, "calls_total", "9")
    await rings(firm, *(a_call("09:30", by=anna.person) for _ in range(1)))

    card = await says(olga, "/today", "Добрый день, Ольга Ким")
    opened = await presses(olga, "Иван Петров", "Показатели")

    assert "Сегодня работают 2 менеджера" in card.text
    assert "Ещё не начал: Иван Петров" in card.text
    assert "Отстаёт: Анна Белова 33,3 %" in card.text
    assert "Лось" not in card.text
    assert opened.text
    assert ivan.person


async def test_nobody_is_in_pace_where_no_pace_is_known(bot, firm):
    await firm.hires("Иван Петров", team="Север")
    olga = await firm.hires("Ольга Ким", role=Role.HEAD, team="Север")

    card = await says(olga, "/today", "Добрый день, Ольга Ким")

    assert "Сегодня работает 1 менеджер" in card.text
    assert "темп" not in card.text
