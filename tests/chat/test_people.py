"""People by chat: invited, added, moved, placed and let go, everything asked twice."""

import re
from datetime import timedelta

import pytest

from services.domain.people import Role
from services.store.people import People
from services.store.tables import calls, identities, persons
from tests.factories import TUESDAY, a_call, a_person
from tests.marks import on_sqlite

pytestmark = on_sqlite


@pytest.fixture
async def owner(firm):
    return await firm.hires("Ольга Орлова", role=Role.OWNER)


@pytest.fixture
async def head(firm):
    return await firm.hires("Пётр Великий", role=Role.HEAD, team="Север")


async def roles(firm, name):
    async with firm.database.reading(firm.company.id) as read:
        roster = await People(read).roster(firm.company.zone)
    person = next(one.id for one in roster.people.values() if one.name == name)
    today = [m for m in roster.memberships.get(person, ()) if m.holds_on(TUESDAY)]
    return {(m.role.value, roster.path_of(m.team)) for m in today}


async def opens(reader, name):
    await reader.says("/people")
    await reader.waits_for("Люди")
    await reader.presses(name)
    return await reader.waits_for(lambda message: message.text.startswith(name))


async def test_an_invite_is_a_link_with_a_text_to_forward_and_it_works(firm, bot, head, telegram):
    await a_person(firm.database, firm.company, "Анна Белова", team="Север")
    card = await opens(head, "Анна Белова")
    assert "без Telegram" in card.text

    await head.presses("Пригласить")
    await head.waits_for("Прежняя ссылка")
    await head.presses("Да")
    made = await head.waits_for("Приглашение: Анна Белова")

    link = re.search(r"https://t\.me/(\w+)\?start=([\w-]+)", made.text)
    assert link[1] == telegram.bot.username and "Ромашка" in made.text
    anna = telegram.person("Аня", language="ru")
    await anna.starts(link[2])
    await anna.waits_for("Рады знакомству, Анна Белова")
    assert "в Telegram" in (await opens(head, "Анна Белова")).text


async def test_somebody_new_is_added_by_name_role_and_team(firm, bot, owner, head):
    await owner.says("/people")
    await owner.waits_for("Люди")
    await owner.presses("+ Добавить")
    await owner.waits_for("Как зовут")
    await owner.says("Мария  Смирнова")
    await owner.waits_for("Кем?")
    await owner.presses("менеджер")
    await owner.waits_for("В какую команду?")
    await owner.presses("Север")
    await owner.waits_for("Добавить: Мария Смирнова, менеджер, Север?")
    await owner.presses("Да")
    await owner.waits_for("человек добавлен")

    assert await roles(firm, "Мария Смирнова") == {("manager", "Север")}


async def test_roles_team_and_extension_are_changed_after_a_question(firm, bot, owner, head):
    await a_person(firm.database, firm.company, "Анна Белова", team="Север")
    await a_person(firm.database, firm.company, "Борис Котов", team="Юг")
    async with firm.database.writing(firm.company.id) as unit:
        await unit.put(calls, [a_call(owner_ref="777")])

    await opens(owner, "Анна Белова")
    await owner.presses("Команда")
    await owner.waits_for("В какую команду?")
    await owner.presses("Юг")
    await owner.waits_for("перевести в команду")
    await owner.presses("Да")
    await owner.waits_for("Команда: Юг")
    assert await roles(firm, "Анна Белова") == {("manager", "Юг")}

    await owner.presses("Роли")
    await owner.waits_for("Какие роли?")
    await owner.presses("руководитель")
    await owner.waits_for(lambda message: ["✓ руководитель"] in message.labels)
    await owner.presses("Готово")
    await owner.waits_for("теперь менеджер, руководитель")
    await owner.presses("Да")
    await owner.waits_for("Готово")
    assert await roles(firm, "Анна Белова") == {("manager", "Юг"), ("head", "Юг")}

    await owner.presses("Добавочный")
    await owner.waits_for("напишите добавочный")
    await owner.says("777")
    await owner.waits_for("добавочный 777")
    await owner.presses("Да")
    await owner.waits_for("нашли хозяина")


async def test_whoever_leaves_loses_the_account_at_once(firm, bot, head):
    anna = await firm.hires("Анна Белова", team="Север")

    await opens(head, "Анна Белова")
    await head.presses("Увольнение")
    await head.waits_for("Какой день последний?")
    await head.presses("24.11.2026")
    await head.waits_for("доступ закроется")
    await head.presses("Да")
    await head.waits_for("больше не работает")

    await anna.says("/kpi")
    await anna.waits_for("приглашение")


async def test_a_last_day_may_be_typed(firm, bot, head, clock):
    anna = await firm.hires("Анна Белова", team="Север")
    await opens(head, "Анна Белова")
    await head.presses("Увольнение")
    await head.waits_for("Какой день последний?")
    await head.presses("Другой день")
    await head.waits_for("напишите последний день")
    await head.says("31.11.2026")
    await head.waits_for("Не понимаю день")
    await head.says("30.11.2026")
    await head.waits_for("последний день — 30.11.2026")
    await head.presses("Да")
    await head.waits_for("работает здесь до 30.11.2026")

    await anna.says("/start")
    await anna.waits_for("Анна Белова")
    clock.advance(timedelta(days=7))
    await anna.says("/start")
    await anna.waits_for("приглашение")


async def test_a_name_from_a_file_turns_out_to_be_somebody_known(firm, bot, owner):
    await a_person(firm.database, firm.company, "Иван Иванов", team="Север")
    async with firm.database.writing(firm.company.id) as unit:
        unknown = await People(unit).add("Ванька", listed=False)
        await unit.put(calls, [a_call(by=unknown)])

    await owner.says("/people")
    await owner.waits_for("никто не узнал: 1")
    await owner.presses("Кто это?")
    await owner.waits_for("встретились в файлах")
    await owner.presses("Ванька")
    await owner.waits_for("Кто это?")
    await owner.presses("Уже в списке")
    await owner.waits_for("Кто из них?")
    await owner.presses("Иван Иванов")
    await owner.waits_for("это Иван Иванов?")
    await owner.presses("Да")
    await owner.waits_for("Готово: «Ванька» — это Иван Иванов")

    async with firm.database.reading(firm.company.id) as read:
        names = {row.id: row.name for row in await read.rows(read.select(persons))}
        alias = await read.rows(read.select(identities).where(identities.c.kind == "alias"))
        mine = await read.rows(read.select(calls))
    assert "Ванька" not in names.values() and [row.value for row in alias] == ["ванька"]
    assert [names[row.person_id] for row in mine] == ["Иван Иванов"]


async def test_a_name_from_a_file_may_be_somebody_new(firm, bot, owner, head):
    async with firm.database.writing(firm.company.id) as unit:
        unknown = await People(unit).add("Мария Смирнова", listed=False)
        await unit.put(calls, [a_call(by=unknown)])
    await owner.says("/people")
    await owner.waits_for("никто не узнал: 1")
    await owner.presses("Кто это?")
    await owner.waits_for("встретились в файлах")
    await owner.presses("Мария Смирнова")
    await owner.waits_for("Кто это?")
    await owner.presses("Новый человек")
    await owner.waits_for("Кем?")
    await owner.presses("менеджер")
    await owner.waits_for("В какую команду?")
    await owner.presses("Север")
    await owner.waits_for("Добавить")
    await owner.presses("Да")
    await owner.waits_for("человек добавлен")

    assert await roles(firm, "Мария Смирнова") == {("manager", "Север")}


async def test_a_head_of_a_team_has_no_hand_on_others_and_on_names(firm, bot, head):
    await a_person(firm.database, firm.company, "Борис Котов", team="Юг")
    async with firm.database.writing(firm.company.id) as unit:
        await People(unit).add("Ванька", listed=False)

    await head.says("/people")
    seen = await head.waits_for("Люди")

    assert "Борис" not in seen.text and "Ванька" not in seen.text
    assert "Кто это?" not in [label for row in seen.labels for label in row]


async def test_a_typed_name_survives_the_question_but_not_a_command(firm, bot, head):
    await head.says("/people")
    await head.waits_for("Люди")
    await head.presses("+ Добавить")
    await head.waits_for("Как зовут")
    await head.says("<b>Мария</b> & Ко")
    asked = await head.waits_for("Кем?")
    assert "<b>Мария</b> & Ко" in asked.text
    await head.says("/help")
    await head.waits_for("/kpi")

    await head.presses("менеджер", on=asked)

    await head.waits_for("устарела")


async def test_nobody_is_left_without_a_role_and_the_way_out_is_named(firm, bot, owner):
    await a_person(firm.database, firm.company, "Анна Белова")
    await opens(owner, "Анна Белова")

    await owner.presses("Роли")
    await owner.waits_for("Какие роли?")
    await owner.presses("✓ менеджер")
    asked = await owner.waits_for("Выберите хотя бы одну роль")

    assert "Готово" not in [label for row in asked.labels for label in row]


async def test_a_list_has_no_dots_where_there_is_no_team(firm, bot, owner):
    await a_person(firm.database, firm.company, "Анна Белова")

    await owner.says("/people")
    seen = await owner.waits_for("Люди")

    assert "Анна Белова · менеджер · без Telegram" in seen.text


async def test_what_was_typed_wrong_is_typed_again(firm, bot, owner):
    await a_person(firm.database, firm.company, "Анна Белова", team="Север")
    await owner.says("/people")
    await owner.waits_for("Люди")
    await owner.presses("+ Добавить")
    await owner.waits_for("Как зовут")
    await owner.says("\u200b \u200b")
    await owner.waits_for("хотя бы одна буква")
    await owner.says("я" * 400)
    await owner.waits_for("Слишком длинно")
    await owner.says("Марья Смирнова")
    await owner.waits_for("Марья Смирнова\nКем?")
    await owner.says("Мария Смирнова")
    await owner.waits_for("Мария Смирнова\nКем?")

    await opens(owner, "Анна Белова")
    await owner.presses("Добавочный")
    await owner.waits_for("напишите добавочный")
    await owner.says("776")
    await owner.waits_for("добавочный 776")
    await owner.says("777")
    await owner.waits_for("добавочный 777")

    await opens(owner, "Анна Белова")
    await owner.presses("Увольнение")
    await owner.waits_for("Какой день последний?")
    await owner.presses("Другой день")
    await owner.waits_for("напишите последний день")
    await owner.says("30.11.2026")
    await owner.waits_for("последний день — 30.11.2026")
    await owner.says("28.11.2026")
    await owner.waits_for("последний день — 28.11.2026")
