"""One person's flood does not slow the others: beyond a pace it is answered once and then passed over."""

import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, User

from handlers.screen import Screen, Show
from handlers.speech import Speech

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

_BURST = 12
_A_SECOND = 1.0
_KEPT = 2_000


class Throttle(BaseMiddleware):
    """A dozen at once and one a second after that, per account; the first one too many hears a word about it.

    It is said again only after a calm in which a whole dozen has room once more.
    """

    def __init__(self, passed: Callable[[], float] = time.monotonic) -> None:
        self._passed = passed
        self._left: dict[int, tuple[float, float, bool]] = {}

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user: User | None = data.get("event_from_user")
        if user is None:
            return await handler(event, data)
        left, told = self._take(user.id)
        if left:
            return await handler(event, data)
        if not told:
            show: Show = data["show"]
            speech: Speech = data["speech"]
            await show(Screen(speech.say("chat-slow-down")), anew=True)
        return None

    def _take(self, user: int) -> tuple[bool, bool]:
        """Whether there is room for one more, and whether the person was told that there is none."""
        now = self._passed()
        if len(self._left) > _KEPT:
            self._left = {who: kept for who, kept in self._left.items() if now - kept[1] < _BURST / _A_SECOND}
        room, at, told = self._left.get(user, (float(_BURST), now, False))
        room = min(float(_BURST), room + (now - at) * _A_SECOND)
        told = told and room < _BURST
        fits = room >= 1
        self._left[user] = (room - 1 if fits else room, now, told or not fits)
        return fits, told
