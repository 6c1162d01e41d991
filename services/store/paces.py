"""When the next question to an account may go, shared by all processes; moments are of the machine's clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from services.store.tables import buckets

_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """The next free place, until when nobody may ask, and how far apart questions go."""

    next_at: datetime
    paused_until: datetime | None
    spacing: timedelta


class Paces:
    """Paces by name, within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._is_sqlite = connection.dialect.name == "sqlite"
        self._insert = sqlite.insert if self._is_sqlite else postgresql.insert

    async def look(self, keys: Sequence[str]) -> dict[str, Pace]:
        """What is known of these."""
        rows = await self._connection.execute(select(buckets).where(buckets.c.key.in_(keys)))
        return {row.key: _pace(row) for row in rows}

    async def hold(self, keys: Sequence[str]) -> dict[str, Pace]:
        """The same, and no other process changes the first of them until the transaction ends."""
        if not self._is_sqlite:
            await self._connection.execute(select(buckets.c.key).where(buckets.c.key == keys[0]).with_for_update())
        return await self.look(keys)

    async def keep(self, key: str, pace: Pace) -> None:
        """Write one down."""
        values: dict[str, Any] = {
            "next_at": pace.next_at, "paused_until": pace.paused_until, "spacing_us": pace.spacing // _MICROSECOND,
        }  # fmt: skip
        put = self._insert(buckets).values(key=key, **values)
        await self._connection.execute(put.on_conflict_do_update(index_elements=["key"], set_=values))


def _pace(row: Row[Any]) -> Pace:
    return Pace(row.next_at, row.paused_until, row.spacing_us * _MICROSECOND)
