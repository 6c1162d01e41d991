"""Tokens that have to be renewed: by one at a time over all processes, and kept before they are used.

A token to renew with works once. Whoever renews first says so in the box, for as long as an answer may take; the
others wait or use what they have. When the answer was lost nobody knows whether the token is spent: it is tried again
later, after the box was read anew, and only the vendor's own refusal ends the access.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from services.connectors.kit.contract import Grant, TokenBox
from services.errors import AccessLost, Busy, Down, SourceError

EARLY = timedelta(minutes=5)
"""A token is renewed so long before its end, so that there is time when something goes wrong."""
LEASE = timedelta(minutes=2)
"""How long one may be renewing: longer than a question can last."""
AGAIN_AFTER = timedelta(minutes=1)
"""After a lost answer, for each time it was lost."""
PATIENCE_S = 15.0
"""How long one waits for another who renews."""
_LONGEST_AGAIN = timedelta(hours=1)
_LOOK_EVERY_S = 0.25
_LAST_WORD_S = 8.0
"""How long a program that ends still waits for new tokens."""
_KEEP_TRIES = 5


@dataclass(frozen=True, slots=True)
class Fresh:
    """What a vendor gives for a token to renew with; `refresh` is None when the old one goes on working."""

    access: str = field(repr=False)
    refresh: str | None = field(repr=False)
    expires_at: datetime
    home: str | None = None


Renew: TypeAlias = Callable[[Grant], Awaitable[Fresh]]
"""Asks the vendor for new tokens, once and without a second try; AccessLost when the vendor refuses the old one."""


class Access:
    """The way of one account to a token that works."""

    def __init__(
        self, box: TokenBox, renew: Renew, machine_now: Callable[[], datetime], *, early: timedelta = EARLY
    ) -> None:
        self._box = box
        self._renew = renew
        self._machine_now = machine_now
        self._early = early
        self._one = asyncio.Lock()

    async def grant(self) -> Grant:
        """A grant that is good now, renewed when its end is near; AccessLost when there is none to be had."""
        known = await self._look()
        if self._machine_now() < known.expires_at - self._early:
            return known
        try:
            return await self._renewed(known, may_wait=self._is_over(known))
        except AccessLost:
            raise
        except SourceError:
            if self._is_over(known):
                raise
            return known

    async def instead_of(self, refused: Grant) -> Grant:
        """Another grant, after the vendor called this one expired before its time."""
        known = await self._look()
        return known if known.access != refused.access else await self._renewed(known, may_wait=True)

    def _is_over(self, grant: Grant) -> bool:
        return self._machine_now() >= grant.expires_at

    async def _look(self) -> Grant:
        known = await self._box.look()
        if known is None or known.dead:
            raise AccessLost(method="token")
        return known

    async def _renewed(self, old: Grant, *, may_wait: bool) -> Grant:
        """The grant after `old`; whoever may not wait gets `old` while another renews it."""
        if old.refresh is None:
            raise AccessLost(method="token")
        if self._one.locked() and not may_wait:
            return old
        async with self._one:
            patient_until = asyncio.get_running_loop().time() + PATIENCE_S
            while True:
                known = await self._look()
                if known.access != old.access:
                    return known
                claimed = await self._claimed(known)
                if claimed is not None:
                    return await self._unbroken(claimed)
                if not may_wait:
                    return known
                await self._wait_for(known, patient_until)

    async def _claimed(self, known: Grant) -> Grant | None:
        """The grant marked as being renewed by us; None when another does it, or it is too early to try again."""
        now = self._machine_now()
        if known.asking_until is not None and now < known.asking_until:
            return None
        marked = replace(known, asking_until=now + LEASE, asked=known.asked + 1)
        return _next(known, marked) if await self._box.swap(known, marked) else None

    async def _wait_for(self, known: Grant, patient_until: float) -> None:
        """Wait a little for the other one; Busy when that lasts longer than one may stand and wait."""
        left = (known.asking_until or self._machine_now()) - self._machine_now()
        if left > LEASE or asyncio.get_running_loop().time() > patient_until:
            raise Busy(max(left, timedelta(seconds=1)), method="token")
        await asyncio.sleep(_LOOK_EVERY_S)

    async def _unbroken(self, claimed: Grant) -> Grant:
        """Ask and keep, even when whoever wanted the token is told to stop meanwhile: the old token is spent."""
        work = asyncio.get_running_loop().create_task(self._asked(claimed))
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            await asyncio.wait({work}, timeout=_LAST_WORD_S)
            raise

    async def _asked(self, claimed: Grant) -> Grant:
        try:
            fresh = await self._renew(claimed)
        except AccessLost:
            return await self._after_refusal(claimed)
        except SourceError as trouble:
            await self._put_off(claimed, trouble)
            raise
        return await self._kept(claimed, fresh)

    async def _after_refusal(self, claimed: Grant) -> Grant:
        """Another may have renewed it; when nobody has, the access is over, and nobody need ask again."""
        known = await self._look()
        if known.refresh != claimed.refresh:
            return known
        await self._box.swap(known, replace(known, dead=True, asking_until=None))
        raise AccessLost(method="token")

    async def _put_off(self, claimed: Grant, trouble: SourceError) -> None:
        """Let go when the token cannot be spent; otherwise wait, longer each time."""
        if isinstance(trouble, Busy):
            free_at, asked = self._machine_now() + trouble.after, claimed.asked - 1
        elif isinstance(trouble, Down) and not trouble.sent:
            free_at, asked = None, claimed.asked - 1
        else:
            asked = claimed.asked
            free_at = self._machine_now() + min(AGAIN_AFTER * 2 ** min(asked - 1, 6), _LONGEST_AGAIN)
        await self._box.swap(claimed, replace(claimed, asking_until=free_at, asked=asked))

    async def _kept(self, claimed: Grant, fresh: Fresh) -> Grant:
        """Keep the new tokens; nothing but a newer token in the box stops that, since nobody else has these."""
        known = claimed
        while True:
            made = Grant(
                known.version,
                fresh.access,
                fresh.refresh or claimed.refresh,
                fresh.expires_at,
                fresh.home or known.home,
            )
            if await self._swapped(known, made):
                return _next(known, made)
            seen = await self._box.look()
            if seen is None or seen.refresh != claimed.refresh:
                return await self._look()
            known = seen

    async def _swapped(self, known: Grant, made: Grant) -> bool:
        """Swap, and again when the box itself is in trouble for a moment."""
        for number in range(_KEEP_TRIES):
            try:
                return await self._box.swap(known, made)
            except OSError:
                await asyncio.sleep(0.1 * 2**number)
        return await self._box.swap(known, made)


def _next(old: Grant, new: Grant) -> Grant:
    return replace(new, version=old.version + 1)
