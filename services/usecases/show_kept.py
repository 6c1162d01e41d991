"""What is stored about a member, who looked at it, and all of it to take away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from services.domain.clock import Clock
from services.domain.ids import PersonId
from services.domain.money import Money
from services.domain.people import BEGINNING, Roster
from services.domain.rights import Member
from services.reference.phones import mask
from services.store.db import Database
from services.store.dossiers import KINDS, Dossiers, KindCount
from services.store.looks import Looks
from services.store.people import People

MOST_LOOKS = 12
"""As many looks as a phone shows at a time; all of them stand in the file."""

Plain: TypeAlias = "str | int | bool | Decimal | date | datetime | None"


@dataclass(frozen=True, slots=True)
class LookedAt:
    """Somebody opened the person's figures; `at` is the last time of that day, in the company's zone."""

    by: str | None
    what: str
    times: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is stored of each kind, and the newest looks."""

    name: str
    kinds: tuple[KindCount, ...]
    looks: tuple[LookedAt, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """All that is stored about a person, kind by kind."""

    name: str
    company: str
    at: datetime
    kinds: Mapping[str, Sequence[Mapping[str, Plain]]]


class ShowKept:
    """Show a member what is stored about them and who looked; hand all of it over.

    It is always about oneself. Numbers of clients stay masked, and so does one's own.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, member: Member) -> Kept:
        company = member.company
        async with self._database.reading(company.id) as read:
            roster = await People(read).roster(company.zone)
            kinds = await Dossiers(read).counts(member.id)
            looks = await Looks(read).at(member.id, MOST_LOOKS)
        seen = tuple(
            LookedAt(_name(roster, look.viewer), look.what, look.times, look.last_at.astimezone(company.zone))
            for look in looks
        )
        return Kept(member.person.name, tuple(kinds), seen)

    async def everything(self, member: Member) -> Everything:
        """All rows, fit to be read by the person: names instead of ids, money with its decimals."""
        company = member.company
        async with self._database.reading(company.id) as read:
            roster = await People(read).roster(company.zone)
            found = await Dossiers(read).rows(member.id)
        kinds = {
            kind.key: [_told(row, kind.money, roster, company.currency) for row in found[kind.key]] for kind in KINDS
        }
        return Everything(member.person.name, company.name, self._clock.now().astimezone(company.zone), kinds)


def _told(row: Mapping[str, Any], money: tuple[str, ...], roster: Roster, currency: str) -> dict[str, Plain]:
    told: dict[str, Plain] = {}
    for name, value in row.items():
        if name in ("by_id", "viewer_id"):
            told["by"] = _name(roster, value)
        elif name in money:
            told[name] = None if value is None else Money(value, row.get("currency") or currency).decimal()
        elif name == "phone" or (name == "value" and row.get("kind") == "phone"):
            told[name] = mask(value) if value else None
        else:
            told[name] = None if value == BEGINNING else value
    return told


def _name(roster: Roster, person: PersonId) -> str | None:
    known = roster.people.get(person)
    return known.name if known else None
