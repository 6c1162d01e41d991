"""A manager's own day in the chat, and the digests a head arranges: by command, by button, by word."""

from datetime import timedelta

import pytest

from services.domain.digest_times import DigestTimes
from services.domain.letters import Letter, LetterKind
from services.domain.people import Role
from services.outbox.outbox import Outbox
from services.store.digest_times import Digests
from services.store.letters import FAILED
from services.store.pending import Kind, Mark, Pending
from services.store.tables import calls, imports, letters
from services.usecases.set_norm import SetNorm
from tests.chat.talking import presses, says
from tests.factories import NOON, a_call, at
from tests.marks import on_sqlite

pytestmark = on_sqlite


async def rings(firm, *rows):
    """Calls come in with an import that has just ended."""
    done = {"kind": "calls", "name": "звонки.csv", "digest": "d", "state": "done", "begun_at": NOON, "done_at": NOON}
    async with firm.database.writing(firm.company.id) as unit:
        await unit.put(calls, rows)
        await unit.put(imports, [{"id": 1, **done}])
        await Pending(unit).add([Mark(Kind.CUT, "calls"), Mark(Kind.CALLBACKS, "")])


async def times(firm):
    async with firm.database.reading(firm.company.id) as read:
        return await Digests(read).all()


async def test_the_report_is_there_and_takes_a_reason_and_a_plan_for_tomorrow(bot, firm, clock):
    ivan = await firm.hires("Иван Петров")
    await SetNorm(firm.database, clock)(firm.company, "calls_total", "20")
    await rings(firm, *(a_call("09:30", by=ivan.person) for _ in range(3)))

    report = await says(ivan, "/report", "Вторник, 24 ноября: день на этот час")
    assert "▼ Звонки: 3 из 20" in report.text
    assert {"Что помешало", "План на завтра", "Всё верно"} <= set(report.labels)

    await presses(ivan, "Что помешало", "это увидит руководитель")
    explained = await says(ivan, "Был на выезде <до обеда>", "Что помешало: Был на выезде <до обеда>")
    assert "Всё верно" not in explained.labels
    await presses(ivan, "План на завтра", "утром напомню")
    await says(ivan, "Дожать Ромашку", "На завтра: Дожать Ромашку")

    clock.advance(timedelta(hours=21))
    morning = await says(ivan, "/plan", "Среда, 25 ноября: план")
    assert "На сегодня вы записали: Дожать Ромашку" in morning.text


async def test_a_day_that_is_as_asked_needs_no_reason(bot, firm):
    ivan = await firm.hires("Иван Петров")
    await rings(firm, a_call("09:30", by=ivan.person))

    report = await says(ivan, "/report", "день на этот час")
    confirmed = await presses(ivan, "Всё верно", "день на этот час")

    assert "Что помешало" not in report.labels
    assert "Всё верно" not in confirmed.labels


async def test_the_plan_is_taken_or_said_in_ones_own_words(bot, firm, clock):
    ivan = await firm.hires("Иван Петров")
    await SetNorm(firm.database, clock)(firm.company, "calls_total", "20")

    plan = await says(ivan, "/plan", "Звонки: 20")
    taken = await presses(ivan, "Беру", "План дня: Беру нормы дня")
    await presses(ivan, "Свой план", "одной-двумя фразами")
    own = await says(ivan, "Десять встреч", "План дня: Десять встреч")

    assert {"Беру", "Свой план"} <= set(plan.labels)
    assert "Беру" not in taken.labels
    assert "Свой план" in own.labels


async def test_old_buttons_say_that_they_are_old(bot, firm, clock):
    ivan = await firm.hires("Иван Петров")
    await says(ivan, "/report", "день на этот час")
    clock.advance(timedelta(days=9))

    await presses(ivan, "План на завтра", "устарела")


async def test_whoever_does_not_sell_has_no_day_to_report(bot, firm):
    olga = await firm.hires("Ольга Ким", role=Role.HEAD, team="Север")

    for command in ("/report", "/plan"):
        assert "/digest" in (await says(olga, command, "есть у тех, кто продаёт")).text


async def test_a_head_chooses_when_digests_come(bot, firm):
    olga = await firm.hires("Ольга Ким", role=Role.HEAD, team="Север")

    sheet = await says(olga, "/digest", "Вам: вечером 18:30, за неделю 09:00 (Москва)")
    assert "За две недели дошли все сообщения" in sheet.text
    await presses(olga, "Вечерняя", "Когда присылать вечернюю")
    await presses(olga, "19:00", "Вам: вечером 19:00")
    await presses(olga, "За неделю", "Когда присылать сводку за неделю")
    await says(olga, "в девять", "Не понимаю время «в девять»")
    await says(olga, "9:45", "за неделю 09:45")
    await presses(olga, "Вечерняя", "Когда присылать вечернюю")
    await presses(olga, "Не присылать", "вечером не приходит")

    assert (await times(firm))[olga.person] == DigestTimes(-1, 9 * 60 + 45)


async def test_a_head_sees_only_their_own_people_an_owner_everybody(bot, firm):
    await firm.hires("Иван Петров", team="Север")
    petr = await firm.hires("Пётр Лось", team="Юг")
    olga = await firm.hires("Ольга Ким", role=Role.HEAD, team="Север")
    await firm.hires("Юрий Юг", role=Role.HEAD, team="Юг")
    nina = await firm.hires("Нина Белозёрова", role=Role.OWNER)
    letter = Letter("r", LetterKind.DAY_REPORT, petr.person, {"v": 1}, at("2026-11-23 18:00"))
    async with firm.database.writing(firm.company.id, answers_change=False) as unit:
        await Outbox(unit, NOON).put([letter])
        await unit.run(unit.update(letters).values(state=FAILED, reason="blocked"))

    olgas = await says(olga, "/digest", "Сводки")
    ninas = await says(nina, "/digest", "Сводки")

    assert "Юрий" not in olgas.text and "Пётр" not in olgas.text
    assert "Юрий Юг: вечером 18:30" in ninas.text and "Ольга Ким" in ninas.text
    assert "Пётр Лось: отчёт дня, 23.11.2026 18:00, бот заблокирован" in ninas.text


async def test_digests_are_for_those_who_head_somebody(bot, firm):
    ivan = await firm.hires("Иван Петров")

    await says(ivan, "/digest", "Сводки получают руководители")


@pytest.mark.parametrize(
    ("role", "there"), [(Role.MANAGER, ("/plan", "/report")), (Role.HEAD, ("/digest",))], ids=["manager", "head"]
)
async def test_help_names_what_is_theirs(bot, firm, role, there):
    who = await firm.hires("Иван Петров", role=role, team="Север")

    menu = await says(who, "/help", "/settings")

    assert [name for name in ("/plan", "/report", "/digest") if name in menu.text] == list(there)
