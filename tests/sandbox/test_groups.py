"""Groups: what the bot sees there, what it may do, and what becomes of it when the group changes."""

import pytest


@pytest.fixture
def group(server, ann, boris):
    """A group that Anna owns and the bot is in."""
    return server.group("Отдел продаж", ann, boris)


async def test_with_privacy_a_bot_sees_only_what_is_meant_for_it(ask, ann, boris, group):
    await ask("sendMessage", chat_id=group.id, text="Итоги")
    for text in ("Всем привет", "/kpi", "/kpi@takt_bot", "/kpi@other_bot", "@takt_bot, как дела?", "@other_bot, а ты?"):
        await ann.says(text, group)
    await boris.says("Спасибо", group, reply_to=group.newest)

    seen = [one["message"]["text"] for one in await ask.updates()]

    assert seen == ["/kpi", "/kpi@takt_bot", "@takt_bot, как дела?", "Спасибо"]


async def test_an_administrator_sees_everything(ask, ann, group):
    await ann.promotes_bot_in(group)

    await ann.says("Всем привет", group)

    told, message = await ask.updates()
    assert told["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert message["message"]["text"] == "Всем привет"


async def test_an_anonymous_administrator_writes_for_the_group(ask, ann, group):
    await ann.says("/kpi", group, anonymously=True)

    message = (await ask.updates())[0]["message"]

    assert (message["from"]["id"], message["sender_chat"]["id"]) == (1087968824, group.id)


async def test_a_channel_speaks_in_posts(server, ask, ann):
    channel = server.group("Новости", ann, kind="channel")

    await ann.says("Выпуск", channel)

    assert (await ask.updates())[0]["channel_post"]["text"] == "Выпуск"


async def test_the_bot_is_brought_in_and_turned_out(server, ask, ann):
    group = server.group("Отдел", ann, with_bot=False)
    before = await ask("sendMessage", chat_id=group.id, text="Привет")
    await ann.adds_bot_to(group)
    within = await ask("sendMessage", chat_id=group.id, text="Привет")
    await ann.kicks_bot_from(group)
    after = await ask("sendMessage", chat_id=group.id, text="Привет")

    added, note, kicked = await ask.updates()

    assert before["description"] == "Forbidden: bot is not a member of the group chat"
    assert within["ok"]
    assert after["description"] == "Forbidden: bot was kicked from the group chat"
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert note["message"]["new_chat_members"][0]["is_bot"] is True
    assert kicked["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_a_group_that_moved_answers_with_its_new_number(ask, ann, group):
    moved = await ann.migrates(group)

    refused = await ask("sendMessage", chat_id=group.id, text="Привет")
    answer = await ask("sendMessage", chat_id=moved.id, text="Привет")

    old, new = (one["message"] for one in await ask.updates())
    assert refused["error_code"] == 400
    assert refused["parameters"] == {"migrate_to_chat_id": moved.id}
    assert answer["ok"]
    assert str(moved.id).startswith("-100")
    assert (old["migrate_to_chat_id"], new["migrate_from_chat_id"]) == (moved.id, group.id)
    assert moved.texts == ["Привет"]


async def test_rights_are_needed_for_what_needs_rights(ask, ann, group):
    said = await ann.says("/kpi", group)
    message = (await ask("sendMessage", chat_id=group.id, text="Итоги"))["result"]

    pin = await ask("pinChatMessage", chat_id=group.id, message_id=message["message_id"])
    delete = await ask("deleteMessage", chat_id=group.id, message_id=said.id)
    await ann.promotes_bot_in(group)
    pinned = await ask("pinChatMessage", chat_id=group.id, message_id=message["message_id"])
    deleted = await ask("deleteMessage", chat_id=group.id, message_id=said.id)
    await ann.mutes_bot_in(group)
    muted = await ask("sendMessage", chat_id=group.id, text="Ещё")

    assert pin["description"] == "Bad Request: not enough rights to manage pinned messages in the chat"
    assert delete["description"] == "Bad Request: message can't be deleted"
    assert (pinned["ok"], deleted["ok"]) == (True, True)
    assert muted["description"] == "Bad Request: not enough rights to send text messages to the chat"


async def test_members_come_go_and_are_asked_about(server, ask, ann, boris, group):
    vera = server.person("Вера")
    await vera.joins(group)
    inside = await ask("getChatMember", chat_id=group.id, user_id=vera.id)
    await vera.leaves(group)
    outside = await ask("getChatMember", chat_id=group.id, user_id=vera.id)
    leaders = (await ask("getChatAdministrators", chat_id=group.id))["result"]

    assert (inside["result"]["status"], outside["result"]["status"]) == ("member", "left")
    assert [one["user"]["id"] for one in leaders] == [ann.id]
    assert (await ask("getChatMemberCount", chat_id=group.id))["result"] == 3
    assert (await ask("getChatMember", chat_id=group.id, user_id=1))["error_code"] == 400


async def test_the_bot_leaves_by_itself(ask, ann, group):
    assert (await ask("leaveChat", chat_id=group.id))["ok"]

    assert (await ask("sendMessage", chat_id=group.id, text="Привет"))["error_code"] == 403
    assert (await ask("leaveChat", chat_id=ann.id))["error_code"] == 400


async def test_strangers_are_not_written_to(server, ask, ann, boris):
    never = await ask("sendMessage", chat_id=boris.id, text="Привет")
    nobody = await ask("sendMessage", chat_id=1, text="Привет")
    await ann.deactivates()
    gone = await ask("sendMessage", chat_id=ann.id, text="Привет")

    assert never["description"] == "Forbidden: bot can't initiate conversation with a user"
    assert nobody["description"] == "Bad Request: chat not found"
    assert gone["description"] == "Forbidden: user is deactivated"
    assert server.ledger.violations == []
    assert len(server.ledger.refusals) == 3


async def test_supergroups_number_their_messages_by_themselves(server, ask, ann):
    big = server.group("Отдел", ann, kind="supergroup")
    await ann.says("Раз")

    numbers = [
        (await ask("sendMessage", chat_id=chat.id, text="Два"))["result"]["message_id"] for chat in (big, ann.chat)
    ]

    assert numbers == [1, 2]
