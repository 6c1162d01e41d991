"""What is told of a person on the command line or in the chat, and how each detail is written down."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.domain.company import Company
from services.domain.ids import PersonId
from services.domain.people import Role, Roster
from services.domain.wording import shortened
from services.errors import Refused
from services.store.pending import Pending
from services.store.people import People
from services.store.staff import Staff
from services.store.unit import Unit
from services.usecases.organising.again import worktime_marks
from services.usecases.organising.matching import IDENTITIES, identity_of, match
from services.usecases.organising.typed import zone_of

TELEGRAM = "telegram"
_ACCOUNT = re.compile(r"[1-9][0-9]{0,15}")
_WORDS: Mapping[str, Role] = {
    **{role.value: role for role in Role},
    "менеджер": Role.MANAGER,
    "руководитель": Role.HEAD,
    "роп": Role.HEAD,
    "владелец": Role.OWNER,
    "собственник": Role.OWNER,
    "админ": Role.ADMIN,
    "администратор": Role.ADMIN,
}

TEAM_ROLES = (Role.MANAGER, Role.HEAD)
"""Roles that are held in a team; the others are held in the whole company."""


@dataclass(frozen=True, slots=True)
class Details:
    """A person's details as they were typed; None where nothing was said."""

    roles: tuple[str, ...] = ()
    team: str | None = None
    head: str | None = None
    telegram_id: str | None = None
    extension: str | None = None
    timezone: str | None = None
    email: str | None = None
    phone: str | None = None
    crm_id: str | None = None
    since: str | None = None

    def any(self) -> bool:
        """Whether anything but a date was said."""
        said = (self.team, self.head, self.telegram_id, self.timezone, *(getattr(self, kind) for kind in IDENTITIES))
        return bool(self.roles) or any(value is not None for value in said)

    def dated(self) -> bool:
        """Whether anything was said that holds from a day on: numbers and accounts hold at once and for the past."""
        return bool(self.roles) or any(value is not None for value in (self.team, self.head, self.timezone, self.since))


@dataclass(frozen=True, slots=True)
class Appointed:
    """Where somebody stands now.

    `matched`: rows that waited for this person have found them; `head` is whoever was named as the head, `head_made`
    when nobody of this name was known; `account_of` lost the account that was given to this person.
    """

    person: PersonId
    name: str
    roles: tuple[Role, ...]
    team: str | None
    since: date | None = None
    head: str | None = None
    head_made: bool = False
    matched: bool = False
    account_of: str | None = None


def roles_of(texts: Sequence[str]) -> tuple[Role, ...]:
    """Roles by their names, in English or Russian, one by one or in a list: `manager,head`."""
    words = [word for text in texts for word in re.split(r"[\s,;]+", text.casefold()) if word]
    for word in words:
        if word not in _WORDS:
            raise Refused("role-unknown", typed=shortened(word), known=" ".join(Role))
    if texts and not words:
        raise Refused("role-unknown", typed="", known=" ".join(Role))
    return tuple(dict.fromkeys(_WORDS[word] for word in words))


async def write_down(
    unit: Unit, company: Company, roster: Roster, person: PersonId, details: Details, since: date
) -> tuple[bool, str | None]:
    """Identities, account and zone; whether rows found their owner, and who lost the account."""
    matched = False
    for kind in IDENTITIES:
        told = getattr(details, kind)
        if told is not None:
            matched |= await match(unit, company, person, kind, identity_of(kind, told, company))
    if details.timezone is not None:
        await move_zone(unit, person, zone_of(details.timezone), since)
    lost = None if details.telegram_id is None else await _bind(unit, roster, person, details.telegram_id)
    return matched, lost


async def move_zone(unit: Unit, person: PersonId, zone: str, since: date) -> None:
    """Cut the person's days by another zone, from a day on."""
    await People(unit).set_zone(person, zone, since)
    await Pending(unit).add(worktime_marks(since))


async def _bind(unit: Unit, roster: Roster, person: PersonId, account: str) -> str | None:
    """Let this Telegram account, and no other, speak for the person; whose it was."""
    account = account.strip()
    if not _ACCOUNT.fullmatch(account):
        raise Refused("telegram-unreadable", typed=shortened(account))
    before = await Staff(unit).speaks_for(TELEGRAM, account)
    await Staff(unit).unbind(person, TELEGRAM)
    await People(unit).bind(person, TELEGRAM, account)
    return None if before is None or before == person else roster.people[before].name


def held(roster: Roster, person: PersonId, day: date) -> dict[Role, set[int]]:
    """The roles of a person on the day, each with the teams it is held in."""
    found: dict[Role, set[int]] = {}
    for membership in roster.memberships.get(person, ()):
        if membership.holds_on(day):
            found.setdefault(membership.role, set()).add(membership.team)
    return found
