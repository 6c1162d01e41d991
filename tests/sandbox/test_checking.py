"""What breaks the reference is refused and remembered, however deep it lies and however it came."""

import pytest

from tests.sandbox.conftest import PIXEL

LETTER = "😀"
"""One letter, two UTF-16 units, four bytes."""


def buttons(*rows):
    """Rows of buttons that ask the bot."""
    return {"inline_keyboard": [[{"text": label, "callback_data": label[:20]} for label in row] for row in rows]}


def message(**more):
    """A sound message with something more."""
    return {"chat_id": 5_000_000_001, "text": "Привет"} | more


BROKEN = [
    ("an unknown field", "sendMessage", message(colour="red"), "colour: unknown field"),
    ("a missing text", "sendMessage", {"chat_id": 5_000_000_001}, "message text is empty"),
    ("a missing chat", "sendMessage", {"text": "Привет"}, "chat_id is empty"),
    ("a number as text", "sendMessage", message(text=5), "expected String, got 5"),
    ("text as a number", "pinChatMessage", {"chat_id": 1, "message_id": "семь"}, "expected Integer"),
    ("a truth as a number", "pinChatMessage", {"chat_id": 1, "message_id": True}, "expected Integer"),
    ("an unknown field of a button", "sendMessage",
     message(reply_markup={"inline_keyboard": [[{"text": "А", "callback_data": "a", "color": "red"}]]}),
     "reply_markup.inline_keyboard[0][0].color: unknown field"),
    ("a button without a label", "sendMessage",
     message(reply_markup={"inline_keyboard": [[{"callback_data": "a"}]]}), "inline_keyboard[0][0].text: required"),
    ("a row that is a button", "sendMessage",
     message(reply_markup={"inline_keyboard": [{"text": "А", "callback_data": "a"}]}), "inline_keyboard[0]: expected"),
    ("data of 65 bytes", "sendMessage",
     message(reply_markup={"inline_keyboard": [[{"text": "А", "callback_data": "я" * 32 + "a"}]]}),
     "BUTTON_DATA_INVALID"),
    ("empty data", "sendMessage",
     message(reply_markup={"inline_keyboard": [[{"text": "А", "callback_data": ""}]]}), "BUTTON_DATA_INVALID"),
    ("a button without an action", "sendMessage",
     message(reply_markup={"inline_keyboard": [[{"text": "А"}]]}), "Text buttons are unallowed"),
    ("a button with two actions", "sendMessage",
     message(reply_markup={"inline_keyboard": [[{"text": "А", "callback_data": "a", "url": "https://a.ru"}]]}),
     "only one of callback_data, url"),
    ("a button that leads nowhere", "sendMessage",
     message(reply_markup={"inline_keyboard": [[{"text": "А", "url": "javascript:1"}]]}), "Wrong HTTP URL"),
    ("a Mini App over plain HTTP", "sendMessage",
     message(reply_markup={"inline_keyboard": [[{"text": "А", "web_app": {"url": "http://a.ru"}}]]}), "Only HTTPS"),
    ("101 buttons", "sendMessage", message(reply_markup=buttons(*[["А"]] * 101)), "reply markup is too long"),
    ("text of 4097 units", "sendMessage", message(text=LETTER * 2048 + "а"), "message is too long"),
    ("nothing but space", "sendMessage", message(text=" \n\t"), "message text is empty"),
    ("an empty text after its markup", "sendMessage", message(text="<b></b>", parse_mode="HTML"), "text is empty"),
    ("markup that does not end", "sendMessage", message(text="<b>Привет", parse_mode="HTML"), "can't parse entities"),
    ("an unknown markup", "sendMessage", message(parse_mode="BBCode"), "unsupported parse_mode"),
    ("half a letter", "sendMessage", message(text="\ud83d"), "encoded in UTF-8"),
    ("an entity beyond the text", "sendMessage",
     message(entities=[{"type": "bold", "offset": 3, "length": 4}]), "ends after the end of the text"),
    ("an entity in the middle of a letter", "sendMessage",
     message(text=LETTER, entities=[{"type": "bold", "offset": 0, "length": 1}]), "middle of a UTF-16 symbol"),
    ("an unknown entity", "sendMessage",
     message(entities=[{"type": "blink", "offset": 0, "length": 1}]), "unsupported type of entity"),
    ("an answer of 201 letters", "answerCallbackQuery", {"callback_query_id": "1", "text": "а" * 201}, "0..200"),
    ("a command in capitals", "setMyCommands", {"commands": [{"command": "KPI", "description": "Числа"}]},
     "BOT_COMMAND_INVALID"),
    ("a command in Russian", "setMyCommands", {"commands": [{"command": "числа", "description": "Числа"}]},
     "BOT_COMMAND_INVALID"),
    ("a description of 257 letters", "setMyCommands", {"commands": [{"command": "kpi", "description": "а" * 257}]},
     "1..256"),
    ("101 commands", "setMyCommands",
     {"commands": [{"command": f"c{n}", "description": "Числа"} for n in range(101)]}, "BOT_COMMANDS_TOO_MUCH"),
    ("an unknown scope", "setMyCommands",
     {"commands": [], "scope": {"type": "everybody"}}, "scope.type: must be"),
    ("a language in words", "setMyCommands", {"commands": [], "language_code": "russian"}, "invalid language code"),
    ("a reaction that is not in the list", "setMessageReaction",
     {"chat_id": 1, "message_id": 1, "reaction": [{"type": "emoji", "emoji": "✅"}]}, "REACTION_INVALID"),
    ("an unknown action", "sendChatAction", {"chat_id": 1, "action": "dancing"}, "wrong parameter action"),
    ("101 updates at once", "getUpdates", {"limit": 101}, "limit: 1..100 value allowed"),
    ("an unknown kind of update", "getUpdates", {"allowed_updates": ["telepathy"]}, "unknown kinds of updates"),
    ("an empty list to delete", "deleteMessages", {"chat_id": 1, "message_ids": []}, "1 to 100"),
    ("a rich message written twice", "sendRichMessage",
     {"chat_id": 1, "rich_message": {"html": "<p>а</p>", "markdown": "а"}}, "exactly one of"),
    ("a keyboard that is nothing known", "sendMessage", message(reply_markup={"keys": []}), "reply_markup"),
    ("a secret with a space", "setWebhook", {"url": "http://127.0.0.1:1/", "secret_token": "a b"}, "secret token"),
    ("a hook over plain HTTP", "setWebhook", {"url": "http://example.org/"}, "Only HTTPS"),
    ("an album of one", "sendMediaGroup", {"chat_id": 1, "media": [{"type": "photo", "media": "x"}]}, "2 to 10"),
]  # fmt: skip


UNSAID = {"a number as text", "a truth as a number", "half a letter"}
"""In a form everything is text, and text is UTF-8."""

WAYS = [(way, *row) for row in BROKEN for way in ("json", "form") if way == "json" or row[0] not in UNSAID]


@pytest.mark.parametrize(("way", "what", "method", "values", "said"), WAYS, ids=[f"{row[1]}, {row[0]}" for row in WAYS])
async def test_a_broken_request_is_refused_and_remembered(server, ask, ann, way, what, method, values, said):
    answer = await (ask(method, **values) if way == "json" else ask.form(method, **values))

    assert (answer["ok"], answer["error_code"]) == (False, 400)
    told = " ".join([answer["description"], *map(str, server.ledger.violations)])
    assert said in told
    assert len(server.ledger.violations) >= 1
    assert ann.chat.received == []


SOUND = [
    ("a long text in emoji", "sendMessage", message(text=LETTER * 2048)),
    ("markup does not count", "sendMessage", message(text=f"<b>{'а' * 4096}</b>", parse_mode="HTML")),
    ("data of 64 bytes", "sendMessage",
     message(reply_markup={"inline_keyboard": [[{"text": "А", "callback_data": "я" * 32}]]})),
    ("100 buttons", "sendMessage", message(reply_markup=buttons(*[["А"] * 8] * 12, ["А"] * 4))),
    ("a keyboard of letters", "sendMessage",
     message(reply_markup={"keyboard": [[{"text": "Да"}, {"text": "Нет"}]], "resize_keyboard": True})),
    ("a Mini App on this machine", "sendMessage",
     message(reply_markup={"inline_keyboard": [[{"text": "А", "web_app": {"url": "http://127.0.0.1:8080/"}}]]})),
    ("commands at the limit", "setMyCommands",
     {"commands": [{"command": "a" * 32, "description": "а" * 256} for _ in range(100)]}),
    ("a method without an effect", "setChatTitle", {"chat_id": 5_000_000_001, "title": "Отдел"}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "method", "values"), SOUND, ids=[row[0] for row in SOUND])
@pytest.mark.parametrize("way", ["json", "form"])
async def test_what_stays_within_the_limits_passes(server, ask, ann, way, what, method, values):
    answer = await (ask(method, **values) if way == "json" else ask.form(method, **values))

    assert answer["ok"], answer
    assert server.ledger.violations == []


async def test_what_is_odd_is_remembered_though_telegram_takes_it(server, ask, ann):
    text = " ".join(["<b>а</b>"] * 120)

    answer = await ask("sendMessage", chat_id=ann.id, text=text, parse_mode="HTML", reply_markup=buttons(["А"] * 9))

    assert len(answer["result"]["entities"]) == 100
    assert [str(one).split(": ", 1)[1] for one in server.ledger.violations] == [
        "text: 120 entities: all after 100 are dropped",
        "reply_markup: more than 8 buttons in a row",
    ]


async def test_entities_beside_a_markup_are_ignored_and_that_is_odd(server, ask, ann):
    bold = [{"type": "bold", "offset": 0, "length": 6}]

    answer = await ask("sendMessage", chat_id=ann.id, text="Привет", parse_mode="HTML", entities=bold)

    assert "entities" not in answer["result"]
    assert [one.what for one in server.ledger.violations] == ["entities beside parse_mode are ignored"]


async def test_a_query_string_is_a_form(ask, ann):
    address = f"{ask.address('sendMessage')}?chat_id={ann.id}&text=Привет&disable_notification=true"
    async with ask.session.get(address) as answer:
        assert (await answer.json())["ok"]

    assert ann.chat.newest.rings is False


async def test_a_method_nobody_knows_is_not_found(server, ask):
    answer = await ask("sendWidget", chat_id=1)

    assert answer == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert [one.what for one in server.ledger.violations] == ["unknown method"]


async def test_a_wrong_token_opens_nothing(server, ask):
    async with ask.session.post(f"{server.url}/bot7000000001:{'x' * 35}/getMe") as wrong:
        assert (wrong.status, (await wrong.json())["description"]) == (401, "Unauthorized")
    async with ask.session.post(f"{server.url}/botrubbish/getMe") as malformed:
        assert malformed.status == 404


async def test_a_body_that_is_no_json_is_refused(ask):
    headers = {"Content-Type": "application/json"}
    for body in (b"{", b"[1]", b'"text"', b"\xff\xfe"):
        async with ask.session.post(ask.address("getMe"), data=body, headers=headers) as answer:
            assert (answer.status, (await answer.json())["ok"]) == (400, False)


async def test_an_object_nested_without_end_is_refused_at_once(server, ask, ann):
    deep = "{" + '"type":"bold","text":{' * 12 + "}" * 13
    endless = "[" * 100_000

    rich = await ask.form("sendRichMessage", chat_id=ann.id, rich_message=f'{{"blocks":[{{"text":{deep}}}]}}')
    keys = await ask.form("sendMessage", chat_id=ann.id, text="а", reply_markup=endless)
    block = '{"blocks":[{"type":"paragraph","text":' + "[" * 900 + "]" * 900 + "}]}"
    nested = await ask.form("sendRichMessage", chat_id=ann.id, rich_message=block)
    headers = {"Content-Type": "application/json"}

    async with ask.session.post(ask.address("getMe"), data=endless, headers=headers) as body:
        assert body.status == 400
    assert [one["error_code"] for one in (rich, keys, nested)] == [400, 400, 400]
    assert ann.chat.received == []


async def test_an_attached_file_must_be_there_and_must_be_wanted(server, ask, ann):
    media = [{"type": "photo", "media": "attach://first"}, {"type": "photo", "media": "attach://second"}]

    missing = await ask.parts("sendMediaGroup", {"first": ("a.png", PIXEL)}, chat_id=ann.id, media=media)
    extra = await ask.parts("sendMessage", {"file": ("a.png", PIXEL)}, chat_id=ann.id, text="Привет")

    assert "attach://second names no file" in missing["description"]
    assert "attached to nothing" in extra["description"]
    assert ann.chat.received == []


async def test_the_case_of_a_method_does_not_matter(ask):
    assert (await ask("GETME"))["result"]["is_bot"] is True
