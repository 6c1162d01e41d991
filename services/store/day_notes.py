"""What people say about a day: its plan, why it went as it did, tomorrow, and that the report is right."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from services.domain.ids import PersonId
from services.store.tables import day_notes
from services.store.unit import Unit

PLAN, REASON, TOMORROW, CONFIRMED = "plan", "reason", "tomorrow", "confirmed"


class DayNotes:
    """The notes of one company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def note(self, person: PersonId, day: date, kind: str, text: str, at: datetime) -> None:
        """Keep what a person says about a day; said anew, it takes the place of what was said before."""
        await self._unit.put(day_notes, [{"person_id": person, "day": day, "kind": kind, "text": text, "at": at}])

    async def of(self, people: Sequence[PersonId], day: date) -> dict[PersonId, dict[str, str]]:
        """What these people said about a day, by kind."""
        query = self._unit.select(day_notes).where(day_notes.c.day == day)
        found: dict[PersonId, dict[str, str]] = defaultdict(dict)
        for row in await self._unit.by_ids(query, day_notes.c.person_id, people):
            found[PersonId(row.person_id)][row.kind] = row.text
        return dict(found)
