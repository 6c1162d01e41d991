"""Something about a person changes: team, roles, head, account, extension, zone."""

from dataclasses import dataclass
from datetime import date, timedelta

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.ids import TeamId
from services.domain.people import Person, Role, Roster, Team
from services.errors import Refused
from services.store.db import Database
from services.store.pending import Pending
from services.store.people import People
from services.store.staff import Staff
from services.store.unit import Unit
from services.usecases.find_person import person_named
from services.usecases.find_team import team_made
from services.usecases.organising.again import worktime_marks
from services.usecases.organising.details import TEAM_ROLES, Appointed, Details, held, roles_of, write_down
from services.usecases.organising.heading import Head, head_named, put_at_head, team_of
from services.usecases.organising.typed import day_of
from services.usecases.settle import Settle


class ChangePerson:
    """Change what is told of a person, from today or from the day said; earlier days stay as they were.

    Roles that are named replace the roles held; a new team takes along the roles held in the old one. What came
    under a new extension while it was nobody's becomes theirs. A new zone cuts days from its date on only.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, company: Company, name: str, details: Details) -> Appointed:
        roles_of(details.roles)
        if not details.any():
            raise Refused("person-set-nothing")
        today = self._clock.now().astimezone(company.zone).date()
        since = today if details.since is None else day_of(details.since, today)
        async with self._database.writing(company.id) as unit:
            roster = await People(unit).roster(company.zone)
            person = await person_named(unit, roster, name)
            appointed = await change(unit, company, roster, person, details, since, today)
        await Settle(self._database)(company)
        return appointed


async def change(
    unit: Unit, company: Company, roster: Roster, person: Person, details: Details, since: date, today: date
) -> Appointed:
    """The same inside a transaction, for a person who is known."""
    if person.left_on is not None and person.left_on < today:
        raise Refused("person-left", name=person.name)
    return await _Move(unit, company, roster, person, since)(roles_of(details.roles), details, today)


@dataclass(frozen=True, slots=True)
class _Move:
    """One change of one person inside a transaction."""

    unit: Unit
    company: Company
    roster: Roster
    person: Person
    since: date

    async def __call__(self, roles: tuple[Role, ...], details: Details, today: date) -> Appointed:
        team, head = await self._where(details, today)
        if roles or details.team is not None or (team is not None and self._team() is None):
            await self._appoint(roles, team, told=details.team is not None)
        if head is not None and team is not None:
            await put_at_head(self.unit, head, team, self.since)
        matched, lost = await write_down(self.unit, self.company, self.roster, self.person.id, details, self.since)
        after = await People(self.unit).roster(self.company.zone)
        stands = after.team_on(self.person.id, self.since)
        return Appointed(
            self.person.id,
            self.person.name,
            tuple(role for role in Role if role in after.roles_of(self.person.id, self.since)),
            after.path_of(stands),
            since=self.since if details.dated() else None,
            head=head.name if head else None,
            head_made=head is not None and head.made,
            matched=matched,
            account_of=lost,
        )

    async def _where(self, details: Details, today: date) -> tuple[Team | None, Head | None]:
        """The team the person is to be in, and its head if one was named."""
        team = self._team() if details.team is None else await team_made(self.unit, self.roster, details.team)
        if details.head is None:
            return team, None
        head = await head_named(self.unit, self.roster, details.head, today)
        return team or team_of(head), head

    def _team(self) -> Team | None:
        number = self.roster.team_on(self.person.id, self.since)
        return None if number is None else self.roster.teams.get(number)

    async def _appoint(self, roles: tuple[Role, ...], team: Team | None, *, told: bool) -> None:
        """Hold these roles, or those held, in this team from the day on; a role held stays where it is unless told."""
        now = held(self.roster, self.person.id, self.since)
        old = self.roster.team_on(self.person.id, self.since) or TeamId(0)
        moving = [role for role in TEAM_ROLES if old in now.get(role, ())]
        if not roles and not moving:
            raise Refused("role-needed", known=" ".join(Role))
        for role in Role:
            if roles and role not in roles:
                await self._end(role, now.get(role, set()))
        for role in roles or moving:
            if told or role not in now:
                await self._hold(role, old, team)
        await People(self.unit).change(self.person.id, listed=True)
        await Pending(self.unit).add(worktime_marks(self.since))

    async def _hold(self, role: Role, old: TeamId, team: Team | None) -> None:
        """A manager belongs to one team at a time; a head keeps the other teams they head."""
        target = team.id if team is not None and role in TEAM_ROLES else TeamId(0)
        if target != old and role in TEAM_ROLES:
            if role is Role.MANAGER:
                await People(self.unit).leave_teams(self.person.id, self._eve(), role=role)
            else:
                await self._end(role, {old})
        await People(self.unit).join(self.person.id, target, role, self.since)

    async def _end(self, role: Role, teams: set[int]) -> None:
        for team in teams:
            await Staff(self.unit).end_role(self.person.id, TeamId(team), role, self._eve())

    def _eve(self) -> date:
        return self.since - timedelta(days=1)
