"""Recognised revenue joined with its deals: by payment day, or by the day of the lead."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Row, and_, case, exists, func, or_

from services.domain.period import Period
from services.store.tables import costs, deals, income, stages, visits
from services.store.unit import Unit

_DIMENSIONS = (deals.c.source, deals.c.campaign, deals.c.person_id)


class Incomes:
    """Revenue, leads and costs of one company in sums by day, source, campaign and person."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def revenue(self, period: Period, as_of: datetime, *, by_lead: bool) -> Sequence[Row[Any]]:
        """Sums of revenue and margin, by the day of payment or of the lead, whichever is asked."""
        day = deals.c.created_day if by_lead else income.c.day
        known = income.c.margin.is_not(None)
        query = (
            self._unit.select(
                income,
                day.label("day"),
                *_DIMENSIONS,
                func.sum(income.c.net).label("net"),
                func.sum(income.c.margin).label("margin"),
                func.count().filter(known).label("with_margin"),
                func.count().filter(~known, income.c.net.is_not(None)).label("without_margin"),
                func.count().filter(income.c.net.is_(None)).label("no_rate"),
                func.count().filter(income.c.by_default.is_(True)).label("by_default"),
            )
            .join(deals, and_(deals.c.company_id == income.c.company_id, deals.c.id == income.c.deal_id))
            .where(day.between(period.first, period.last), income.c.at <= as_of)
            .group_by(day, *_DIMENSIONS)
        )
        return await self._unit.rows(query)

    async def revenue_of(self, deals_wanted: Iterable[int], as_of: datetime) -> dict[int, int]:
        """Revenue recognised by the moment, by deal."""
        query = self._unit.select(income, income.c.deal_id, income.c.net)
        rows = await self._unit.by_ids(
            query.where(income.c.net.is_not(None), income.c.at <= as_of), income.c.deal_id, deals_wanted
        )
        found: dict[int, int] = {}
        for row in rows:
            found[row.deal_id] = found.get(row.deal_id, 0) + row.net
        return found

    async def revenue_in(self, period: Period, as_of: datetime) -> dict[int, int]:
        """Revenue of the period's days, by deal."""
        query = self._unit.select(income, income.c.deal_id, func.sum(income.c.net).label("net")).where(
            income.c.day.between(period.first, period.last), income.c.at <= as_of, income.c.net.is_not(None)
        )
        return {row.deal_id: int(row.net) for row in await self._unit.rows(query.group_by(income.c.deal_id))}

    async def leads(self, period: Period, as_of: datetime, qualified: dict[str | None, int]) -> Sequence[Row[Any]]:
        """Leads by their day: how many, how many reached the qualified stage; `qualified` is its place by pipeline."""
        lead = deals.c.is_lead.is_(True)
        columns: list[Any] = [
            func.count().filter(lead).label("leads"),
            func.count().filter(deals.c.is_lead.is_(False)).label("repeats"),
            func.count().filter(lead, _reached(qualified, as_of)).label("qualified")
            if qualified
            else func.count().filter(deals.c.id < 0).label("qualified"),
        ]
        query = self._unit.select(deals, deals.c.created_day.label("day"), *_DIMENSIONS, *columns)
        return await self._unit.rows(
            query.where(deals.c.created_day.between(period.first, period.last), deals.c.created_at <= as_of).group_by(
                deals.c.created_day, *_DIMENSIONS
            )
        )

    async def wins(self, period: Period, as_of: datetime, *, by_lead: bool) -> Sequence[Row[Any]]:
        """Won deals and first wins, by the day of closing or of the lead."""
        day: Column[Any] = deals.c.created_day if by_lead else deals.c.closed_day
        dated = or_(deals.c.closed_at <= as_of, deals.c.closed_at.is_(None) if by_lead else deals.c.closed_at <= as_of)
        query = self._unit.select(
            deals,
            day.label("day"),
            *_DIMENSIONS,
            func.count().label("won"),
            func.sum(case((deals.c.is_first_win.is_(True), 1), else_=0)).label("customers"),
        ).where(day.between(period.first, period.last), deals.c.status == "won", dated)
        return await self._unit.rows(query.group_by(day, *_DIMENSIONS))

    async def costs(self, period: Period) -> Sequence[Row[Any]]:
        """Costs by day, channel, campaign and category; `net` is None where no rate was known."""
        query = self._unit.select(
            costs,
            costs.c.day,
            costs.c.channel,
            costs.c.campaign,
            costs.c.category,
            func.sum(costs.c.net).label("net"),
            func.count().filter(costs.c.net.is_(None)).label("no_rate"),
        ).where(costs.c.day.between(period.first, period.last))
        return await self._unit.rows(query.group_by(costs.c.day, costs.c.channel, costs.c.campaign, costs.c.category))


def _reached(qualified: dict[str | None, int], as_of: datetime) -> Any:
    """Whether the deal had come to its pipeline's qualified stage, or any later one, by the moment."""
    places = [
        and_(deals.c.line == name if name is not None else deals.c.line.is_(None), stages.c.position >= place)
        for name, place in qualified.items()
    ]
    return exists().where(
        visits.c.company_id == deals.c.company_id,
        visits.c.deal_id == deals.c.id,
        stages.c.company_id == deals.c.company_id,
        stages.c.id == visits.c.stage_id,
        stages.c.meaning != "lost",
        or_(*places),
        or_(visits.c.first_at.is_(None), visits.c.first_at <= as_of),
    )
