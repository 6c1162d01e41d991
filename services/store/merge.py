"""Rows from outside meet the rows that are there: what is new, what has changed, what is as it was.

A column that the rows lack leaves what is known; a column they have replaces it, also with nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, Table, type_coerce
from sqlalchemy.types import NullType

from services.store.bulk import Cells, stored
from services.store.unit import Unit

Record = dict[str, Any]


@dataclass(slots=True)
class Merged:
    """What a batch did; `before` holds the old row of each changed id, for whatever was computed from it."""

    added: list[Record] = field(default_factory=list)
    changed: list[Record] = field(default_factory=list)
    before: dict[tuple[Any, ...], Row[Any]] = field(default_factory=dict)
    unchanged: int = 0

    @property
    def touched(self) -> list[Record]:
        """Rows that are not as they were."""
        return self.added + self.changed


async def standing(unit: Unit, table: Table, cells: Cells) -> list[bool]:
    """Which rows stand in the table exactly as they are given, down to the way in which they are stored.

    A quick look that makes nothing of the rows; one that only may be equal is left to `merge`.
    """
    first = next(column.name for column in table.primary_key.columns if column.name != "company_id")
    asked = unit.select(table, *(type_coerce(table.c[name], NullType()) for name in cells))
    found = await unit.by_ids(asked, table.c[first], dict.fromkeys(cells[first]))
    held = set(map(tuple, found))
    return [row in held for row in stored(unit.connection.dialect, table, cells)]


async def merge(
    unit: Unit,
    table: Table,
    rows: Sequence[Record],
    *,
    defaults: Mapping[str, Any],
    fresh: bool,
    complete: Callable[[Record], Record] | None = None,
) -> Merged:
    """Bring a batch into the table, in the caller's transaction; every row has the same columns and its key.

    `defaults` fill new rows where the batch has no value or lacks the column; `complete` computes derived columns of a
    whole row; `fresh` says the company has no such rows yet, so nothing needs to be looked for.
    """
    keys = [column.name for column in table.primary_key.columns if column.name != "company_id"]
    known = {} if fresh else await _known(unit, table, keys, rows)
    outcome = Merged()
    latest: dict[tuple[Any, ...], Record] = {}
    for row in rows:
        key = tuple([row[name] for name in keys])
        old = known.get(key)
        standing = latest.get(key) or (old._asdict() if old is not None else None)
        if standing is None:
            latest[key] = _new(row, defaults)
        elif all(standing[name] == value for name, value in row.items()):
            outcome.unchanged += 1
        else:
            latest[key] = {**_whole(standing), **row}
    for key, row in latest.items():
        old = known.get(key)
        whole = complete(row) if complete else row
        if old is None:
            outcome.added.append(whole)
        else:
            outcome.changed.append(whole)
            outcome.before[key] = old
    await _write(unit, table, outcome.added)
    await _write(unit, table, outcome.changed)
    return outcome


def _new(row: Record, defaults: Mapping[str, Any]) -> Record:
    made = {**defaults, **row}
    for name, value in defaults.items():
        if made[name] is None:
            made[name] = value
    return made


def _whole(standing: Mapping[str, Any]) -> Record:
    return {name: standing[name] for name in standing if name != "company_id"}


async def _known(
    unit: Unit, table: Table, keys: Sequence[str], rows: Sequence[Record]
) -> dict[tuple[Any, ...], Row[Any]]:
    """The stored rows with the keys of the batch; asked by the first part of the key."""
    first = table.c[keys[0]]
    wanted = dict.fromkeys(row[keys[0]] for row in rows)
    found = await unit.by_ids(unit.select(table), first, wanted)
    return {tuple(getattr(row, name) for name in keys): row for row in found}


async def _write(unit: Unit, table: Table, rows: Sequence[Record]) -> None:
    """Rows of unlike columns are written in groups of like ones."""
    if all(row.keys() == rows[0].keys() for row in rows):
        await unit.put(table, rows)
        return
    groups: dict[tuple[str, ...], list[Record]] = {}
    for row in rows:
        groups.setdefault(tuple(row), []).append(row)
    for group in groups.values():
        await unit.put(table, group)
