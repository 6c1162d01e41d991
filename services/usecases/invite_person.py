"""Somebody gets a one-time code that binds their Telegram account."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.people import Person, Roster
from services.errors import Refused
from services.store.db import Database
from services.store.people import INVITE_LIVES, People
from services.store.unit import Unit
from services.usecases.find_person import person_named

_CODE_BYTES = 24
"""192 bits, 32 characters: past guessing, and well within the 64 characters that a link into the chat may carry."""


@dataclass(frozen=True, slots=True)
class Invite:
    """A code that works once, for this person, until the moment."""

    name: str
    code: str
    until: datetime


def fresh_code() -> str:
    """A code that nobody can guess, of letters, digits, `-` and `_`."""
    return secrets.token_urlsafe(_CODE_BYTES)


def code_hash(code: str) -> str:
    """What is stored of a code: whoever reads the database cannot use it."""
    return sha256(code.encode("utf-8", "replace")).hexdigest()


class InvitePerson:
    """Make a one-time code for a person who works here; an older open one ends.

    The code lives seven days, is shown once and is kept only as a hash.
    """

    def __init__(self, database: Database, clock: Clock, make_code: Callable[[], str] = fresh_code) -> None:
        self._database = database
        self._clock = clock
        self._make_code = make_code

    async def __call__(self, company: Company, name: str) -> Invite:
        now = self._clock.now()
        today = now.astimezone(company.zone).date()
        code, until = self._make_code(), now + INVITE_LIVES
        async with self._database.writing(company.id) as unit:
            roster = await People(unit).roster(company.zone)
            person = await person_named(unit, roster, name)
            await invite(unit, roster, person, today, code, until)
        return Invite(person.name, code, until)


async def invite(unit: Unit, roster: Roster, person: Person, today: date, code: str, until: datetime) -> None:
    """Keep the code for somebody who works here and has a role, or will have one."""
    if person.left_on is not None and person.left_on <= today:
        raise Refused("person-left", name=person.name)
    memberships = roster.memberships.get(person.id, ())
    if not any(m.to_day is None or m.to_day >= today for m in memberships):
        raise Refused("invite-without-role", name=person.name)
    await People(unit).invite(person.id, code_hash(code), until)
