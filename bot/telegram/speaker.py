"""The bot of Telegram's side: its address, its way out, and how an update is handed to the commands."""

import json
import logging
from datetime import datetime, timedelta

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods.base import Response
from aiogram.types import LinkPreviewOptions, Message, Update
from pydantic import ValidationError

from bot.clock import machine_now
from bot.counters import Counters
from bot.telegram.session import SwiftSession
from handlers.errors import LATER
from services.store.updates import Claimed

_AFTER_NETWORK_TROUBLE = timedelta(seconds=2)
_MOST_TRIES = 20
_NETWORK_S = 20.0

_FORMS = (Response[Message], Response[bool], Response[Message | bool])
"""Forms of Telegram's answers, held on to: pydantic forgets a form that nobody holds, and to make one anew takes a
sixth of a reply's time."""

_log = logging.getLogger(__name__)


def make_bot(token: str, api_url: str, proxy: str) -> Bot:
    """The bot with its server and proxy from the settings."""
    server = TelegramAPIServer.from_base(api_url) if api_url else PRODUCTION
    session = SwiftSession(proxy=proxy or None, api=server, timeout=_NETWORK_S)
    manners = DefaultBotProperties(parse_mode="HTML", link_preview=LinkPreviewOptions(is_disabled=True))
    return Bot(token, session=session, default=manners)


class Hand:
    """Hands an update to the commands; what Telegram does not take for now is tried again when it says."""

    def __init__(self, bot: Bot, dispatcher: Dispatcher, counters: Counters) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._counters = counters

    async def __call__(self, one: Claimed) -> datetime | None:
        """Handled, or the moment to try again."""
        with self._counters.seconds.time():
            again_at = await self._handle(one)
        self._counters.updates.labels("done" if again_at is None else "later").inc()
        return again_at

    async def _handle(self, one: Claimed) -> datetime | None:
        if one.attempt > 1:
            _log.warning("update %s is handled again, attempt %s", one.update_id, one.attempt)
        try:
            update = Update.model_validate(json.loads(one.payload), context={"bot": self._bot})
        except (ValidationError, ValueError):
            _log.warning("update %s is of a kind that is not understood", one.update_id)
            return None
        try:
            await self._dispatcher.feed_update(self._bot, update)
        except LATER as busy:
            if one.attempt >= _MOST_TRIES:
                _log.error("update %s could not be answered", one.update_id)
                return None
            after = timedelta(seconds=busy.retry_after) if isinstance(busy, TelegramRetryAfter) else _gap(one.attempt)
            return machine_now() + after
        return None


def _gap(attempt: int) -> timedelta:
    longest: timedelta = min(_AFTER_NETWORK_TROUBLE * 2 ** (attempt - 1), timedelta(minutes=2))
    return longest
