"""What the database knows of the installation as a whole: which phone key its numbers were made with."""

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from services.store.tables import installation

_PHONE_KEY = "phone_key"
_BOT = "bot"


class Installation:
    """The installation's own notes."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def fingerprint(self) -> str | None:
        """The fingerprint of the phone key; None while no number was ever stored."""
        query = select(installation.c.value).where(installation.c.key == _PHONE_KEY)
        found: str | None = (await self._connection.execute(query)).scalar()
        return found

    async def keep_bot(self, number: int, username: str) -> None:
        """Remember how our bot is called, for links into its chat."""
        insert = sqlite.insert if self._connection.dialect.name == "sqlite" else postgresql.insert
        values = {"value": f"{number} {username}"}
        row = insert(installation).values(key=_BOT, **values)
        await self._connection.execute(row.on_conflict_do_update(index_elements=["key"], set_=values))

    async def bot(self) -> tuple[int, str] | None:
        """The number and the name of our bot; None before it ran for the first time."""
        query = select(installation.c.value).where(installation.c.key == _BOT)
        found = (await self._connection.execute(query)).scalar()
        number, _, username = (found or "").partition(" ")
        return (int(number), username) if number and username else None

    async def remember(self, fingerprint: str) -> None:
        """Keep the fingerprint, unless one is kept already."""
        insert = sqlite.insert if self._connection.dialect.name == "sqlite" else postgresql.insert
        row = insert(installation).values(key=_PHONE_KEY, value=fingerprint)
        await self._connection.execute(row.on_conflict_do_nothing())
