"""The rows of one file on their way into one table: kept by columns, without repeats, written in pieces."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import itemgetter, not_
from typing import Any

from services.store.bulk import Cells
from services.store.merge import Merged, Record, merge, standing
from services.store.pending import Mark
from services.store.unit import StoredTable, Unit
from services.usecases.importing.context import records

ROWS_AT_ONCE = 5_000
"""Rows of one transaction: hundredths of a second, for which other writers wait; in smaller ones commits cost more."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a piece did, and what has to be settled after it."""

    added: int
    changed: int
    unchanged: int
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Fresh:
    """How rows are written where the company has none of their kind yet, without looking at each one.

    `complete` makes whole rows of the file's columns; `marks` says what they have to have settled.
    """

    complete: Callable[[Cells], Cells]
    marks: Callable[[Cells], list[Mark]]


@dataclass(slots=True)
class Batch:
    """Rows for a table.

    `defaults` fill new rows; `complete` derives columns of a whole row; `marks` says what a written piece has to have
    settled; `order` names the column by which rows are sorted, so that a piece touches few days.
    """

    table: StoredTable
    columns: Cells
    marks: Callable[[Merged], list[Mark]]
    defaults: Mapping[str, Any] = field(default_factory=dict)
    complete: Callable[[Record], Record] | None = None
    order: str | None = None
    fresh: Fresh | None = None
    repeated: int = 0
    corrections: dict[Any, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(next(iter(self.columns.values()), ()))

    def without_repeats(self) -> None:
        """One row per key: the last one said; equal repeats are unchanged, others corrections."""
        if not self.count:
            return
        keys = self._keys(self.columns)
        if len(set(keys)) != len(keys):
            self._keep_last(keys)
        if self.order is not None and self.count > 1:
            turn = itemgetter(*sorted(range(self.count), key=self.columns[self.order].__getitem__))
            self.columns = {name: turn(values) for name, values in self.columns.items()}

    def _key_names(self) -> list[str]:
        return [column.name for column in self.table.primary_key.columns if column.name != "company_id"]

    def _keys(self, columns: Cells) -> Sequence[Any]:
        parts = [columns[name] for name in self._key_names()]
        return parts[0] if len(parts) == 1 else list(zip(*parts, strict=True))

    def _keep_last(self, keys: Sequence[Any]) -> None:
        latest: dict[Any, Record] = {}
        for key, row in zip(keys, records(self.columns), strict=True):
            if key in latest:
                self.repeated += latest[key] == row
                self.corrections[key] = self.corrections.get(key, 0) + (latest[key] != row)
            latest[key] = row
        self.columns = columns_of(list(latest.values()))

    def complete_fresh(self) -> None:
        """Make whole rows at once, before any transaction, where the company has had no such rows."""
        if self.fresh is not None and self.count:
            self.columns = self.fresh.complete(self.columns)

    def pieces(self) -> Iterator[tuple[int, int]]:
        """The bounds of the pieces, of one transaction each."""
        for start in range(0, self.count, ROWS_AT_ONCE):
            yield start, min(start + ROWS_AT_ONCE, self.count)

    async def write(self, unit: Unit, start: int, end: int, *, fresh: bool) -> Written:
        """Bring a piece in; `fresh` says that the company has had no such rows."""
        piece = {name: values[start:end] for name, values in self.columns.items()}
        if fresh and self.fresh is not None:
            await unit.put_columns(self.table, piece)
            corrected = self._corrected(records(piece)) if self.corrections else 0
            return Written(end - start, corrected, 0, self.fresh.marks(piece))
        same = [False] * (end - start) if fresh else await standing(unit, self.table, piece)
        rows = records({name: list(compress(values, map(not_, same))) for name, values in piece.items()})
        merged = await merge(unit, self.table, rows, defaults=self.defaults, fresh=fresh, complete=self.complete)
        corrected = self._corrected(merged.touched)
        idle = self._corrected(records(piece)) if self.corrections else 0
        return Written(
            len(merged.added),
            len(merged.changed) + corrected,
            merged.unchanged + sum(same) + idle - corrected,
            self.marks(merged),
        )

    def _corrected(self, rows: Sequence[Record]) -> int:
        """How many rows of the file said something else of these before; where nothing came of it, they were idle."""
        if not self.corrections:
            return 0
        names = self._key_names()
        keys = (tuple(row[name] for name in names) for row in rows)
        return sum(self.corrections.get(key[0] if len(key) == 1 else key, 0) for key in keys)


def columns_of(rows: Sequence[Record]) -> Cells:
    """Records as columns; all have the same keys."""
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
