"""How requests to Telegram are written down."""

import json
from functools import partial
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import TelegramMethod
from aiogram.types import InputFile
from aiohttp import JsonPayload

_dumps = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


class JsonSession(AiohttpSession):
    """What carries no file goes as JSON: to write Cyrillic as a form takes a fifth of a reply's time."""

    def build_form_data(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        """The body of a request."""
        files: dict[str, InputFile] = {}
        values = {
            name: value
            for name, given in method.model_dump(warnings=False).items()
            if (value := self.prepare_value(given, bot=bot, files=files, _dumps_json=False)) is not None
        }
        return super().build_form_data(bot, method) if files else JsonPayload(values, dumps=_dumps)
