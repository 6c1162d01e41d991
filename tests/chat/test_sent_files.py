"""Files sent to the chat: what they are taken for, what is asked, what comes of them."""

import asyncio
import gzip
import re
import struct
import zlib
from datetime import date, timedelta

import pytest

from sandbox.telegram import bubbles
from services.domain.people import Role
from services.store.importing import Imports
from services.store.people import People
from services.store.tables import calls
from tests.corpus import REFUSED_FILES
from tests.marks import on_sqlite, some_now

pytestmark = on_sqlite

CALLS = (
    "Дата и время;Сотрудник;Направление;Длительность разговора;Номер клиента\n"
    "24.11.2026 09:00;Анна Белова;исходящий;120;+79161234567\n"
    "24.11.2026 09:30;Борис Котов;входящий;0;+79161234568\n"
    "вчера;Анна Белова;исходящий;30;+79161234569\n"
).encode()

DOUBTFUL = b"Started at,Manager,Talk\n03/04/2026 10:00,Anna,60\n05/06/2026 11:00,Anna,70\n"


def many_calls(count):
    """Calls of one day, a second apart."""
    lines = [CALLS.decode().splitlines()[0]]
    for n in range(count):
        clock = f"{n // 3600 % 9 + 9:02}:{n // 60 % 60:02}:{n % 60:02}"
        lines.append(f"24.11.2026 {clock};Анна Белова;исходящий;{n};+7916{n:07}")
    return "\n".join(lines).encode()


def _png():
    """A picture of ten by ten points."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 10, 10, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 110)) + chunk(b"IEND", b"")


PICTURE = _png()


@pytest.fixture
async def head(firm):
    return await firm.hires("Пётр Великий", role=Role.HEAD, team="Продажи")


async def rows(firm):
    async with firm.database.reading(firm.company.id) as read:
        return await read.rows(read.select(calls))


def waiting(tmp_path):
    return [file for file in (tmp_path / "incoming").rglob("*") if file.is_file()]


async def test_a_file_is_understood_shown_confirmed_and_loaded(firm, bot, head, tmp_path):
    await head.sends_file("звонки.csv", CALLS)

    look = await head.waits_for("звонки.csv")
    assert "Это звонки. 3 строки. Не прочитается 1." in look.text
    assert "Дата и время → начало" in look.text and "Сотрудник → менеджер" in look.text
    assert "24.11.2026 09:00" in look.text and "исходящий" in look.text and "2 мин 00 с" in look.text
    assert await rows(firm) == []
    assert {file.stat().st_mode & 0o777 for file in waiting(tmp_path)} == {0o600}

    await head.presses("Загрузить")
    told = await head.waits_for("Прочитано строк: 3")

    assert told.id == look.id
    assert "Новых: 2" in told.text and "Не принято: 1" in told.text and "Строка 4" in told.text
    assert "Новые имена — 2" in told.text
    assert len(await rows(firm)) == 2
    assert waiting(tmp_path) == []


async def test_a_second_press_loads_nothing_and_leaves_the_report(firm, bot, head, telegram):
    await head.sends_file("calls.csv", CALLS)
    look = await head.waits_for("Это звонки")
    data = next(button.data for row in look.buttons for button in row if button.label == "Загрузить")

    await head.presses(on=look, data=data)
    await head.presses(on=look, data=data)
    await head.waits_for("Прочитано строк: 3")
    await head.waits_for("уже загружен")

    assert "Прочитано строк: 3" in look.text
    assert len(await rows(firm)) == 2


async def test_another_kind_can_be_chosen_and_the_file_left(firm, bot, head, tmp_path):
    await head.sends_file("calls.csv.gz", gzip.compress(CALLS))
    await head.waits_for("Это звонки")

    await head.presses("Это другое")
    kinds = await head.waits_for("Что в этом файле?")
    assert "люди" not in [label for row in kinds.labels for label in row]
    await head.presses("сделки")
    await head.waits_for("Не хватает столбцов: номер")
    await head.presses("Это другое")
    await head.waits_for("Что в этом файле?")
    await head.presses("звонки")
    await head.waits_for("Это звонки")
    await head.presses("Не то")

    await head.waits_for("забыл")
    assert waiting(tmp_path) == [] and await rows(firm) == []


@pytest.mark.parametrize(("answer", "day"), [("Сначала день", "2026-04-03"), ("Сначала месяц", "2026-03-04")])
async def test_a_column_that_reads_in_two_ways_is_asked_about(firm, bot, head, answer, day):
    await head.sends_file("calls.csv", DOUBTFUL)
    await head.waits_for("читается двояко")

    await head.presses(answer)
    await head.waits_for("Это звонки")
    await head.presses("Загрузить")
    await head.waits_for("Новых: 2")

    assert str(min(row.local_day for row in await rows(firm))) == day


async def test_a_long_list_of_refusals_comes_as_a_file(firm, bot, head):
    broken = CALLS + "".join(f"завтра;Анна Белова;исходящий;{n};=1+1\n" for n in range(20)).encode()
    await head.sends_file("calls.csv", broken)
    await head.waits_for("Это звонки")

    await head.presses("Загрузить")
    told = await head.waits_for("Не принято: 21")
    listed = await head.waits_for(lambda message: message.file is not None)

    assert "и ещё 16" in told.text
    lines = listed.file.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 22 and lines[1].startswith("4,")


async def test_who_heads_nobody_and_what_is_no_table_get_one_clear_line(firm, bot, head, tmp_path):
    anna = await firm.hires("Анна Белова", team="Продажи")

    await anna.sends_file("calls.csv", CALLS)
    assert "Файлы загружают руководители" in (await anna.waits_for("Файлы")).text
    for send in (anna.sends_photo(PICTURE), anna.sends_voice(), anna.sends(bubbles.sticker())):
        await send
        assert (await anna.waits_for("Понимаю только текст")).text.count("\n") == 0
    await head.sends_photo(PICTURE)
    await head.waits_for("пришлите CSV или XLSX файлом")

    assert waiting(tmp_path) == []


async def test_a_list_of_people_is_not_for_the_head_of_one_team(firm, bot, head, tmp_path):
    owner = await firm.hires("Ольга Орлова", role=Role.OWNER)
    people = "ФИО;Роль;Команда\nПётр Великий;владелец;Продажи\n".encode()

    await head.sends_file("people.csv", people)
    await head.waits_for("загружает владелец или администратор")
    assert waiting(tmp_path) == []

    await owner.sends_file("people.csv", people)
    look = await owner.waits_for("люди")
    data = next(button.data for row in look.buttons for button in row if button.label == "Загрузить")
    forged = await head.presses(data=data)
    await forged.answered()
    await head.waits_for("загружает владелец или администратор")
    async with firm.database.reading(firm.company.id) as read:
        roster = await People(read).roster(firm.company.zone)
    assert [m.role for m in roster.memberships[head.person]] == [Role.HEAD]


@pytest.mark.parametrize("name", some_now(sorted(REFUSED_FILES.keys() - {"empty"}), 4))
async def test_what_is_no_table_is_named_and_forgotten(firm, bot, head, tmp_path, name):
    made = REFUSED_FILES[name]
    await head.sends_file("file.csv", made() if callable(made) else made)

    said = await head.waits_for(lambda message: True, within=30)

    assert "наша ошибка" not in said.text and "[" not in said.text[:1]
    assert waiting(tmp_path) == []


async def test_a_file_too_large_for_telegram_is_named_before_it_is_fetched(firm, bot, head, telegram):
    await head.sends_file("calls.csv", b"x" * (21 * 1024 * 1024))

    await head.waits_for("больше 20 МБ")

    assert telegram.ledger.of("getFile") == []


async def test_a_file_that_telegram_does_not_hand_over_is_asked_for_again(firm, bot, head, telegram):
    telegram.faults.answers(400, method="getFile", times=None)

    await head.sends_file("calls.csv", CALLS)

    await head.waits_for("Пришлите его ещё раз")


async def test_the_file_waits_over_a_restart_and_not_over_a_day(firm, house, head, clock, tmp_path):
    from tests.chat.conftest import running

    async with running(house):
        await head.sends_file("calls.csv", CALLS)
        look = await head.waits_for("Это звонки")
    async with running(house):
        await head.presses("Загрузить", on=look)
        await head.waits_for("Новых: 2")
        await head.sends_file("calls.csv", CALLS)
        again = await head.waits_for("Это звонки")
        clock.advance(timedelta(hours=25))
        await head.presses("Загрузить", on=again)
        await head.waits_for("прошли сутки")
    async with firm.database.reading(firm.company.id) as read:
        assert len(await Imports(read).all()) == 1


@pytest.mark.long
async def test_a_killed_import_ends_after_the_restart(process, firm, head):
    many = many_calls(30_000)
    await process.start()
    await head.sends_file("calls.csv", many)
    await head.waits_for("Это звонки", within=30)
    await head.presses("Загрузить")
    await head.waits_for("Загружаю", within=30)

    await process.kill()
    await process.start()

    await head.waits_for("Прочитано строк: 30", within=60)
    assert len(await rows(firm)) == 30_000


async def test_others_are_answered_while_a_long_file_comes_in(firm, bot, head):
    others = [await firm.hires(f"Анна {letter}", team="Продажи") for letter in "БВГДЕЖ"]
    many = many_calls(30_000)
    await head.sends_file("calls.csv", many)
    await head.waits_for("Это звонки", within=30)
    await head.presses("Загрузить")
    waits = []
    while not any("Прочитано" in text for text in head.chat.texts):
        begun = asyncio.get_running_loop().time()
        anna = others[len(waits) % len(others)]
        await anna.says("/help")
        await anna.waits_for("Анна")
        waits.append(asyncio.get_running_loop().time() - begun)
        await asyncio.sleep(0.2)  # six people in turn stay within the throttle's pace

    assert len(waits) >= 3
    assert max(waits) < 3
    assert sorted(waits)[len(waits) // 2] < 1


async def test_hostile_names_of_files_are_harmless(firm, bot, head, telegram):
    for name in ("../../etc/passwd", "<b>x</b>.csv", "я" * 300 + ".csv", "a\u202egnp.csv", ".", "CON"):
        await head.sends_file(name, CALLS)
        look = await head.waits_for("Это звонки")
        assert re.search("Загрузить", str(look.labels))


async def test_a_list_of_an_admin_appoints_and_touches_no_owner(firm, bot):
    admin = await firm.hires("Анна Белова", role=Role.ADMIN)
    boss = await firm.hires("Ольга Ким", role=Role.OWNER)
    listed = (
        "ФИО;Роль;Команда;Дата увольнения\n"
        "Анна Белова;владелец;;\n"
        "Ольга Ким;менеджер;Продажи;01.11.2026\n"
        "Иван Петров;РОП;;\n"
        "Семён Юрьев;менеджер;Продажи;\n"
    ).encode()

    await admin.sends_file("люди.csv", listed)
    await admin.waits_for("люди.csv")
    await admin.presses("Загрузить")
    told = await admin.waits_for("Готово")

    async with firm.database.reading(firm.company.id) as read:
        roster = await People(read).roster(firm.company.zone)
    roles = {person.name: roster.roles_of(person.id, date(2026, 11, 24)) for person in roster.people.values()}
    assert "Новых: 1" in told.text and "только владелец" in told.text
    assert roles["Анна Белова"] == {Role.ADMIN}
    assert roles["Ольга Ким"] == {Role.OWNER} and roster.people[boss.person].left_on is None
    assert roles["Семён Юрьев"] == {Role.MANAGER} and "Иван Петров" not in roles
