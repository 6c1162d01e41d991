"""The rows of one file on their way into one table: made, freed of repeats, and written in short transactions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.store.merge import Merged, Record, merge
from services.store.pending import Mark
from services.store.unit import StoredTable, Unit

ROWS_AT_ONCE = 4_000
"""Rows of one transaction: small enough that chat answers do not wait, large enough that commits cost nothing."""


@dataclass(slots=True)
class Batch:
    """Rows for a table; all have the same columns.

    `defaults` fill new rows; `complete` derives columns of a whole row; `marks` says what a written batch has to have
    settled; `order` sorts rows so that a batch touches few days.
    """

    table: StoredTable
    rows: list[Record]
    marks: Callable[[Merged], list[Mark]]
    defaults: Mapping[str, Any] = field(default_factory=dict)
    complete: Callable[[Record], Record] | None = None
    order: Callable[[Record], Any] | None = None
    repeated: int = 0
    corrected: int = 0

    def without_repeats(self) -> None:
        """One row per key: the last one said; equal repeats are unchanged, others corrections."""
        keys = [column.name for column in self.table.primary_key.columns if column.name != "company_id"]
        latest: dict[tuple[Any, ...], Record] = {}
        for row in self.rows:
            key = tuple([row[name] for name in keys])
            if key in latest:
                self.repeated += latest[key] == row
                self.corrected += latest[key] != row
            latest[key] = row
        self.rows = list(latest.values())
        if self.order is not None:
            self.rows.sort(key=self.order)

    def pieces(self) -> Iterator[Sequence[Record]]:
        """The rows in pieces of one transaction each."""
        for start in range(0, len(self.rows), ROWS_AT_ONCE):
            yield self.rows[start : start + ROWS_AT_ONCE]

    async def write(self, unit: Unit, rows: Sequence[Record], *, fresh: bool) -> tuple[Merged, list[Mark]]:
        """Bring a piece in; returns what it did and what has to be settled."""
        merged = await merge(unit, self.table, rows, defaults=self.defaults, fresh=fresh, complete=self.complete)
        return merged, self.marks(merged)
