"""Who arranges things hears once that a source has broken and once that it answers again."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from services.domain.company import Company
from services.domain.ids import PersonId
from services.domain.letters import VERSION, Letter, LetterKind
from services.domain.people import Role
from services.errors import PhraseValue
from services.outbox.outbox import Outbox
from services.store.letters import Letters
from services.store.people import People
from services.store.sources import Source
from services.store.unit import Unit

_USEFUL = timedelta(days=3)


async def tell_trouble(
    unit: Unit, company: Company, source: Source, values: Mapping[str, PhraseValue], now: datetime, machine: datetime
) -> None:
    """One letter for each trouble, however long it lasts; `values` belong to its phrase."""
    data = _data(source) | {"phrase": source.trouble, "values": dict(values)}
    readers = await _readers(unit, company, now, machine)
    await _put(unit, readers, LetterKind.SOURCE_TROUBLE, data, now, machine)


async def tell_well(unit: Unit, company: Company, source: Source, now: datetime, machine: datetime) -> None:
    """The trouble of the source is over; only those hear it who have heard of the trouble."""
    data = _data(source)
    told = {_key(LetterKind.SOURCE_TROUBLE, data, one): one for one in await _readers(unit, company, now, machine)}
    readers = [told[key] for key in await Letters(unit).known(sorted(told))]
    await _put(unit, readers, LetterKind.SOURCE_WELL, data, now, machine)


def _data(source: Source) -> dict[str, object]:
    since = source.since.isoformat() if source.since is not None else None
    return {"v": VERSION, "id": str(source.id), "name": source.title, "since": since}


async def _put(
    unit: Unit,
    readers: Sequence[PersonId],
    kind: LetterKind,
    data: Mapping[str, object],
    now: datetime,
    machine: datetime,
) -> None:
    letters = [Letter(_key(kind, data, reader), kind, reader, data, now, now + _USEFUL) for reader in readers]
    await Outbox(unit, machine).put(letters)


def _key(kind: LetterKind, data: Mapping[str, object], reader: PersonId) -> str:
    return f"{kind.value}:{data['id']}:{data['since']}:{reader}"


async def _readers(unit: Unit, company: Company, now: datetime, machine: datetime) -> list[PersonId]:
    """Admins who have an account; owners where there is no such admin."""
    roster, today = await People(unit).roster(company.zone), now.astimezone(company.zone).date()
    for role in (Role.ADMIN, Role.OWNER):
        holding = [person for person in roster.people if role in roster.roles_of(person, today)]
        found = await Outbox(unit, machine).reachable(holding)
        if found:
            return sorted(found)
    return []
