"""Reports in the chat over the real protocol: what is read, and that every button of every screen leads somewhere."""

import itertools
from collections import deque
from types import SimpleNamespace

import pytest
from aiogram.types import Update

from bot.artist import Artist
from bot.chat import make_dispatcher
from bot.telegram.speaker import make_bot
from handlers.buttons import REPORTS, number36, question_of, unpack
from services.domain.people import Role
from services.store.pending import Kind, Mark, Pending
from services.store.tables import calls, deals, imports
from services.usecases.set_norm import SetNorm
from tests.chat.talking import NO_BREAK, presses, says
from tests.factories import NOON, a_call, a_deal
from tests.marks import on_sqlite

pytestmark = on_sqlite

BROKEN = ("наша ошибка", "[", "устарела")
"""What no button of ours may answer."""


@pytest.fixture
async def office(firm, clock):
    """A team of two with a day behind them, and their owner; an import has just ended."""
    anna = await firm.hires("Анна <b>Белова</b> & Ко_*", team="Север")
    boris = await firm.hires("Борис Ким", team="Север")
    owner = await firm.hires("Ольга Рай", role=Role.OWNER)
    await SetNorm(firm.database, clock)(firm.company, "calls_total", "20")
    rung = [a_call(f"09:{minute:02}", by=anna.person, talk="90s") for minute in range(10, 28)]
    rung.append(a_call("10:00", by=anna.person, talk="0s", direction="in", wait_s=20, phone_key=11))
    rung.append(a_call("10:30", by=boris.person))
    sold = [
        a_deal("2026-11-03 10:00", by=anna.person, amount=90_000, client="ООО «Рога & копыта»", source="Директ"),
        a_deal("2026-11-05 10:00", by=anna.person, status="won", closed="09:00", amount=50_000, source="Директ"),
        a_deal("2026-11-06 10:00", by=boris.person, status="lost", closed="09:00", lost_reason="дорого"),
    ]
    done = {"kind": "calls", "name": "звонки.csv", "digest": "d", "state": "done", "begun_at": NOON, "done_at": NOON}
    async with firm.database.writing(firm.company.id) as unit:
        for table, row in [
            *((calls, row) for row in rung),
            *((deals, row) for row in sold),
            (imports, {"id": 1, **done}),
        ]:
            await unit.put(table, [row])
        marks = [Mark(Kind.CUT, "calls"), Mark(Kind.CALLBACKS, ""), *(Mark(Kind.DEAL, str(row["id"])) for row in sold)]
        await Pending(unit).add(marks)
    return SimpleNamespace(firm=firm, anna=anna, boris=boris, owner=owner)


async def test_a_manager_reads_the_pace_first_and_walks_to_the_rows(bot, office):
    sheet = await says(office.anna, "/kpi", "Показатели")

    assert "24 ноября 2026 · данные на 12:00" in sheet.text
    assert "Звонки\n19 из 20 · темп" in sheet.text
    assert "👤 О ком" not in sheet.labels

    how = await presses(office.anna, "Как посчитано?", "Часовой пояс: Europe/Moscow")
    assert "Последняя загрузка: 24.11.2026 12:00" in how.text

    await presses(office.anna, "Показать записи", "Какие записи показать?")
    missed = await presses(office.anna, "Пропущенные: 1", "Пропущенные: 1")
    assert "10:00 ✖ без ответа · не перезвонили" in missed.text


async def test_days_that_are_none_are_not_taken_for_a_name(bot, office):
    owner = office.owner

    assert "Никого не нашли" in (await says(owner, "/kpi Иванов", "Никого не нашли")).text
    assert "прошлая неделя" in (await says(owner, "/kpi 31.02.2026", "Не понял период «31.02.2026»")).text


async def test_the_owner_opens_a_person_from_the_board_and_comes_back(bot, office):
    board = await says(office.owner, "/team", "Команда")
    assert "1. Анна <b>Белова</b>" in board.text

    await presses(office.owner, "Борис Ким", "1 из 20")
    back = await presses(office.owner, "← Команда", "Разговоры · время")

    assert "Борис Ким" in back.labels


async def test_a_file_stays_when_one_goes_on(bot, office):
    await says(office.owner, "/kpi", "Показатели")
    await office.owner.presses("📄 Файлом")
    file = await office.owner.waits_for(lambda message: message.file is not None)

    await presses(office.owner, "☰ Меню", "Ромашка")

    assert not file.deleted


@pytest.fixture
async def hand(house, telegram):
    """Feeds presses to the commands of the bot at once; returns the newest message."""
    artist = Artist()
    dispatcher, bot = make_dispatcher(house, artist), make_bot(telegram.token, telegram.url, "")
    numbers = itertools.count(1)

    async def feed(person, **what):
        await dispatcher.feed_update(
            bot, Update.model_validate({"update_id": next(numbers), **what}, context={"bot": bot})
        )
        return person.chat.newest

    async def press(person, data):
        who = {"id": person.id, "is_bot": False, "first_name": "x", "language_code": "ru"}
        return await feed(
            person, callback_query={"id": str(next(numbers)), "from": who, "chat_instance": "1", "data": data}
        )

    yield press
    await bot.session.close()
    artist.close()


def kind_of(data):
    """What sort of screen a button leads to: buttons to other people, days and pages of the same sort are alike."""
    press = unpack(data)
    question = question_of(press) if press.place in REPORTS else None
    if question is None:
        return press.place
    whom = "person" if question.person else "team" if question.team else ""
    return question.report, question.side, question.by, question.view, whom, bool(question.page)


@pytest.mark.long
@pytest.mark.parametrize("role", ["anna", "owner"])
async def test_every_button_of_every_report_leads_somewhere(office, hand, role):
    person, company = getattr(office, role), office.firm.company
    seen, waiting = set(), deque(f"1{name}.{number36(company.id)}.000..4.0" for name in REPORTS[:-1])
    heads = role == "owner"
    while waiting:
        data = waiting.popleft()
        kind = kind_of(data)
        if kind in seen or kind[0] not in REPORTS or (kind[0] in ("team", "roi") and not heads):
            continue
        seen.add(kind)
        said = await hand(person, data)
        text = said.text.replace(NO_BREAK, " ")
        assert text and not any(word in text for word in BROKEN), (kind, text)
        assert heads or "Борис" not in text, kind
        waiting.extend(button.data for row in said.buttons for button in row)
    assert len(seen) > (150 if heads else 60)


async def test_a_command_in_capitals_is_the_same(bot, office):
    await says(office.anna, "/KPI", "Показатели")
    await says(office.anna, "/Help", "/settings")
