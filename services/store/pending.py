"""What has changed and waits to be settled; written in the transaction of the change, so a kill loses nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from services.domain.people import BEGINNING
from services.store.tables import pending
from services.store.unit import Unit


class Kind(StrEnum):
    """What has to be computed again."""

    CUT = "cut"
    RATE = "rate"
    STAGES = "stages"
    DEAL = "deal"
    CONTACT = "contact"
    RESPONSES = "response"
    CALLBACKS = "callback"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to settle: a deal, a contact, a person's day, or everything of its kind since a day."""

    kind: Kind
    subject: str
    day: date = BEGINNING


class Pending:
    """The marks of a company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def add(self, marks: Iterable[Mark]) -> None:
        """Mark; a mark that stands already stands."""
        await self._unit.put_columns(pending, _columns(list(dict.fromkeys(marks))), replace=False)

    async def any(self) -> bool:
        """Whether anything waits."""
        return await self._unit.row(self._unit.select(pending)) is not None

    async def take(self, kind: Kind, most: int) -> list[Mark]:
        """Up to `most` marks of a kind, the earliest days first, removed: the caller settles them in this step."""
        query = self._unit.select(pending).where(pending.c.kind == kind.value)
        rows = await self._unit.rows(query.order_by(pending.c.day, pending.c.subject).limit(most))
        marks = [Mark(kind, row.subject, row.day) for row in rows]
        await self._unit.remove_columns(pending, _columns(marks))
        return marks


def _columns(marks: Sequence[Mark]) -> dict[str, Sequence[Any]]:
    return {
        "kind": [mark.kind.value for mark in marks],
        "subject": [mark.subject for mark in marks],
        "day": [mark.day for mark in marks],
    }
