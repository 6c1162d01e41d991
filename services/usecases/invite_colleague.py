"""A member invites somebody whom they may arrange."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.domain.clock import Clock
from services.domain.ids import PersonId
from services.domain.rights import Member
from services.store.db import Database
from services.store.installation import Installation
from services.store.people import INVITE_LIVES, People
from services.usecases.invite_person import fresh_code, invite
from services.usecases.organising.arranging import ensure_arranges


@dataclass(frozen=True, slots=True)
class Invitation:
    """Whom it is for, until when it waits, and the one-time link; without a known bot there is the code alone."""

    name: str
    code: str
    link: str | None
    until: datetime


def link_of(bot: tuple[int, str] | None, code: str) -> str | None:
    """The link that opens the bot's chat with the code; None while nobody knows how the bot is called."""
    return None if bot is None else f"https://t.me/{bot[1]}?start={code}"


class InviteColleague:
    """Make a one-time link for a person; an older open one ends."""

    def __init__(self, database: Database, clock: Clock, make_code: Callable[[], str] = fresh_code) -> None:
        self._database = database
        self._clock = clock
        self._make_code = make_code

    async def __call__(self, member: Member, number: PersonId) -> Invitation:
        now, company = self._clock.now(), member.company
        today = now.astimezone(company.zone).date()
        code, until = self._make_code(), now + INVITE_LIVES
        async with self._database.writing(company.id) as unit:
            roster = await People(unit).roster(company.zone)
            person = ensure_arranges(member, roster, number, today)
            await invite(unit, roster, person, today, code, until)
        async with self._database.overview() as connection:
            bot = await Installation(connection).bot()
        return Invitation(person.name, code, link_of(bot, code), until.astimezone(company.zone))
