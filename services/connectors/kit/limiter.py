"""The pace of one account: even, shared by all processes, stopped when the vendor says so.

The rule is a leaky bucket in its shortest form (GCRA): one moment, `next_at`, tells how full it is. The rule is pure
here; where the moment lies is the affair of a `Buckets`.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Protocol

from services.connectors.kit.contract import Rate
from services.errors import Busy

PATIENCE = timedelta(seconds=15)
"""Who would have to wait longer for a turn goes away and comes again."""

_ZERO = timedelta(0)
_LONGEST_KEY = 64


_LEARNED_DOWN = 2
_LEARNED_UP = 0.98
_LEAST_LEARNED = timedelta(milliseconds=50)
_SLOWEST = timedelta(seconds=5)
"""A pause makes the pace half of what it was; each question that is asked brings it back a little."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """When the next question would leave an empty bucket, until when nothing may be asked at all, and how far apart
    questions go, when the vendor has taught us a slower pace than the agreed one.
    """

    next_at: datetime
    paused_until: datetime | None = None
    spacing: timedelta = _ZERO


def placed(bucket: Bucket | None, rate: Rate, now: datetime) -> tuple[datetime, Bucket]:
    """When the next question may be asked, and the bucket after it."""
    known = bucket or Bucket(now)
    free = max(now, known.paused_until) if known.paused_until is not None else now
    spacing = max(rate.spacing, known.spacing)
    at = max(free, known.next_at - spacing * (rate.at_once - 1))
    return at, replace(known, next_at=max(known.next_at, at) + spacing, spacing=spacing * _LEARNED_UP)


def paused(bucket: Bucket | None, rate: Rate, now: datetime, until: datetime) -> Bucket:
    """The bucket after the vendor asked to wait: then one by one, and slower. A pause is never shortened."""
    known = bucket or Bucket(now)
    latest = max(until, known.paused_until) if known.paused_until is not None else until
    before = max(rate.spacing, known.spacing)
    spacing = max(_LEAST_LEARNED, before, min(before * _LEARNED_DOWN, _SLOWEST))
    kept = known.next_at + (spacing - before) * (rate.at_once - 1)
    return Bucket(max(kept, latest + spacing * (rate.at_once - 1)), latest, spacing)


class Buckets(Protocol):
    """Where buckets lie; each call is one transaction over all processes."""

    async def take(self, keys: Sequence[str], rate: Rate, now: datetime, by: datetime) -> datetime:
        """Take a place in the bucket of the first key and return its moment, not before the pauses of the others are
        over; when that is later than `by`, nothing is taken.
        """
        ...

    async def paused_until(self, keys: Sequence[str]) -> datetime | None:
        """Until when the last of these pauses lasts; None when there was none."""
        ...

    async def pause(self, key: str, rate: Rate, now: datetime, until: datetime) -> None:
        """Stop a bucket."""
        ...


class OwnBuckets:
    """Buckets of this process alone."""

    def __init__(self) -> None:
        self._kept: dict[str, Bucket] = {}

    async def take(self, keys: Sequence[str], rate: Rate, now: datetime, by: datetime) -> datetime:
        """See Buckets."""
        gate = await self.paused_until(keys[1:])
        at, after = placed(self._kept.get(keys[0]), rate, now if gate is None else max(now, gate))
        if at <= by:
            self._kept[keys[0]] = after
        return at

    async def paused_until(self, keys: Sequence[str]) -> datetime | None:
        """See Buckets."""
        pauses = [self._kept[key].paused_until for key in keys if key in self._kept]
        return max((pause for pause in pauses if pause is not None), default=None)

    async def pause(self, key: str, rate: Rate, now: datetime, until: datetime) -> None:
        """See Buckets."""
        self._kept[key] = paused(self._kept.get(key), rate, now, until)


class AccountLimiter:
    """The limiter of one account: an even pace, methods that are parked, and the account as a whole."""

    def __init__(
        self,
        key: str,
        rate: Rate,
        buckets: Buckets,
        machine_now: Callable[[], datetime],
        patience: timedelta = PATIENCE,
    ) -> None:
        self._key = key
        self._rate = rate
        self._buckets = buckets
        self._machine_now = machine_now
        self._patience = patience

    async def turn(self, method: str) -> None:
        """See Limiter."""
        keys = (self._key, self._key_of(method))
        by = self._machine_now() + self._patience
        while True:
            now = self._machine_now()
            at = await self._buckets.take(keys, self._rate, now, by)
            if at > by:
                parked = await self._buckets.paused_until(keys[1:])
                raise Busy(at - now, whole=parked is None or parked < at, method=method)
            if at <= now:
                return
            await asyncio.sleep((at - now) / timedelta(seconds=1))
            pause = await self._buckets.paused_until(keys)
            if pause is None or pause <= self._machine_now():
                return

    async def pause(self, after: timedelta, method: str | None = None) -> None:
        """See Limiter."""
        if after > _ZERO:
            now = self._machine_now()
            key = self._key if method is None else self._key_of(method)
            await self._buckets.pause(key, self._rate, now, now + after)

    def _key_of(self, method: str) -> str:
        key = f"{self._key}:{method}"
        return key if len(key) <= _LONGEST_KEY else f"{self._key}:{blake2b(method.encode(), digest_size=8).hexdigest()}"
