"""A command or a button ends the conversation that was open: a word typed later is not taken for its answer."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, TelegramObject

from handlers.buttons import CONFIRM, Press

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class LeavesTalk(BaseMiddleware):
    """Clears what was asked, except where the button confirms what was typed."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        state: FSMContext | None = data.get("state")
        if state is not None and data.get("raw_state") is not None and _leaves(event, data.get("press")):
            await state.clear()
            data["raw_state"] = None
        return await handler(event, data)


def _leaves(event: TelegramObject, press: Press | None) -> bool:
    if isinstance(event, Message):
        return (event.text or "").startswith("/")
    return press is None or press.place != CONFIRM
