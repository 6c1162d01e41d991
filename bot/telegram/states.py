"""Conversations in the database: a question asked before a restart still waits for its answer after it."""

import json
from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from bot.clock import machine_now
from services.store.conversations import Conversations
from services.store.db import Database


class StoredStates(BaseStorage):
    """aiogram's storage over our own table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Keep what the chat waits for."""
        name = state.state if isinstance(state, State) else state
        async with self._database.connection() as connection:
            conversations = Conversations(connection)
            _, data = await conversations.of(_key(key))
            await conversations.keep(_key(key), name, data, machine_now())

    async def get_state(self, key: StorageKey) -> str | None:
        """What the chat waits for."""
        async with self._database.overview() as connection:
            return (await Conversations(connection).of(_key(key)))[0]

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keep what was answered so far."""
        async with self._database.connection() as connection:
            conversations = Conversations(connection)
            state, _ = await conversations.of(_key(key))
            await conversations.keep(_key(key), state, json.dumps(dict(data), ensure_ascii=False), machine_now())

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """What was answered so far."""
        async with self._database.overview() as connection:
            found: dict[str, Any] = json.loads((await Conversations(connection).of(_key(key)))[1])
            return found

    async def close(self) -> None:
        """The database is closed by whoever opened it."""


def _key(key: StorageKey) -> str:
    return f"{key.bot_id}:{key.chat_id}:{key.user_id}:{key.thread_id or 0}:{key.destiny}"
