"""A copy of everything in one file, taken while the work goes on."""

import asyncio
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from services.errors import Refused
from services.store import sqlite_files
from services.store.copies import Copies
from services.store.db import Database
from services.store.schema import Schema
from services.store.troubles import clear_absence
from services.usecases.copying import ensure_room, writing_to


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a copy holds; `size` in bytes."""

    file: Path
    size: int
    companies: int
    rows: int


class BackUp:
    """Write the whole database, as it is at one moment, into one file that only its owner can read.

    The copy restores into SQLite and PostgreSQL alike. It holds no keys: they are kept elsewhere, or whoever finds the
    copy could read the phone numbers. A file that is there is left alone unless `force`; one that is being written
    stands under another name until it is whole.
    """

    def __init__(self, database: Database, schema: Schema) -> None:
        self._database = database
        self._copies = Copies(database, schema)

    async def __call__(self, file: Path, *, force: bool = False) -> BackedUp:
        self._ensure_source()
        with writing_to(file.parent):
            self._ensure_free(file, force=force)
            ensure_room(file.parent, await self._copies.size())
            handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".part")
            os.close(handle)
            draft = Path(name)
            try:
                counts = await self._copies.write(draft)
                self._ensure_free(file, force=force)
                draft.replace(file)
                await asyncio.to_thread(sqlite_files.to_disk, file)
            finally:
                sqlite_files.forget(draft)
            return BackedUp(file, file.stat().st_size, counts.get("companies", 0), sum(counts.values()))

    def _ensure_source(self) -> None:
        with clear_absence():
            if self._database.file is not None and not self._database.file.exists():
                raise Refused("database-missing", path=str(self._database.file))

    def _ensure_free(self, file: Path, *, force: bool) -> None:
        live = self._database.file
        if file.is_dir() or (live is not None and file.exists() and file.samefile(live)):
            raise Refused("backup-not-here", path=str(file))
        if file.exists() and not force:
            raise Refused("backup-exists", path=str(file))
