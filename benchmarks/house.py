"""A house for a benchmark: a fresh database with one company, in a folder that goes when the run ends."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import FixedClock
from migrations.runner import upgrade
from services.domain.company import Company
from services.store.companies import Companies
from services.store.db import Database
from services.usecases.import_files import ImportFiles

AFTER = datetime(2027, 1, 10, 9, tzinfo=UTC)
"""The moment of every question: after all the data."""


@asynccontextmanager
async def a_house() -> AsyncIterator[tuple[Database, Company, Path]]:
    """A migrated SQLite database with one company."""
    with tempfile.TemporaryDirectory(prefix="takt-bench-") as folder:
        file = Path(folder) / "takt.db"
        database = Database(f"sqlite+aiosqlite:///{file}")
        await database.migrate(upgrade)
        async with database.connection() as connection:
            await Companies(connection).add(
                {"name": "Ромашка", "timezone": "Europe/Moscow", "currency": "RUB", "language": "ru", "country": "RU"}
            )
            company = (await Companies(connection).all())[0]
        yield database, company, file
        await database.close()


def importer(database: Database) -> ImportFiles:
    """The import as the program joins it."""
    return ImportFiles(database, FixedClock(AFTER), (b"k" * 32,), b"p" * 32)
