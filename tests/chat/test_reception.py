"""Nothing that was said to the bot is lost or answered twice: kills, repeats, disorder, refusals, webhooks."""

import asyncio
import json
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import pytest
from sqlalchemy import select, text

from bot.clock import machine_now
from bot.telegram.hook import path_of, secret_of
from bot.wiring import House
from services.errors import Refused
from services.store.tables import update_inbox
from services.store.updates import Incoming, Updates
from tests.chat.conftest import running
from tests.marks import on_sqlite, some_now


def menus(person):
    return [message for message in person.chat.received if "/settings" in message.text]


@on_sqlite
async def test_the_same_update_twice_is_answered_once(firm, bot, telegram):
    anna = await firm.hires("Анна Белова")
    await anna.says("/help")
    await anna.waits_for("/settings")

    telegram.updates.again(*telegram.updates.all)
    await telegram.settled()

    assert len(menus(anna)) == 1


@on_sqlite
async def test_what_came_is_stored_against_power_failures_before_it_is_acknowledged(firm, bot, telegram, monkeypatch):
    kept, durable = [], firm.database.durable

    @asynccontextmanager
    async def counted():
        async with durable() as connection:
            yield connection
            rows = (await connection.execute(select(update_inbox.c.update_id))).scalars().all()
        kept.extend(rows)

    monkeypatch.setattr(firm.database, "durable", counted)
    anna = await firm.hires("Анна Белова")
    await anna.says("/help")
    await anna.waits_for("/settings")

    assert {update.id for update in telegram.updates.all} <= set(kept)


@on_sqlite
async def test_a_kill_while_updates_wait_answers_each_once(firm, process, telegram):
    people = [await firm.hires(f"Человек {number}") for number in range(12)]
    for person in people:
        for _ in range(3):
            await person.says("/help")

    await process.start()
    while not any(menus(person) for person in people):
        await asyncio.sleep(0.01)
    await process.kill()
    await process.start()
    async with asyncio.timeout(60):
        while any(len(menus(person)) < 3 for person in people):
            await asyncio.sleep(0.05)
    await telegram.settled(quiet=0.3)

    answered = sum(len(menus(person)) for person in people)
    assert all(len(menus(person)) >= 3 for person in people)
    assert answered - 36 <= min(1, process.log().count("is handled again"))
    assert await process.ends() == 0


@on_sqlite
async def test_sigterm_ends_it_cleanly_and_a_second_bot_is_refused(firm, process, telegram, tmp_path):
    anna = await firm.hires("Анна Белова")
    await process.start()
    await anna.says("/help")
    await anna.waits_for("/settings", within=60)

    second = type(process)(process.environment, tmp_path)
    await second.start()
    async with asyncio.timeout(60):
        assert await second._process.wait() == 1

    assert "уже работает" in process.log()
    assert await process.ends() == 0
    assert "Traceback" not in process.log()


@on_sqlite
async def test_too_many_requests_are_waited_out_and_answered(firm, bot, telegram):
    anna, boris = await firm.hires("Анна Белова"), await firm.hires("Борис Ким")
    telegram.faults.answers(429, method="sendMessage", chat=anna.chat, retry_after=1)

    await anna.says("/help")
    await boris.says("/help")
    await boris.waits_for("/settings", within=0.9)
    await anna.waits_for("/settings", within=5)

    assert telegram.ledger.impatient == []
    assert len(menus(anna)) == 1


@on_sqlite
@pytest.mark.parametrize("status", some_now([502, 500], 2))
async def test_trouble_of_telegram_is_waited_out(firm, bot, telegram, status):
    anna = await firm.hires("Анна Белова")
    telegram.faults.answers(status, method="sendMessage", chat=anna.chat)

    await anna.says("/help")

    await anna.waits_for("/settings", within=6)


@on_sqlite
async def test_whoever_blocked_the_bot_troubles_nobody(firm, bot, telegram):
    anna, boris = await firm.hires("Анна Белова"), await firm.hires("Борис Ким")
    telegram.faults.answers(403, method="sendMessage", chat=anna.chat)

    await anna.says("/help")
    await boris.says("/help")

    await boris.waits_for("/settings")
    await telegram.settled()
    assert menus(anna) == []


@on_sqlite
async def test_a_double_press_never_spins(firm, bot, telegram):
    anna = await firm.hires("Анна Белова")
    await anna.says("/kpi")
    sheet = await anna.waits_for("Показатели")
    label = sheet.labels[-1][-1]

    presses = [await anna.presses(label, on=sheet) for _ in range(2)]
    for press in presses:
        await press.answered()
    await telegram.settled()

    assert not any(press.spins for press in presses)


@on_sqlite
async def test_another_poller_is_told_once_and_survived(firm, house, telegram, caplog):
    telegram.faults.answers(409, method="getUpdates", times=2)
    async with running(house):
        anna = await firm.hires("Анна Белова")
        await anna.says("/help")

        await anna.waits_for("/settings", within=6)

    assert caplog.text.count("another program asks for this bot's updates") == 1


async def refuse_updates(database, refuses=True):
    """Let the database take no updates, as a full disk does not, or take them again."""
    refusing = "CREATE TRIGGER full BEFORE INSERT ON update_inbox BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
    async with database.connection() as connection:
        await connection.execute(text(refusing if refuses else "DROP TRIGGER full"))


@on_sqlite
async def test_while_updates_cannot_be_stored_telegram_keeps_them(firm, bot, telegram):
    anna = await firm.hires("Анна Белова")
    await refuse_updates(firm.database)
    await anna.says("/help")
    await asyncio.sleep(1.5)
    assert menus(anna) == []

    await refuse_updates(firm.database, refuses=False)

    await anna.waits_for("/settings", within=10)
    await telegram.settled()
    assert len(menus(anna)) == 1


@on_sqlite
async def test_a_network_that_fails_at_the_first_words_is_waited_out(firm, house, telegram):
    for method in ("getMe", "deleteWebhook"):
        telegram.faults.answers(502, method=method, times=1)
    async with running(house):
        anna = await firm.hires("Анна Белова")
        await anna.says("/help")

        await anna.waits_for("/settings", within=10)


@on_sqlite
async def test_an_address_that_telegram_refuses_ends_the_bot_with_a_clear_line(settings_of, clock, database, telegram):
    telegram.faults.answers(
        400, method="setWebhook", description="Bad Request: bad webhook: HTTPS url must be provided"
    )
    house = House(settings_of(public_url="https://example.org"), clock, database, [])

    with pytest.raises(Refused) as refused:
        async with running(house) as app, asyncio.timeout(10):
            await app._stopping.wait()

    assert refused.value.phrase == "telegram-webhook"


@pytest.fixture
async def hooked(settings_of, clock, database, telegram):
    """The bot at work by webhook: it learns its own address from a proxy in front of it."""
    listening = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    listening.close()
    await listening.wait_closed()
    settings = settings_of(public_url=f"http://127.0.0.1:{port}", web_port=port)
    house = House(settings, clock, database, [])
    async with running(house):
        async with asyncio.timeout(10):
            while not telegram.ledger.of("setWebhook"):
                await asyncio.sleep(0.02)
        yield house


@on_sqlite
async def test_by_webhook_the_same_answers(firm, hooked, telegram):
    anna = await firm.hires("Анна Белова")

    await anna.says("/help")
    await anna.waits_for("/settings")
    telegram.updates.again(*telegram.updates.all)
    await telegram.settled()

    assert len(menus(anna)) == 1


def an_update(number, account, text="/help"):
    who = {"id": account, "is_bot": False, "first_name": "А"}
    chat = {"id": account, "type": "private", "first_name": "А"}
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    message = {"message_id": number, "date": 1, "chat": chat, "from": who, "text": text, "entities": entities}
    return {"update_id": number, "message": message}


@on_sqlite
async def test_forged_hooks_are_refused_and_store_nothing(firm, hooked, telegram):
    anna = await firm.hires("Анна Белова")
    key = hooked.keys().encryption[0]
    url = hooked.settings.public_url + path_of(key, telegram.bot.id)
    right, name = secret_of(key, "secret"), "X-Telegram-Bot-Api-Secret-Token"
    good = json.dumps(an_update(900, anna.id)).encode()
    forged = [
        *(({name: secret}, good) for secret in ("", "x", right[:-1], right + "0", right.upper(), "Ж" * 5)),
        ({}, good),
        *(
            ({name: right}, body)
            for body in (b"", b"[]", b"{}", b'{"update_id":"1"}', b"\xff\xfe", b"[" * 100_000, b'{"update_id":true}')
        ),
        ({name: right}, b'{"update_id":1,"x":"' + b"a" * 1_100_000 + b'"}'),
    ]
    async with aiohttp.ClientSession() as session:
        for headers, body in forged:
            async with session.post(url, data=body, headers={**headers}) as answer:
                assert answer.status in (400, 401, 413), (headers, body[:20], answer.status)
                assert await answer.text() == ""
        async with session.post(hooked.settings.public_url + "/hooks/telegram/guess", data=good) as answer:
            assert answer.status == 404
        await telegram.settled()
        assert menus(anna) == []
        async with session.post(url, data=good, headers={name: right}) as answer:
            assert answer.status == 200

    await anna.waits_for("/settings")


@on_sqlite
async def test_a_hook_that_cannot_be_stored_is_to_come_again(firm, hooked, telegram):
    anna = await firm.hires("Анна Белова")
    key = hooked.keys().encryption[0]
    url = hooked.settings.public_url + path_of(key, telegram.bot.id)
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret_of(key, "secret")}
    async with aiohttp.ClientSession() as session:
        for refuses, status in ((True, 503), (False, 200)):
            await refuse_updates(firm.database, refuses)
            async with session.post(url, json=an_update(900, anna.id), headers=headers) as answer:
                assert answer.status == status

    await anna.waits_for("/settings")


@on_sqlite
async def test_health_tells_what_is_missing(firm, hooked, telegram):
    address = hooked.settings.public_url
    async with aiohttp.ClientSession() as session:
        for path, word in (("/livez", "ok"), ("/readyz", "ok"), ("/metrics", "takt_updates_waiting")):
            async with session.get(address + path) as answer:
                assert answer.status == 200 and word in await answer.text(), path


@on_sqlite
async def test_metrics_count_what_waits_now(firm, hooked, telegram):
    later = machine_now() + timedelta(hours=1)
    async with firm.database.connection() as connection:
        await Updates(connection, telegram.bot.id).take([Incoming(900, 1, "{}"), Incoming(901, 2, "{}")], later)

    async with aiohttp.ClientSession() as session, session.get(hooked.settings.public_url + "/metrics") as answer:
        assert "takt_updates_waiting 2.0" in await answer.text()
