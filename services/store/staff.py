"""Single facts about people that change one at a time: a role that ends, an absence, rows that wait for their owner."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Table

from services.domain.ids import PersonId, TeamId
from services.domain.people import Role
from services.domain.period import Period
from services.store.tables import absences, activities, calls, deals, logins, memberships
from services.store.unit import Unit

_OWNED: tuple[Table, ...] = (calls, activities, deals)
_AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class Absence:
    """Days (both included) on which a person is away, and why."""

    person: PersonId
    period: Period
    kind: str


class Staff:
    """People of one company, one fact at a time."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def end_role(self, person: PersonId, team: TeamId, role: Role, last: date) -> None:
        """End one role in one team with this day; where it began later it never was."""
        unit, held = self._unit, memberships.c
        mine = (held.person_id == person, held.team_id == team, held.role == role.value)
        await unit.run(unit.delete(memberships).where(*mine, held.from_day > last))
        still = held.to_day.is_(None) | (held.to_day > last)
        await unit.run(unit.update(memberships).where(*mine, still).values(to_day=last))

    async def unbind(self, person: PersonId, channel: str) -> None:
        """End the person's accounts of one channel."""
        mine = (logins.c.person_id == person, logins.c.channel == channel)
        await self._unit.run(self._unit.delete(logins).where(*mine))

    async def speaks_for(self, channel: str, account: str) -> PersonId | None:
        """Whom the account speaks for in this company."""
        same = (logins.c.channel == channel, logins.c.account_id == account)
        row = await self._unit.row(self._unit.select(logins).where(*same))
        return PersonId(row.person_id) if row else None

    async def absences(self) -> list[Absence]:
        """Every absence, the earliest first."""
        rows = await self._unit.rows(self._unit.select(absences).order_by(absences.c.first_day, absences.c.person_id))
        return [Absence(PersonId(row.person_id), Period(row.first_day, row.last_day), row.kind) for row in rows]

    async def forget_absence(self, person: PersonId, first: date) -> bool:
        """The absence that begins on this day never was; False when there is none."""
        mine = (absences.c.person_id == person, absences.c.first_day == first)
        return await self._unit.run(self._unit.delete(absences).where(*mine)) > 0

    async def unowned(self) -> set[str]:
        """How the unknown owners of calls, messages and deals are called in the files they came from."""
        found: set[str] = set()
        for table in _OWNED:
            nobodys = (table.c.person_id == 0, table.c.owner_ref.is_not(None))
            query = self._unit.select(table, table.c.owner_ref).where(*nobodys).distinct()
            found.update(row.owner_ref for row in await self._unit.rows(query))
        return found

    async def own_deals(self, refs: Iterable[str], person: PersonId) -> dict[int, set[date]]:
        """Give the deals of these unknown owners to a person; returns them with the days they stand on."""
        query = self._unit.select(deals, deals.c.id, deals.c.created_day, deals.c.closed_day)
        rows = await self._unit.by_ids(query.where(deals.c.person_id == 0), deals.c.owner_ref, refs)
        for start in range(0, len(rows), _AT_ONCE):
            some = deals.c.id.in_([row.id for row in rows[start : start + _AT_ONCE]])
            await self._unit.run(self._unit.update(deals).where(some).values(person_id=person))
        return {row.id: {day for day in (row.created_day, row.closed_day) if day} for row in rows}
