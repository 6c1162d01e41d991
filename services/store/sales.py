"""Deals with what belongs to them: stages, histories, payments, and what is derived from all that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, and_, bindparam, select

from services.domain.deals import DealTimes, Entry, Stage, Status
from services.domain.ids import DealId, PersonId
from services.domain.income import Income, Payment, Price
from services.domain.leads import ContactDeal
from services.store.tables import deals, income, payments, rates, stage_entries, stages, visits
from services.store.unit import Unit

_TOLD = (
    deals.c.id, deals.c.person_id, deals.c.pipeline, deals.c.stage, deals.c.status, deals.c.created_at,
    deals.c.closed_at, deals.c.created_day, deals.c.closed_day, deals.c.amount, deals.c.paid, deals.c.cost,
    deals.c.vat, deals.c.currency, deals.c.contact_id, deals.c.is_lead, deals.c.is_first_win, deals.c.won_net,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Derived:
    """What the domain made of one deal: the changed columns, its visits and its income."""

    deal: DealId
    columns: Mapping[str, Any]
    visits: Sequence[Mapping[str, Any]]
    income: Sequence[Income]
    owner: PersonId


class Sales:
    """Deals of the company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def stages(self) -> list[Stage]:
        """Every stage of every pipeline, in order."""
        rows = await self._unit.rows(self._unit.select(stages).order_by(stages.c.position, stages.c.name))
        return [Stage(r.id, r.pipeline, r.name, r.position, Status(r.meaning), r.qualified) for r in rows]

    async def stage_rows(self) -> Sequence[Row[Any]]:
        """The stages as they are stored, with what was told of them."""
        return await self._unit.rows(self._unit.select(stages))

    async def put_stages(self, rows: Sequence[Mapping[str, Any]], *, replace: bool = True) -> None:
        """Add stages, or change their place and meaning."""
        await self._unit.put(stages, rows, replace=replace)

    async def drop_stages(self, ids: Sequence[int]) -> None:
        """Remove stages that no deal and no person has named."""
        await self._unit.drop(stages, ids)

    async def versions(self, ids: Iterable[int]) -> dict[int, datetime]:
        """When each of these deals last changed at its source, where a source has said so."""
        asked = self._unit.select(deals, deals.c.id, deals.c.changed_at)
        rows = await self._unit.by_ids(asked, deals.c.id, ids)
        return {row.id: row.changed_at for row in rows if row.changed_at is not None}

    async def told(self, ids: Iterable[int]) -> Sequence[Row[Any]]:
        """What outside said of these deals."""
        return await self._unit.by_ids(self._unit.select(deals, *_TOLD), deals.c.id, ids)

    async def outlines(self) -> Sequence[Row[Any]]:
        """Pipeline, stage, status and closing of every deal: the evidence for the order of stages."""
        return await self._unit.rows(
            self._unit.select(
                deals,
                deals.c.id,
                deals.c.pipeline,
                deals.c.stage,
                deals.c.status,
                deals.c.closed_at,
                deals.c.closed_day,
            )
        )

    async def strays(self) -> Sequence[Row[Any]]:
        """Stages that moves name without a pipeline, with the pipelines that the deals of those moves are in."""
        here = stage_entries.c.company_id == deals.c.company_id
        query = (
            self._unit.select(stage_entries, stage_entries.c.stage_id, stages.c.name, deals.c.pipeline)
            .join(deals, and_(here, deals.c.id == stage_entries.c.deal_id))
            .join(stages, and_(stages.c.company_id == deals.c.company_id, stages.c.id == stage_entries.c.stage_id))
            .where(stages.c.pipeline.is_(None), deals.c.pipeline.is_not(None))
            .distinct()
        )
        return await self._unit.rows(query)

    async def entered(self, ids: Iterable[int]) -> set[int]:
        """Those of these stages that some move names."""
        query = self._unit.select(stage_entries, stage_entries.c.stage_id).distinct()
        return {row.stage_id for row in await self._unit.by_ids(query, stage_entries.c.stage_id, ids)}

    async def adopt(self, stray: int, stage: int, pipeline: str) -> list[int]:
        """Give the moves of a stray stage to the stage of their deals' pipeline; returns the deals."""
        mine = select(deals.c.id).where(deals.c.company_id == self._unit.company, deals.c.pipeline == pipeline)
        moved = (stage_entries.c.stage_id == stray, stage_entries.c.deal_id.in_(mine))
        rows = await self._unit.rows(self._unit.select(stage_entries).where(*moved))
        await self._unit.run(self._unit.delete(stage_entries).where(*moved))
        kept = [{**row._asdict(), "stage_id": stage} for row in rows]
        await self._unit.put(stage_entries, [_without_company(row) for row in kept])
        return [row.deal_id for row in rows]

    async def histories(self, ids: Iterable[int] | None = None) -> dict[int, list[Entry]]:
        """Stage histories by deal, of these deals or of all."""
        query = self._unit.select(stage_entries)
        rows = (
            await self._unit.rows(query)
            if ids is None
            else await self._unit.by_ids(query, stage_entries.c.deal_id, ids)
        )
        found: dict[int, list[Entry]] = {}
        for row in rows:
            found.setdefault(row.deal_id, []).append(Entry(row.stage_id, row.entered_at, PersonId(row.person_id)))
        return found

    async def payments(self, ids: Iterable[int], day_of: Any) -> dict[int, list[Payment]]:
        """Payments by deal; `day_of` gives the company's day of a moment."""
        found: dict[int, list[Payment]] = {}
        for r in await self._unit.by_ids(self._unit.select(payments), payments.c.deal_id, ids):
            payment = Payment(r.paid_at, day_of(r.paid_at), r.amount, r.currency, r.vat, r.kind == "refund")
            found.setdefault(r.deal_id, []).append(payment)
        return found

    async def rates(self) -> dict[str, list[tuple[date, Decimal]]]:
        """Rates to the company's currency by currency."""
        found: dict[str, list[tuple[date, Decimal]]] = {}
        for row in await self._unit.rows(self._unit.select(rates).order_by(rates.c.day)):
            found.setdefault(row.currency, []).append((row.day, row.rate))
        return found

    async def income_cells(self, ids: Iterable[int]) -> set[tuple[PersonId, date]]:
        """The (person, day) cells that the income of these deals stands in."""
        rows = await self._unit.by_ids(
            self._unit.select(income, income.c.person_id, income.c.day), income.c.deal_id, ids
        )
        return {(PersonId(row.person_id), row.day) for row in rows if row.day is not None}

    async def save(self, derived: Sequence[Derived]) -> None:
        """Replace what was derived from these deals."""
        if not derived:
            return
        ids = [{"deal": item.deal} for item in derived]
        for table in (visits, income):
            gone = self._unit.delete(table).where(table.c.deal_id == bindparam("deal"))
            await self._unit.connection.execute(gone, ids)
        await self.change([{"id": item.deal, **item.columns} for item in derived])
        await self._unit.put(visits, [{"deal_id": item.deal, **visit} for item in derived for visit in item.visits])
        await self._unit.put(income, [row for item in derived for row in _income_rows(item)])

    async def change(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Change derived columns of deals by id; every row has the same columns."""
        if not rows:
            return
        columns = {name: bindparam(f"new_{name}", type_=deals.c[name].type) for name in rows[0] if name != "id"}
        statement = self._unit.update(deals).where(deals.c.id == bindparam("deal")).values(columns)
        named = [{"deal": row["id"], **{f"new_{name}": row[name] for name in columns}} for row in rows]
        await self._unit.connection.execute(statement, named)

    async def of_contacts(self, contacts: Iterable[str]) -> dict[str, list[Row[Any]]]:
        """Deals by contact."""
        found: dict[str, list[Row[Any]]] = {}
        for row in await self._unit.by_ids(self._unit.select(deals, *_TOLD), deals.c.contact_id, contacts):
            found.setdefault(row.contact_id, []).append(row)
        return found


def _without_company(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "company_id"}


def times_of(row: Row[Any], stage: int | None) -> DealTimes:
    """The deal as its path sees it."""
    return DealTimes(DealId(row.id), PersonId(row.person_id), Status(row.status), stage, row.created_at, row.closed_at)


def price_of(row: Row[Any]) -> Price:
    """The deal as revenue sees it."""
    return Price(
        Status(row.status), row.closed_at, row.closed_day, row.amount, row.paid, row.cost, row.currency, row.vat
    )


def contact_deal(row: Row[Any]) -> ContactDeal:
    """The deal as leads and customers see it."""
    return ContactDeal(DealId(row.id), Status(row.status), row.created_at, row.closed_at)


def _income_rows(item: Derived) -> list[dict[str, Any]]:
    return [
        {
            "deal_id": item.deal,
            "part": part,
            "at": received.at,
            "day": received.day,
            "person_id": item.owner,
            "net": received.net,
            "margin": received.margin,
            "by_default": received.by_default,
        }
        for part, received in enumerate(item.income)
    ]
