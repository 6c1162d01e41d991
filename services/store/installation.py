"""What the database knows of the installation as a whole: which phone key its numbers were made with."""

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from services.store.tables import installation

_PHONE_KEY = "phone_key"


class Installation:
    """The installation's own notes."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def fingerprint(self) -> str | None:
        """The fingerprint of the phone key; None while no number was ever stored."""
        query = select(installation.c.value).where(installation.c.key == _PHONE_KEY)
        found: str | None = (await self._connection.execute(query)).scalar()
        return found

    async def remember(self, fingerprint: str) -> None:
        """Keep the fingerprint, unless one is kept already."""
        insert = sqlite.insert if self._connection.dialect.name == "sqlite" else postgresql.insert
        row = insert(installation).values(key=_PHONE_KEY, value=fingerprint)
        await self._connection.execute(row.on_conflict_do_nothing())
