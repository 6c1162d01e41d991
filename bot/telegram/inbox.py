"""Updates are stored before they are acknowledged; many at once share one commit."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from bot.clock import machine_now
from services.store.db import Database
from services.store.updates import Incoming, Updates

Raw: TypeAlias = Mapping[str, Any]
"""An update as the messenger sent it."""

_NO_CHAT = 0


class Inbox:
    """Takes updates in; whoever waits for them is woken."""

    def __init__(self, database: Database, bot_id: int) -> None:
        self._database = database
        self._bot = bot_id
        self._waiting: list[tuple[Sequence[Incoming], asyncio.Future[None]]] = []
        self._writing = asyncio.Lock()
        self.news = asyncio.Event()

    async def accept(self, updates: Sequence[Raw]) -> None:
        """Return when all of them are stored; whoever comes while another commit runs shares the next one."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(([_incoming(update) for update in updates], done))
        async with self._writing:
            if not done.done():
                await self._write()
        await done

    async def _write(self) -> None:
        together, self._waiting = self._waiting, []
        try:
            async with self._database.connection() as connection:
                every = [one for updates, _ in together for one in updates]
                await Updates(connection, self._bot).take(every, machine_now())
        except BaseException as trouble:
            for _, done in together:
                if not done.done():
                    done.set_exception(trouble if isinstance(trouble, Exception) else asyncio.CancelledError())
            if not isinstance(trouble, Exception):
                raise
            return
        for _, done in together:
            if not done.done():
                done.set_result(None)
        self.news.set()


def _incoming(update: Raw) -> Incoming:
    return Incoming(int(update["update_id"]), lane_of(update), json.dumps(update, ensure_ascii=False))


def lane_of(update: Raw) -> int:
    """The chat an update belongs to: within it order is kept. Whatever has no chat goes by its sender."""
    for kind, content in update.items():
        if kind == "update_id" or not isinstance(content, Mapping):
            continue
        inner = content.get("message")
        chat = (inner if isinstance(inner, Mapping) else content).get("chat") or content.get("from")
        if isinstance(chat, Mapping) and isinstance(chat.get("id"), int):
            return int(chat["id"])
    return _NO_CHAT
