"""People, teams, memberships, zones, identities, logins and invites of one company."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, and_, func

from services.domain.ids import NOBODY, PersonId, TeamId, digest_id
from services.domain.people import BEGINNING, Membership, Person, Role, Roster, Team, ZoneHistory, name_key
from services.store.tables import identities, invites, logins, memberships, persons, teams, zones
from services.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Identity:
    """How a person is called elsewhere: an extension, an e-mail, a CRM id; `source` 0 is any source."""

    kind: str
    value: str
    person: PersonId


class People:
    """Everybody of the company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def roster(self, usual_zone: ZoneInfo) -> Roster:
        """Everybody at once: people, teams, dated memberships and zones."""
        return await self._unit.remembered(("roster", usual_zone.key), lambda: self._roster(usual_zone))

    async def _roster(self, usual_zone: ZoneInfo) -> Roster:
        people: dict[PersonId, Person] = {}
        held: dict[PersonId, dict[Membership, None]] = {}
        changes: dict[PersonId, dict[date, ZoneInfo]] = {}
        for row in await self._unit.rows(self._everybody()):
            person = PersonId(row.id)
            people[person] = _person(row)
            if row.role is not None:
                held.setdefault(person, {})[_membership(person, row)] = None
            if row.zone is not None:
                changes.setdefault(person, {})[row.zone_from] = ZoneInfo(row.zone)
        known = await self._unit.rows(self._unit.select(teams, teams.c.id, teams.c.path))
        return Roster(
            people=people,
            teams={TeamId(row.id): Team(TeamId(row.id), row.path) for row in known},
            memberships={person: list(found) for person, found in held.items()},
            zones={
                person: ZoneHistory(tuple(sorted(c.items(), key=_since)), usual_zone) for person, c in changes.items()
            },
            usual_zone=usual_zone,
        )

    def _everybody(self) -> Select[Any]:
        """Everybody once per membership and zone: one question, and few people have several of both."""
        same = [
            (table, and_(table.c.company_id == persons.c.company_id, table.c.person_id == persons.c.id))
            for table in (memberships, zones)
        ]
        query = self._unit.select(
            persons,
            persons,
            memberships.c.team_id,
            memberships.c.role,
            memberships.c.from_day,
            memberships.c.to_day,
            zones.c.from_day.label("zone_from"),
            zones.c.zone,
        )
        for table, belongs in same:
            query = query.outerjoin(table, belongs)
        return query

    async def one(self, person: PersonId) -> tuple[Person, list[Membership]]:
        """One person with their dated roles."""
        unit = self._unit
        known = await unit.rows(unit.select(persons).where(persons.c.id == person))
        held = await unit.rows(unit.select(memberships).where(memberships.c.person_id == person))
        return _person(known[0]), [_membership(person, row) for row in held]

    async def add(self, name: str, *, listed: bool, hired_on: date | None = None) -> PersonId:
        """Add a person, or confirm one met in a file; the id follows from the name."""
        key = name_key(name)
        number = digest_id(self._unit.company, "person", key)
        row = {"id": number, "name": name, "name_key": key, "listed": listed, "hired_on": hired_on, "left_on": None}
        if not await self._unit.add(persons, row) and listed:
            await self.change(PersonId(number), name=name, listed=True)
        return PersonId(number)

    async def add_unlisted(self, names: Iterable[str]) -> None:
        """Keep names met in files as people without role or login."""
        rows = [
            {"id": digest_id(self._unit.company, "person", name_key(name)), "name": name, "name_key": name_key(name),
             "listed": False, "hired_on": None, "left_on": None}
            for name in names
        ]  # fmt: skip
        await self._unit.put(persons, rows, replace=False)

    async def change(self, person: PersonId, **values: Any) -> None:
        """Change what is known of a person."""
        await self._unit.run(self._unit.update(persons).where(persons.c.id == person).values(**values))

    async def team(self, path: str) -> TeamId:
        """The team of this path; made, with those above it, where it is unknown."""
        parent: int | None = None
        walked = ""
        for part in (part.strip() for part in path.split("/")):
            walked = f"{walked}/{part}" if walked else part
            number = digest_id(self._unit.company, "team", walked.casefold())
            await self._unit.add(teams, {"id": number, "path": walked, "parent_id": parent})
            known = await self._unit.row(self._unit.select(teams, teams.c.path).where(teams.c.id == number))
            parent, walked = number, known.path if known else walked
        return TeamId(parent or 0)

    async def join(self, person: PersonId, team: TeamId, role: Role, since: date) -> None:
        """Give a role in a team from a day; holding it already changes nothing."""
        unit = self._unit
        held = memberships.c
        same = (held.person_id == person, held.team_id == team, held.role == role, held.to_day.is_(None))
        if await unit.row(unit.select(memberships).where(*same)) is None:
            row = {"person_id": person, "team_id": team, "role": role.value, "from_day": since, "to_day": None}
            await unit.put(memberships, [row])

    async def leave_teams(self, person: PersonId, last: date, *, role: Role | None = None) -> None:
        """End the memberships of a person with this day; those begun later never were."""
        unit = self._unit
        held = memberships.c
        mine = [held.person_id == person, *([held.role == role] if role else [])]
        await unit.run(unit.delete(memberships).where(*mine, held.from_day > last))
        still = held.to_day.is_(None) | (held.to_day > last)
        await unit.run(unit.update(memberships).where(*mine, still).values(to_day=last))

    async def reopen(self, person: PersonId, last: date) -> None:
        """What ended with this day goes on: the day of leaving was another one, or there was none."""
        mine = (memberships.c.person_id == person, memberships.c.to_day == last)
        await self._unit.run(self._unit.update(memberships).where(*mine).values(to_day=None))

    async def set_zone(self, person: PersonId, zone: str, since: date = BEGINNING) -> None:
        """A person's zone from a day on."""
        await self._unit.put(zones, [{"person_id": person, "from_day": since, "zone": zone}])

    async def identities(self) -> list[Identity]:
        """Every identity of the company, in a steady order."""
        rows = await self._unit.rows(self._unit.select(identities).order_by(identities.c.kind, identities.c.value))
        return [Identity(row.kind, row.value, PersonId(row.person_id)) for row in rows]

    async def identify(self, person: PersonId, kind: str, value: str) -> None:
        """Say that this identity is this person, and nobody else's any more."""
        unit = self._unit
        known = identities.c
        await unit.run(unit.delete(identities).where(known.kind == kind, known.value == value))
        row = {"source_id": 0, "kind": kind, "value": value, "person_id": person, "from_day": None, "to_day": None}
        await unit.put(identities, [row])

    async def bind(self, person: PersonId, channel: str, account: str) -> None:
        """Let this account speak for the person, and for nobody else of the company."""
        unit = self._unit
        known = logins.c
        await unit.run(unit.delete(logins).where(known.channel == channel, known.account_id == account))
        await unit.add(logins, {"channel": channel, "account_id": account, "person_id": person})

    async def unbind(self, person: PersonId) -> None:
        """End every login and open invite of the person."""
        for table in (logins, invites):
            await self._unit.run(self._unit.delete(table).where(table.c.person_id == person))

    async def bound(self) -> dict[PersonId, str]:
        """Whose account speaks for whom."""
        rows = await self._unit.rows(self._unit.select(logins))
        return {PersonId(row.person_id): row.account_id for row in rows}

    async def invite(self, person: PersonId, code_hash: str, until: datetime) -> None:
        """Store a one-time invite by the hash of its code; older open ones of the person end."""
        await self._unit.run(self._unit.delete(invites).where(invites.c.person_id == person))
        row = {"code_hash": code_hash, "person_id": person, "expires_at": until, "used_at": None}
        await self._unit.put(invites, [row])

    async def count(self) -> int:
        """How many people the company knows."""
        found = await self._unit.row(self._unit.select(persons, func.count().label("n")))
        return int(found.n) if found else 0


def _since(change: tuple[date, ZoneInfo]) -> date:
    return change[0]


def _person(row: Row[Any]) -> Person:
    return Person(PersonId(row.id), row.name, row.listed, row.hired_on, row.left_on)


def _membership(person: PersonId, row: Row[Any]) -> Membership:
    return Membership(person, TeamId(row.team_id), Role(row.role), row.from_day, row.to_day)


INVITE_LIVES = timedelta(days=7)
"""How long an invite waits to be used."""

__all__ = ["INVITE_LIVES", "NOBODY", "Identity", "People"]
