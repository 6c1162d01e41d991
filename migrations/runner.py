"""Brings a database to the current schema in one transaction, so that a kill leaves the old schema or the new."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from migrations import HEAD
from services.errors import Refused
from services.store.schema import Schema
from services.store.sqlite_files import APPLICATION
from services.store.tables import metadata

if TYPE_CHECKING:
    from alembic.config import Config

_LOCK = 0x54414B54
"""Where PostgreSQL's migrating processes queue; any constant of our own."""


async def revision(connection: AsyncConnection) -> str | None:
    """The revision the database stands at; None before the first."""
    return await connection.run_sync(_revision)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


async def upgrade(connection: AsyncConnection) -> bool:
    """Bring the schema to the head inside the caller's transaction; True when something was done.

    A database that a newer Takt has already changed, or that holds another program's tables, is refused and left alone.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    now = await revision(connection)
    if now == HEAD:
        return False
    if now is not None and not known(now):
        raise Refused("database-newer", revision=now)
    if now is None and await connection.run_sync(_is_taken):
        raise Refused("database-strange")
    await connection.run_sync(_walk, "head", "upgrade")
    if connection.dialect.name == "sqlite":
        await _finish_sqlite(connection)
    return True


async def downgrade(connection: AsyncConnection, to: str) -> None:
    """Go back to an older schema, for tests and for a roll-back by hand."""
    await connection.run_sync(_walk, to, "downgrade")


async def _finish_sqlite(connection: AsyncConnection) -> None:
    """Say whose file it is, and that no reference was lost while tables were rebuilt."""
    await connection.execute(text(f"PRAGMA application_id = {APPLICATION}"))
    if (await connection.execute(text("PRAGMA foreign_key_check"))).all():
        raise Refused("database-damaged")


def _is_taken(connection: Connection) -> bool:
    """Whether tables of ours, or on SQLite any at all, stand there without a revision."""
    found = set(inspect(connection).get_table_names()) - {"alembic_version"}
    return bool(found if connection.dialect.name == "sqlite" else found & set(metadata.tables))


def known(now: str) -> bool:
    """Whether this Takt has such a revision."""
    return any(file.name.startswith(f"{now}_") for file in (Path(__file__).parent / "versions").glob("*.py"))


def _walk(connection: Connection, to: str, direction: str) -> None:
    from alembic import command

    config = configured(connection)
    (command.upgrade if direction == "upgrade" else command.downgrade)(config, to)


def configured(connection: Connection) -> "Config":
    """Alembic's settings, with no file of its own."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


SCHEMA = Schema(HEAD, revision, upgrade, known)
"""The migrations for whoever copies databases or examines them."""
