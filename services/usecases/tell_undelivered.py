"""A letter did not arrive and will not: somebody who can do something about it hears so, once."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime, timedelta

from services.domain.clock import Clock
from services.domain.ids import PersonId, TeamId
from services.domain.letters import Letter, LetterKind
from services.domain.people import Role, Roster
from services.outbox.outbox import Outbox
from services.store.companies import Companies
from services.store.db import Database
from services.store.jobs import Job
from services.store.people import People
from services.store.unit import Unit
from services.work.job import Apply, Skipped

_USEFUL = timedelta(days=3)
_WHOLE = TeamId(0)


class TellUndelivered:
    """Tell the nearest head of somebody whose chat takes no letters, or an owner; of a lost group, whoever set it up.

    Of several levels of heads the nearest hears it in which anybody has an account; the person themselves never does.
    """

    def __init__(self, database: Database, clock: Clock, machine: Callable[[], datetime]) -> None:
        """`machine` tells the machine's time."""
        self._database = database
        self._clock = clock
        self._machine = machine

    async def __call__(self, job: Job) -> Apply | Skipped | None:
        """The letters of a job of kind `failed`; its subject is the reader."""
        who, group = PersonId(job.subject), job.payload.get("group")
        async with self._database.reading(job.company) as read:
            company = next(one for one in await Companies(read.connection).all() if one.id == job.company)
            roster = await People(read).roster(company.zone)
        person = roster.people.get(who)
        if person is None:
            return Skipped("nobody")
        today = self._clock.now().astimezone(company.zone).date()
        levels = [[who]] if group is not None else [level for level in _heads_above(roster, who, today) if level]
        data = {"v": 1, "person": person.name, "reason": job.payload["reason"], "group": group}

        async def apply(unit: Unit) -> None:
            outbox = Outbox(unit, self._machine())
            for readers in levels:
                if await outbox.put([self._letter(job, reader, data) for reader in readers]):
                    return

        return apply if levels else Skipped("nobody")

    def _letter(self, job: Job, reader: PersonId, data: dict[str, object]) -> Letter:
        now = self._clock.now()
        key = f"failed:{job.subject}:{job.day}:{job.slot}:{reader}"
        return Letter(key, LetterKind.DELIVERY_FAILED, reader, data, now, now + _USEFUL, silent=True)


def _heads_above(roster: Roster, who: PersonId, today: date) -> Iterator[list[PersonId]]:
    """Heads of the person's team, of the one above it, and so on; then the heads of the company, and the owners."""
    path = roster.path_of(roster.team_on(who, today)) or ""
    while path:
        yield _holding(roster, who, today, Role.HEAD, {team.id for team in roster.teams.values() if team.path == path})
        path = path.rpartition("/")[0]
    yield _holding(roster, who, today, Role.HEAD, {_WHOLE})
    yield _holding(roster, who, today, Role.OWNER, None)


def _holding(
    roster: Roster, but: PersonId, today: date, role: Role, teams: Collection[TeamId] | None
) -> list[PersonId]:
    """Who else holds the role today in one of the teams, or anywhere."""
    return sorted(
        person
        for person, held in roster.memberships.items()
        if person != but
        and any(one.role is role and one.holds_on(today) and (teams is None or one.team in teams) for one in held)
    )
