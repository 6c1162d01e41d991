"""Rates that are kept, troubles on order, and hooks that are tried again."""

import asyncio

import aiohttp
import pytest


async def send(ask, chat, count=1):
    """The codes of several messages in a row; 200 where it was sent."""
    answers = [await ask("sendMessage", chat_id=chat.id, text="Привет") for _ in range(count)]
    return [answer.get("error_code", 200) for answer in answers]


async def test_rates_are_off_until_they_are_wanted(ask, ann):
    assert await send(ask, ann.chat, 40) == [200] * 40


async def test_a_chat_takes_a_short_burst_and_then_one_a_second(server, ask, ann, watch):
    server.rates.on = True

    assert await send(ask, ann.chat, 5) == [200] * 4 + [429]
    assert server.ledger.entries[-1].result is None
    watch.advance(5)
    assert await send(ask, ann.chat) == [200]


async def test_who_does_not_wait_is_noted_as_impatient(server, ask, ann, watch):
    server.rates.on = True
    await send(ask, ann.chat, 4)

    refused = await ask("sendMessage", chat_id=ann.id, text="Ещё")
    watch.advance(refused["parameters"]["retry_after"] - 0.5)
    early = await send(ask, ann.chat)
    watch.advance(refused["parameters"]["retry_after"])
    late = await send(ask, ann.chat)

    assert refused["description"] == f"Too Many Requests: retry after {refused['parameters']['retry_after']}"
    assert (early, late) == ([429], [200])
    assert [entry.number for entry in server.ledger.impatient] == [6]


async def test_a_group_takes_twenty_a_minute(server, ask, ann, watch):
    group = server.group("Отдел", ann)
    server.rates.on = True
    codes = []
    for _ in range(21):
        codes += await send(ask, group)
        watch.advance(1.5)

    assert codes == [200] * 20 + [429]
    watch.advance(60)
    assert await send(ask, group) == [200]


async def test_all_chats_together_take_thirty_a_second(server, ask, watch):
    server.rates.on = True
    people = [server.person(f"Человек {number}", started=True) for number in range(31)]

    codes = [code for person in people for code in await send(ask, person.chat)]

    assert codes == [200] * 30 + [429]


async def test_answers_to_presses_and_actions_are_free(server, ask, ann):
    server.rates.on = True
    await send(ask, ann.chat, 4)

    assert (await ask("sendChatAction", chat_id=ann.id, action="typing"))["ok"]


async def test_the_nth_request_of_a_chat_is_refused_as_ordered(server, ask, ann):
    vera = server.person("Вера", started=True)
    server.faults.answers(429, method="sendMessage", chat=ann.chat, retry_after=7, nth=2)

    assert await send(ask, vera.chat, 2) == [200, 200]
    assert await send(ask, ann.chat, 3) == [200, 429, 200]
    assert [entry.impatient for entry in server.ledger.calls][-1] is True
    assert len(ann.chat.received) == 2


async def test_an_ordered_answer_has_the_words_that_were_ordered(server, ask, ann):
    server.faults.answers(403, "Forbidden: can't send messages to the user", "sendMessage")
    server.faults.answers(500, method="getMe", times=2)

    answer = await ask("sendMessage", chat_id=ann.id, text="Привет")
    codes = [(await ask("getMe")).get("error_code") for _ in range(3)]

    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: can't send messages to the user")
    assert codes == [500, 500, None]


async def test_a_trouble_lasts_until_it_is_lifted(server, ask, ann):
    fault = server.faults.answers(502, times=None)

    assert await send(ask, ann.chat, 3) == [502] * 3
    assert await ask.updates() == []
    fault.lift()
    assert await send(ask, ann.chat) == [200]


async def test_a_lost_answer_leaves_the_message_delivered(server, ask, ann):
    server.faults.loses_answer("sendMessage")

    with pytest.raises(aiohttp.ClientConnectionError):
        await send(ask, ann.chat)

    entry = server.ledger.calls[-1]
    assert ann.chat.texts == ["Привет"]
    assert (entry.delivered, entry.ok, entry.status, entry.fault) == (True, False, None, "lose")


async def test_a_cut_connection_leaves_nothing(server, ask, ann):
    server.faults.cuts("sendMessage")

    with pytest.raises(aiohttp.ClientConnectionError):
        await send(ask, ann.chat)

    assert ann.chat.texts == []
    assert await send(ask, ann.chat) == [200]


async def test_rubbish_and_late_answers_come_as_ordered(server, ask, ann):
    server.faults.garbles("{broken", "getMe", status=200)
    server.faults.garbles(method="sendMessage")
    server.faults.delays(0.1, "getChat")
    loop = asyncio.get_running_loop()

    async with ask.session.get(ask.address("getMe")) as broken:
        assert (broken.status, await broken.text()) == (200, "{broken")
    async with ask.session.post(ask.address("sendMessage"), json={"chat_id": ann.id, "text": "а"}) as gateway:
        assert (gateway.status, gateway.content_type) == (502, "text/html")
    began = loop.time()
    assert (await ask("getChat", chat_id=ann.id))["ok"]
    assert loop.time() - began >= 0.1
    assert ann.chat.texts == []


async def test_updates_whose_answer_was_lost_come_again(server, ask, ann):
    server.faults.loses_answer("getUpdates")
    await ann.says("раз")

    with pytest.raises(aiohttp.ClientConnectionError):
        await ask.updates()

    assert [one["message"]["text"] for one in await ask.updates()] == ["раз"]


async def test_a_download_fails_as_ordered(server, ask, ann):
    file = (await ann.sends_file("deals.csv", b"a;b")).file
    address = f"{server.url}/file/bot{server.token}/{file.path}"
    server.faults.answers(502, method="download")
    cut = server.faults.cuts("download", times=None)

    async with ask.session.get(address) as refused:
        assert refused.status == 502
    with pytest.raises(aiohttp.ClientConnectionError):
        await ask.session.get(address)
    cut.lift()
    async with ask.session.get(address) as fetched:
        assert await fetched.read() == b"a;b"
    statuses = [entry.status for entry in server.ledger.of("download")]
    assert (statuses[0], set(statuses[1:-1]), statuses[-1]) == (502, {None}, 200)


async def test_a_broken_request_is_noted_even_where_a_trouble_was_ordered(server, ask, ann):
    server.faults.answers(500, times=None)

    answer = await ask("sendMessage", chat_id=ann.id)

    assert (answer["error_code"], len(server.ledger.violations)) == (400, 1)
