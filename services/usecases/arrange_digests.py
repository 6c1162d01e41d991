"""Who gets which digest, when, and what did not arrive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.digest_times import NEVER, DigestTimes
from services.domain.ids import NOBODY, PersonId
from services.domain.letters import LetterKind
from services.domain.people import Role, Roster
from services.domain.rights import Member
from services.errors import Gone, Refused
from services.store.db import Database
from services.store.digest_times import Digests
from services.store.letters import FAILED, UNCERTAIN, Letters
from services.store.people import People
from services.usecases.find_person import person_named

_LOOKS_BACK = timedelta(days=14)
_DAY_MINUTES = 24 * 60
DIGESTS = (LetterKind.DIGEST_DAY, LetterKind.DIGEST_WEEK)


@dataclass(frozen=True, slots=True)
class DigestLine:
    """A head with their times, in their zone; `account` says whether they can be written to at all."""

    person: PersonId
    name: str
    times: DigestTimes
    zone: str
    account: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """A letter that did not arrive, or of which nobody knows: to whom, what, when, why."""

    name: str
    kind: LetterKind
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class DigestSheet:
    """The digests a member may see: their own, those of heads whom they see, and what failed of late."""

    own: DigestLine | None
    others: tuple[DigestLine, ...]
    failed: tuple[Failed, ...]


class ArrangeDigests:
    """Show and set the times of digests: a head their own, whoever sees the whole company everybody's."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def see(self, me: Member) -> DigestSheet:
        """What a member may see; Refused for whoever heads nobody."""
        if not me.heads:
            raise Refused("digest-of-heads")
        now = self._clock.now()
        async with self._database.reading(me.company.id) as read:
            roster = await People(read).roster(me.company.zone)
            lines = await self._lines(Digests(read), People(read), me.company, roster)
            seen = [line for line in lines if me.whole or line.person in me.sees]
            failed = []
            for person in sorted(me.sees if not me.whole else roster.people):
                for letter in await Letters(read).of(person, now - _LOOKS_BACK, now):
                    if letter.state in (FAILED, UNCERTAIN):
                        name = roster.people[person].name
                        failed.append(Failed(name, letter.kind, letter.run_at, letter.reason or letter.state))
        own = next((line for line in seen if line.person == me.id), None)
        others = tuple(line for line in seen if line.person != me.id)
        return DigestSheet(own, others, tuple(sorted(failed, key=lambda one: one.at, reverse=True)))

    async def set(self, me: Member, person: PersonId, *, evening: int | None = None, monday: int | None = None) -> None:
        """Set a head's times, minutes since midnight or -1 for never; Gone for somebody not theirs to arrange."""
        if person != me.id and not (me.whole and person in me.sees):
            raise Gone("nobody-found")
        await self._keep(me.company, person, evening, monday)

    async def set_for(
        self, company: Company, name: str | None, *, evening: int | None = None, monday: int | None = None
    ) -> str | None:
        """Set the times of a head by name, or the company's usual ones; the name as it was understood."""
        if name is None:
            await self._keep(company, NOBODY, evening, monday)
            return None
        async with self._database.reading(company.id) as read:
            roster = await People(read).roster(company.zone)
            person = await person_named(read, roster, name)
        if not _heads(roster, person.id, company, self._clock.now()):
            raise Refused("digest-not-a-head", name=person.name)
        await self._keep(company, person.id, evening, monday)
        return person.name

    async def lines(self, company: Company) -> Sequence[DigestLine]:
        """Every head of the company."""
        async with self._database.reading(company.id) as read:
            roster = await People(read).roster(company.zone)
            return await self._lines(Digests(read), People(read), company, roster)

    async def _keep(self, company: Company, person: PersonId, evening: int | None, monday: int | None) -> None:
        if any(minute is not None and not NEVER <= minute < _DAY_MINUTES for minute in (evening, monday)):
            raise Refused("button-outdated")
        async with self._database.writing(company.id) as unit:
            digests = Digests(unit)
            known = await digests.own(person)
            await digests.set(person, known[0] if evening is None else evening, known[1] if monday is None else monday)

    async def _lines(self, digests: Digests, people: People, company: Company, roster: Roster) -> list[DigestLine]:
        times, bound, now = await digests.all(), await people.bound(), self._clock.now()
        return [
            DigestLine(
                person,
                known.name,
                times.get(person, times[NOBODY]),
                roster.zone_of(person).day_of(now)[1].key,
                person in bound,
            )
            for person, known in sorted(roster.people.items(), key=lambda one: one[1].name)
            if _heads(roster, person, company, now)
        ]


def _heads(roster: Roster, person: PersonId, company: Company, now: datetime) -> bool:
    today = now.astimezone(company.zone).date()
    left = roster.people[person].left_on
    gone = left is not None and left < today
    return not gone and bool(roster.roles_of(person, today) & {Role.HEAD, Role.OWNER})
