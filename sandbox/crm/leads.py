"""Leads before they are deals, as portals in the classic mode keep them."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sandbox.crm.books import Books
from sandbox.crm.rows import User
from sandbox.crm.table import Table

LeadStatus: TypeAlias = Literal["new", "in_process", "converted", "junk"]


@dataclass(slots=True)
class Lead:
    """Somebody's wish that nobody has looked into yet; a converted one names its deal."""

    id: int
    name: str
    status: LeadStatus
    responsible_id: int
    created_at: int
    updated_at: int
    created_by: int
    updated_by: int
    moved_at: int
    moved_by: int
    phone: str = ""
    source: str = ""
    closed_at: int | None = None
    deal_id: int | None = None
    deleted_at: int | None = None


@dataclass(slots=True)
class LeadMove:
    """A lead comes into a status; the first move of each has no status before."""

    id: int
    lead_id: int
    at: int
    by: int
    from_status: LeadStatus | None
    to_status: LeadStatus


class LeadBooks(Books):
    """Books with leads; amoCRM shows none of them."""

    def __init__(self, name: str = "Северный свет", *, zone: str = "Europe/Moscow", currency: str = "RUB") -> None:
        super().__init__(name, zone=zone, currency=currency)
        self.leads: Table[Lead] = Table(2_401)
        self.lead_moves: Table[LeadMove] = Table(71)

    def add_lead(self, name: str, *, at: int, responsible: User, phone: str = "", source: str = "",
                 by: int = 0) -> Lead:  # fmt: skip
        """A new lead."""
        number = self.leads.new_id()
        lead = Lead(number, name, "new", responsible.id, at, at, by, by, at, by, phone, source)
        self.leads.add(lead)
        self.lead_moves.add(LeadMove(self.lead_moves.new_id(), number, at, by, None, "new"))
        self._tell(at, "lead_added", "lead", number, by)
        return lead

    def move_lead(self, lead: Lead, status: LeadStatus, *, at: int, by: int | None = None) -> None:
        """A lead is looked into, or turns out to be nothing."""
        who, left = lead.responsible_id if by is None else by, lead.status
        lead.status, lead.moved_at, lead.moved_by, lead.updated_at, lead.updated_by = status, at, who, at, who
        lead.closed_at = at if status in ("converted", "junk") else None
        self.leads.changed()
        self.lead_moves.add(LeadMove(self.lead_moves.new_id(), lead.id, at, who, left, status))
        self._tell(at, "lead_changed", "lead", lead.id, who, {"status": left}, {"status": status})

    def delete_lead(self, lead: Lead, *, at: int) -> None:
        """A lead is deleted."""
        lead.deleted_at, lead.updated_at = at, at
        self.leads.changed()
        self._tell(at, "lead_deleted", "lead", lead.id, lead.responsible_id)
