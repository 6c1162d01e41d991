"""A member adds somebody to the company, or to a team of theirs."""

from services.domain.clock import Clock
from services.domain.ids import PersonId, TeamId, digest_id
from services.domain.people import Role, name_key
from services.domain.rights import Member
from services.errors import Refused
from services.store.db import Database
from services.store.people import People
from services.usecases.add_person import add
from services.usecases.organising.arranging import ensure_may_give
from services.usecases.organising.details import Appointed, Details
from services.usecases.organising.typed import name_of
from services.usecases.settle import Settle
from services.usecases.show_colleagues import ensure_asks


class AddColleague:
    """Add a person by name with a role, in a team where there is one.

    The head of a team adds to their teams, and only a name that nobody has met yet: whose history a known name is,
    an owner or an admin says.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, member: Member, name: str, role: Role, team: TeamId) -> Appointed:
        ensure_asks(member)
        company, name = member.company, name_of(name)
        today = self._clock.now().astimezone(company.zone).date()
        async with self._database.writing(company.id) as unit:
            roster = await People(unit).roster(company.zone)
            ensure_may_give(member, roster, frozenset({role}), team)
            known = roster.people.get(PersonId(digest_id(company.id, "person", name_key(name))))
            if known is not None and not member.arranges:
                raise Refused("people-name-known", name=name)
            details = Details((role.value,), team=roster.path_of(team) if team else None)
            added = await add(unit, company, name, (role,), details, None, today)
        await Settle(self._database)(company)
        return added
