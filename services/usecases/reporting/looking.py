"""Looking at somebody else's figures leaves a trace."""

from datetime import datetime

from services.domain.ids import PersonId
from services.domain.rights import Member
from services.store.db import Database
from services.store.looks import Looks


async def note_look(database: Database, member: Member, person: PersonId | None, what: str, now: datetime) -> None:
    """Leave a line that the person can read; none where it is one's own or nobody's in particular.

    No answer becomes out of date by it.
    """
    if person in (None, member.id):
        return
    day = now.astimezone(member.company.zone).date()
    async with database.writing(member.company.id, answers_change=False) as unit:
        await Looks(unit).note(person, member.id, what, day, now)
