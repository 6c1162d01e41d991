"""Open deals and why some of them stand still."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction

from services.domain.ids import PersonId
from services.domain.money import Money
from services.domain.path import by_pipeline
from services.domain.quantiles import P75, quantile
from services.domain.report import Column, Report, Unit, Value
from services.store.db import Database
from services.store.funnels import Funnels
from services.store.people import People
from services.store.sales import Sales
from services.store.unit import StoredRow
from services.usecases.reporting.answer import answer
from services.usecases.reporting.asked import Asked, person_cells
from services.usecases.reporting.excluded import deal_exclusions
from services.usecases.worktime import Worktime, load_worktime

ENOUGH_WON = 20
"""A stage's usual time is read from no fewer won deals than this (4.1)."""

_SLACK = Fraction(3, 2)

_COLUMNS = (
    Column("external_id", Unit.TEXT),
    Column("person", Unit.TEXT),
    Column("person_id", Unit.TEXT),
    Column("pipeline", Unit.TEXT),
    Column("stage", Unit.TEXT),
    Column("client", Unit.TEXT),
    Column("age_days", Unit.COUNT),
    Column("in_stage_days", Unit.COUNT),
    Column("amount", Unit.MONEY),
    Column("currency", Unit.TEXT),
    Column("stalled_because", Unit.TEXT),
)


class ShowDeals:
    """Show every deal open at the moment; a stalled one says why.

    Stalled: the expected closing is past; or in its stage longer than one and a half p75 of won deals (20 of them or
    more); or nobody was really in touch for the company's number of working days, where touches are recorded at all.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, asked: Asked) -> Report:
        asked.ensure_no(view=asked.view, rank=asked.rank, by=asked.by)
        async with self._database.reading(asked.company.id) as read:
            roster = await People(read).roster(asked.company.zone)
            worktime = await load_worktime(read, asked.company, roster)
            funnels = Funnels(read)
            stages = await Sales(read).stages()
            open_rows = await funnels.open_rows(asked.as_of)
            judge = _Judge(
                asked,
                worktime,
                limits={
                    stage: seconds * _SLACK
                    for stage, stays in (await funnels.won_stays()).items()
                    if len(stays) >= ENOUGH_WON and (seconds := quantile(stays, P75)) is not None
                },
                entered=await funnels.last_entries(asked.as_of),
                touched=await funnels.last_contacts(asked.as_of),
                firsts=frozenset(line[0].id for line in by_pipeline(stages).values()),
            )
            names = {stage.id: stage.name for stage in stages}
            past = await funnels.past_paths(open_rows, asked.as_of)
            excluded = await deal_exclusions(read, asked)
        rows: list[dict[str, Value]] = []
        for row in open_rows:
            person, day = PersonId(row.person_id), row.created_day or asked.today
            if asked.person not in (None, person):
                continue
            if asked.team is not None and roster.team_on(person, asked.today) not in roster.below(asked.team):
                continue
            stage = past[row.id].present if row.id in past else row.present_stage
            currency = row.currency or asked.company.currency
            rows.append(
                {
                    "external_id": row.external_id,
                    **person_cells(roster, person),
                    "pipeline": row.line,
                    "stage": row.stage if stage is None and row.id not in past else names.get(stage or 0),
                    "client": row.client,
                    "age_days": (asked.today - day).days if row.created_day else None,
                    "in_stage_days": judge.days_in_stage(row, stage),
                    "amount": None if row.amount is None else Money(row.amount, currency),
                    "currency": currency,
                    "stalled_because": judge.reason(row, stage),
                }
            )
        rows.sort(key=_order)
        return answer(
            asked,
            "deals",
            columns=_COLUMNS,
            rows=tuple(rows),
            totals={"open": len(rows), "stalled": sum(row["stalled_because"] is not None for row in rows)},
            excluded=excluded,
            definitions=("age_days", "in_stage_days", "amount", "stalled_because"),
        )


def _order(cells: Mapping[str, Value]) -> tuple[bool, int, str]:
    """Stalled deals first, then the oldest."""
    age = cells["age_days"]
    return cells["stalled_because"] is None, -age if isinstance(age, int) else 1, str(cells["external_id"])


class _Judge:
    """Says whether an open deal stands still, and why."""

    def __init__(
        self,
        asked: Asked,
        worktime: Worktime,
        *,
        limits: dict[int, Fraction],
        entered: dict[int, datetime],
        touched: dict[int, datetime],
        firsts: frozenset[int],
    ) -> None:
        self._asked = asked
        self._worktime = worktime
        self._limits = limits
        self._entered = entered
        self._touched = touched
        self._firsts = firsts
        self._quiet_since = self._day_before(asked.company.no_activity_days)

    def _day_before(self, working_days: int) -> date:
        """The day on which the last `working_days` working days began."""
        calendar, day, left = self._worktime.of_company(), self._asked.today, working_days
        for _ in range(working_days * 10 + 30):
            if left <= 0:
                break
            day -= timedelta(days=1)
            left -= calendar.weight(day) > 0
        return day

    def days_in_stage(self, row: StoredRow, stage: int | None) -> int | None:
        """Days since the last move; since creation for a deal without history that is still in its first stage."""
        unmoved = not row.has_history and (stage is None or stage in self._firsts)
        since = self._entered.get(row.id) or (row.created_at if unmoved else None)
        return None if since is None else (self._asked.as_of - since).days

    def reason(self, row: StoredRow, stage: int | None) -> str | None:
        """The first reason that applies."""
        expected = row.closed_day if row.status == "open" else None
        if expected is not None and expected < self._asked.today:
            return "closing_date_passed"
        since, limit = self._entered.get(row.id), self._limits.get(stage or 0)
        if since is not None and limit is not None and (self._asked.as_of - since).total_seconds() > limit:
            return "too_long_in_stage"
        last = max(filter(None, (self._touched.get(row.id), since, row.created_at)), default=None)
        day = None if last is None else last.astimezone(self._asked.company.zone).date()
        if self._touched and day is not None and day < self._quiet_since:
            return "no_activity"
        return None
