"""Any command, and any button that is no step of it, leaves an open conversation."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, TelegramObject

from handlers.buttons import Press
from handlers.states import STEPS

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class LeavesConversation(BaseMiddleware):
    """Forgets what was asked, so that the next words are not taken for an answer."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        if data.get("raw_state") is not None and _leaves(event, data.get("press")):
            state: FSMContext = data["state"]
            await state.clear()
            data["raw_state"] = None
        return await handler(event, data)


def _leaves(event: TelegramObject, press: Press | None) -> bool:
    if isinstance(event, Message):
        return (event.text or "").startswith("/")
    return press is None or press.place not in STEPS
