"""Numbers keyed with two different phone keys would never match each other."""

from services.errors import Refused
from services.store.db import Database
from services.store.installation import Installation


class KeepKeys:
    """Tie the database to the phone key of its first number; whoever comes with another key is refused.

    The way out is to bring back the folder of keys that belongs to this database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, fingerprint: str) -> None:
        async with self._database.overview() as connection:
            known = await Installation(connection).fingerprint()
        if known is None:
            async with self._database.connection() as connection:
                await Installation(connection).remember(fingerprint)
                known = await Installation(connection).fingerprint()
        if known != fingerprint:
            raise Refused("keys-other")
