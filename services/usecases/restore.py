"""A copy takes the database's place."""

import asyncio
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from services.errors import Refused
from services.store import sqlite_files
from services.store.copies import Copies
from services.store.db import Database
from services.store.schema import Schema
from services.usecases.copying import ensure_room, writing_to

_TIMES = 3
"""The working copy, the new database and its log while it is being written."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back; `revision` is the schema the copy had; `same_keys` is None where the copy has no numbers."""

    companies: int
    rows: int
    revision: str
    same_keys: bool | None


class Restore:
    """Put a copy in the database's place, all of it or nothing; the copy itself is not changed.

    A copy of an older Takt is brought up to date; a newer one, a damaged one and a file of anything else are refused.
    A database that has companies, or cannot be read, is given up only with `force`.
    """

    def __init__(self, database: Database, schema: Schema, workplace: Path) -> None:
        self._database = database
        self._schema = schema
        self._copies = Copies(database, schema)
        self._workplace = workplace

    async def __call__(self, file: Path, *, fingerprint: str | None, force: bool = False) -> Restored:
        """`fingerprint` is of the phone key that is here now; None when there is none."""
        await asyncio.to_thread(_ensure_database, file)
        if not force:
            await self._ensure_replaceable()
        with writing_to(self._workplace):
            self._workplace.mkdir(mode=0o700, parents=True, exist_ok=True)
            ensure_room(self._workplace, _TIMES * file.stat().st_size)
            handle, name = tempfile.mkstemp(dir=self._workplace, prefix=".restore.", suffix=".db")
            os.close(handle)
            work = Path(name)
            try:
                await asyncio.to_thread(_take, file, work)
                return await self._put(work, fingerprint)
            finally:
                sqlite_files.forget(work)

    async def _ensure_replaceable(self) -> None:
        try:
            companies = await self._copies.companies()
        except Refused as trouble:
            if trouble.phrase in ("database-damaged", "database-strange"):
                raise Refused("restore-over-unreadable") from trouble
            raise
        if companies:
            raise Refused("restore-over", companies=companies)

    async def _put(self, work: Path, fingerprint: str | None) -> Restored:
        stood = await self._bring_up(work)
        counts = await self._copies.counts(work)
        kept = await self._copies.fingerprint(work)
        await self._copies.read(work)
        same = None if kept is None else kept == fingerprint
        return Restored(counts["companies"], sum(counts.values()), stood, same)

    async def _bring_up(self, work: Path) -> str:
        try:
            stood = await self._copies.bring_up(work)
        except Refused as trouble:
            if trouble.phrase == "database-newer":
                raise Refused("backup-newer") from trouble
            raise
        if stood is None:
            raise Refused("backup-strange")
        return stood


def _ensure_database(file: Path) -> None:
    try:
        if file.is_file() and file.stat().st_size and sqlite_files.is_sqlite(file):
            return
    except OSError as trouble:
        raise Refused("backup-unreadable", path=str(file), why=trouble.strerror or "") from trouble
    raise Refused("backup-strange" if file.exists() else "backup-missing", path=str(file))


def _take(file: Path, work: Path) -> None:
    """The copy as a file of our own, sound and ours; a write-ahead log beside it belongs to it."""
    shutil.copyfile(file, work)
    log = file.with_name(f"{file.name}-wal")
    if log.exists():
        shutil.copyfile(log, work.with_name(f"{work.name}-wal"))
    if not sqlite_files.is_sound(work):
        raise Refused("backup-damaged")
    if not sqlite_files.is_ours(work):
        raise Refused("backup-strange")
