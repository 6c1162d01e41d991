"""Letters are put here within the transaction of what they tell about: both are kept, or neither."""

from collections.abc import Collection, Sequence
from datetime import datetime

from services.domain.ids import PersonId
from services.domain.letters import Letter
from services.store.letters import Letters
from services.store.unit import Unit

CHANNEL = "telegram"


class Outbox:
    """The letters of one company."""

    def __init__(self, unit: Unit, now: datetime) -> None:
        """`now` is the machine's time."""
        self._letters = Letters(unit)
        self._now = now

    async def put(self, letters: Sequence[Letter]) -> int:
        """Put letters for those who can be written to; how many were new. A key that is known is left alone; a card
        whose data changed is said anew.
        """
        return await self._letters.put(letters, CHANNEL, self._now)

    async def reachable(self, people: Collection[PersonId]) -> set[PersonId]:
        """Those of them who have an account."""
        return await self._letters.reachable(people, CHANNEL)
