"""What is said arrives as it was said, however it is written down on the way."""

import socket
from urllib.parse import parse_qsl

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramServerError
from aiogram.methods import SendDocument, SendMessage, SendPhoto
from aiogram.types import (
    BufferedInputFile,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
)
from aiohttp import FormData
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.session import SwiftSession, Unreached, _sent

BOT = Bot("1:x", session=SwiftSession())


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_arrives_as_it_was(text):
    message = SendMessage(chat_id=-5, text=text, parse_mode=None)
    for form in (BOT.session.build_form_data(BOT, message), BOT.session._form(BOT, message)):
        assert fields(form) == [("chat_id", "-5"), ("text", text)]
        assert form.content_type == "application/x-www-form-urlencoded"


def fields(form):
    """The fields of a form, as a server reads them."""
    return parse_qsl(form._value.decode(), keep_blank_values=True, strict_parsing=True)


def keyboard(*labels):
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=one, callback_data="x")] for one in labels])


KEYBOARD = keyboard("Мой день", "<b>&=+% \N{GRINNING FACE}")


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"reply_markup": KEYBOARD},
        {"reply_markup": ForceReply(), "message_thread_id": 7},
        {"entities": [MessageEntity(type="bold", offset=0, length=1)], "parse_mode": None},
        {"disable_notification": False, "protect_content": True},
        {"link_preview_options": LinkPreviewOptions(url="https://example.com/?a=1&b=2")},
    ],
    ids=str,
)
def test_a_message_is_written_down_as_the_library_would(said):
    bot = Bot("1:x", session=SwiftSession(), default=DefaultBotProperties(parse_mode="HTML", protect_content=False))
    message = SendMessage(chat_id="@канал", text="Привет & пока", **said)

    for _ in range(2):
        assert fields(bot.session._form(bot, message)) == fields(bot.session.build_form_data(bot, message))


def test_one_keyboard_is_never_taken_for_another():
    for number in range(2_000):
        form = BOT.session._form(BOT, SendMessage(chat_id=1, text="x", reply_markup=keyboard(f"No. {number}.")))

        assert f"No. {number}." in dict(fields(form))["reply_markup"]


@pytest.mark.parametrize(
    ("status", "content", "number"),
    [
        (200, '{"ok": true, "result": {"message_id": 7, "date": 1, "chat": {"id": 1, "type": "private"}}}', 7),
        (200, '{"ok": true, "result": {"message_id": "7"}}', None),
        (200, '{"ok": true, "result": true}', None),
        (200, '{"ok": false}', None),
        (200, "<html>", None),
        (403, '{"ok": false, "error_code": 403, "description": "Forbidden"}', None),
    ],
)
def test_of_a_message_that_was_taken_its_number_is_known(status, content, number):
    sent = _sent(content, status)

    assert (sent.message_id if sent is not None else None) == number


def test_files_travel_in_parts():
    document = SendDocument(chat_id=1, document=BufferedInputFile(b"x", "x.csv"))

    assert isinstance(BOT.session.build_form_data(BOT, document), FormData)


@pytest.fixture
def closed_port():
    """A port on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


PHOTO = BufferedInputFile(b"x", "x.png")


@pytest.mark.parametrize("way", ["straight", "proxy"])
@pytest.mark.parametrize("method", [SendMessage(chat_id=1, text="x"), SendPhoto(chat_id=1, photo=PHOTO)], ids=type)
async def test_where_no_connection_is_made_nothing_can_have_arrived(closed_port, way, method):
    server = TelegramAPIServer.from_base(f"http://127.0.0.1:{closed_port}")
    proxy = f"socks5://127.0.0.1:{closed_port}" if way == "proxy" else None
    async with Bot("1:x", session=SwiftSession(api=server, proxy=proxy)) as bot:
        with pytest.raises(Unreached):
            await bot(method)


def test_a_page_of_a_gateway_is_trouble_of_the_server():
    with pytest.raises(TelegramServerError):
        BOT.session.check_response(BOT, SendMessage(chat_id=1, text="x"), 502, "<html>Bad Gateway</html>")
