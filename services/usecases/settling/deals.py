"""Paths, income and prices of deals, made anew from dates, histories and payments."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from services.domain.company import Company
from services.domain.deals import Entry, Stage, Status
from services.domain.ids import DealId, PersonId
from services.domain.income import Payment, Rates, Terms, recognise, won_net
from services.domain.path import by_pipeline, walk
from services.store.pending import Kind, Mark, Pending
from services.store.sales import Derived, Sales, price_of, times_of
from services.store.unit import StoredRow, Unit
from services.usecases.settling.marks import day_marks
from services.usecases.settling.stages import stage_id


async def settle(unit: Unit, company: Company, ids: Sequence[int]) -> None:
    """Derive these deals again, and mark the days whose numbers may have changed."""
    sales = Sales(unit)
    stages = by_pipeline(await sales.stages())
    rows = await sales.told(ids)
    histories = await sales.histories(ids)
    payments = await sales.payments(ids, lambda at: at.astimezone(company.zone).date())
    terms = Terms(company.revenue, company.vat, company.default_margin, Rates(company.currency, await sales.rates()))
    before = await sales.income_cells(ids)
    derived = [
        _derive(row, company, stages, histories.get(row.id, []), payments.get(row.id, []), terms) for row in rows
    ]
    await sales.save(derived)
    cells = {(item.owner, part.day) for item in derived for part in item.income}
    closings = {(PersonId(row.person_id), row.closed_day) for row in rows}
    created = {(PersonId(row.person_id), row.created_day) for row in rows}
    marks = day_marks(before | cells | closings | created)
    contacts = [Mark(Kind.CONTACT, row.contact_id) for row in rows if row.contact_id]
    await Pending(unit).add([*marks, *contacts])


def _derive(
    row: StoredRow,
    company: Company,
    pipelines: Mapping[str | None, Sequence[Stage]],
    history: Sequence[Entry],
    payments: Sequence[Payment],
    terms: Terms,
) -> Derived:
    stage = stage_id(company, row.pipeline, row.stage) if row.stage else None
    line = row.pipeline or _line_of(history, pipelines)
    pipeline = pipelines.get(line, ())
    path = walk(times_of(row, stage), history, pipeline)
    price = price_of(row)
    lead_alone = row.contact_id is None
    columns: dict[str, Any] = {
        "line": line,
        "won_net": won_net(price, terms),
        "present_stage": path.present,
        "furthest": path.furthest,
        "has_history": path.has_history,
        "is_lead": row.created_at is not None if lead_alone else row.is_lead,
        "is_first_win": row.status == Status.WON if lead_alone else row.is_first_win,
    }
    visits = [
        {
            "stage_id": visit.stage,
            "first_at": visit.first_at,
            "first_day": _day(visit.first_at, company),
            "person_id": visit.by,
            "times": visit.times,
            "spent_s": visit.spent_s,
        }
        for visit in path.visits
    ]
    return Derived(DealId(row.id), columns, visits, recognise(price, payments, terms), PersonId(row.person_id))


def _line_of(history: Sequence[Entry], pipelines: Mapping[str | None, Sequence[Stage]]) -> str | None:
    """The pipeline of the last move, for a deal that names none itself."""
    if not history:
        return None
    last = max(history, key=lambda entry: (entry.at, entry.stage)).stage
    return next((name for name, line in pipelines.items() if any(stage.id == last for stage in line)), None)


def _day(at: datetime | None, company: Company) -> date | None:
    return None if at is None else at.astimezone(company.zone).date()
