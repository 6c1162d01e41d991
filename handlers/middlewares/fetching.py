"""Brings the bytes of a file that was sent."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import TelegramObject
from aiohttp import ClientError

from services.errors import Refused

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

_TOO_BIG = "file is too big"
_LIMIT_MB = 20
_WITHIN_S = 60


class Fetches(BaseMiddleware):
    """Gives handlers `fetch`."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        data["fetch"] = FetchFrom(data["bot"])
        return await handler(event, data)


class FetchFrom:
    """Downloads by the number of a file; an address that fails is never named, for the token stands in it."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def __call__(self, file_id: str) -> bytes:
        """The bytes."""
        try:
            stream = await self._bot.download(file_id, timeout=_WITHIN_S)
        except TelegramBadRequest as trouble:
            if _TOO_BIG in trouble.message.casefold():
                raise Refused("sent-too-big", limit=_LIMIT_MB) from trouble
            raise Refused("sent-not-fetched") from trouble
        except (TimeoutError, ClientError):
            raise Refused("sent-not-fetched") from None
        if stream is None:
            raise Refused("sent-not-fetched")
        return stream.read()
