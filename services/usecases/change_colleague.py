"""A member changes roles, team or extension of somebody whom they may arrange."""

from dataclasses import dataclass

from services.domain.clock import Clock
from services.domain.ids import PersonId, TeamId
from services.domain.people import Role
from services.domain.rights import Member
from services.errors import Refused
from services.store.db import Database
from services.store.people import People
from services.usecases.change_person import change
from services.usecases.organising.arranging import ensure_arranges, ensure_may_give
from services.usecases.organising.details import Appointed, Details
from services.usecases.settle import Settle


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be from today on; None where it stays as it is."""

    roles: frozenset[Role] | None = None
    team: TeamId | None = None
    extension: str | None = None


class ChangeColleague:
    """Change it from today on, within the rights of the member: nobody gives a role or a team that is not theirs."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, member: Member, number: PersonId, wanted: Change) -> Appointed:
        company = member.company
        today = self._clock.now().astimezone(company.zone).date()
        async with self._database.writing(company.id) as unit:
            roster = await People(unit).roster(company.zone)
            person = ensure_arranges(member, roster, number, today)
            roles = roster.roles_of(number, today) if wanted.roles is None else wanted.roles
            team = (roster.team_on(number, today) or TeamId(0)) if wanted.team is None else wanted.team
            if wanted.roles is not None or wanted.team is not None:
                ensure_may_give(member, roster, roles, team)
            if wanted.team == 0 or (wanted.roles is not None and not wanted.roles):
                raise Refused("button-outdated")
            details = Details(
                tuple(role for role in Role if role in wanted.roles) if wanted.roles is not None else (),
                team=None if wanted.team is None else roster.path_of(wanted.team),
                extension=wanted.extension,
            )
            appointed = await change(unit, company, roster, person, details, today, today)
        await Settle(self._database)(company)
        return appointed
