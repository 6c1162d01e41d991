"""The funnel in one of its four labelled views: where deals are lost, and how long they wait."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from services.domain.company import Company
from services.domain.deals import Stage, Status
from services.domain.funnel import Chosen, Frame, FunnelDeal, StageRow, View, stage_rows, unripe
from services.domain.funnel_totals import totals
from services.domain.ids import PersonId
from services.domain.money import Money, round_half_even
from services.domain.path import Visit, by_pipeline
from services.domain.people import Roster
from services.domain.quantiles import P75
from services.domain.report import Column, Report, Unit, Value
from services.domain.spelling import Spelling
from services.errors import Refused
from services.store.db import Database
from services.store.funnels import Funnels
from services.store.incomes import Incomes
from services.store.people import People
from services.store.sales import Sales
from services.usecases.reporting.answer import answer
from services.usecases.reporting.asked import Asked
from services.usecases.reporting.excluded import deal_exclusions
from services.usecases.reporting.rows import dimension_cells, dimension_columns, members, month_of, sort_key

_STAGE_COLUMNS = (
    Column("pipeline", Unit.TEXT),
    Column("stage", Unit.TEXT),
    Column("view", Unit.TEXT),
    Column("entered", Unit.COUNT),
    Column("reached", Unit.COUNT),
    Column("conversion_from_previous", Unit.RATE),
    Column("conversion_from_first", Unit.RATE),
    Column("open_now", Unit.COUNT),
    Column("share_of_open", Unit.RATE),
    Column("time_median_s", Unit.SECONDS),
    Column("time_p75_s", Unit.SECONDS),
    Column("returns", Unit.COUNT),
)
_TOTAL_COLUMNS = (
    Column("view", Unit.TEXT),
    Column("created", Unit.COUNT),
    Column("won", Unit.COUNT),
    Column("lost", Unit.COUNT),
    Column("open", Unit.COUNT),
    Column("win_rate", Unit.RATE),
    Column("cohort_win_rate", Unit.RATE),
    Column("revenue", Unit.MONEY),
    Column("average_deal", Unit.MONEY),
    Column("cycle_median_days", Unit.DAYS),
    Column("cycle_mean_days", Unit.DAYS),
    Column("ripeness", Unit.RATE),
)


class ShowFunnel:
    """Show the funnel of a company, a team or a person.

    In cohort views a deal belongs to its owner; in the flow, to whoever made the move. The view is always named.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, asked: Asked) -> Report:
        asked.ensure_no(rank=asked.rank)
        by = asked.dimensions("stage", "stage", "pipeline", "person", "team", "source", "product", "month")
        view = _view(asked.view)
        frame = Frame(view, asked.period, asked.as_of, asked.horizon, _days(asked.company))
        async with self._database.reading(asked.company.id) as read:
            roster = await People(read).roster(asked.company.zone)
            pipelines = by_pipeline(await Sales(read).stages())
            wanted = Funnels(read).of_cohort if view is View.COHORT else Funnels(read).touching
            deals = await wanted(asked.period, asked.as_of)
            ripe_after = await Funnels(read).cycle(asked.as_of, P75)
            money = Incomes(read)
            by_closing = view in (View.FLOW, View.SNAPSHOT)
            cohort = [d.id for d in deals if d.created_day is not None and d.created_day in asked.period]
            revenue = (
                await money.revenue_in(asked.period, asked.as_of)
                if by_closing
                else await money.revenue_of(cohort, asked.as_of)
            )
            prepaid = await Funnels(read).prepaid(revenue.keys() - {deal.id for deal in deals})
            excluded = await deal_exclusions(read, asked)
        ground = _Ground(asked, frame, roster, pipelines, deals, prepaid, ripe_after, revenue)
        own = ground.chooser(None, None)
        rows = ground.stage_rows(own) if by == ("stage",) else ground.rows_by(by[0])
        return answer(
            asked,
            "funnel",
            columns=_STAGE_COLUMNS
            if by == ("stage",)
            else (*dimension_columns(by), *_TOTAL_COLUMNS, Column("stages", Unit.NESTED)),
            rows=tuple(rows),
            totals=ground.totals(own),
            excluded=excluded | ground.excluded(own),
            definitions=(f"view_{view.value}", *(c.key for c in (*_STAGE_COLUMNS[3:], *_TOTAL_COLUMNS[1:]))),
        )


def _view(name: str | None) -> View:
    try:
        return View(name or View.COHORT)
    except ValueError as trouble:
        raise Refused("view-unknown", view=name or "", known=", ".join(View)) from trouble


def _days(company: Company) -> Callable[[Any], date]:
    return lambda at: at.astimezone(company.zone).date()


class _Ground:
    """The deals of one question, and everything its rows are made from."""

    def __init__(
        self,
        asked: Asked,
        frame: Frame,
        roster: Roster,
        pipelines: Any,
        deals: Sequence[FunnelDeal],
        prepaid: Sequence[FunnelDeal],
        ripe_after: Any,
        revenue: dict[int, int],
    ) -> None:
        self._asked = asked
        self._frame = frame
        self._roster = roster
        self._pipelines = pipelines
        self._deals = deals
        self._paid = (*deals, *prepaid)
        self._ripe_after = ripe_after
        self._revenue = revenue
        self._spelling = {name: Spelling(getattr(deal, name) for deal in self._paid) for name in ("source", "product")}

    def chooser(self, dimension: str | None, value: object) -> Chosen:
        """The choice of a row within what was asked: owner of the deal, or of the move in the flow."""

        def chosen(deal: FunnelDeal, visit: Visit | None) -> bool:
            by_move = visit is not None and self._frame.view is View.FLOW
            person = visit.by if by_move and visit is not None else deal.owner
            day = self._day(deal, visit)
            if not self._asked_for(person, day):
                return False
            return dimension is None or self._value(dimension, deal, person, day) == value

        return chosen

    def _asked_for(self, person: PersonId, day: date) -> bool:
        asked = self._asked
        if asked.person is not None and person != asked.person:
            return False
        return asked.team is None or self._roster.team_on(person, day) in self._roster.below(asked.team)

    def _day(self, deal: FunnelDeal, visit: Visit | None) -> date:
        """The day that decides the team: of the move, else of the closing, else of the creation."""
        if visit is not None and visit.first_at is not None:
            return self._frame.day_of(visit.first_at)
        return deal.closed_day or deal.created_day or self._asked.today

    def _value(self, dimension: str, deal: FunnelDeal, person: PersonId, day: date) -> object:
        match dimension:
            case "person":
                return person
            case "team":
                return self._roster.team_on(person, day)
            case "month":
                by_closing = self._frame.view in (View.FLOW, View.SNAPSHOT)
                stamp = deal.closed_day if by_closing else deal.created_day
                return month_of(stamp) if stamp else None
            case "source" | "product":
                return self._spelling[dimension].of(getattr(deal, dimension))
            case _:
                return deal.pipeline

    def stage_rows(self, chosen: Chosen) -> list[dict[str, Value]]:
        """Every stage of every pipeline that has deals here or is known."""
        rows: list[dict[str, Value]] = []
        for pipeline, line in self._pipelines.items():
            deals = [deal for deal in self._deals if deal.pipeline == pipeline]
            counted = stage_rows(deals, line, self._frame, chosen)
            standing = sum(row.open_now for row in counted)
            rows += [_stage_cells(pipeline, row, self._frame.view, standing) for row in counted]
        return rows

    def rows_by(self, dimension: str) -> list[dict[str, Value]]:
        """One row per value: the totals of its deals, with its stages inside."""
        everything = self.chooser(None, None)
        values = {
            self._value(dimension, deal, deal.owner, self._day(deal, None))
            for deal in self._paid
            if everything(deal, None)
        }
        if self._frame.view is View.FLOW and dimension in ("person", "team"):
            values |= {
                self._value(dimension, deal, visit.by, self._day(deal, visit))
                for deal in self._deals
                for visit in deal.visits
                if everything(deal, visit) and self._frame.holds(visit.first_at)
            }
        always = members(self._asked, self._roster) if dimension == "person" else set()
        rows = []
        for value in values | always:
            chosen = self.chooser(dimension, value)
            cells = {**dimension_cells((dimension,), (value,), self._roster), **self.totals(chosen)}
            stages = self.stage_rows(chosen)
            if value in always or _says_something(cells, stages):
                rows.append({**cells, "stages": stages})
        return sorted(rows, key=lambda cells: sort_key(cells, (dimension,)))

    def totals(self, chosen: Chosen) -> dict[str, Value]:
        """The totals of the chosen deals."""
        found = totals(self._deals, self._frame, self._ripe_after, chosen)
        currency = self._asked.company.currency
        by_closing = self._frame.view in (View.FLOW, View.SNAPSHOT)
        mine = [
            deal
            for deal in self._paid
            if chosen(deal, None)
            and (by_closing or (deal.created_day is not None and deal.created_day in self._frame.period))
        ]
        revenue = Money(sum(self._revenue.get(deal.id, 0) for deal in mine), currency)
        average = None if found.average_net is None else Money(round_half_even(found.average_net), currency)
        return {
            "view": self._frame.view.value,
            "created": found.created,
            "won": found.won,
            "lost": found.lost,
            "open": found.open,
            "win_rate": found.win_rate,
            "cohort_win_rate": found.cohort_win_rate,
            "revenue": revenue if self._asked.company.revenue is not None else None,
            "average_deal": average,
            "cycle_median_days": found.cycle_median_days,
            "cycle_mean_days": found.cycle_mean_days,
            "ripeness": found.ripeness,
        }

    def excluded(self, chosen: Chosen) -> dict[str, int]:
        """Deals of the scope that the stages understate, and those dropped as unripe."""
        mine = [deal for deal in self._deals if chosen(deal, None)]
        cohort = [deal for deal in mine if deal.created_day is not None and deal.created_day in self._frame.period]
        found = {
            "lost_without_history": sum(d.status is Status.LOST and not d.has_history for d in cohort),
            "without_amount": sum(d.status is Status.WON and d.won_net is None for d in cohort),
        }
        if self._frame.view is View.ENTRY_COHORT:
            stages: list[Stage] = [stage for line in self._pipelines.values() for stage in line]
            found["unripe"] = unripe(mine, stages, self._frame)
            found["entry_time_unknown"] = sum(any(v.first_at is None for v in deal.visits) for deal in mine)
        return {reason: count for reason, count in found.items() if count}


def _says_something(cells: dict[str, Value], stages: Sequence[dict[str, Value]]) -> bool:
    """Whether the row has its part in the whole: rows without one are not shown."""
    revenue = cells["revenue"]
    money = isinstance(revenue, Money) and revenue.minor
    counts = [cells[name] for name in ("created", "won", "lost", "open")]
    counts += [row[name] for row in stages for name in ("entered", "reached", "open_now", "returns")]
    return bool(money) or any(counts) or cells["win_rate"] is not None


def _stage_cells(pipeline: str | None, row: StageRow, view: View, standing: int) -> dict[str, Value]:
    def seconds(value: Fraction | None) -> timedelta | None:
        return None if value is None else timedelta(seconds=round_half_even(value))

    shared = standing and view is View.SNAPSHOT and row.stage.meaning is Status.OPEN
    return {
        "pipeline": pipeline,
        "stage": row.stage.name,
        "view": view.value,
        "entered": row.entered,
        "reached": row.reached,
        "conversion_from_previous": row.conversion_from_previous,
        "conversion_from_first": row.conversion_from_first,
        "open_now": row.open_now,
        "share_of_open": Fraction(row.open_now, standing) if shared else None,
        "time_median_s": seconds(row.time_median_s),
        "time_p75_s": seconds(row.time_p75_s),
        "returns": row.returns,
    }
