"""A whole aiogram bot lives against the server, by polling."""

import asyncio
import contextlib

import pytest
from aiogram import Dispatcher, F
from aiogram.exceptions import TelegramEntityTooLarge
from aiogram.filters import Command
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
    ReactionTypeEmoji,
)

from tests.sandbox.conftest import PIXEL


def keys(*labels):
    """One row of buttons; each says its label."""
    row = [InlineKeyboardButton(text=label, callback_data=label.encode().hex()[:60]) for label in labels]
    return InlineKeyboardMarkup(inline_keyboard=[row])


@pytest.fixture
async def running(bot):
    """A small bot that greets, edits, draws and sends files back."""
    dispatcher = Dispatcher()

    @dispatcher.message(Command("start"))
    async def start(message: Message) -> None:
        await message.answer(f"<b>Здравствуйте</b>, {message.from_user.first_name}", reply_markup=keys("Картинка"))

    @dispatcher.callback_query()
    async def pressed(query: CallbackQuery) -> None:
        await query.answer("Рисую")
        picture = BufferedInputFile(PIXEL, "day.png")
        await query.message.edit_media(InputMediaPhoto(media=picture, caption="<i>День</i>"), reply_markup=keys("Ещё"))

    @dispatcher.message(F.document)
    async def filed(message: Message) -> None:
        content = await message.bot.download(message.document)
        await message.reply_document(BufferedInputFile(content.read().upper(), "back.csv"), caption="Готово")

    task = asyncio.get_running_loop().create_task(
        dispatcher.start_polling(bot, handle_signals=False, polling_timeout=2)
    )
    yield dispatcher
    with contextlib.suppress(RuntimeError):
        await dispatcher.stop_polling()
    await task


async def test_a_conversation_goes_from_start_to_picture(server, ann, running):
    await ann.starts()
    card = await ann.waits_for("Здравствуйте")
    press = await ann.presses("Картинка")
    await press.answered()
    picture = await ann.waits_for("День")

    assert card is picture
    assert (press.toast, press.alert, press.spins) == ("Рисую", "", False)
    assert picture.photo == PIXEL
    assert picture.labels == [["Ещё"]]
    assert [version.content.text for version in picture.versions] == ["Здравствуйте, Анна"]
    assert picture.entities == ({"type": "italic", "offset": 0, "length": 4},)
    assert server.ledger.violations == []


async def test_a_file_is_fetched_and_comes_back(server, ann, running):
    sent = await ann.sends_file("deals.csv", b"id;amount")

    answer = await ann.waits_for("Готово")

    assert answer.file.content == b"ID;AMOUNT"
    assert answer.file.name == "back.csv"
    assert answer.reply_to is sent
    await server.settled()
    assert server.updates.waiting == []


async def test_a_file_over_fifty_megabytes_is_too_large(bot, ann):
    with pytest.raises(TelegramEntityTooLarge):
        await bot.send_document(ann.id, BufferedInputFile(b"x" * 53 * 1024 * 1024, "big.csv"))

    assert ann.chat.received == []


async def test_aiograms_requests_are_sound(server, bot, ann):
    message = await bot.send_message(ann.id, "Раз &amp; два", disable_notification=True, reply_markup=keys("А", "Б"))
    await bot.pin_chat_message(ann.id, message.message_id)
    await bot.set_message_reaction(ann.id, message.message_id, [ReactionTypeEmoji(emoji="👍")])
    await bot.set_my_commands([BotCommand(command="kpi", description="Мои числа")], BotCommandScopeAllPrivateChats())
    await bot.send_chat_action(ann.id, "typing")
    await bot.send_media_group(ann.id, [InputMediaPhoto(media=BufferedInputFile(PIXEL, "a.png")) for _ in range(2)])
    await bot.edit_message_text("Три", chat_id=ann.id, message_id=message.message_id)
    await bot.delete_message(ann.id, message.message_id)
    chat = await bot.get_chat(ann.id)
    member = await bot.get_chat_member(ann.id, ann.id)

    assert (chat.first_name, member.status) == ("Анна", "member")
    assert [one.kind for one in ann.chat.received] == ["photo", "photo"]
    assert [command["command"] for command in server.profile.menu(ann.chat, ann.id, "ru")] == ["kpi"]
    assert server.ledger.violations == []
    assert server.ledger.refusals == []
