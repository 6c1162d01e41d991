"""What is stored about a person, who looked, and the file with all of it."""

import json

from services.domain.people import Role
from services.store.people import People
from services.store.tables import calls, deals, phones
from tests.chat.talking import presses, says
from tests.factories import a_call, a_deal
from tests.marks import on_sqlite

pytestmark = on_sqlite


async def test_a_person_sees_what_is_stored_and_who_looked(bot, firm):
    ivan = await firm.hires("Иван Петров", team="Север")
    olga = await firm.hires("Ольга Ким", role=Role.HEAD, team="Север")
    async with firm.database.writing(firm.company.id) as unit:
        await unit.put(calls, [a_call("2026-11-20 10:00", by=ivan.person), a_call("10:00", by=ivan.person)])
    await says(olga, "/kpi Иван Петров", "Показатели")
    await says(olga, "/goals Иван Петров", "Цели развития")

    kept = await says(ivan, "/my_data", "Что о вас хранится")

    assert "Звонки: 2, 20.11.2026 — 24.11.2026" in kept.text
    assert "Роли и команды: 1\n" in kept.text
    assert "Просмотры ваших цифр: 2, 24.11.2026\n" in kept.text
    assert "24.11.2026 12:00 · Ольга Ким: Показатели" in kept.text
    assert "24.11.2026 12:00 · Ольга Ким: Цели развития" in kept.text


async def test_all_of_it_can_be_taken_away_with_masked_phones(bot, firm):
    ivan = await firm.hires("Иван Петров", team="Север")
    anna = await firm.hires("Анна Белова", team="Север")
    async with firm.database.writing(firm.company.id) as unit:
        await unit.put(phones, [{"phone_key": 11, "last4": "4567", "sealed": b"x"}])
        await unit.put(calls, [a_call(by=ivan.person, phone_key=11), a_call(by=anna.person)])
        await unit.put(deals, [a_deal(by=ivan.person, amount=1_500, currency="RUB", client="ООО «Ромашка & Ко»")])
        await People(unit).identify(ivan.person, "phone", "+79161234567")

    await says(ivan, "/my_data", "Что о вас хранится")
    message = await presses(ivan, "Выгрузить", "Всё, что о вас хранится")
    text = message.message.file.content.decode()
    kept = json.loads(text)

    assert message.message.file.name == "takt-2026-11-24.json"
    assert kept["person"] == "Иван Петров"
    assert [call["phone"] for call in kept["kept"]["calls"]] == ["•••4567"]
    assert [(deal["amount"], deal["client"]) for deal in kept["kept"]["deals"]] == [("1500.00", "ООО «Ромашка & Ко»")]
    assert "9161234567" not in text and "Анна" not in text and "0001" not in text
