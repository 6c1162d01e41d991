"""What the chat waits for from a person, so that a question survives a restart."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from services.store.tables import conversations

FORGOTTEN_AFTER = timedelta(days=7)
"""An open question older than this is closed."""


class Conversations:
    """Open questions by the key of chat and person."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert

    async def of(self, key: str) -> tuple[str | None, str]:
        """The state and its data as JSON; none and an empty object where nothing is open."""
        row = (await self._connection.execute(select(conversations).where(conversations.c.key == key))).first()
        return (row.state, row.data) if row else (None, "{}")

    async def keep(self, key: str, state: str | None, data: str, at: datetime) -> None:
        """Keep both, or forget the conversation where both are empty."""
        if state is None and data == "{}":
            await self._connection.execute(delete(conversations).where(conversations.c.key == key))
            return
        values = {"state": state, "data": data, "changed_at": at}
        row = self._insert(conversations).values(key=key, **values)
        await self._connection.execute(row.on_conflict_do_update(index_elements=["key"], set_=values))

    async def prune(self, at: datetime) -> None:
        """Close what was left open."""
        old = conversations.c.changed_at < at - FORGOTTEN_AFTER
        await self._connection.execute(delete(conversations).where(old))
