"""The pace of accounts in the store: one bucket for all processes that ask the same account."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.connectors.kit.contract import Rate
from services.connectors.kit.limiter import Bucket, paused, placed
from services.store.db import Database
from services.store.paces import Pace, Paces


class StoredBuckets:
    """See Buckets of the kit."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, keys: Sequence[str], rate: Rate, now: datetime, by: datetime) -> datetime:
        """See Buckets."""
        async with self._database.connection() as connection:
            paces = Paces(connection)
            held = await paces.hold(keys)
            pauses = [held[key].paused_until for key in keys[1:] if key in held]
            gate = max([now, *(pause for pause in pauses if pause is not None)])
            at, after = placed(_bucket(held.get(keys[0])), rate, gate)
            if at <= by:
                await paces.keep(keys[0], _pace(after))
        return at

    async def paused_until(self, keys: Sequence[str]) -> datetime | None:
        """See Buckets."""
        async with self._database.overview() as connection:
            held = await Paces(connection).look(keys)
        pauses = [one.paused_until for one in held.values() if one.paused_until is not None]
        return max(pauses, default=None)

    async def pause(self, key: str, rate: Rate, now: datetime, until: datetime) -> None:
        """See Buckets."""
        async with self._database.connection() as connection:
            paces = Paces(connection)
            held = await paces.hold([key])
            await paces.keep(key, _pace(paused(_bucket(held.get(key)), rate, now, until)))


def _bucket(pace: Pace | None) -> Bucket | None:
    return None if pace is None else Bucket(pace.next_at, pace.paused_until, pace.spacing)


def _pace(bucket: Bucket) -> Pace:
    return Pace(bucket.next_at, bucket.paused_until, max(bucket.spacing, timedelta(0)))
