"""What is no more at its source goes from the store too, with everything that we made of it."""

from collections.abc import Sequence

from services.domain.ids import PersonId
from services.store.pending import Kind, Mark, Pending
from services.store.tables import activities, calls, deals, income, visits
from services.store.unit import Unit

_AT_ONCE = 500


class Erasing:
    """Removes rows of a company and marks the days and contacts they counted in."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def deals(self, ids: Sequence[int]) -> int:
        """Remove deals with their visits and income; how many there were.

        Their moves stay: a source tells them once, and the deal may come back.
        """
        unit = self._unit
        gone = await unit.by_ids(unit.select(deals), deals.c.id, ids)
        marks: list[Mark] = []
        for row in gone:
            marks += _days(row.person_id, row.created_day, row.closed_day)
            marks += [Mark(Kind.CONTACT, row.contact_id)] if row.contact_id else []
            marks += [Mark(Kind.RESPONSES, "", row.created_day)] if row.created_day else []
        for table, day in ((income, income.c.day), (visits, visits.c.first_day)):
            for row in await unit.by_ids(unit.select(table, table.c.person_id, day.label("day")), table.c.deal_id, ids):
                marks += _days(row.person_id, row.day)
            for start in range(0, len(ids), _AT_ONCE):
                await unit.run(unit.delete(table).where(table.c.deal_id.in_(ids[start : start + _AT_ONCE])))
        await unit.drop(deals, ids)
        await Pending(unit).add(marks)
        return len(gone)

    async def calls(self, ids: Sequence[int]) -> int:
        """Remove calls; how many there were."""
        unit = self._unit
        gone = await unit.by_ids(unit.select(calls), calls.c.id, ids)
        marks = [mark for row in gone for mark in _days(row.person_id, row.local_day)]
        if gone:
            first = min(row.local_day for row in gone)
            marks += [Mark(Kind.CALLBACKS, "", first), Mark(Kind.RESPONSES, "", first)]
        await unit.drop(calls, ids)
        await Pending(unit).add(marks)
        return len(gone)

    async def activities(self, ids: Sequence[int]) -> int:
        """Remove activities; how many there were."""
        unit = self._unit
        gone = await unit.by_ids(unit.select(activities), activities.c.id, ids)
        marks = [mark for row in gone for mark in _days(row.person_id, row.local_day)]
        marks += [Mark(Kind.RESPONSES, "", min(row.local_day for row in gone))] if gone else []
        await unit.drop(activities, ids)
        await Pending(unit).add(marks)
        return len(gone)


def _days(person: int, *days: object) -> list[Mark]:
    return [Mark(Kind.DAY, str(PersonId(person)), day) for day in days if day is not None]  # type: ignore[arg-type]
