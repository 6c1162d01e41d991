"""How much a chat has waiting."""

from services.store.db import Database
from services.store.updates import Updates


class Backlog:
    """Counts the updates of a chat that nobody handles yet."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, bot_id: int, chat: int) -> int:
        """How many there are."""
        async with self._database.overview() as connection:
            return await Updates(connection, bot_id).due_in(chat)
