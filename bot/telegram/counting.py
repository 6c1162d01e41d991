"""Counts every call to Telegram by its method and outcome."""

from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType

from bot.counters import Counters


class CountCalls(BaseRequestMiddleware):
    """`ok`, `busy` for a 429, or the kind of trouble."""

    def __init__(self, counters: Counters) -> None:
        self._counters = counters

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        try:
            answer = await make_request(bot, method)
        except TelegramAPIError as trouble:
            self._count(method, "busy" if isinstance(trouble, TelegramRetryAfter) else type(trouble).__name__)
            raise
        self._count(method, "ok")
        return answer

    def _count(self, method: TelegramMethod[Any], outcome: str) -> None:
        self._counters.calls.labels(method.__api_method__, outcome).inc()
