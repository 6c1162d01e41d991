"""What a bot sends stands in the chat as people see it, and what it changes becomes something else."""

from io import BytesIO

import pytest
from PIL import Image

from tests.sandbox.conftest import PIXEL

KEYS = {"inline_keyboard": [[{"text": "Показать", "callback_data": "show"}, {"text": "Сайт", "url": "https://a.ru"}]]}


def picture(width, height, size=0):
    """The first bytes of a PNG of some size, and as many more as wanted."""
    head = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + b"IHDR"
    return (head + width.to_bytes(4, "big") + height.to_bytes(4, "big")).ljust(size, b"\0")


@pytest.fixture
async def text(ask, ann):
    """A text of the bot's with two buttons."""
    await ask("sendMessage", chat_id=ann.id, text="<b>День</b>", parse_mode="HTML", reply_markup=KEYS)
    return ann.chat.newest


@pytest.fixture
async def photo(ask, ann):
    """A picture of the bot's."""
    await ask.parts("sendPhoto", {"photo": ("day.png", PIXEL)}, chat_id=ann.id, caption="День")
    return ann.chat.newest


async def test_a_text_stands_in_the_chat_with_its_buttons(text):
    assert (text.text, text.kind, text.rings) == ("День", "text", True)
    assert text.labels == [["Показать", "Сайт"]]
    assert [(button.data, button.url) for button in text.buttons[0]] == [("show", None), (None, "https://a.ru")]
    assert text.wire()["entities"] == [{"type": "bold", "offset": 0, "length": 4}]


async def test_what_need_not_ring_is_silent_and_what_must_stay_is_protected(ask, ann):
    answer = await ask("sendMessage", chat_id=ann.id, text="Тихо", disable_notification=True, protect_content=True)

    assert (ann.chat.newest.rings, answer["result"]["has_protected_content"]) == (False, True)


async def test_a_reply_needs_what_it_replies_to(ask, ann):
    asked = await ann.says("Сколько?")

    await ask("sendMessage", chat_id=ann.id, text="Пять", reply_parameters={"message_id": asked.id})
    lost = await ask("sendMessage", chat_id=ann.id, text="Пять", reply_parameters={"message_id": 999})
    anyway = {"message_id": 999, "allow_sending_without_reply": True}
    await ask("sendMessage", chat_id=ann.id, text="Шесть", reply_parameters=anyway)

    assert [one.reply_to for one in ann.chat.received] == [asked, None]
    assert lost["description"] == "Bad Request: message to be replied not found"


async def test_the_same_edit_twice_changes_nothing_and_says_so(ask, ann, text):
    edit = {"chat_id": ann.id, "message_id": text.id, "text": "Вечер"}

    first = await ask("editMessageText", **edit)
    second = await ask("editMessageText", **edit)

    assert first["result"]["text"] == "Вечер"
    assert second["error_code"] == 400
    assert "message is not modified" in second["description"]
    assert (text.text, text.labels, text.rings) == ("Вечер", [], True)
    assert [version.content.text for version in text.versions] == ["День"]


async def test_other_buttons_alone_are_a_change(ask, ann, text):
    same = {"chat_id": ann.id, "message_id": text.id, "reply_markup": KEYS}

    nothing = await ask("editMessageReplyMarkup", **same)
    gone = await ask("editMessageReplyMarkup", chat_id=ann.id, message_id=text.id)

    assert "not modified" in nothing["description"]
    assert gone["ok"]
    assert (text.text, text.buttons) == ("День", [])


async def test_a_picture_never_becomes_a_text_but_a_text_becomes_a_picture(ask, ann, text, photo):
    refused = await ask("editMessageText", chat_id=ann.id, message_id=photo.id, text="Текст")
    uncaptioned = await ask("editMessageCaption", chat_id=ann.id, message_id=text.id, caption="Подпись")
    media = {"type": "photo", "media": "attach://new", "caption": "<i>Вечер</i>", "parse_mode": "HTML"}
    await ask.parts("editMessageMedia", {"new": ("b.png", PIXEL)}, chat_id=ann.id, message_id=text.id, media=media)

    assert refused["description"] == "Bad Request: there is no text in the message to edit"
    assert uncaptioned["description"] == "Bad Request: there is no caption in the message to edit"
    assert (text.kind, text.text, text.photo) == ("photo", "Вечер", PIXEL)


async def test_a_caption_changes_and_the_picture_stays(ask, ann, photo):
    await ask("editMessageCaption", chat_id=ann.id, message_id=photo.id, caption="Вечер")
    same = {"type": "photo", "media": photo.file.id, "caption": "Вечер"}

    again = await ask("editMessageMedia", chat_id=ann.id, message_id=photo.id, media=same)

    assert (photo.text, photo.photo) == ("Вечер", PIXEL)
    assert "not modified" in again["description"]


async def test_nobody_edits_what_is_not_theirs_or_not_there(ask, ann, text):
    own = await ann.says("Моё")

    foreign = await ask("editMessageText", chat_id=ann.id, message_id=own.id, text="Не моё")
    missing = await ask("editMessageText", chat_id=ann.id, message_id=999, text="Где?")
    await ask("deleteMessage", chat_id=ann.id, message_id=text.id)
    deleted = await ask("editMessageText", chat_id=ann.id, message_id=text.id, text="Поздно")

    assert foreign["description"] == "Bad Request: message can't be edited"
    assert missing["description"] == deleted["description"] == "Bad Request: message to edit not found"


async def test_messages_disappear_within_two_days(ask, ann, text, photo, watch):
    assert (await ask("deleteMessage", chat_id=ann.id, message_id=text.id))["ok"]
    again = await ask("deleteMessage", chat_id=ann.id, message_id=text.id)
    watch.advance(48 * 3600 + 1)
    late = await ask("deleteMessage", chat_id=ann.id, message_id=photo.id)

    assert again["description"] == "Bad Request: message to delete not found"
    assert late["description"] == "Bad Request: message can't be deleted for everyone"
    assert (text.deleted, photo.deleted) == (True, False)
    assert ann.chat.received == [photo]


async def test_several_disappear_and_the_missing_are_passed_over(ask, ann, text, photo):
    asked = await ann.says("Удали")

    answer = await ask("deleteMessages", chat_id=ann.id, message_ids=[text.id, 999, asked.id])

    assert answer["ok"]
    assert ann.chat.messages == [photo]


async def test_a_pinned_message_is_announced_without_a_sound(server, ask, ann, text, photo):
    await ask("pinChatMessage", chat_id=ann.id, message_id=text.id)
    await ask("pinChatMessage", chat_id=ann.id, message_id=photo.id)
    unpinned = await ask("unpinChatMessage", chat_id=ann.id)
    missing = await ask("pinChatMessage", chat_id=ann.id, message_id=999)

    assert unpinned["ok"]
    assert ann.chat.pinned == [text]
    assert missing["description"] == "Bad Request: message to pin not found"
    note = ann.chat.history[-1]
    assert (note.kind, note.rings) == ("service", False)
    assert [one.payload["pinned_message"]["message_id"] for one in server.updates.all] == [text.id, photo.id]


async def test_everything_is_unpinned_at_once_or_one_by_one(ask, ann, text, photo):
    for message in (text, photo):
        await ask("pinChatMessage", chat_id=ann.id, message_id=message.id)

    await ask("unpinChatMessage", chat_id=ann.id, message_id=text.id)
    one = ann.chat.pinned
    await ask("unpinAllChatMessages", chat_id=ann.id)
    nothing = await ask("unpinChatMessage", chat_id=ann.id)

    assert (one, ann.chat.pinned) == ([photo], [])
    assert nothing["description"] == "Bad Request: message to unpin not found"


async def test_an_album_keeps_to_its_kind(ask, ann):
    media = [{"type": "document", "media": f"attach://{name}"} for name in ("a", "b")]
    files = {name: (f"{name}.csv", b"x") for name in ("a", "b")}
    await ask.parts("sendMediaGroup", files, chat_id=ann.id, media=media)
    first = ann.chat.received[0]
    new = {"type": "photo", "media": "attach://c"}

    answer = await ask.parts(
        "editMessageMedia", {"c": ("c.png", PIXEL)}, chat_id=ann.id, message_id=first.id, media=new
    )

    assert "another kind of media in an album" in answer["description"]


async def test_an_album_stands_whole_or_not_at_all(ask, ann):
    media = [{"type": "photo", "media": f"attach://{name}", "caption": name} for name in ("a", "b")]
    broken = [media[0], {"type": "photo", "media": "no such file"}]
    mixed = [media[0], {"type": "document", "media": "attach://b"}]
    files = {name: (f"{name}.png", PIXEL) for name in ("a", "b")}

    answer = await ask.parts("sendMediaGroup", files, chat_id=ann.id, media=media)
    refused = await ask.parts("sendMediaGroup", {"a": files["a"]}, chat_id=ann.id, media=broken)
    kinds = await ask.parts("sendMediaGroup", files, chat_id=ann.id, media=mixed)

    assert [one.text for one in ann.chat.received] == ["a", "b"]
    assert len({one["media_group_id"] for one in answer["result"]}) == 1
    assert "wrong file identifier" in refused["description"]
    assert "only with their own kind" in kinds["description"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "non-empty"),
        (b"no picture at all", "IMAGE_PROCESS_FAILED"),
        (picture(6000, 5000), "PHOTO_INVALID_DIMENSIONS"),
        (picture(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (picture(100, 100, 10 * 1024 * 1024 + 1), "too big for a photo"),
    ],
)
async def test_a_picture_that_telegram_would_not_take_is_refused(ask, ann, content, said):
    answer = await ask.parts("sendPhoto", {"photo": ("a.png", content)}, chat_id=ann.id)

    assert said in answer["description"]
    assert ann.chat.received == []


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
async def test_the_size_of_a_picture_is_read_whatever_its_form(ask, ann, form):
    drawn = BytesIO()
    Image.new("RGB", (640, 360)).save(drawn, form)

    answer = await ask.parts("sendPhoto", {"photo": ("a.img", drawn.getvalue())}, chat_id=ann.id)

    small, big = answer["result"]["photo"]
    assert [(one["width"], one["height"]) for one in (small, big)] == [(320, 180), (640, 360)]


async def test_a_picture_at_the_limits_is_taken(ask, ann):
    for content in (picture(5000, 5000), picture(2000, 100), picture(100, 100, 10 * 1024 * 1024)):
        assert (await ask.parts("sendPhoto", {"photo": ("a.png", content)}, chat_id=ann.id))["ok"]


async def test_files_are_fetched_up_to_twenty_megabytes(server, ask, ann):
    small = await ann.sends_file("deals.csv", b"a;b")
    big = await ann.sends_file("calls.csv", b"x" * (20 * 1024 * 1024 + 1))

    file = (await ask("getFile", file_id=small.file.id))["result"]
    refused = await ask("getFile", file_id=big.file.id)
    address = f"{server.url}/file/bot{server.token}/{file['file_path']}"

    async with ask.session.get(address) as fetched, ask.session.get(f"{address}.old") as missing:
        assert (await fetched.read(), missing.status) == (b"a;b", 404)
    assert refused["description"] == "Bad Request: file is too big"
    async with ask.session.get(address.replace(server.token, "1:" + "x" * 35)) as strangers:
        assert strangers.status == 401


async def test_a_file_sent_once_is_sent_again_by_its_id(ask, ann, photo):
    again = await ask("sendPhoto", chat_id=ann.id, photo=photo.file.id)
    elsewhere = await ask("sendPhoto", chat_id=ann.id, photo="https://example.org/a.png")

    assert again["ok"]
    assert ann.chat.newest.photo == PIXEL
    assert elsewhere["description"] == "Bad Request: failed to get HTTP URL content"


async def test_every_kind_of_file_and_the_rarer_bubbles_arrive(ask, ann):
    for kind in ("document", "audio", "voice", "video", "animation"):
        await ask.parts(f"send{kind.title()}", {kind: ("a.bin", b"x")}, chat_id=ann.id, caption=kind)
    await ask("sendLocation", chat_id=ann.id, latitude=55.75, longitude=37.61)
    await ask("sendContact", chat_id=ann.id, phone_number="+70000000000", first_name="Анна")
    await ask("sendSticker", chat_id=ann.id, sticker="sticker-1")
    await ask("sendDice", chat_id=ann.id)
    await ask("copyMessage", chat_id=ann.id, from_chat_id=ann.id, message_id=1, caption="копия")
    await ask("forwardMessage", chat_id=ann.id, from_chat_id=ann.id, message_id=1)

    kinds = ["document", "audio", "voice", "video", "animation", "location", "contact", "sticker", "dice"]
    assert [one.kind for one in ann.chat.received] == [*kinds, "document", "document"]
    assert ann.chat.texts[-2:] == ["копия", "document"]


async def test_a_rich_message_is_read_as_text_and_edited_as_text(ask, ann):
    html = "<h1>План</h1><table><tr><td>Маша</td></tr></table>"
    await ask("sendRichMessage", chat_id=ann.id, rich_message={"html": html})
    rich = ann.chat.newest
    assert (rich.kind, rich.text) == ("rich", "План\nМаша")

    blocks = [{"type": "paragraph", "text": ["Факт: ", {"type": "bold", "text": "5"}]}]
    await ask("editMessageText", chat_id=ann.id, message_id=rich.id, rich_message={"blocks": blocks})
    assert rich.text == "Факт:\n5"
    await ask("editMessageText", chat_id=ann.id, message_id=rich.id, text="Просто")

    assert (rich.kind, rich.text) == ("text", "Просто")


async def test_what_the_bot_is_doing_is_seen_until_it_has_done_it(ask, ann):
    await ask("sendChatAction", chat_id=ann.id, action="typing")
    seen = ann.chat.action
    await ask("sendMessage", chat_id=ann.id, text="Готово")

    assert (seen, ann.chat.action) == ("typing", "")
