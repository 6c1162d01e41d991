"""Builds every object once, by hand, in reading order."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.clock import read_clock
from bot.keys import KeyRing, open_key_ring
from bot.settings import Settings
from migrations.runner import upgrade
from services.domain.clock import Clock
from services.store.db import Database


@dataclass(frozen=True, slots=True)
class House:
    """The program joined together: what every call of `takt` works with."""

    settings: Settings
    clock: Clock
    database: Database
    _keys: list[KeyRing]

    def keys(self) -> KeyRing:
        """The installation's keys, made at the first need."""
        if not self._keys:
            self._keys.append(open_key_ring(self.settings.data_dir, self.settings.encryption_keys))
        return self._keys[0]


@asynccontextmanager
async def open_house(settings: Settings, *, migrate: bool = True) -> AsyncIterator[House]:
    """The program for the length of one call; SQLite is brought up to date on the way in."""
    database = Database(settings.database)
    try:
        if database.is_sqlite:
            _folder_of(database).mkdir(parents=True, exist_ok=True)
        if migrate:
            await ensure_schema(database)
        yield House(settings, read_clock(settings.clock), database, [])
    finally:
        await database.close()


async def ensure_schema(database: Database) -> bool:
    """Bring the schema up to date; a cheap look when it is so already. True when something was done."""
    return await database.migrate(upgrade)


def _folder_of(database: Database) -> Path:
    return Path(database.url.database or ".").parent
