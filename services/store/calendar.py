"""Working hours, own holidays and absences of one company."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.domain.ids import PersonId
from services.domain.period import Period
from services.store.tables import absences, hours, own_days
from services.store.unit import Unit


@dataclass(frozen=True, slots=True)
class HoursRow:
    """Working minutes of one weekday since midnight for a company, team or person; None start is a day off."""

    scope: str
    scope_id: int
    weekday: int
    start_minute: int | None
    end_minute: int | None
    lunch_start: int | None
    lunch_end: int | None


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day the company treats in its own way: `off`, `work`, or shorter by some minutes."""

    day: date
    kind: str
    shorter_by: timedelta


class Calendar:
    """When the company works."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def hours(self) -> list[HoursRow]:
        """All hours set by hand."""
        rows = await self._unit.rows(self._unit.select(hours))
        return [
            HoursRow(r.scope, r.scope_id, r.weekday, r.start_minute, r.end_minute, r.lunch_start, r.lunch_end)
            for r in rows
        ]

    async def set_hours(self, rows: Sequence[dict[str, Any]]) -> None:
        """Set the hours of some weekdays for one scope."""
        await self._unit.put(hours, rows)

    async def own_days(self) -> list[OwnDay]:
        """The company's own holidays, working days and shortened days."""
        rows = await self._unit.rows(self._unit.select(own_days))
        return [OwnDay(row.day, row.kind, timedelta(minutes=row.shorter_by_minutes)) for row in rows]

    async def set_own_day(self, day: date, kind: str, shorter_by_minutes: int = 0) -> None:
        """Treat one day in the company's own way."""
        await self._unit.put(own_days, [{"day": day, "kind": kind, "shorter_by_minutes": shorter_by_minutes}])

    async def forget_own_day(self, day: date) -> bool:
        """Treat the day as everybody does; False when it was so already."""
        return await self._unit.run(self._unit.delete(own_days).where(own_days.c.day == day)) > 0

    async def absences(self) -> dict[PersonId, list[Period]]:
        """When people are away."""
        away: dict[PersonId, list[Period]] = {}
        for row in await self._unit.rows(self._unit.select(absences).order_by(absences.c.first_day)):
            away.setdefault(PersonId(row.person_id), []).append(Period(row.first_day, row.last_day))
        return away

    async def set_away(self, person: PersonId, period: Period, kind: str) -> None:
        """A person is away for these days."""
        row = {"person_id": person, "first_day": period.first, "last_day": period.last, "kind": kind}
        await self._unit.put(absences, [row])
