"""Which deals of a contact are leads, and which one made the contact a customer."""

from collections.abc import Sequence
from datetime import timedelta

from services.domain.company import Company
from services.domain.leads import first_win_of, leads_of
from services.store.pending import Kind, Mark, Pending
from services.store.sales import Sales, contact_deal
from services.store.unit import Unit
from services.usecases.settling.marks import day_marks


async def settle(unit: Unit, company: Company, contacts: Sequence[str]) -> None:
    """Judge all deals of these contacts again; only those that change are written."""
    window = timedelta(days=company.lead_window_days)
    changed = []
    cells = []
    for rows in (await Sales(unit).of_contacts(contacts)).values():
        known = [contact_deal(row) for row in rows]
        leads, first_win = leads_of(known, window), first_win_of(known)
        for row in rows:
            is_lead, is_first_win = row.id in leads, row.id == first_win
            if (row.is_lead, row.is_first_win) != (is_lead, is_first_win):
                changed.append({"id": row.id, "is_lead": is_lead, "is_first_win": is_first_win})
                cells.append((row.person_id, row.created_day))
    await Sales(unit).change(changed)
    days = [day for _, day in cells if day is not None]
    responses = [Mark(Kind.RESPONSES, "", min(days))] if days else []
    await Pending(unit).add([*day_marks(cells), *responses])
