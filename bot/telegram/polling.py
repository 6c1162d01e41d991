"""Asks Telegram for updates, stores them, and only then asks for the next."""

import asyncio
import logging
import random
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramConflictError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod

from bot.telegram.inbox import Inbox
from services.errors import Refused

KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
"""What the bot wants to hear of."""

_WAIT_S = 25
_ANSWER_S = 10
_FIRST_GAP_S, _LONGEST_GAP_S = 0.5, 30.0

_log = logging.getLogger(__name__)


class RawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """`getUpdates` without a look inside: an update of a newer kind must not hide its neighbours."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int | None = None
    limit: int | None = None
    allowed_updates: list[str] | None = None


class Unstored(Exception):
    """The database took no updates: a full disk, a database that is away."""


class Polling:
    """Long polling; a silence of the network is waited out, another poller is told once."""

    def __init__(self, bot: Bot, inbox: Inbox, wait_s: int = _WAIT_S) -> None:
        self._bot = bot
        self._inbox = inbox
        self._wait = wait_s
        self._offset: int | None = None
        self._gap = _FIRST_GAP_S
        self._told = ""

    async def run(self) -> None:
        """Ask for ever; a token that is refused ends it with a clear word."""
        while True:
            try:
                await self._ask()
            except TelegramUnauthorizedError as trouble:
                raise Refused("telegram-token") from trouble
            except TelegramRetryAfter as busy:
                await asyncio.sleep(busy.retry_after)
            except TelegramConflictError:
                await self._wait_out("telegram: another program asks for this bot's updates; waiting for it to end")
            except TelegramAPIError as trouble:
                await self._wait_out(f"telegram: no updates ({type(trouble).__name__}), trying again")
            except Unstored as trouble:
                await self._wait_out(f"telegram: updates cannot be stored ({trouble}), Telegram keeps them meanwhile")

    async def _ask(self) -> None:
        method = RawUpdates(offset=self._offset, timeout=self._wait, limit=100, allowed_updates=KINDS)
        updates = await self._bot(method, request_timeout=self._wait + _ANSWER_S)
        if updates:
            await self._store(updates)
            self._offset = max(int(update["update_id"]) for update in updates) + 1
        self._gap = _FIRST_GAP_S
        if self._told:
            _log.info("telegram: updates come again")
            self._told = ""

    async def _store(self, updates: list[dict[str, Any]]) -> None:
        try:
            await self._inbox.accept(updates)
        except Exception as trouble:
            raise Unstored(type(trouble).__name__) from trouble

    async def _wait_out(self, line: str) -> None:
        """Trouble is told once; the gaps between tries grow."""
        if line != self._told:
            _log.warning(line)
            self._told = line
        await asyncio.sleep(self._gap * random.uniform(0.7, 1.3))
        self._gap = min(self._gap * 2, _LONGEST_GAP_S)
