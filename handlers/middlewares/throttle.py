"""One person's flood does not slow the others: what comes in heaps is answered once and then passed over."""

import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Chat, TelegramObject, Update, User

from handlers.screen import Screen, Show
from handlers.speech import Speech

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
Waiting = Callable[[int, int], Awaitable[int]]
"""How many updates of a chat wait for this bot."""

_BURST = 12
_A_SECOND = 1.0
_MOST_WAITING = 12
_KEPT = 2_000


class Throttle(BaseMiddleware):
    """Passes over what somebody sends while more of theirs waits than a person can mean; the first time they hear so,
    and again only after a calm.

    Whoever waits for the answer before going on is never too fast, however fast that is: it is the heap that is told
    from a person. It is counted only for those who came faster than a dozen at once and one a second.
    """

    def __init__(self, waiting: Waiting, passed: Callable[[], float] = time.monotonic) -> None:
        self._waiting = waiting
        self._passed = passed
        self._left: dict[int, tuple[float, float]] = {}
        self._told: set[int] = set()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user: User | None = data.get("event_from_user")
        if user is None or self._unhurried(user.id) or not await self._flooded(user, data):
            return await handler(event, data)
        if isinstance(event, Update) and event.callback_query is not None:
            with suppress(TelegramAPIError):
                await event.callback_query.answer()
        if user.id not in self._told:
            self._told.add(user.id)
            show: Show = data["show"]
            speech: Speech = data["speech"]
            await show(Screen(speech.say("chat-slow-down")), anew=True)
        return None

    def _unhurried(self, user: int) -> bool:
        """Whether the person came within the pace; each time takes of what is left of it."""
        now = self._passed()
        if len(self._left) > _KEPT:
            self._left = {who: kept for who, kept in self._left.items() if now - kept[1] < _BURST / _A_SECOND}
            self._told &= self._left.keys()
        room, at = self._left.get(user, (float(_BURST), now))
        room = min(float(_BURST), room + (now - at) * _A_SECOND)
        if room == _BURST:
            self._told.discard(user)
        fits = room >= 1
        self._left[user] = (room - 1 if fits else room, now)
        return fits

    async def _flooded(self, user: User, data: dict[str, Any]) -> bool:
        bot: Bot = data["bot"]
        chat: Chat | None = data.get("event_chat")
        return await self._waiting(bot.id, chat.id if chat is not None else user.id) > _MOST_WAITING
