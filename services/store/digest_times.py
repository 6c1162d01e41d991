"""When heads are told how the day and the week went."""

from dataclasses import replace

from services.domain.digest_times import DigestTimes
from services.domain.ids import NOBODY, PersonId
from services.store.tables import digest_times
from services.store.unit import Unit


class Digests:
    """The times of one company: its own usual ones, and those of single heads."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def all(self) -> dict[PersonId, DigestTimes]:
        """The times by head; nobody's are the company's usual ones."""
        rows = await self._unit.rows(self._unit.select(digest_times))
        said = {PersonId(row.person_id): (row.evening, row.monday) for row in rows}
        usual = _laid(DigestTimes(), said.pop(NOBODY, (None, None)))
        return {NOBODY: usual} | {person: _laid(usual, times) for person, times in said.items()}

    async def set(self, person: PersonId, evening: int | None, monday: int | None) -> None:
        """Keep the times of a head, or of everybody without their own; None leaves the usual."""
        row = {"person_id": person, "evening": evening, "monday": monday}
        await self._unit.put(digest_times, [row])

    async def own(self, person: PersonId) -> tuple[int | None, int | None]:
        """What was set for this head alone."""
        row = await self._unit.row(self._unit.select(digest_times).where(digest_times.c.person_id == person))
        return (row.evening, row.monday) if row else (None, None)


def _laid(usual: DigestTimes, said: tuple[int | None, int | None]) -> DigestTimes:
    evening, monday = said
    times = usual if evening is None else replace(usual, evening=evening)
    return times if monday is None else replace(times, monday=monday)
