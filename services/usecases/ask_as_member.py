"""A report as a member may see it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.domain.clock import Clock
from services.domain.ids import PersonId, TeamId
from services.domain.people import Person, Role, Roster
from services.domain.period import Period
from services.domain.question import Question
from services.domain.report import Report
from services.domain.rights import Member
from services.errors import Refused
from services.store.db import Database
from services.store.importing import Imports
from services.store.looks import Looks
from services.store.people import People
from services.usecases.ask_report import AskReport
from services.usecases.find_person import sought_person
from services.usecases.reporting.asked import Asked

OF_HEADS = frozenset({"team", "roi"})
"""Reports that compare people or tell the company's money: for those who head somebody."""

_HORIZON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Answer:
    """A report with the question as it was answered: `person` and `team` say whom it came out to be about.

    `fresh` is the moment of the last import, None before the first; `stale` says that it is long ago. `people` are
    those who sold in the period and whose figures the member may open, by name.
    """

    question: Question
    report: Report
    person: Person | None
    team: str | None
    fresh: datetime | None = None
    stale: bool = False
    people: tuple[tuple[PersonId, str], ...] = ()


class AskAsMember:
    """Answer a member's question about whoever they may see.

    Without a name a manager asks about themselves, a head about their team, an owner about the company. Whoever is
    not theirs to see is as unknown as somebody who does not exist. Opening another person's figures leaves a line
    that this person can read.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._ask = AskReport(database, clock)

    async def __call__(self, member: Member, question: Question) -> Answer:
        narrowed = narrow(member, question)
        company = member.company
        now = self._clock.now()
        async with self._database.reading(company.id) as read:
            roster = await People(read).roster(company.zone)
            fresh = await Imports(read).newest()
        asked = Asked(
            company=company,
            period=narrowed.span.period(now.astimezone(company.zone).date()),
            as_of=now,
            person=narrowed.person,
            team=narrowed.team,
            by=(narrowed.by,) if narrowed.by else (),
            view=narrowed.view,
            horizon=_HORIZON,
        )
        report = await self._ask.answer(narrowed.report, asked)
        await self._note(member, narrowed)
        return Answer(
            narrowed,
            report,
            roster.people.get(narrowed.person) if narrowed.person is not None else None,
            roster.path_of(narrowed.team),
            fresh.astimezone(company.zone) if fresh is not None else None,
            stale=fresh is not None and now - fresh > timedelta(hours=company.stale_after_hours),
            people=_sellers(_seen_roster(roster, member), asked.period),
        )

    async def _note(self, member: Member, question: Question) -> None:
        if question.person in (None, member.id):
            return
        now = self._clock.now()
        day = now.astimezone(member.company.zone).date()
        async with self._database.writing(member.company.id) as unit:
            await Looks(unit).note(question.person, member.id, question.report, day, now)


def narrow(member: Member, question: Question) -> Question:
    """The question about those whom the member may see; Refused as for somebody unknown where it is about others."""
    if question.report in OF_HEADS and not member.heads:
        raise Refused("report-of-heads")
    if question.person is not None:
        if not member.may_see(question.person):
            raise Refused("nobody-found")
        return question
    if question.team is not None:
        if not member.may_see_team(question.team):
            raise Refused("nobody-found")
        return question
    if member.whole:
        return question
    if member.teams:
        return question.about(team=member.top_teams[0]).turned(question.side, question.page)
    if not member.sells:
        raise Refused("no-figures-of-own")
    return question.about(person=member.id).turned(question.side, question.page)


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a typed name may mean among those the member may see: people and teams by name."""

    people: tuple[tuple[PersonId, str], ...] = ()
    teams: tuple[tuple[TeamId, str], ...] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.people) + len(self.teams)


class FindForMember:
    """Who is meant by a name, among those whom the member may see; nobody else is ever named."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, member: Member, name: str) -> Meant:
        company = member.company
        async with self._database.reading(company.id) as read:
            roster = _seen_roster(await People(read).roster(company.zone), member)
            people = (await sought_person(read, roster, name)).found
        wanted = name.strip().casefold()
        teams = [
            (team, path)
            for team, path in member.teams.items()
            if wanted in (path.casefold(), path.casefold().rpartition("/")[2])
        ]
        named = sorted(((who, roster.people[who].name) for who in people if who in roster.people), key=lambda x: x[1])
        return Meant(tuple(named), tuple(sorted(teams, key=lambda x: x[1])))


def _sellers(roster: Roster, period: Period) -> tuple[tuple[PersonId, str], ...]:
    """Who sold here in the period, by name."""
    selling = [
        person
        for person in roster.people.values()
        if person.belonged(period)
        and any(
            held.role is Role.MANAGER
            and held.from_day <= period.last
            and (held.to_day is None or held.to_day >= period.first)
            for held in roster.memberships.get(person.id, ())
        )
    ]
    return tuple((person.id, person.name) for person in sorted(selling, key=lambda one: (one.name.casefold(), one.id)))


def _seen_roster(roster: Roster, member: Member) -> Roster:
    return Roster(
        {who: person for who, person in roster.people.items() if member.may_see(who)},
        roster.teams,
        roster.memberships,
        roster.zones,
        roster.usual_zone,
    )
