"""What was said of development goals: check-ins and comments, in the order they came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func

from services.domain.goals import NoteKind
from services.domain.ids import PersonId
from services.store.tables import goal_notes
from services.store.unit import Unit


@dataclass(frozen=True, slots=True)
class GoalNote:
    """A check-in with a number or a note, or a comment; `by` 0 is nobody: it came from the command line."""

    goal: int
    kind: NoteKind
    by: PersonId
    at: datetime
    value: Decimal | None
    text: str | None


class GoalNotes:
    """Notes on the goals of one company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def of(self, goals: Iterable[int]) -> list[GoalNote]:
        """The notes on these goals, the oldest first."""
        query = self._unit.select(goal_notes).order_by(goal_notes.c.goal_id, goal_notes.c.number)
        rows = await self._unit.by_ids(query, goal_notes.c.goal_id, goals)
        return [GoalNote(r.goal_id, NoteKind(r.kind), PersonId(r.by_id), r.at, r.value, r.text) for r in rows]

    async def add(self, note: GoalNote) -> None:
        """Put a note behind the others of its goal."""
        last = self._unit.select(goal_notes, func.max(goal_notes.c.number).label("n"))
        row = await self._unit.row(last.where(goal_notes.c.goal_id == note.goal))
        number = (row.n or 0) + 1 if row else 1
        kept = {"goal_id": note.goal, "number": number, "kind": note.kind.value, "by_id": note.by}
        await self._unit.put(goal_notes, [{**kept, "at": note.at, "value": note.value, "text": note.text}])
