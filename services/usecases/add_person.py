"""Somebody comes to work here."""

from datetime import date

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.ids import PersonId, TeamId, digest_id
from services.domain.people import BEGINNING, Person, Role, Team, name_key
from services.errors import Refused
from services.store.db import Database
from services.store.pending import Pending
from services.store.people import People
from services.store.unit import Unit
from services.usecases.find_team import team_made
from services.usecases.organising.again import worktime_marks
from services.usecases.organising.details import TEAM_ROLES, Appointed, Details, roles_of, write_down
from services.usecases.organising.heading import head_named, put_at_head, team_of
from services.usecases.organising.typed import day_of, name_of
from services.usecases.settle import Settle


class AddPerson:
    """Add a person with roles, and a team where it is said; an unknown team is made.

    Whoever was met in a file under this name becomes that person, with all that came under the name. Whoever left may
    come back. Without a date a role holds since ever; the person named as head heads the team of the person added.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, company: Company, name: str, details: Details) -> Appointed:
        name, roles = name_of(name), roles_of(details.roles)
        if not roles:
            raise Refused("role-needed", known=" ".join(Role))
        today = self._clock.now().astimezone(company.zone).date()
        since = None if details.since is None else day_of(details.since, today)
        async with self._database.writing(company.id) as unit:
            appointed = await add(unit, company, name, roles, details, since, today)
        await Settle(self._database)(company)
        return appointed


async def add(
    unit: Unit, company: Company, name: str, roles: tuple[Role, ...], details: Details, since: date | None, today: date
) -> Appointed:
    """The same inside a transaction."""
    people = People(unit)
    roster = await people.roster(company.zone)
    known = roster.people.get(PersonId(digest_id(company.id, "person", name_key(name))))
    begins = since or _beginning(known, today)
    person = await people.add(name, listed=True, hired_on=since)
    if known is not None:
        await people.change(person, left_on=None, hired_on=since or known.hired_on)
    team = None if details.team is None else await team_made(unit, roster, details.team)
    head = (
        None if details.head is None else await head_named(unit, await people.roster(company.zone), details.head, today)
    )
    if head is not None:
        team = team or team_of(head)
        await put_at_head(unit, head, team, begins)
    for role in roles:
        await people.join(person, _place(role, team), role, begins)
    matched, account_of = await write_down(unit, company, roster, person, details, begins)
    if known is not None:
        await Pending(unit).add(worktime_marks(begins))
    return Appointed(
        person,
        name,
        roles,
        team.path if team else None,
        since=since,
        head=head.name if head else None,
        head_made=head is not None and head.made,
        matched=matched,
        account_of=account_of,
    )


def _beginning(known: Person | None, today: date) -> date:
    """Since when a role holds where nobody said: since ever, or from today for whoever comes back."""
    if known is None or not known.listed:
        return BEGINNING
    if known.left_on is None:
        raise Refused("person-already", name=known.name)
    return today


def _place(role: Role, team: Team | None) -> TeamId:
    return team.id if team is not None and role in TEAM_ROLES else TeamId(0)
