"""Everything stored about one person, kind by kind: how much of it there is, of which days, and the rows themselves.

Clients' numbers stay masked and nothing that opens a door (hashes of codes, keys) leaves the store.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Select, Table, and_, bindparam, case, func, or_

from services.domain.goals import NoteKind
from services.domain.ids import PersonId
from services.store.tables import (
    absences,
    activities,
    calls,
    checks,
    day_notes,
    deals,
    digest_times,
    facts,
    goal_notes,
    goals,
    hours,
    hushes,
    identities,
    income,
    letters,
    logins,
    looks,
    memberships,
    norms,
    phones,
    plans,
    preferences,
    stage_entries,
    stages,
    teams,
    zones,
)
from services.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of rows about a person: where they stand, how they are found, what of them is told.

    `day` dates them: a day, or a moment, or None. `money` names columns of minor units.
    """

    key: str
    table: Table
    whose: Column[int]
    day: Column[Any] | None
    told: tuple[ColumnElement[Any], ...]
    money: tuple[str, ...] = ()
    beside: Table | None = None
    joined: ColumnElement[bool] | None = None
    only: ColumnElement[bool] | None = None


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many rows of a kind there are, from which day to which; no days where the kind has none."""

    kind: str
    count: int
    first: date | None
    last: date | None


def _beside(table: Table, other: Table, mine: Column[Any], theirs: Column[Any]) -> ColumnElement[bool]:
    return and_(other.c.company_id == table.c.company_id, theirs == mine)


_C, _A, _D, _M, _G, _N = calls.c, activities.c, deals.c, stage_entries.c, goals.c, goal_notes.c

_OWN_GOAL = case((_G.person_id == bindparam("whose", type_=BigInteger), _G.text))
"""What somebody else has set themselves is not told to whoever has said a word on it."""

KINDS: tuple[Kind, ...] = (
    Kind("roles", memberships, memberships.c.person_id, memberships.c.from_day,
         (memberships.c.role, teams.c.path.label("team"), memberships.c.from_day, memberships.c.to_day),
         beside=teams, joined=_beside(memberships, teams, memberships.c.team_id, teams.c.id)),
    Kind("identities", identities, identities.c.person_id, None, (identities.c.kind, identities.c.value)),
    Kind("logins", logins, logins.c.person_id, None, (logins.c.channel, logins.c.account_id)),
    Kind("zones", zones, zones.c.person_id, zones.c.from_day, (zones.c.zone, zones.c.from_day)),
    Kind("calls", calls, _C.person_id, _C.local_day,
         (_C.started_at, _C.direction, _C.answered, _C.talk_s, _C.wait_s, phones.c.last4.label("phone"), _C.recording,
          _C.external_id), beside=phones, joined=_beside(calls, phones, _C.phone_key, phones.c.phone_key)),
    Kind("activities", activities, _A.person_id, _A.local_day, (_A.at, _A.kind, _A.direction, _A.external_id)),
    Kind("deals", deals, _D.person_id, _D.created_day,
         (_D.external_id, _D.pipeline, _D.stage, _D.status, _D.created_at, _D.closed_at, _D.amount, _D.paid,
          _D.currency, _D.client), ("amount", "paid")),
    Kind("moves", stage_entries, _M.person_id, _M.local_day, (_M.entered_at, stages.c.name.label("stage")),
         beside=stages, joined=_beside(stage_entries, stages, _M.stage_id, stages.c.id)),
    Kind("income", income, income.c.person_id, income.c.day, (income.c.day, income.c.net, income.c.margin),
         ("net", "margin")),
    Kind("facts", facts, facts.c.person_id, facts.c.day, (facts.c.day, facts.c.kpi, facts.c.value)),
    Kind("norms", norms, norms.c.scope_id, norms.c.from_day,
         (norms.c.kpi, norms.c.weekday, norms.c.from_day, norms.c.target), only=norms.c.scope == "person"),
    Kind("plans", plans, plans.c.scope_id, plans.c.first_day,
         (plans.c.kpi, plans.c.first_day, plans.c.last_day, plans.c.target), only=plans.c.scope == "person"),
    Kind("hours", hours, hours.c.scope_id, None,
         (hours.c.weekday, hours.c.start_minute, hours.c.end_minute, hours.c.lunch_start, hours.c.lunch_end),
         only=hours.c.scope == "person"),
    Kind("absences", absences, absences.c.person_id, absences.c.first_day,
         (absences.c.first_day, absences.c.last_day, absences.c.kind)),
    Kind("goals", goals, _G.person_id, _G.start_on,
         (_G.text, _G.months, _G.start_on, _G.due_on, _G.start, _G.target, _G.now, _G.closed_on, _G.reached)),
    Kind("goal_notes", goal_notes, goals.c.person_id, _N.at,
         (_N.at, _N.kind, _N.by_id, _N.value, _N.text, _OWN_GOAL.label("goal")),
         beside=goals, joined=_beside(goal_notes, goals, _N.goal_id, goals.c.id)),
    Kind("day_notes", day_notes, day_notes.c.person_id, day_notes.c.day,
         (day_notes.c.day, day_notes.c.kind, day_notes.c.text, day_notes.c.at)),
    Kind("checks", checks, checks.c.person_id, checks.c.day,
         (checks.c.at, checks.c.rule, checks.c.fact, checks.c.expected, checks.c.outcome)),
    Kind("hushes", hushes, hushes.c.person_id, hushes.c.until, (hushes.c.rule, hushes.c.kind, hushes.c.until)),
    Kind("preferences", preferences, preferences.c.person_id, None,
         (preferences.c.quiet_from, preferences.c.quiet_to, preferences.c.rings)),
    Kind("letters", letters, letters.c.person_id, letters.c.run_at,
         (letters.c.run_at, letters.c.kind, letters.c.state, letters.c.sent_at)),
    Kind("digest_times", digest_times, digest_times.c.person_id, None,
         (digest_times.c.evening, digest_times.c.monday)),
    Kind("looks", looks, looks.c.person_id, looks.c.day,
         (looks.c.viewer_id, looks.c.day, looks.c.what, looks.c.times, looks.c.last_at)),
)  # fmt: skip
"""Every kind. What is derived once more from these rows (a deal's path) is not told twice."""


class Dossiers:
    """What the company keeps about its people."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def counts(self, person: PersonId) -> list[KindCount]:
        """How much of each kind there is, kinds without a row left out."""
        found = []
        for kind in KINDS:
            day = kind.day if kind.day is not None else kind.whose
            columns = (func.count().label("n"), func.min(day).label("first"), func.max(day).label("last"))
            row = await self._unit.row(self._about(kind, person, *columns))
            if row is not None and row.n:
                first, last = (_day(row.first), _day(row.last)) if kind.day is not None else (None, None)
                found.append(KindCount(kind.key, row.n, first, last))
        return found

    async def rows(self, person: PersonId) -> Mapping[str, list[dict[str, Any]]]:
        """Every row by kind, in the order of days."""
        found = {}
        for kind in KINDS:
            order = [kind.day] if kind.day is not None else []
            query = self._about(kind, person, *kind.told).order_by(*order, *kind.told)
            rows = await self._unit.rows(query.params(whose=person))
            found[kind.key] = [dict(row._mapping) for row in rows]
        return found

    def _about(self, kind: Kind, person: PersonId, *columns: ColumnElement[Any]) -> Select[Any]:
        query = self._unit.select(kind.table, *columns)
        if kind.beside is not None and kind.joined is not None:
            query = query.outerjoin(kind.beside, kind.joined)
        mine: ColumnElement[bool] = kind.whose == person
        if kind.table is goal_notes:
            mine = or_(mine, and_(_N.by_id == person, _N.kind == NoteKind.COMMENT))
        return query.where(mine) if kind.only is None else query.where(mine, kind.only)


def _day(told: date | datetime | None) -> date | None:
    return told.date() if isinstance(told, datetime) else told
