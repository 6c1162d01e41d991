"""Conversations in the database: a question asked before a restart still waits for its answer after it."""

import json
from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from bot.clock import machine_now
from services.domain.recall import Recall
from services.store.conversations import Conversations
from services.store.db import Database

_SEEN = 5_000


class StoredStates(BaseStorage):
    """aiogram's storage over our own table.

    A process that is the only one (SQLite) remembers what is open, and asks the database only for what it has not
    seen.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: Recall[str, tuple[str | None, str]] = Recall(_SEEN if database.is_sqlite else 0)

    async def _of(self, key: StorageKey) -> tuple[str | None, str]:
        seen = self._seen.get(_key(key))
        if seen is None:
            async with self._database.overview() as connection:
                seen = self._seen.keep(_key(key), await Conversations(connection).of(_key(key)))
        return seen

    async def _keep(self, key: StorageKey, state: str | None, data: str) -> None:
        if await self._of(key) == (state, data):
            return
        async with self._database.connection() as connection:
            await Conversations(connection).keep(_key(key), state, data, machine_now())
        self._seen.keep(_key(key), (state, data))

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Keep what the chat waits for."""
        name = state.state if isinstance(state, State) else state
        await self._keep(key, name, (await self._of(key))[1])

    async def get_state(self, key: StorageKey) -> str | None:
        """What the chat waits for."""
        return (await self._of(key))[0]

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keep what was answered so far."""
        await self._keep(key, (await self._of(key))[0], json.dumps(dict(data), ensure_ascii=False))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """What was answered so far."""
        found: dict[str, Any] = json.loads((await self._of(key))[1])
        return found

    async def close(self) -> None:
        """The database is closed by whoever opened it."""


def _key(key: StorageKey) -> str:
    return f"{key.bot_id}:{key.chat_id}:{key.user_id}:{key.thread_id or 0}:{key.destiny}"
