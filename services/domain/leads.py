"""Leads and new customers: a lead is a deal created, one per contact within the window; a customer is new once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.domain.deals import Status
from services.domain.ids import DealId


@dataclass(frozen=True, slots=True)
class ContactDeal:
    """A deal of one contact."""

    id: DealId
    status: Status
    created_at: datetime | None
    closed_at: datetime | None


def leads_of(deals: Sequence[ContactDeal], window: timedelta) -> set[DealId]:
    """The contact's deals that are leads: each at least `window` after the lead before it.

    A deal that nobody knows the creation of is no lead of any day.
    """
    leads: set[DealId] = set()
    last: datetime | None = None
    for deal in sorted(_dated(deals), key=lambda pair: (pair[0], pair[1])):
        created, number = deal
        if last is None or created - last >= window:
            leads.add(number)
            last = created
    return leads


def _dated(deals: Sequence[ContactDeal]) -> list[tuple[datetime, DealId]]:
    return [(deal.created_at, deal.id) for deal in deals if deal.created_at is not None]


def first_win_of(deals: Sequence[ContactDeal]) -> DealId | None:
    """The deal that made the contact a customer: the won deal that closed first."""
    won = [deal for deal in deals if deal.status is Status.WON]
    dated = [(deal.closed_at, deal.id) for deal in won if deal.closed_at is not None]
    if dated:
        return min(dated)[1]
    return min((deal.id for deal in won), default=None)
