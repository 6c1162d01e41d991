"""Employees of a source become our people: found by id, e-mail, telephone or name, or met for the first time."""

from collections.abc import Mapping, Sequence

from services.connectors.kit.records import SourcePerson
from services.domain.company import Company
from services.domain.ids import PersonId
from services.domain.people import name_key
from services.reference.phones import read_phone
from services.store.people import People
from services.store.unit import Unit
from services.usecases.organising.matching import own


async def meet(unit: Unit, company: Company, records: Sequence[SourcePerson], prefix: str) -> int:
    """Everybody named is known after this, and what waited for them is theirs; how many identities were new.

    Somebody found is never renamed: the list of the company says what they are called. A telephone or an e-mail that
    is another's stays the other's. Of two of one name at one source the second has their id beside it.
    """
    people = People(unit)
    held = {(one.kind, one.value): one.person for one in await people.identities()}
    names = {name_key(one.name): one.id for one in (await people.roster(company.zone)).people.values()}
    fresh = 0
    theirs = {(prefix + record.external_id).casefold() for record in records}
    for record in records:
        called = _called(record, company, prefix)
        person = next((held[key] for key in called.items() if key in held), None)
        if person is None:
            person = _by_name(record, names, held)
            namesake = person is not None and any(held.get(("crm_id", one)) == person for one in theirs)
            if person is None or namesake:
                name = f"{record.name} ({record.external_id})" if namesake else record.name
                person = await people.add(name, listed=False)
                names.setdefault(name_key(name), person)
        for kind, value in called.items():
            if (kind, value) not in held:
                await people.identify(person, kind, value)
                await own(unit, company, person, kind, value)
                held[kind, value] = person
                fresh += 1
    return fresh


def _called(record: SourcePerson, company: Company, prefix: str) -> dict[str, str]:
    """What they are called elsewhere, the surest first."""
    told = {"crm_id": (prefix + record.external_id).casefold()}
    if record.email:
        told["email"] = record.email.strip().casefold()
    phone = read_phone(record.phone, company.country) if record.phone else None
    if phone is not None and phone.e164:
        told["phone"] = phone.e164
    if record.extension:
        told["extension"] = record.extension.strip().casefold()
    return told


def _by_name(
    record: SourcePerson, names: Mapping[str, PersonId], held: Mapping[tuple[str, str], PersonId]
) -> PersonId | None:
    """Somebody of that name."""
    return names.get(name_key(record.name)) or held.get(("alias", name_key(record.name)))
