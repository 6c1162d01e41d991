"""The very rows that a measure counts, by the measure's own condition."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_

from services.domain.company import Company
from services.domain.measures import Measure, Rows
from services.domain.period import Period
from services.store.counting import GROUNDS, condition
from services.store.tables import activities, calls, deals, income, phones
from services.store.unit import StoredRow, Unit

_OF_DEALS = (
    deals.c.id, deals.c.external_id, deals.c.client, deals.c.stage, deals.c.status, deals.c.amount, deals.c.currency,
    deals.c.lost_reason, deals.c.created_at, deals.c.closed_at, deals.c.closed_day,
)  # fmt: skip

_COLUMNS: Mapping[Rows, Sequence[Any]] = {
    Rows.CALLS: (calls, phones.c.last4),
    Rows.ACTIVITIES: (
        activities.c.id,
        activities.c.external_id,
        activities.c.kind,
        activities.c.direction,
        deals.c.client,
    ),
    Rows.LEADS: _OF_DEALS,
    Rows.CLOSINGS: _OF_DEALS,
    Rows.INCOME: (income.c.net, income.c.margin, deals.c.id, deals.c.external_id, deals.c.client),
}


class RowLists:
    """Lists of one company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def behind(
        self, measure: Measure, company: Company, period: Period, as_of: datetime, person: int | None
    ) -> Sequence[StoredRow]:
        """The rows that the measure counts in these days by the moment, as they came; `day` and `at` of each."""
        ground = GROUNDS[measure.rows]
        owner = ground.table.c.person_id
        query = self._unit.select(
            ground.table, owner.label("owner"), ground.day.label("day"), ground.at.label("at"), *_COLUMNS[measure.rows]
        ).where(
            condition(ground.table, measure.where, company),
            ground.day.between(period.first, period.last),
            ground.at <= as_of,
        )
        if person is not None:
            query = query.where(owner == person)
        return await self._unit.rows(_joined(query, measure.rows).order_by(ground.at, *ground.table.primary_key))


def _joined(query: Select[Any], rows: Rows) -> Select[Any]:
    """With the last digits of a number for calls, with the deal for what belongs to one."""
    match rows:
        case Rows.CALLS:
            return query.outerjoin(
                phones, and_(phones.c.company_id == calls.c.company_id, phones.c.phone_key == calls.c.phone_key)
            )
        case Rows.ACTIVITIES:
            return query.outerjoin(
                deals, and_(deals.c.company_id == activities.c.company_id, deals.c.id == activities.c.deal_id)
            )
        case Rows.INCOME:
            return query.outerjoin(
                deals, and_(deals.c.company_id == income.c.company_id, deals.c.id == income.c.deal_id)
            )
        case _:
            return query
