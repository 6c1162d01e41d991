"""Plan and fact: what was planned, what is there, what was due by now and what each day left has to bring."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from services.domain.ids import NOBODY, PersonId, TeamId
from services.domain.kpi import BY_KEY, Kind, Kpi
from services.domain.norms import Scope
from services.domain.people import Roster
from services.domain.period import Period
from services.domain.plan import PlanState, days_done_and_left
from services.domain.report import Column, Report, Unit, Value
from services.domain.tally import Scale, kpi_number
from services.store.db import Database
from services.store.people import People
from services.store.rules import Plan, Rules
from services.store.unit import Unit as Transaction
from services.usecases.reporting.answer import answer
from services.usecases.reporting.asked import Asked, person_cells
from services.usecases.reporting.excluded import deal_exclusions
from services.usecases.reporting.norms import norm_value
from services.usecases.reporting.tallies import count
from services.usecases.show_kpi import scale_of
from services.usecases.worktime import Worktime, load_worktime

_COLUMNS = (
    Column("kpi", Unit.TEXT),
    Column("person", Unit.TEXT),
    Column("person_id", Unit.TEXT),
    Column("team", Unit.TEXT),
    Column("from", Unit.DAY),
    Column("to", Unit.DAY),
    Column("plan", Unit.NUMBER),
    Column("fact", Unit.NUMBER),
    Column("expected_to_date", Unit.NUMBER),
    Column("pace", Unit.RATE),
    Column("run_rate", Unit.NUMBER),
    Column("needed_per_day", Unit.NUMBER),
)


class ShowPlan:
    """Show every plan that touches the period, by the working days of whoever has to reach it.

    The day that still runs counts by the share of its working time that has passed.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, asked: Asked) -> Report:
        asked.ensure_no(view=asked.view, rank=asked.rank, by=asked.by)
        async with self._database.reading(asked.company.id) as read:
            roster = await People(read).roster(asked.company.zone)
            worktime = await load_worktime(read, asked.company, roster)
            plans = await Rules(read).plans(asked.period.first, asked.period.last)
            mine = sorted((plan for plan in plans if _belongs(plan, asked, roster)), key=_order(roster))
            scale = await scale_of(read, asked)
            rows = [await _row(read, plan, asked, roster, worktime, scale) for plan in mine if plan.kpi in BY_KEY]
            excluded = await deal_exclusions(read, asked)
        return answer(
            asked,
            "plan",
            columns=_COLUMNS,
            rows=tuple(rows),
            totals={"plans": len(rows)},
            excluded=excluded,
            definitions=("plan", "fact", "expected_to_date", "pace", "run_rate", "needed_per_day"),
        )


def _belongs(plan: Plan, asked: Asked, roster: Roster) -> bool:
    """A person's plans for a person, a team's and its people's for a team, everything for nobody in particular."""
    if asked.person is not None:
        return plan.scope is Scope.PERSON and plan.scope_id == asked.person
    if asked.team is None:
        return True
    below = roster.below(asked.team)
    if plan.scope is Scope.TEAM:
        return plan.scope_id in below
    return plan.scope is Scope.PERSON and roster.team_on(PersonId(plan.scope_id), asked.today) in below


def _order(roster: Roster) -> Callable[[Plan], tuple[int, str, str, int]]:
    """The company's plans first, then teams', then people's, by name."""
    scopes = {Scope.COMPANY: 0, Scope.TEAM: 1, Scope.PERSON: 2}

    def key(plan: Plan) -> tuple[int, str, str, int]:
        name = roster.people[PersonId(plan.scope_id)].name if plan.scope_id in roster.people else ""
        return scopes[plan.scope], roster.path_of(TeamId(plan.scope_id)) or name, plan.kpi, plan.first_day.toordinal()

    return key


async def _row(
    read: Transaction, plan: Plan, asked: Asked, roster: Roster, worktime: Worktime, scale: Scale
) -> dict[str, Value]:
    period = Period(plan.first_day, plan.last_day)
    person = PersonId(plan.scope_id) if plan.scope is Scope.PERSON else None
    team = TeamId(plan.scope_id) if plan.scope is Scope.TEAM else None
    narrowed = replace(asked, period=period, person=person, team=team)
    counted = await count(read, narrowed, roster, lambda _person, _day: (), ())
    kpi = BY_KEY[plan.kpi]
    fact = kpi_number(kpi, counted.total, replace(scale, one_day=False))
    calendar = worktime.of(person or NOBODY, min(asked.today, period.last))
    done, left = days_done_and_left(calendar, period, asked.as_of)
    state = _state(kpi, Fraction(plan.target), fact, done, left)
    currency = asked.company.currency

    def shown(number: Fraction | None) -> Value:
        return None if number is None else norm_value(number, kpi.unit, currency)

    return {
        "kpi": plan.kpi,
        **person_cells(roster, person),
        "team": roster.path_of(team),
        "from": plan.first_day,
        "to": plan.last_day,
        "plan": shown(state.plan),
        "fact": shown(state.fact),
        "expected_to_date": shown(state.expected_to_date),
        "pace": state.pace,
        "run_rate": shown(state.run_rate),
        "needed_per_day": shown(state.needed_per_day),
    }


def _state(kpi: Kpi, plan: Fraction, fact: Fraction | None, done: Fraction, left: Fraction) -> PlanState:
    """Sums are expected evenly over working days; a rate or an average is asked from the first day to the last."""
    if kpi.kind in (Kind.SUM, Kind.MARGIN):
        return PlanState.of(plan, fact, done, left)
    pace = None if fact is None or not plan else fact / plan
    return PlanState(plan, fact, plan, pace, fact, None)
