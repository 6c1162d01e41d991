"""What is asked of a day, as far as it concerns a member."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from services.domain.clock import Clock
from services.domain.ids import PersonId, TeamId
from services.domain.norms import Norm, Scope, norm_on
from services.domain.people import Roster
from services.domain.rights import Member
from services.store.db import Database
from services.store.people import People
from services.store.rules import Rules
from services.usecases.list_norms import NormLine, norm_lines
from services.usecases.organising.kpi_named import KnownKpi, known_kpis
from services.usecases.organising.norms_of_member import may_set
from services.usecases.worktime import teams_upwards

USUAL = (
    "calls_total", "calls_connected", "talk_time", "quality_talks", "meetings", "proposals", "day_start", "revenue",
    "first_call_at", "deals_won",
)  # fmt: skip
"""What is asked most often, in this order."""


@dataclass(frozen=True, slots=True)
class NormBoard:
    """The norms that concern a member; `theirs` are those they may change, by their place among `lines`."""

    lines: tuple[NormLine, ...]
    theirs: frozenset[int]
    own: bool


@dataclass(frozen=True, slots=True)
class NormOffer:
    """What a member may ask, and of whom."""

    kpis: tuple[KnownKpi, ...]
    company: bool
    teams: tuple[tuple[TeamId, str], ...]
    people: tuple[tuple[PersonId, str], ...]


class ShowNorms:
    """The norms in force and those to come.

    A head sees those of the company, of their teams and of their people; whoever heads nobody sees what is asked of
    them today.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, member: Member) -> NormBoard:
        company = member.company
        today = self._clock.now().astimezone(company.zone).date()
        async with self._database.reading(company.id) as read:
            roster = await People(read).roster(company.zone)
            norms = await Rules(read).norms()
            kpis = await known_kpis(read)
        if not member.heads:
            return NormBoard(norm_lines(_asked_of(member, norms, kpis, roster, today), kpis, roster), frozenset(), True)
        seen = [norm for norm in _standing(norms, today) if norm.scope is Scope.COMPANY or _may_set(member, norm)]
        lines = norm_lines(seen, kpis, roster)
        theirs = (place for place, line in enumerate(lines) if may_set(member, line.whom.scope, line.whom.id))
        return NormBoard(lines, frozenset(theirs), False)

    async def offer(self, member: Member) -> NormOffer:
        """Of whom this member may ask something, and what."""
        company = member.company
        today = self._clock.now().astimezone(company.zone).date()
        async with self._database.reading(company.id) as read:
            roster = await People(read).roster(company.zone)
            kpis = await known_kpis(read)
        first = {key: place for place, key in enumerate(USUAL)}
        ordered = sorted(kpis.values(), key=lambda kpi: first.get(kpi.key, len(first)))
        people = [
            (who, person.name)
            for who, person in roster.people.items()
            if may_set(member, Scope.PERSON, who) and roster.roles_of(who, today)
        ]
        return NormOffer(
            tuple(ordered),
            may_set(member, Scope.COMPANY, 0),
            tuple(sorted(member.teams.items(), key=lambda team: team[1])),
            tuple(sorted(people, key=lambda one: one[1].casefold())),
        )


def _may_set(member: Member, norm: Norm) -> bool:
    own = norm.scope is Scope.PERSON and norm.scope_id == member.id
    return own or may_set(member, norm.scope, norm.scope_id)


def _standing(norms: Iterable[Norm], today: date) -> list[Norm]:
    """Of each thing that is asked the newest that holds, and everything that is to come."""
    newest: dict[tuple[object, ...], Norm] = {}
    coming = []
    for norm in norms:
        if norm.since > today:
            coming.append(norm)
            continue
        key = (norm.scope, norm.scope_id, norm.kpi, norm.weekday)
        if key not in newest or newest[key].since <= norm.since:
            newest[key] = norm
    return [*newest.values(), *coming]


def _asked_of(member: Member, norms: Sequence[Norm], kpis: Iterable[str], roster: Roster, today: date) -> list[Norm]:
    teams = teams_upwards(roster, member.id, today)
    found = (norm_on(norms, kpi, today, member.id, teams) for kpi in kpis)
    return [norm for norm in found if norm is not None]
