"""Statements for many rows at once: compiled once, with values turned column by column and handed over as tuples.

SQLAlchemy's own way builds a dictionary of parameters per row and takes twice the time of the database.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import Boolean, Dialect, LargeBinary, Table, and_, bindparam, delete
from sqlalchemy.dialects import postgresql, sqlite

from services.store.types import Day, Moment, each_to_micros

Cells: TypeAlias = Mapping[str, Sequence[Any]]
"""Rows by columns, all of one length."""

_Turn: TypeAlias = "Callable[[Sequence[Any]], Sequence[Any]] | None"


@dataclass(frozen=True, slots=True)
class Bulk:
    """One statement over many rows; `places` are the columns in the order of its parameters."""

    text: str
    places: tuple[tuple[str, _Turn], ...]

    def rows(self, company: int, cells: Cells) -> list[tuple[Any, ...]]:
        """The parameters of every row as the driver takes them."""
        count = len(next(iter(cells.values())))
        cells = {**cells, "company_id": [company] * count}
        bound = (cells[name] if turn is None else turn(cells[name]) for name, turn in self.places)
        return list(zip(*bound, strict=True))


def filled(table: Table, cells: Cells) -> Cells:
    """The columns that have to be given: one of nothing alone comes about by itself, at no cost per row."""
    by_itself = {column.name for column in table.c if column.nullable and column.server_default is None}
    return {name: values for name, values in cells.items() if name not in by_itself or values.count(None) < len(values)}


@lru_cache(maxsize=256)
def upsert(dialect: Dialect, table: Table, columns: tuple[str, ...], changing: tuple[str, ...]) -> Bulk:
    """Insert rows of these columns; of a row with the same key those `changing` are replaced, else it is left alone.

    Columns that are changing and not given become what a new row has in them: nothing.
    """
    keys = [column.name for column in table.primary_key.columns]
    statement = (sqlite.insert if dialect.name == "sqlite" else postgresql.insert)(table)
    changes = {name: statement.excluded[name] for name in changing if name not in keys}
    whole: Any = (
        statement.on_conflict_do_update(index_elements=keys, set_=changes)
        if changes
        else statement.on_conflict_do_nothing(index_elements=keys)
    )
    return _bulk(dialect, table, whole.compile(dialect=dialect, column_keys=["company_id", *columns]))


@lru_cache(maxsize=64)
def removal(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> Bulk:
    """Remove the company's rows that have these values."""
    names = ("company_id", *columns)
    same = and_(*(table.c[name] == bindparam(name, type_=table.c[name].type) for name in names))
    return _bulk(dialect, table, delete(table).where(same).compile(dialect=dialect))


def _bulk(dialect: Dialect, table: Table, compiled: Any) -> Bulk:
    places = tuple((name, _turned(dialect, table, name)) for name in compiled.positiontup or ())
    return Bulk(str(compiled), places)


def stored(dialect: Dialect, table: Table, cells: Cells) -> Iterator[tuple[Any, ...]]:
    """Rows given by columns, with values as the driver takes and gives them."""
    turns = ((_turned(dialect, table, name), values) for name, values in cells.items())
    return zip(*(values if turn is None else turn(values) for turn, values in turns), strict=True)


def _turned(dialect: Dialect, table: Table, name: str) -> _Turn:
    """How values of a column become what the driver takes; None where they are that already.

    Days and flags repeat, so each distinct one is turned once; equal decimals may be different texts.
    """
    kept = table.c[name].type
    if isinstance(kept, Moment):
        return each_to_micros
    turn = kept.dialect_impl(dialect).bind_processor(dialect)
    if turn is None or isinstance(kept, LargeBinary):
        return None
    if isinstance(kept, Day | Boolean):
        return lambda values: _each_once(turn, values)
    return lambda values: [turn(value) for value in values]


def _each_once(turn: Callable[[Any], Any], values: Sequence[Any]) -> Sequence[Any]:
    known = {value: turn(value) for value in set(values)}
    return [known[value] for value in values]
