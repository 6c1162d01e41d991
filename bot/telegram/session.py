"""How requests to Telegram are written down."""

import time
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile
from aiohttp import BytesPayload
from yarl import URL

from bot.telegram.gate import Gate

_FORM = "application/x-www-form-urlencoded"


class SwiftSession(AiohttpSession):
    """aiogram's session with a form that is written ten times faster: Cyrillic took a tenth of a reply's time.

    Messages go out through a gate; edits, which may repeat freely, and files, which take long, pass beside it.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._gate = Gate()

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        """Send a request; raises what Telegram or the network answered."""
        if not isinstance(method, SendMessage):
            return await super().make_request(bot, method, timeout)
        async with self._gate.place():
            begun = time.perf_counter()
            sent = await super().make_request(bot, cast(TelegramMethod[TelegramType], method), timeout)
            self._gate.took(time.perf_counter() - begun)
            return sent

    def build_form_data(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        """The body of a request; one that carries files is written by aiogram."""
        files: dict[str, InputFile] = {}
        fields = {
            name: value
            for name, given in method.model_dump(warnings=False).items()
            if (value := self.prepare_value(given, bot=bot, files=files))
        }
        if files:
            return super().build_form_data(bot, method)
        return BytesPayload(URL.build(query=fields).raw_query_string.encode(), content_type=_FORM)
