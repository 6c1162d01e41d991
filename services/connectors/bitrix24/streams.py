"""What each kind is read from: the lists, how their rows are mapped, and which ids of ours they have."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias

from services.connectors.bitrix24 import listing, mapping, touches
from services.connectors.bitrix24.books import Books
from services.connectors.bitrix24.listing import Listing
from services.connectors.bitrix24.values import Row, Tray
from services.connectors.bitrix24.wording import Command
from services.connectors.kit.records import Kind, Record

DAILY = timedelta(days=1)
WEEKLY = timedelta(days=7)


@dataclass(slots=True)
class Context:
    """What rows are mapped with. `born`: when leads were created; `became`: the deals and clients that leads have
    become; `sent`: when quotes were first seen sent.
    """

    now: datetime
    books: Books = field(default_factory=Books)
    born: dict[str, datetime] = field(default_factory=dict)
    became: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    sent: dict[str, int] = field(default_factory=dict)


Make: TypeAlias = Callable[[Row, Tray, Context], Record | None]


@dataclass(frozen=True, slots=True)
class Stream:
    """One list of a kind. `prefix` stands before the ids of its records. `checked` is how often its ids are compared
    with those we know, None for rows that are never deleted. A kind is read without a list that `may_lack`.
    """

    kind: Kind
    listing: Listing
    make: Make
    prefix: str = ""
    checked: timedelta | None = None
    may_lack: bool = False

    @property
    def name(self) -> str:
        """How the cursor calls it."""
        return self.listing.name

    def made_with(self, context: Context) -> Callable[[Row, Tray], Record | None]:
        """How a row becomes a record, in this context."""
        return lambda row, tray: self.make(row, tray, context)


STREAMS: Mapping[Kind, tuple[Stream, ...]] = {
    Kind.DEALS: (
        Stream(Kind.DEALS, listing.DEALS, lambda row, tray, with_: mapping.deal(row, tray, with_.books, with_.born),
               checked=DAILY),
        Stream(Kind.DEALS, listing.LEADS, lambda row, tray, with_: mapping.lead(row, tray, with_.books),
               mapping.LEAD, DAILY, may_lack=True),
    ),
    Kind.MOVES: (
        Stream(Kind.MOVES, listing.MOVES, lambda row, tray, with_: mapping.move(row, tray)),
        Stream(Kind.MOVES, listing.LEAD_MOVES, lambda row, tray, with_: mapping.lead_move(row, tray),
               mapping.LEAD, may_lack=True),
    ),
    Kind.CALLS: (
        Stream(Kind.CALLS, listing.CALLS, lambda row, tray, with_: touches.call(row, tray, with_.now, with_.became)),
    ),
    Kind.ACTIVITIES: (
        Stream(Kind.ACTIVITIES, listing.TOUCHES, lambda row, tray, with_: touches.activity(row, tray, with_.became),
               checked=WEEKLY),
        Stream(Kind.ACTIVITIES, listing.TASKS, lambda row, tray, with_: touches.task(row, tray),
               touches.TASK, WEEKLY, may_lack=True),
        Stream(Kind.ACTIVITIES, listing.QUOTES,
               lambda row, tray, with_: touches.quote(row, tray, with_.books, with_.sent),
               touches.QUOTE, WEEKLY, may_lack=True),
    ),
}  # fmt: skip

STATUSES = Command("crm.status.list", {"order": {"SORT": "ASC"}})
FIELDS = Command("crm.item.fields", {"entityTypeId": listing.DEAL})
CATEGORIES = Command("crm.category.list", {"entityTypeId": listing.DEAL})
WITH_BOOKS = frozenset({Kind.DEALS, Kind.ACTIVITIES})
"""Kinds whose rows refer to directories."""
