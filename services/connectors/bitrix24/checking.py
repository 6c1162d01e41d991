"""What was deleted: the ids we know are compared with those the portal still has, stretch by stretch, ids alone.

Its place lies in the state of the list: `pass` is the number of the next stretch, `checked` the moment of the last
whole comparison.
"""

from collections.abc import AsyncGenerator
from datetime import datetime

from services.connectors.bitrix24 import walking
from services.connectors.bitrix24.client import Client
from services.connectors.bitrix24.idsets import packed, unpacked
from services.connectors.bitrix24.listing import PAGE
from services.connectors.bitrix24.steady import State
from services.connectors.bitrix24.streams import Stream
from services.connectors.bitrix24.values import Tray
from services.connectors.kit.records import Erased

_NEAR = 10_000
"""So many ids above those that were compared last are looked at one by one."""
_MANY = 100
"""When more than half of so many rows are gone at once, somebody has taken rights away rather than deleted them."""


class Check:
    """Compares the ids of one list."""

    def __init__(self, client: Client, stream: Stream, state: State, now: datetime) -> None:
        self._client = client
        self._stream = stream
        self._state = state
        self._now = int(now.timestamp())

    @property
    def is_due(self) -> bool:
        """Whether it is time, or a comparison was broken off."""
        every, state = self._stream.checked, self._state
        if every is None or "checked" not in state:
            return False
        return "pass" in state or self._now - state["checked"] >= every.total_seconds()

    async def trays(self) -> AsyncGenerator[Tray]:
        """What is gone, stretch by stretch; after each one the state may be stored."""
        state = self._state
        if "pass" not in state:
            lost = await self._lost_sight_of()
            if lost:
                state["checked"] = self._now
                tray = Tray()
                tray.unknown[f"vanished={self._stream.name}"] = lost
                yield tray
                return
            state["pass"] = 0
        ids = state.setdefault("ids", [])
        while state["pass"] < len(ids):
            at = state["pass"]
            low, (upto, _, letters) = ids[at - 1][0] if at else 0, ids[at]
            known = unpacked(letters) | {one for one in state["fresh"] if low < one <= upto}
            there = await self._there(low if at else min(known, default=upto) - 1, upto)
            ids[at] = [upto, len(there), packed(there)]
            state["fresh"] = [one for one in state["fresh"] if not low < one <= upto]
            state["pass"] = at + 1
            yield self._gone(known - there)
        yield await self._newest()
        del state["pass"]
        state["checked"] = self._now

    async def _newest(self) -> Tray:
        """The ids above all stretches become a stretch of their own. Whatever is not there is told as gone: a hint may
        have brought it, and it went before this list has shown it.
        """
        state, known = self._state, set(self._state["fresh"])
        if not known:
            return Tray()
        low = state["ids"][-1][0] if state["ids"] else min(known) - 1
        upto = max(known)
        there = await self._there(low, upto)
        state["ids"].append([upto, len(there), packed(there)])
        state["fresh"] = []
        near = range(low + 1, upto + 1) if upto - low <= _NEAR else ()
        return self._gone(known.union(near) - there)

    async def _there(self, low: int, upto: int) -> set[int]:
        listing, width, found = self._stream.listing, PAGE, set()
        while low < upto:
            part = await walking.stretch(self._client, listing, low, upto, width, bare=True)
            found |= {number for row in part.rows if (number := listing.id_of(row))}
            low, width = part.upto, part.width
        return found

    async def _lost_sight_of(self) -> int:
        """How many rows are out of sight, when they are too many to have been deleted; else 0."""
        state, name = self._state, self._stream.name
        known = sum(count for _, count, _ in state.get("ids", ())) + len(state["fresh"])
        if known < _MANY:
            return 0
        answers = await self._client.batch({name: self._stream.listing.count()})
        answers.good(name)
        left = answers.totals.get(name, known)
        return known - left if left * 2 < known else 0

    def _gone(self, ids: set[int]) -> Tray:
        kind, prefix = self._stream.kind, self._stream.prefix
        return Tray([Erased(kind, f"{prefix}{one}") for one in sorted(ids)])
