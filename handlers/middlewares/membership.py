"""Lets members in; everybody else gets one kind word and nothing else."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject

from handlers.screen import Show
from handlers.speech import Speech
from handlers.views.refusals import nobody_screen, stranger_screen
from services.usecases.know_account import Known

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class MembersOnly(BaseMiddleware):
    """Stands before every router but the front door.

    A stranger and somebody who left hear how to come in; a member who presses a button of a company that is not
    theirs hears the same as for somebody who does not exist.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if data.get("me") is not None:
            return await handler(event, data)
        show: Show = data["show"]
        speech: Speech = data["speech"]
        known: Known = data["known"]
        await show(nobody_screen(speech) if known.members else stranger_screen(speech))
        return None
