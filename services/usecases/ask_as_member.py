"""A report as a member may see it."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.domain.clock import Clock
from services.domain.ids import PersonId, TeamId
from services.domain.people import Person, Role, Roster
from services.domain.period import Period
from services.domain.question import Question, Side
from services.domain.recall import Recall
from services.domain.report import Report
from services.domain.rights import Member
from services.errors import Refused
from services.store.db import Database
from services.store.importing import Imports
from services.store.people import People
from services.usecases.ask_report import AskReport
from services.usecases.find_person import sought_person
from services.usecases.reporting.asked import Asked
from services.usecases.reporting.looking import note_look

OF_HEADS = frozenset({"team", "roi"})
"""Reports that compare people or tell the company's money: for those who head somebody."""

_HORIZON = timedelta(days=30)
_KEPT = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """A report with the question as it was answered: `person` and `team` say whom it came out to be about.

    `fresh` is the moment of the last import, None before the first; `stale` says that it is long ago. `whom` are those
    whom the asker may ask about, where the question is whom. Answers of the same `key` are the same to the same asker;
    None: this one may change unseen.
    """

    question: Question
    report: Report
    person: Person | None
    team: str | None
    fresh: datetime | None = None
    stale: bool = False
    whom: "Meant | None" = None
    key: Hashable | None = None


class AskAsMember:
    """Answer a member's question about whoever they may see.

    Without a name a manager asks about themselves, a head about their team, an owner about the company; return on
    spend is the company's for the head of a department too, since costs belong to no team, but person by person it is
    that of their own people. Whoever is not theirs to see is as unknown as somebody who does not exist. Opening
    another person's figures leaves a line that this person can read. An answer is kept for its minute, as long as
    nothing of the company changes.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._ask = AskReport(database, clock)
        self._kept: Recall[Hashable, Answer] = Recall(_KEPT)

    async def __call__(self, member: Member, question: Question) -> Answer:
        narrowed = narrow(member, question)
        now = self._clock.now()
        key = (member.company.id, member.version, member.id, narrowed, now.replace(second=0, microsecond=0))
        answer = self._kept.get(key) if member.version is not None else None
        if answer is None:
            answer = await self._answered(member, narrowed, now)
            if member.version is not None:
                answer = self._kept.keep(key, replace(answer, key=key))
        await note_look(self._database, member, narrowed.person, narrowed.report, now)
        return answer

    async def _answered(self, member: Member, narrowed: Question, now: datetime) -> Answer:
        company = member.company
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
        return Answer(
            narrowed,
            await self._ask.answer(narrowed.report, asked),
            roster.people.get(narrowed.person) if narrowed.person is not None else None,
            roster.path_of(narrowed.team),
            fresh.astimezone(company.zone) if fresh is not None else None,
            stale=fresh is not None and now - fresh > timedelta(hours=company.stale_after_hours),
            whom=_choice(member, roster, asked.period) if narrowed.side is Side.WHOM else None,
        )


def _choice(member: Member, roster: Roster, period: Period) -> "Meant":
    """Everybody who sold here in the period and every team, of those that the member may see."""
    people = (person for who, person in roster.people.items() if member.may_see(who) and person.listed)
    known = [(person.id, person.name) for person in people if person.belonged(period) and _sold(roster, person, period)]
    return Meant(tuple(sorted(known, key=_by_name)), tuple(sorted(member.teams.items(), key=_by_name)))


def _sold(roster: Roster, person: Person, period: Period) -> bool:
    held = roster.memberships.get(person.id, ())
    return any(
        m.role is Role.MANAGER and m.from_day <= period.last and (m.to_day is None or m.to_day >= period.first)
        for m in held
    )


def _by_name(one: tuple[int, str]) -> tuple[str, int]:
    return one[1].casefold(), one[0]


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
    if member.whole or (question.report == "roi" and question.by != "person" and member.knows_costs):
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


def _seen_roster(roster: Roster, member: Member) -> Roster:
    return Roster(
        {who: person for who, person in roster.people.items() if member.may_see(who)},
        roster.teams,
        roster.memberships,
        roster.zones,
        roster.usual_zone,
    )
