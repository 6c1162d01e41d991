"""People do what people do, and the bot learns of it as from Telegram."""

import pytest

from sandbox.telegram import bubbles
from tests.sandbox.conftest import PIXEL

KEYS = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}, {"text": "Сайт", "url": "https://a.ru"}]]}


@pytest.fixture
async def card(ask, ann):
    """A message of the bot's with a button."""
    await ask("sendMessage", chat_id=ann.id, text="Согласны?", reply_markup=KEYS)
    return ann.chat.newest


async def test_names_with_markup_arrive_as_plain_text(server, ask):
    odd = server.person("<b>ООО</b> & Ко_*", started=True)

    await odd.says("<i>Привет</i>")

    message = (await ask.updates())[0]["message"]
    assert (message["from"]["first_name"], message["text"]) == ("<b>ООО</b>", "<i>Привет</i>")
    assert "entities" not in message


async def test_commands_mentions_and_links_are_found_in_what_people_type(ask, ann):
    await ann.says("/kpi @boris_lebedev")

    entities = (await ask.updates())[0]["message"]["entities"]

    assert [(one["type"], one["offset"], one["length"]) for one in entities] == [
        ("bot_command", 0, 4),
        ("mention", 5, 14),
    ]


async def test_a_start_by_link_carries_its_payload(ask, boris):
    await boris.starts("invite-42")

    update = (await ask.updates())[0]
    answer = await ask("sendMessage", chat_id=boris.id, text="Здравствуйте")

    assert update["message"]["text"] == "/start invite-42"
    assert update["message"]["from"]["id"] == boris.id > 2**32
    assert answer["ok"]


async def test_everything_that_can_be_sent_arrives(ask, ann, boris):
    await ann.sends_file("deals.csv", b"a;b", caption="Сделки")
    await ann.sends_photo(PIXEL)
    await ann.sends_voice(seconds=7)
    await ann.sends(bubbles.sticker("🔥"))
    await ann.sends(bubbles.location(55.75, 37.61))
    await ann.sends(bubbles.contact("+70000000000", "Анна", ann.id))
    await ann.says("Переслано", forwarded_from=boris)
    await ann.says("Скрыто", forwarded_from="Кто-то")
    await ann.says("В теме", thread=7)

    messages = [one["message"] for one in await ask.updates()]

    assert (messages[0]["document"]["file_name"], messages[0]["caption"]) == ("deals.csv", "Сделки")
    assert [messages[1]["photo"][-1]["width"], messages[2]["voice"]["duration"]] == [1, 7]
    assert [messages[3]["sticker"]["emoji"], messages[4]["location"]["latitude"]] == ["🔥", 55.75]
    assert messages[5]["contact"]["user_id"] == ann.id
    assert messages[6]["forward_origin"]["sender_user"]["id"] == boris.id
    assert messages[7]["forward_origin"]["sender_user_name"] == "Кто-то"
    assert messages[8]["message_thread_id"] == 7


async def test_an_edited_message_comes_as_such(ask, ann):
    message = await ann.says("питница")
    await ann.edits(message, "пятница")

    first, second = await ask.updates()

    assert first["message"]["text"] == "питница"
    assert second["edited_message"]["text"] == "пятница"
    assert "edit_date" in second["edited_message"]


async def test_a_button_spins_until_it_is_answered_and_only_once(ask, ann, card):
    press = await ann.presses("Да")
    query = (await ask.updates())[0]["callback_query"]
    spun = press.spins

    answer = await ask("answerCallbackQuery", callback_query_id=query["id"], text="Хорошо", show_alert=True)
    again = await ask("answerCallbackQuery", callback_query_id=query["id"])
    strange = await ask("answerCallbackQuery", callback_query_id="1")

    assert (query["data"], query["message"]["message_id"], spun) == ("yes", card.id, True)
    assert answer["ok"]
    assert (press.spins, press.alert, press.toast) == (False, "Хорошо", "")
    assert "query is too old" in again["description"]
    assert again == strange


async def test_a_press_answered_too_late_is_refused(ask, ann, card):
    press = await ann.presses("Да")
    press.expire()

    answer = await ask("answerCallbackQuery", callback_query_id=press.id)

    assert "query is too old" in answer["description"]


async def test_forged_data_foreign_messages_and_deleted_ones_can_be_pressed(server, ask, ann, boris, card):
    await boris.presses("Да", on=card)
    await boris.presses(on=card, data="forged:1")
    await ann.presses(data="without a message")
    await ann.deletes(card)
    await ann.presses(on=card, data="yes")

    queries = [one["callback_query"] for one in await ask.updates()]

    assert [one["data"] for one in queries] == ["yes", "forged:1", "without a message", "yes"]
    assert [one["from"]["id"] for one in queries[:2]] == [boris.id, boris.id]
    assert "inline_message_id" in queries[2]
    assert queries[3]["message"] == {"chat": ann.chat.wire, "message_id": card.id, "date": 0}


async def test_who_presses_what_is_not_there_is_told_what_is(ann, card):
    with pytest.raises(LookupError, match="'Да', 'Сайт'"):
        await ann.presses("Нет")
    with pytest.raises(LookupError, match="does not ask the bot"):
        await ann.presses("Сайт")


async def test_messages_are_awaited_in_the_order_in_which_they_came(ask, ann):
    await ann.says("/start")
    for words in ("раз", "два", "три"):
        await ask("sendMessage", chat_id=ann.id, text=words)
    second = await ann.waits_for("два")
    await ask("editMessageText", chat_id=ann.id, message_id=second.id, text="два с половиной")

    third, edited = await ann.waits_for(), await ann.waits_for(lambda message: message.edited_at)

    assert (third.text, edited.text) == ("три", "два с половиной")
    with pytest.raises(TimeoutError, match="раз"):
        await ann.waits_for("раз", within=0.01)


async def test_a_pin_or_a_reaction_is_no_new_message(ask, ann):
    for words in ("карточка", "вопрос"):
        await ask("sendMessage", chat_id=ann.id, text=words)
    card = await ann.waits_for("карточка")

    await ask("pinChatMessage", chat_id=ann.id, message_id=card.id)
    await ann.reacts(card, "👍")

    assert (await ann.waits_for()).text == "вопрос"


async def test_a_keyboard_stands_until_it_is_taken_away(ask, ann):
    await ask("sendMessage", chat_id=ann.id, text="Как?", reply_markup={"keyboard": [[{"text": "Так"}]]})
    await ask("sendMessage", chat_id=ann.id, text="Ну?")
    stood = ann.chat.keyboard
    await ask("sendMessage", chat_id=ann.id, text="Всё", reply_markup={"remove_keyboard": True})

    assert (stood, ann.chat.keyboard) == ([["Так"]], [])


async def test_who_waits_in_vain_is_told_what_came_instead(ask, ann):
    await ask("sendMessage", chat_id=ann.id, text="Совсем другое")

    with pytest.raises(TimeoutError, match="Совсем другое"):
        await ann.waits_for("Привет", within=0.01)


async def test_a_bot_that_takes_no_updates_is_not_settled(server, ask, ann):
    await ann.says("раз")

    with pytest.raises(TimeoutError, match="updates not taken: \\['message'\\]"):
        await server.settled(quiet=0.01, within=0.05)

    update = (await ask.updates())[0]
    await ask.updates(offset=update["update_id"] + 1)
    await server.settled(quiet=0.01)


async def test_blocking_and_coming_back_are_told(ask, ann):
    await ann.blocks()
    refused = await ask("sendMessage", chat_id=ann.id, text="Привет")
    await ann.says("Я снова тут")

    blocked, back, message = await ask.updates()

    assert refused["error_code"] == 403
    assert refused["description"] == "Forbidden: bot was blocked by the user"
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert back["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert message["message"]["text"] == "Я снова тут"
    assert (await ask("sendMessage", chat_id=ann.id, text="Привет"))["ok"]


async def test_the_menu_follows_scope_and_language(server, ask, ann):
    group = server.group("Отдел", ann)
    for scope, word in (("default", "all"), ("all_private_chats", "own"), ("all_chat_administrators", "lead")):
        commands = [{"command": word, "description": "Команда"}]
        await ask("setMyCommands", commands=commands, scope={"type": scope})
    english = [{"command": "own", "description": "Command"}]
    await ask("setMyCommands", commands=english, scope={"type": "all_private_chats"}, language_code="en")
    chat = {"type": "chat", "chat_id": ann.id}

    menu = server.profile.menu

    assert [menu(place, ann.id, "ru")[0]["command"] for place in (ann.chat, group)] == ["own", "lead"]
    assert menu(ann.chat, ann.id, "en")[0]["description"] == "Command"
    assert (await ask("getMyCommands", scope=chat))["result"] == []
    await ask("deleteMyCommands", scope={"type": "all_private_chats"})
    assert menu(ann.chat, ann.id, "ru")[0]["command"] == "all"


async def test_what_the_bot_says_of_itself_is_kept_by_language(ask, ann):
    for method, field in (("Name", "name"), ("Description", "description"), ("ShortDescription", "short_description")):
        await ask(f"setMy{method}", **{field: "Такт"})
        await ask(f"setMy{method}", **{field: "Takt"}, language_code="en")

        said = [(await ask(f"getMy{method}", language_code=code))["result"][field] for code in ("ru", "en")]

        assert said == ["Такт", "Takt"]
    button = {"type": "web_app", "text": "Открыть", "web_app": {"url": "https://a.ru"}}
    await ask("setChatMenuButton", chat_id=ann.id, menu_button=button)
    assert (await ask("getChatMenuButton", chat_id=ann.id))["result"] == button
    assert (await ask("getChatMenuButton"))["result"] == {"type": "default"}
