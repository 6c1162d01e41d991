"""What is said arrives as it was said, however it is written down on the way."""

from urllib.parse import parse_qsl

from aiogram import Bot
from aiogram.methods import SendDocument, SendMessage
from aiogram.types import BufferedInputFile
from aiohttp import FormData
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.session import SwiftSession

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
