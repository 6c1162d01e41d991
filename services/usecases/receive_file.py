"""Somebody sends a file to the chat."""

from collections.abc import Awaitable, Callable

from services.domain.clock import Clock
from services.domain.rights import Member
from services.errors import Refused
from services.store.incoming import Incoming
from services.usecases.look_at_file import Apart, Look, LookAtFile, ensure_brings

LARGEST = 20 * 1024 * 1024
"""Bytes that the messenger hands over."""

_LONGEST_NAME = 120

Fetch = Callable[[], Awaitable[bytes]]
"""Brings the bytes from the messenger; asked only of those who may send files."""


class ReceiveFile:
    """Keep what a head or an admin sends for a day, until they say what to do with it, and look at it.

    A file that is too large is named before it is fetched; one that is no table is forgotten at once.
    """

    def __init__(self, incoming: Incoming, clock: Clock, apart: Apart, look: LookAtFile) -> None:
        self._incoming = incoming
        self._clock = clock
        self._apart = apart
        self._look = look

    async def __call__(self, member: Member, name: str | None, size: int | None, fetch: Fetch) -> Look:
        ensure_brings(member)
        if (size or 0) > LARGEST:
            raise Refused("sent-too-big", limit=LARGEST >> 20)
        data = await fetch()
        if len(data) > LARGEST:
            raise Refused("sent-too-big", limit=LARGEST >> 20)
        digest = await self._apart(lambda: self._kept(member, name, data))
        try:
            return await self._look(member, digest)
        except Refused:
            await self._apart(lambda: self._incoming.forget(member.company.id, member.id, digest))
            raise

    def _kept(self, member: Member, name: str | None, data: bytes) -> str:
        now = self._clock.now()
        self._incoming.prune(now)
        called = " ".join((name or "").split())[-_LONGEST_NAME:] or "table"
        return self._incoming.keep(member.company.id, member.id, called, data, now)
