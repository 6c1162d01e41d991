"""Deals with their visits, as funnels and lists of deals read them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Row, and_, func, or_, select, type_coerce

from services.domain.deals import Status
from services.domain.funnel import FunnelDeal
from services.domain.ids import DealId, PersonId
from services.domain.path import Path, Visit, by_pipeline
from services.domain.path import as_of as path_as_of
from services.domain.period import Period
from services.domain.quantiles import between
from services.store.sales import Sales, times_of
from services.store.tables import activities, calls, deals, income, stage_entries, visits
from services.store.unit import Unit

_COLUMNS = (
    deals.c.id, deals.c.external_id, deals.c.line, deals.c.stage, deals.c.status, deals.c.created_at,
    deals.c.created_day, deals.c.closed_at, deals.c.closed_day, deals.c.person_id, deals.c.source, deals.c.product,
    deals.c.won_net, deals.c.present_stage, deals.c.has_history, deals.c.client, deals.c.contact_id, deals.c.amount,
    deals.c.currency,
)  # fmt: skip

_NEVER = datetime.min.replace(tzinfo=UTC)
_DAY = timedelta(days=1)
"""A person's day of a moment lies at most one from its day in UTC."""

_MICROS = 1_000_000


class Funnels:
    """Deals of one company as of a moment."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def touching(self, period: Period, as_of: datetime) -> list[FunnelDeal]:
        """Deals created, moved, paid for or closed in the period, and those still open at the moment."""
        paid = select(income.c.deal_id).where(
            income.c.company_id == self._unit.company, income.c.day.between(period.first, period.last)
        )
        moved = select(visits.c.deal_id).where(
            visits.c.company_id == self._unit.company, visits.c.first_day.between(period.first, period.last)
        )
        still = (deals.c.status == "open", deals.c.closed_at > as_of, deals.c.id.in_(moved), deals.c.id.in_(paid))
        return await self._read(as_of, or_(*_bounds(period), *still))

    async def of_cohort(self, period: Period, as_of: datetime) -> list[FunnelDeal]:
        """Deals created or closed in the period, however many others stand open."""
        return await self._read(as_of, or_(*_bounds(period)))

    async def prepaid(self, ids: Iterable[int]) -> list[FunnelDeal]:
        """Deals of which money is known before they are created: there is nothing else to say of them yet."""
        rows = await self._unit.by_ids(self._unit.select(deals, *_COLUMNS), deals.c.id, ids)
        nowhere = Path((), None, None, False)
        return [replace(_deal(row, nowhere, _NEVER), created_at=None, created_day=None) for row in rows]

    async def open_rows(self, as_of: datetime) -> Sequence[Row[Any]]:
        """Deals that stood open at the moment."""
        born = or_(deals.c.created_at.is_(None), deals.c.created_at <= as_of)
        still = or_(deals.c.status == "open", deals.c.closed_at > as_of)
        return await self._unit.rows(self._unit.select(deals, *_COLUMNS).where(born, still))

    async def _read(self, as_of: datetime, wanted: ColumnElement[bool]) -> list[FunnelDeal]:
        born = or_(deals.c.created_at.is_(None), deals.c.created_at <= as_of)
        rows = await self._unit.rows(self._unit.select(deals, *_COLUMNS).where(wanted, born))
        seen = await self.visits(wanted, as_of)
        past = await self.past_paths(rows, as_of)
        return [_deal(row, past.get(row.id) or _known(row, seen.get(row.id, ())), as_of) for row in rows]

    async def visits(self, wanted: ColumnElement[bool], as_of: datetime) -> dict[int, list[Visit]]:
        """Visits by deal, those that had begun at the moment."""
        query = (
            self._unit.select(visits, visits)
            .join(deals, and_(deals.c.company_id == visits.c.company_id, deals.c.id == visits.c.deal_id))
            .where(wanted, or_(visits.c.first_at.is_(None), visits.c.first_at <= as_of))
        )
        found: dict[int, list[Visit]] = {}
        for r in await self._unit.rows(query):
            visit = Visit(r.stage_id, r.first_at, PersonId(r.person_id), r.times, r.spent_s)
            found.setdefault(r.deal_id, []).append(visit)
        return found

    async def past_paths(self, rows: Sequence[Row[Any]], as_of: datetime) -> dict[int, Path]:
        """The paths, as they were at the moment, of those of these deals that have moved or closed after it."""
        since = as_of.astimezone(UTC).date() - _DAY
        moved = self._unit.select(stage_entries, stage_entries.c.deal_id).where(
            stage_entries.c.local_day >= since, stage_entries.c.entered_at > as_of
        )
        changed = {row.deal_id for row in await self._unit.rows(moved.distinct())}
        later = {row.id: row for row in rows if row.id in changed or _closed_later(row, as_of)}
        if not later:
            return {}
        pipelines = by_pipeline(await Sales(self._unit).stages())
        histories = await Sales(self._unit).histories(later)
        return {
            deal: path_as_of(times_of(row, None), histories.get(deal, ()), pipelines.get(row.line, ()), as_of)
            for deal, row in later.items()
        }

    async def cycle(self, as_of: datetime, share: Fraction) -> Fraction | None:
        """The quantile of the seconds from creation to closing of every deal won by the moment; None without one."""
        begun, ended = (type_coerce(column, BigInteger) for column in (deals.c.created_at, deals.c.closed_at))
        spent = (ended - begun) // _MICROS
        won = (deals.c.status == "won", deals.c.closed_at <= as_of, deals.c.created_at <= deals.c.closed_at)
        count = self._unit.select(deals, func.count()).where(*won).correlate(None).scalar_subquery()
        place = (func.coalesce(func.nullif(count, 0), 1) - 1) * share.numerator // share.denominator
        query = self._unit.select(deals, spent.label("spent"), count.label("won")).where(*won)
        rows = await self._unit.rows(query.order_by(spent).limit(2).offset(place))
        if not rows:
            return None
        return between(rows[0].spent, rows[-1].spent, share * (rows[0].won - 1) % 1)

    async def won_stays(self) -> dict[int, list[int]]:
        """Seconds that won deals spent in each stage."""
        query = (
            self._unit.select(visits, visits.c.stage_id, visits.c.spent_s)
            .join(deals, and_(deals.c.company_id == visits.c.company_id, deals.c.id == visits.c.deal_id))
            .where(deals.c.status == "won", visits.c.spent_s.is_not(None))
        )
        found: dict[int, list[int]] = {}
        for row in await self._unit.rows(query):
            found.setdefault(row.stage_id, []).append(row.spent_s)
        return found

    async def last_entries(self, as_of: datetime) -> dict[int, datetime]:
        """When each deal last moved, by the moment."""
        column = func.max(stage_entries.c.entered_at)
        query = self._unit.select(stage_entries, stage_entries.c.deal_id, column.label("at"))
        rows = await self._unit.rows(query.where(stage_entries.c.entered_at <= as_of).group_by(stage_entries.c.deal_id))
        return {row.deal_id: row.at for row in rows}

    async def last_contacts(self, as_of: datetime) -> dict[int, datetime]:
        """When somebody was last really in touch about each open deal: a talk, a message either way, a meeting."""
        found: dict[int, datetime] = {}
        real = activities.c.kind.not_in(("task", "note"))
        open_deals = deals.c.status == "open"
        talked = and_(calls.c.contact_id == deals.c.contact_id, calls.c.company_id == deals.c.company_id)
        wrote = and_(activities.c.contact_id == deals.c.contact_id, activities.c.company_id == deals.c.company_id)
        noted = and_(activities.c.deal_id == deals.c.id, activities.c.company_id == deals.c.company_id)
        for table, link, at, extra in (
            (calls, talked, calls.c.started_at, calls.c.answered.is_(True)),
            (activities, wrote, activities.c.at, real),
            (activities, noted, activities.c.at, real),
        ):
            query = self._unit.select(deals, deals.c.id, func.max(at).label("at")).join(table, link)
            for row in await self._unit.rows(query.where(open_deals, extra, at <= as_of).group_by(deals.c.id)):
                found[row.id] = max(row.at, found.get(row.id, row.at))
        return found


def _bounds(period: Period) -> tuple[ColumnElement[bool], ...]:
    return tuple(day.between(period.first, period.last) for day in (deals.c.created_day, deals.c.closed_day))


def _closed_later(row: Row[Any], as_of: datetime) -> bool:
    return row.status != Status.OPEN and row.closed_at is not None and row.closed_at > as_of


def _known(row: Row[Any], seen: Sequence[Visit]) -> Path:
    """The path as it is stored."""
    return Path(tuple(seen), row.present_stage, None, row.has_history)


def _deal(row: Row[Any], path: Path, as_of: datetime) -> FunnelDeal:
    """The deal as of the moment: a closing after it has not happened."""
    status = Status.OPEN if _closed_later(row, as_of) else Status(row.status)
    return FunnelDeal(
        id=DealId(row.id),
        pipeline=row.line,
        status=status,
        created_at=row.created_at,
        created_day=row.created_day,
        closed_at=None if status is Status.OPEN else row.closed_at,
        closed_day=None if status is Status.OPEN else row.closed_day,
        owner=PersonId(row.person_id),
        source=row.source,
        product=row.product,
        won_net=row.won_net if status is Status.WON else None,
        stage=path.present,
        has_history=path.has_history,
        visits=path.visits,
    )
