"""Brings a database to the current schema: the whole way in one transaction, so a kill leaves the old schema or the new."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from migrations import HEAD
from services.errors import Refused

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


async def upgrade(connection: AsyncConnection, to: str = "head") -> bool:
    """Bring the schema up to date inside the caller's transaction; True when something was done.

    A database that a newer Takt has already changed is refused and left alone.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    now = await revision(connection)
    if now == HEAD and to == "head":
        return False
    if now is not None and not _known(now):
        raise Refused("database-newer", revision=now)
    await connection.run_sync(_walk, to, "upgrade")
    await _check_references(connection)
    return True


async def downgrade(connection: AsyncConnection, to: str) -> None:
    """Go back to an older schema, for tests and for a roll-back by hand."""
    await connection.run_sync(_walk, to, "downgrade")


async def _check_references(connection: AsyncConnection) -> None:
    if connection.dialect.name == "sqlite":
        lost = (await connection.execute(text("PRAGMA foreign_key_check"))).all()
        if lost:
            raise Refused("database-damaged")


def _known(now: str) -> bool:
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
