"""What is said arrives as it was said, however it is written down on the way."""

import socket
from urllib.parse import parse_qsl

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramServerError
from aiogram.methods import SendDocument, SendMessage, SendPhoto
from aiogram.types import BufferedInputFile
from aiohttp import FormData
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.session import SwiftSession, Unreached

BOT = Bot("1:x", session=SwiftSession())


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_arrives_as_it_was(text):
    form = BOT.session.build_form_data(BOT, SendMessage(chat_id=-5, text=text, parse_mode=None))

    assert parse_qsl(form._value.decode(), keep_blank_values=True, strict_parsing=True) == [
        ("chat_id", "-5"),
        ("text", text),
    ]
    assert form.content_type == "application/x-www-form-urlencoded"


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
