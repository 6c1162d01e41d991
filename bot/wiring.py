"""Builds every object once, by hand, in reading order."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import machine_now, read_clock
from bot.keys import KeyRing, open_key_ring
from bot.settings import Settings
from migrations.runner import SCHEMA
from services.domain.clock import Clock
from services.errors import Refused
from services.store.db import Database

if TYPE_CHECKING:
    from services.store.vault import Vault
    from services.sync.opening import Opening


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

    def vault(self) -> "Vault":
        """What seals phone numbers and credentials."""
        from services.store.vault import Vault

        keys = self.keys()
        return Vault(keys.encryption, keys.phone)

    def opening(self) -> "Opening":
        """What opens accounts of vendors; loaded late, for few calls go out."""
        from services.sync.opening import Opening

        return Opening(self.database, self.vault(), machine_now, local=self.settings.allow_local_sources)


@asynccontextmanager
async def open_house(settings: Settings, *, migrate: bool = True) -> AsyncIterator[House]:
    """The program for the length of one call; SQLite is brought up to date on the way in."""
    database = Database(settings.database)
    try:
        if database.file is not None:
            _make_folder(database.file.parent)
            _make_private(database.file)
        if migrate:
            await ensure_schema(database)
        yield House(settings, read_clock(settings.clock), database, [])
    finally:
        await database.close()


async def ensure_schema(database: Database) -> bool:
    """Bring the schema up to date; only a look, beside any writer, when it is so already. True when it was changed."""
    async with database.overview() as connection:
        if await SCHEMA.revision(connection) == SCHEMA.head:
            return False
    return await database.migrate(SCHEMA.upgrade)


def _make_folder(folder: Path) -> None:
    """People's names and numbers will lie there: it is for its owner alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as trouble:
        raise Refused("folder-unwritable", path=str(folder), why=trouble.strerror or "") from trouble


def _make_private(file: Path) -> None:
    """A new database can be read by its owner alone; an old one is left as it is."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    except OSError as trouble:
        raise Refused("folder-unwritable", path=str(file.parent), why=trouble.strerror or "") from trouble
