"""An extension, an e-mail, a phone or a CRM id becomes somebody's: what waited for its owner is theirs from now on."""

from services.domain.company import Company
from services.domain.ids import NOBODY, PersonId
from services.domain.people import BEGINNING
from services.domain.wording import shortened
from services.errors import Refused
from services.reference.phones import read_phone
from services.store.cutting import CUT_ROWS, Cutting
from services.store.pending import Mark, Pending
from services.store.people import People
from services.store.staff import Staff
from services.store.unit import Unit
from services.usecases.organising.again import cell_marks, deal_marks, timing_marks, worktime_marks
from services.usecases.organising.typed import name_of

_LONGEST = {"extension": 64, "email": 254, "crm_id": 64, "phone": 32}
_ALL_DAYS = 1_000_000

IDENTITIES = tuple(_LONGEST)
"""The kinds of identity a person may be given."""


def identity_of(kind: str, text: str, company: Company) -> str:
    """The identity as it is kept and compared: a phone in its international form, anything else in lower case."""
    value = name_of(text).casefold()
    if kind == "phone":
        phone = read_phone(value, company.country)
        if phone is None or phone.e164 is None:
            raise Refused("phone-unreadable", typed=shortened(text))
        return phone.e164
    fits = len(value) <= _LONGEST[kind] and (kind != "email" or _is_address(value))
    if not fits:
        raise Refused(f"{kind.replace('_', '-')}-unreadable", typed=shortened(text))
    return value


def _is_address(value: str) -> bool:
    name, at, host = value.rpartition("@")
    return bool(name and at and host) and " " not in value


async def match(unit: Unit, company: Company, person: PersonId, kind: str, value: str) -> bool:
    """Give the person an identity and everything of nobody's that came under it; whether there was anything.

    The days are cut by the new owner's zone and hours and counted again, the owner's and nobody's alike.
    """
    await People(unit).identify(person, kind, value)
    return await own(unit, company, person, kind, value)


async def own(unit: Unit, company: Company, person: PersonId, kind: str, value: str) -> bool:
    """Everything of nobody's that came under this identity becomes the person's."""
    refs = [ref for ref in await Staff(unit).unowned() if _same(ref, kind, value, company)]
    marks: list[Mark] = []
    for rows in CUT_ROWS:
        cutting = Cutting(unit, rows)
        firsts = [first for ref in refs if (first := await cutting.own(ref, person)) is not None]
        if firsts:
            days = await cutting.days_from(min(firsts), _ALL_DAYS)
            marks += [*cell_marks((NOBODY, day) for day in days), *worktime_marks(min(firsts))]
    theirs = await Staff(unit).own_deals(refs, person)
    if theirs:
        stood = {day for days in theirs.values() for day in days}
        marks += [*deal_marks(theirs), *cell_marks((NOBODY, day) for day in stood), *timing_marks(BEGINNING)]
    await Pending(unit).add(marks)
    return bool(marks)


def _same(ref: str, kind: str, value: str, company: Company) -> bool:
    if ref.casefold() in (value, f"{kind}:{value}"):
        return True
    phone = read_phone(ref, company.country) if kind == "phone" else None
    return phone is not None and phone.e164 == value
