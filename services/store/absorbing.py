"""Two persons turn out to be one: everything of the one becomes the other's."""

from datetime import date

from sqlalchemy import Table, select

from services.domain.ids import PersonId
from services.store.tables import (
    absences,
    activities,
    calls,
    checks,
    day_notes,
    deals,
    digest_times,
    facts,
    goals,
    hours,
    hushes,
    identities,
    invites,
    letters,
    logins,
    looks,
    memberships,
    norms,
    persons,
    plans,
    preferences,
    stage_entries,
    zones,
)
from services.store.unit import Unit

MOVED: tuple[Table, ...] = (calls, activities, deals, stage_entries, identities, goals)
"""Rows that simply change their owner."""

SCOPED: tuple[Table, ...] = (norms, plans, hours)
"""What was set for a person; what is set for the other one already stays."""

DROPPED: tuple[Table, ...] = (
    memberships, zones, absences, logins, invites, looks, checks, hushes, preferences, letters, digest_times, day_notes,
)  # fmt: skip
"""What a mere name has none of."""


class Absorbing:
    """One person takes another one in."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def __call__(self, gone: PersonId, into: PersonId) -> tuple[set[date], list[int]]:
        """Hand everything over; returns the days that had rows or facts and the deals that have a new owner."""
        unit = self._unit
        days = await self._days(gone)
        theirs = [row.id for row in await unit.rows(unit.select(deals, deals.c.id).where(deals.c.person_id == gone))]
        told = unit.select(stage_entries, stage_entries.c.deal_id).where(stage_entries.c.person_id == gone)
        moved = {row.deal_id for row in await unit.rows(told.distinct())}
        for table in MOVED:
            await unit.run(unit.update(table).where(table.c.person_id == gone).values(person_id=into))
        for table in SCOPED:
            await self._scoped(table, gone, into)
        for table in DROPPED:
            await unit.run(unit.delete(table).where(table.c.person_id == gone))
        await unit.run(unit.delete(persons).where(persons.c.id == gone))
        return days, sorted({*theirs, *moved})

    async def _days(self, gone: PersonId) -> set[date]:
        """Rows that no number counts, such as notes, are cut into days too."""
        found: set[date] = set()
        cut = ((table, table.c.local_day) for table in (calls, activities, stage_entries))
        for table, day in (*cut, (facts, facts.c.day)):
            mine = self._unit.select(table, day.label("day")).where(table.c.person_id == gone).distinct()
            found.update(row.day for row in await self._unit.rows(mine))
        return found

    async def _scoped(self, table: Table, gone: PersonId, into: PersonId) -> None:
        unit = self._unit
        mine = (table.c.scope == "person", table.c.scope_id == gone)
        rows = await unit.rows(select(table).where(table.c.company_id == unit.company, *mine))
        await unit.put(table, [_of(row._asdict(), into) for row in rows], replace=False)
        await unit.run(unit.delete(table).where(*mine))


def _of(row: dict[str, object], into: PersonId) -> dict[str, object]:
    return {**{name: value for name, value in row.items() if name != "company_id"}, "scope_id": into}
