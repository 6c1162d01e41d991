"""Says letters in Telegram: a letter becomes a screen of its reader, the screen a message, the answer a verdict."""

import logging
from collections.abc import Awaitable
from datetime import timedelta
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import BufferedInputFile

from bot.telegram.session import Unreached
from handlers.middlewares.showing import MARKUP_TROUBLE, SAME, Paint, fitting, keyboard, without_tags
from handlers.screen import LONGEST_CAPTION, LONGEST_TEXT, Screen
from handlers.speech import speech_of
from handlers.views.letters import letter_screen
from services.domain.letters import may_read
from services.outbox.verdicts import Busy, Delivered, Gone, Later, Lost, Moved, Quiet, Unwanted, Verdict, Void
from services.store.chats import BLOCKED, GONE
from services.store.mail import Posted
from services.usecases.know_reader import KnowReader

_BLOCKED = ("bot was blocked by the user", "user is deactivated")
_NO_CHAT = ("chat not found", "bot was kicked", "bot is not a member", "group chat was deleted", "have no rights",
            "not enough rights to send", "need administrator rights")  # fmt: skip
_NO_MESSAGE = (
    "message to edit not found",
    "there is no text in the message to edit",
    "message can't be edited",
    "message_id_invalid",
)

_log = logging.getLogger(__name__)


class Postman:
    """Says one letter; rights and language are those of the moment it is said."""

    def __init__(self, bot: Bot, know: KnowReader, paint: Paint) -> None:
        self._bot = bot
        self._know = know
        self._paint = paint

    async def __call__(self, letter: Posted, before: str | None) -> Verdict:
        """Say it; a card takes the place of the pinned one `before`."""
        group = letter.chat.startswith("-")
        reader = await self._know.of_group(letter.company, letter.reader) if group else await self._know(
            letter.company, letter.reader, letter.chat
        )  # fmt: skip
        if reader is None or not may_read(reader.member, letter.kind, letter.data):
            return Void("nobody")
        screen = letter_screen(
            letter.kind, letter.data, reader.member, speech_of(reader.language), repeated=letter.repeated
        )
        return await _judged(self._said(letter, screen, before))

    async def _said(self, letter: Posted, screen: Screen, before: str | None) -> Verdict:
        chat = int(letter.chat)
        if letter.card and letter.message_id is not None and await self._edited(chat, int(letter.message_id), screen):
            return Delivered(letter.message_id)
        number = await self._sent(chat, screen, silent=letter.silent)
        if letter.card:
            await self._pin(chat, number, before or letter.message_id)
        return Delivered(str(number))

    async def _sent(self, chat: int, screen: Screen, *, silent: bool) -> int:
        markup = keyboard(screen.rows)
        options: dict[str, Any] = {"reply_markup": markup, "disable_notification": silent or None}
        image = await self._paint(screen.picture) if screen.picture is not None else None
        if image is not None:
            photo = BufferedInputFile(image, "takt.png")
            caption = fitting(screen.text, LONGEST_CAPTION)
            return (await self._bot.send_photo(chat, photo, caption=caption, **options)).message_id
        text = fitting(screen.text, LONGEST_TEXT)
        try:
            return (await self._bot.send_message(chat, text, **options)).message_id
        except TelegramBadRequest as trouble:
            if MARKUP_TROUBLE not in trouble.message:
                raise
            return (await self._bot.send_message(chat, without_tags(text), parse_mode=None, **options)).message_id

    async def _edited(self, chat: int, message: int, screen: Screen) -> bool:
        """Whether the message says it now; False when it is no more, or too old to be changed."""
        try:
            await self._bot.edit_message_text(
                fitting(screen.text, LONGEST_TEXT), chat_id=chat, message_id=message, reply_markup=keyboard(screen.rows)
            )
        except TelegramBadRequest as trouble:
            if SAME in trouble.message:
                return True
            if any(words in trouble.message.lower() for words in _NO_MESSAGE):
                return False
            raise
        return True

    async def _pin(self, chat: int, message: int, before: str | None) -> None:
        """Pin today's card in the place of yesterday's; where that may not be, the card stands unpinned."""
        try:
            if before is not None:
                await self._bot.unpin_chat_message(chat, message_id=int(before))
        except TelegramAPIError as trouble:
            _log.info("the card before could not be unpinned: %s", trouble.message)
        try:
            await self._bot.pin_chat_message(chat, message, disable_notification=True)
        except TelegramAPIError as trouble:
            _log.info("a card could not be pinned: %s", trouble.message)


async def _judged(said: Awaitable[Verdict]) -> Verdict:
    """What Telegram's answer means."""
    try:
        return await said
    except TelegramRetryAfter as trouble:
        return Later(timedelta(seconds=trouble.retry_after))
    except TelegramMigrateToChat as trouble:
        return Moved(str(trouble.migrate_to_chat_id))
    except TelegramForbiddenError as trouble:
        words = trouble.message.lower()
        if any(known in words for known in _BLOCKED):
            return Gone(BLOCKED)
        return Gone(GONE) if any(known in words for known in _NO_CHAT) else Quiet()
    except TelegramServerError:
        return Busy()
    except Unreached:
        return Busy()
    except TelegramEntityTooLarge:
        return Unwanted("too large")
    except (TelegramNetworkError, ClientDecodeError):
        return Lost()
    except TelegramBadRequest as trouble:
        words = trouble.message.lower()
        if any(known in words for known in _NO_CHAT):
            return Gone(GONE)
        _log.warning("Telegram refuses a letter: %s", trouble.message)
        return Unwanted("refused")
    except TelegramAPIError as trouble:
        _log.warning("Telegram takes no letters: %s", trouble.message)
        return Busy()
