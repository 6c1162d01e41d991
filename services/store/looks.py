"""Who opened whose figures and when; the person concerned can read it."""

from dataclasses import dataclass
from datetime import date, datetime

from services.domain.ids import PersonId
from services.store.tables import looks
from services.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody's looks of one day at one kind of screen."""

    viewer: PersonId
    day: date
    what: str
    times: int
    last_at: datetime


class Looks:
    """The record of looks of one company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def note(self, person: PersonId, viewer: PersonId, what: str, day: date, at: datetime) -> None:
        """Count one look more."""
        unit, known = self._unit, looks.c
        same = (known.person_id == person, known.viewer_id == viewer, known.day == day, known.what == what)
        counted = unit.update(looks).where(*same).values(times=known.times + 1, last_at=at)
        if not await unit.run(counted):
            row = {"person_id": person, "viewer_id": viewer, "day": day, "what": what, "times": 1, "last_at": at}
            await unit.put(looks, [row])

    async def at(self, person: PersonId, most: int) -> list[Look]:
        """The newest looks at a person."""
        query = self._unit.select(looks).where(looks.c.person_id == person)
        rows = await self._unit.rows(query.order_by(looks.c.last_at.desc(), looks.c.viewer_id).limit(most))
        return [Look(PersonId(row.viewer_id), row.day, row.what, row.times, row.last_at) for row in rows]
