"""The database: whether it is there, what kind it is, which schema it has, whether it is sound."""

import asyncio
from pathlib import Path

from services.store import sqlite_files
from services.store.db import Database
from services.store.health import Health
from services.store.schema import Schema
from services.usecases.examining.finding import Finding, look, ok, trouble


async def look_at_database(database: Database, schema: Schema) -> list[Finding]:
    """What can be said at once; nothing is made or changed, least of all a file that is not a database."""
    strange = await asyncio.to_thread(_look_at_file, database.file) if database.file is not None else []
    if strange:
        return strange
    async with database.overview() as connection:
        version = await Health(connection).version()
        stands = await schema.revision(connection)
    address = database.url.set(query={}).render_as_string(hide_password=True)
    where = str(database.file) if database.file is not None else address
    return [ok(f"doctor-{database.url.get_backend_name()}", version=version, where=where), _schema(schema, stands)]


async def look_inside(database: Database) -> list[Finding]:
    """Every page of a SQLite file; a server looks after its own."""
    if database.file is None:
        return []
    if not await asyncio.to_thread(sqlite_files.is_sound, database.file):
        return [trouble("database-damaged")]
    async with database.overview() as connection:
        mode = await Health(connection).journal_mode()
    return [ok("doctor-sound"), ok("doctor-wal") if mode == "wal" else look("doctor-no-wal", mode=mode)]


def _look_at_file(file: Path) -> list[Finding]:
    try:
        if not file.exists():
            return [look("doctor-no-database", path=str(file))]
        if sqlite_files.is_sqlite(file):
            return []
    except OSError as error:
        return [trouble("doctor-database-unreadable", path=str(file), why=error.strerror or "")]
    return [trouble("doctor-not-a-database", path=str(file))]


def _schema(schema: Schema, stands: str | None) -> Finding:
    if stands == schema.head:
        return ok("doctor-schema", revision=stands)
    if stands is None:
        return look("doctor-no-schema")
    if schema.knows(stands):
        return look("doctor-old-schema", revision=stands, head=schema.head)
    return trouble("database-newer", revision=stands)
