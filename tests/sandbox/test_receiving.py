"""Updates reach a bot that asks for them: in order, until they are confirmed, to one at a time."""

import asyncio


async def test_an_update_comes_until_a_higher_offset_confirms_it(server, ask, ann):
    await ann.says("раз")
    await ann.says("два")

    first, second = await ask.updates()
    again = await ask.updates(offset=first["update_id"])
    rest = await ask.updates(offset=second["update_id"])
    nothing = await ask.updates(offset=second["update_id"] + 1)

    assert [one["message"]["text"] for one in (first, second)] == ["раз", "два"]
    assert second["update_id"] == first["update_id"] + 1
    assert [one["update_id"] for one in again] == [first["update_id"], second["update_id"]]
    assert [one["update_id"] for one in rest] == [second["update_id"]]
    assert nothing == []
    assert all(update.confirmed_at is not None for update in server.updates.all)
    assert [len(update.served) for update in server.updates.all] == [2, 3]


async def test_a_limit_is_kept_and_a_negative_offset_forgets_the_rest(ask, ann):
    for word in "абвгд":
        await ann.says(word)

    few = await ask.updates(limit=2)
    last = await ask.updates(offset=-1)
    after = await ask.updates()

    assert [one["message"]["text"] for one in few] == ["а", "б"]
    assert [one["message"]["text"] for one in last] == ["д"]
    assert after == last


async def test_a_long_poll_waits_for_something_to_come(ask, ann):
    loop = asyncio.get_running_loop()
    began = loop.time()
    polling = asyncio.gather(ask.updates(timeout=5), _later(ann.says("раз")))

    updates = (await polling)[0]

    assert [one["message"]["text"] for one in updates] == ["раз"]
    assert 0.05 <= loop.time() - began < 2


async def _later(work):
    await asyncio.sleep(0.1)
    await work


async def test_a_second_poller_ends_the_first(ask, ann):
    first = asyncio.ensure_future(ask("getUpdates", timeout=5))
    await asyncio.sleep(0.1)

    second = asyncio.ensure_future(ask("getUpdates", timeout=5))
    conflict = await first
    await ann.says("раз")

    assert (conflict["error_code"], conflict["ok"]) == (409, False)
    assert "terminated by other getUpdates request" in conflict["description"]
    assert len((await second)["result"]) == 1


async def test_the_kinds_a_bot_asks_for_are_remembered(server, ask, ann):
    message = (await ask("sendMessage", chat_id=ann.id, text="Привет"))["result"]
    await ask("getUpdates", allowed_updates=["message", "message_reaction"])
    await ask("getUpdates")

    await ann.says("раз")
    await ann.reacts(ann.chat.newest, "👍")
    await ann.presses(on=ann.chat.newest, data="x")
    asked = await ask.updates(allowed_updates=[])
    await ann.reacts(ann.chat.newest)
    await ann.presses(on=ann.chat.newest, data="x")
    usual = await ask.updates(offset=asked[-1]["update_id"] + 1)

    assert [list(one)[1] for one in asked] == ["message", "message_reaction"]
    assert asked[1]["message_reaction"]["message_id"] == message["message_id"]
    assert [list(one)[1] for one in usual] == ["callback_query"]


async def test_the_same_update_can_be_served_once_more_and_out_of_order(server, ask, ann):
    for word in "абв":
        await ann.says(word)
    updates = await ask.updates()
    after = updates[-1]["update_id"] + 1
    await ask.updates(offset=after)

    first, second, third = server.updates.all
    server.updates.again(third, first)
    repeated = await ask.updates(offset=after)
    rest = await ask.updates(offset=after)

    assert [one["update_id"] for one in repeated] == [third.id, first.id]
    assert rest == []
    assert [len(update.served) for update in (first, second, third)] == [2, 1, 2]


async def test_waiting_updates_can_be_shuffled(server, ask, ann):
    for word in "абв":
        await ann.says(word)

    server.updates.reorder(reversed(server.updates.all))

    assert [one["message"]["text"] for one in await ask.updates()] == ["в", "б", "а"]


async def test_pending_updates_are_dropped_on_request(server, ask, ann):
    await ann.says("раз")

    await ask("deleteWebhook", drop_pending_updates=True)

    assert await ask.updates() == []
