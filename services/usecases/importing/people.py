"""People: who works here, in which team, under whom, and what they are called elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.domain.company import Company
from services.domain.ids import PersonId, TeamId, digest_id
from services.domain.people import BEGINNING, Membership, Person, Role, ZoneHistory, name_key
from services.domain.zones import known_zone
from services.files.reading import Reading
from services.reference.phones import read_phone
from services.store.pending import Pending
from services.store.people import People
from services.store.unit import Unit
from services.usecases.importing.context import Columns
from services.usecases.organising.again import worktime_marks
from services.usecases.organising.matching import own

_IDENTITIES = ("email", "extension", "crm_id", "phone")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything the store knows of a person, in a form that can be compared."""

    person: Person
    places: tuple[Membership, ...]
    called: tuple[tuple[str, str], ...]
    zones: ZoneHistory | None


@dataclass(slots=True)
class PeopleTaken:
    """What a file of people did."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


async def take(
    unit: Unit,
    reading: Reading,
    company: Company,
    today: date,
    refused: list[tuple[int, str, dict[str, str | int]]],
    *,
    owns: bool,
) -> PeopleTaken:
    """Add and change people; a head named in a row heads the team of that row.

    Unless the list is of somebody who `owns` the company, rows that give the whole of it away, or are about somebody
    who owns it, are refused.
    """
    columns = Columns(reading)
    before = await _snapshots(unit, company)
    seen: list[PersonId] = []
    known = {
        identity.value: identity.person for identity in await People(unit).identities() if identity.kind == "alias"
    }
    for place in range(columns.count):
        row = {name: values[place] for name, values in reading.columns.items()}
        trouble = _trouble(row) or (None if owns else _beyond(row, reading.defaults, known, before, company, today))
        if trouble is None:
            seen.append(await _take_row(unit, {**row}, reading.defaults, known, company, today))
        else:
            refused.append((reading.lines[place], trouble, {"value": str(row.get("timezone") or row.get("name"))}))
    after = await _snapshots(unit, company)
    await _count_again(unit, company, before, after)
    taken = PeopleTaken()
    for person in seen:
        old = before.get(person)
        if old is None or not old.person.listed:
            taken.added += 1
            before[person] = after[person]
        elif old != after[person]:
            taken.changed += 1
            before[person] = after[person]
        else:
            taken.unchanged += 1
    return taken


async def _count_again(
    unit: Unit, company: Company, before: Mapping[PersonId, Snapshot], after: Mapping[PersonId, Snapshot]
) -> None:
    """What came under an identity before it was told is its person's now; new zones and teams cut days again."""
    for person, new in after.items():
        known = before[person].called if person in before else ()
        for kind, value in new.called:
            if kind in _IDENTITIES and (kind, value) not in known:
                await own(unit, company, person, kind, value)
    if any((old.zones, old.places) != (after[person].zones, after[person].places) for person, old in before.items()):
        await Pending(unit).add(worktime_marks(BEGINNING))


def _trouble(row: Mapping[str, Any]) -> str | None:
    if not name_key(str(row.get("name") or "")):
        return "import-name-empty"
    if row.get("timezone"):
        try:
            known_zone(str(row["timezone"]))
        except ValueError:
            return "import-zone-unknown"
    return None


def _beyond(
    row: Mapping[str, Any],
    defaults: Mapping[str, Any],
    known: Mapping[str, PersonId],
    before: Mapping[PersonId, Snapshot],
    company: Company,
    today: date,
) -> str | None:
    """What only an owner may put into a list."""
    given = {**defaults, **{key: value for key, value in row.items() if value is not None}}
    name = name_key(str(row["name"]))
    who = before.get(known.get(name) or PersonId(digest_id(company.id, "person", name)))
    owned = who is not None and any(m.role is Role.OWNER and m.holds_on(today) for m in who.places)
    whole = not given.get("team") and (given.get("role") == Role.HEAD or given.get("head"))
    return "import-of-owners" if owned or whole or given.get("role") == Role.OWNER else None


async def _snapshots(unit: Unit, company: Company) -> dict[PersonId, Snapshot]:
    """Everybody as they are now."""
    people = People(unit)
    roster = await people.roster(company.zone)
    called: dict[PersonId, list[tuple[str, str]]] = {}
    for identity in await people.identities():
        called.setdefault(identity.person, []).append((identity.kind, identity.value))
    return {
        person.id: Snapshot(
            person,
            tuple(sorted(roster.memberships.get(person.id, ()), key=str)),
            tuple(called.get(person.id, ())),
            roster.zones.get(person.id),
        )
        for person in roster.people.values()
    }


async def _take_row(
    unit: Unit,
    row: dict[str, Any],
    defaults: Mapping[str, Any],
    known: dict[str, PersonId],
    company: Company,
    today: date,
) -> PersonId:
    """One row in; `known` are the aliases, and learns those of the row."""
    people = People(unit)
    name = str(row["name"])
    person = known.get(name_key(name)) or await people.add(name, listed=True, hired_on=row.get("hired_at"))
    given = {**defaults, **{key: value for key, value in row.items() if value is not None}}
    await _dates(people, person, row)
    await _place(unit, person, row, given, company, today)
    for kind in _IDENTITIES:
        if given.get(kind):
            await people.identify(person, kind, _identity(kind, str(given[kind]), company))
    for alias in str(given.get("aliases") or "").replace(";", ",").split(","):
        if name_key(alias):
            await people.identify(person, "alias", name_key(alias))
            known[name_key(alias)] = person
    if given.get("timezone"):
        await people.set_zone(person, str(given["timezone"]))
    if given.get("left_at"):
        await people.leave_teams(person, given["left_at"])
        await people.unbind(person)
    return person


_DATES = {"hired_at": "hired_on", "left_at": "left_on"}


async def _dates(people: People, person: PersonId, row: Mapping[str, Any]) -> None:
    """The days the row tells; another last day, or none any more, opens what had ended with the old one."""
    told = {ours: row[theirs] for theirs, ours in _DATES.items() if theirs in row}
    if not told:
        return
    old = (await people.one(person))[0].left_on
    if old is not None and told.get("left_on", old) != old:
        await people.reopen(person, old)
    await people.change(person, **told)


def _identity(kind: str, value: str, company: Company) -> str:
    if kind == "phone":
        phone = read_phone(value, company.country)
        return (phone.e164 if phone and phone.e164 else value).strip()
    return value.strip().casefold()


async def _place(
    unit: Unit, person: PersonId, row: Mapping[str, Any], given: Mapping[str, Any], company: Company, today: date
) -> None:
    """Role and team; a move to another team begins today, a first team with the person's first day.

    Whoever has left keeps the roles they had: a list that still names them does not bring them back.
    """
    people = People(unit)
    known, ever = await people.one(person)
    held = [m for m in ever if m.holds_on(today)]
    if _has_left(known, today) and ever:
        return
    team = await people.team(str(given["team"])) if given.get("team") else TeamId(0)
    role = Role(given["role"]) if given.get("role") else next((m.role for m in held), Role.MANAGER)
    moved = any(m.role is role and m.team != team for m in held) and "team" in row
    if moved:
        await people.leave_teams(person, date.fromordinal(today.toordinal() - 1), role=role)
    if moved or not any(m.role is role for m in held):
        await people.join(person, team, role, today if held else row.get("hired_at") or BEGINNING)
    if given.get("head"):
        await _head(people, str(given["head"]), team, company, today)


def _has_left(person: Person, today: date) -> bool:
    return person.left_on is not None and person.left_on < today


async def _head(people: People, name: str, team: TeamId, company: Company, today: date) -> None:
    """The head of a team; whoever is not known yet is added."""
    number = PersonId(digest_id(company.id, "person", name_key(name)))
    await people.add(name, listed=True)
    known, held = await people.one(number)
    if _has_left(known, today) and held:
        return
    if not any(m.role is Role.HEAD and m.team == team and m.holds_on(today) for m in held):
        await people.join(number, team, Role.HEAD, BEGINNING)
