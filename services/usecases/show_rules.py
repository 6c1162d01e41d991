"""The rules that apply to a person, and where each comes from."""

from datetime import date, timedelta
from fractions import Fraction

from services.domain.daywords import WEEKDAY_KEYS
from services.domain.ids import PersonId
from services.domain.kpi import BY_KEY
from services.domain.norms import Norm, Scope, norm_on
from services.domain.people import Role, Roster
from services.domain.report import Column, Report, Unit, Value
from services.store.db import Database
from services.store.people import People
from services.store.rules import Rules
from services.usecases.reporting.answer import answer
from services.usecases.reporting.asked import Asked, person_cells
from services.usecases.reporting.norms import norm_value
from services.usecases.reporting.rows import members
from services.usecases.worktime import teams_upwards

_COLUMNS = (
    Column("person", Unit.TEXT),
    Column("person_id", Unit.TEXT),
    Column("kpi", Unit.TEXT),
    Column("target", Unit.TEXT),
    Column("weekday", Unit.TEXT),
    Column("from", Unit.DAY),
    Column("set_by", Unit.TEXT),
    Column("because", Unit.TEXT),
)


class ShowRules:
    """Show every norm in force at the moment, person by person; `because` says whose norm it is.

    The rules of a team are those of the people who stand in it at the moment: whoever was moved on is asked elsewhere.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, asked: Asked) -> Report:
        asked.ensure_no(view=asked.view, rank=asked.rank, by=asked.by)
        async with self._database.reading(asked.company.id) as read:
            roster = await People(read).roster(asked.company.zone)
            norms = [norm for norm in await Rules(read).norms() if norm.since <= asked.today]
        rows = [
            row
            for person in sorted(_asked_here(asked, roster), key=lambda person: (roster.people[person].name, person))
            for row in _rules_of(person, asked, roster, norms)
        ]
        return answer(
            asked,
            "rules",
            columns=_COLUMNS,
            rows=tuple(rows),
            totals={"rules": len(rows)},
            definitions=("target", "because"),
        )


def _asked_here(asked: Asked, roster: Roster) -> set[PersonId]:
    found = members(asked, roster)
    if asked.team is None:
        return found
    teams = roster.below(asked.team)
    return {
        person
        for person in found
        if any(held.team in teams and held.holds_on(asked.today) for held in roster.memberships.get(person, ()))
    }


def _rules_of(person: PersonId, asked: Asked, roster: Roster, norms: list[Norm]) -> list[dict[str, Value]]:
    """The norms in force, one row each: the weekdays' own where they differ from the general one."""
    teams = teams_upwards(roster, person, asked.today)
    rows: list[dict[str, Value]] = []
    for key in sorted({norm.kpi for norm in norms}):
        found: dict[int, Norm] = {}
        for weekday, day in _week_of(asked).items():
            norm = norm_on(norms, key, day, person, teams)
            manages = Role.MANAGER in roster.roles_of(person, day)
            if norm is not None and (norm.scope is Scope.PERSON or manages):
                found[weekday] = norm
        for norm in dict.fromkeys(found.values()):
            rows.append(_cells(norm, person, asked, roster))
    return rows


def _week_of(asked: Asked) -> dict[int, date]:
    """The seven days from today on, by weekday."""
    days = [asked.today + timedelta(days=ahead) for ahead in range(7)]
    return {day.weekday(): day for day in days}


def _cells(norm: Norm, person: PersonId, asked: Asked, roster: Roster) -> dict[str, Value]:
    unit = BY_KEY[norm.kpi].unit if norm.kpi in BY_KEY else Unit.NUMBER
    setter = roster.people.get(PersonId(norm.set_by)) if norm.set_by else None
    return {
        **person_cells(roster, person),
        "kpi": norm.kpi,
        "target": norm_value(Fraction(norm.target), unit, asked.company.currency),
        "weekday": None if norm.weekday is None else WEEKDAY_KEYS[norm.weekday],
        "from": norm.since,
        "set_by": setter.name if setter else None,
        "because": _because(norm, roster),
    }


def _because(norm: Norm, roster: Roster) -> str:
    match norm.scope:
        case Scope.COMPANY:
            return "company"
        case Scope.TEAM:
            return f"team {next((t.path for t in roster.teams.values() if t.id == norm.scope_id), '')}".strip()
        case Scope.PERSON:
            return "person"
