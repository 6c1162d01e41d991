"""Channels, campaigns and their rows: sums put into the row they belong to."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from services.domain.ids import PersonId
from services.domain.people import Roster
from services.domain.roi import Channel, share_department
from services.domain.spelling import Spelling
from services.store.unit import StoredRow
from services.usecases.reporting.asked import Asked, in_scope
from services.usecases.reporting.rows import month_of, week_of

DEPARTMENT = frozenset({"payroll", "telephony", "tools", "other"})
"""Costs of the sales department itself: S of the formulas."""


class Ledger:
    """The rows of a question: a Channel per value of its dimension."""

    def __init__(self, asked: Asked, roster: Roster, dimension: str, spelling: Spelling) -> None:
        self.rows: dict[object, Channel] = {}
        self.excluded: dict[str, int] = {}
        self._asked = asked
        self._roster = roster
        self._dimension = dimension
        self._spelling = spelling

    def show(self, values: Iterable[object]) -> None:
        """Rows that stand in the report also without a fact."""
        for value in values:
            self._row(value)

    def of_deals(self, rows: Sequence[StoredRow], put: Callable[[Channel, StoredRow], None]) -> None:
        """Put sums of deals where they belong; whom the report is not about is left out."""
        for row in rows:
            if self._wanted(PersonId(row.person_id), row.day):
                put(self._row(self._value(row.day, row.source, row.campaign, row.person_id)), row)

    def of_costs(self, rows: Sequence[StoredRow]) -> int:
        """Put ads and marketing where they belong; returns the department's cost, which belongs to no channel.

        A person is given no ads: nobody's leads are bought for one manager alone.
        """
        department = 0
        for row in rows:
            self._count("no_rate", row.no_rate)
            if row.category in DEPARTMENT:
                department += row.net or 0
                continue
            channel = self._row(self._value(row.day, row.channel, row.campaign, 0))
            if row.category == "marketing":
                channel.marketing += row.net or 0
            else:
                channel.ads += row.net or 0
                channel.has_ads = channel.has_ads or bool(row.net)
        return department

    def mark_qualified(self, *, known: bool) -> None:
        """A row without a qualified lead has 0 of them where a stage is marked so, and no number where none is."""
        for channel in self.rows.values():
            channel.qualified = (channel.qualified or 0) if known else None

    def share(self, department: int) -> None:
        """Split the department's cost over the rows by their leads; without leads it stays unshared and is told."""
        keys = sorted(self.rows, key=str)
        for key, part in zip(keys, share_department(department, [self.rows[k].leads for k in keys]), strict=True):
            self.rows[key].department += part

    def _count(self, reason: str, count: int | None) -> None:
        if count:
            self.excluded[reason] = self.excluded.get(reason, 0) + int(count)

    def count(self, rows: Sequence[StoredRow], **reasons: str) -> None:
        """Count reservations of the rows the report is about: reason = column."""
        for row in rows:
            if self._wanted(PersonId(row.person_id), row.day):
                for reason, column in reasons.items():
                    self._count(reason, getattr(row, column))

    def _wanted(self, person: PersonId, day: date) -> bool:
        return in_scope(self._asked, self._roster, person, day)

    def _row(self, value: object) -> Channel:
        return self.rows.setdefault(value, Channel())

    def _value(self, day: date, channel: str | None, campaign: str | None, person: int) -> object:
        match self._dimension:
            case "channel":
                return self._spelling.of(channel)
            case "campaign":
                return self._spelling.of(campaign)
            case "month":
                return month_of(day)
            case "week":
                return week_of(day)
            case _:
                return person


def ripe_before(as_of_day: date, ripe_after_s: Any) -> date | None:
    """Leads of this day and earlier are older than the p75 cycle."""
    if ripe_after_s is None:
        return None
    return as_of_day - timedelta(seconds=int(ripe_after_s))
