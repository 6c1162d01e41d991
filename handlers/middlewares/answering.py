"""Every press is answered at once, before anything is counted: a button never keeps turning."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiogram import BaseMiddleware
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, TelegramObject

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class AnswerFirst(BaseMiddleware):
    """Answers a press; one that is too old to be answered is handled all the same."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if isinstance(event, CallbackQuery):
            with suppress(TelegramAPIError):
                await event.answer()
        return await handler(event, data)
