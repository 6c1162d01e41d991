"""Day facts: one number per person, local day and measure; screens add them up and never scan their rows."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Row, String, case, cast, func, literal, union_all

from services.domain import kpi
from services.domain.company import Company
from services.domain.ids import PersonId
from services.domain.kpi import CLOCK_PARTS, SAMPLES
from services.domain.measures import Fold, Measure, Rows
from services.domain.period import Period
from services.store.counting import GROUNDS, STORED, condition, counting
from services.store.tables import facts
from services.store.unit import Unit

_FOLDS = {measure.key: measure.fold for measure in kpi.STORED}

_Cell: TypeAlias = tuple[PersonId, date]
_Counted: TypeAlias = dict[_Cell, dict[str, int]]
"""The numbers of each person and day by measure."""

_SPLIT = 1_000_000_000_000
"""Values are added in two parts: whole, the moments of fifteen years would be more than an integer holds."""


class Fact(NamedTuple):
    """A stored number of one person and day."""

    person: PersonId
    day: date
    key: str
    value: int


class Folded(NamedTuple):
    """A person's number over several days from `since` on: a sum, or a clock's moments, one a day."""

    person: PersonId
    since: date
    key: str
    value: int
    moments: tuple[int, ...]


class Facts:
    """The day facts of one company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def folded(self, starts: Sequence[date], last: date) -> list[Folded]:
        """Every number of every person, folded by the database over the days from one start to the next.

        Clocks come as the list of their moments: their median needs the walls of each person's own zone.
        """
        clock = facts.c.kpi.in_(sorted(CLOCK_PARTS))
        query = (
            self._unit.select(
                facts,
                facts.c.person_id,
                _segment(starts).label("since"),
                facts.c.kpi,
                func.sum(facts.c.value // _SPLIT).label("high"),
                func.sum(facts.c.value % _SPLIT).label("low"),
                func.aggregate_strings(case((clock, cast(facts.c.value, String))), ",").label("moments"),
            )
            .where(facts.c.day.between(starts[0], last))
            .group_by(facts.c.person_id, *(["since"] if len(starts) > 1 else []), facts.c.kpi)
        )
        return [_folded(row) for row in await self._unit.rows(query)]

    async def days(self, period: Period) -> list[Fact]:
        """Every fact of the period."""
        query = self._unit.select(facts, facts.c.person_id, facts.c.day, facts.c.kpi, facts.c.value).where(
            facts.c.day.between(period.first, period.last)
        )
        return [Fact(PersonId(r.person_id), r.day, r.kpi, r.value) for r in await self._unit.rows(query)]

    async def live(self, company: Company, period: Period, until: datetime) -> list[Fact]:
        """The same facts counted from rows up to a moment: for the day that the moment cuts."""
        found: _Counted = {}
        for rows, measures in STORED.items():
            ground = GROUNDS[rows]
            limits = (ground.day.between(period.first, period.last), ground.at <= until)
            _take(found, measures, await self._unit.rows(counting(self._unit, rows, company, measures, *limits)))
        return [Fact(*cell, key, value) for cell, values in found.items() for key, value in values.items()]

    async def samples(self, company: Company, period: Period, until: datetime) -> list[Fact]:
        """The values medians are taken of."""
        queries = []
        for measure in SAMPLES:
            ground = GROUNDS[measure.rows]
            value: ColumnElement[int] = ground.table.c[measure.value or ""]
            columns = (ground.table.c.person_id.label("person"), ground.day.label("day"), value.label("value"))
            queries.append(
                self._unit.select(ground.table, *columns, literal(measure.key).label("key")).where(
                    condition(ground.table, measure.where, company),
                    ground.day.between(period.first, period.last),
                    ground.table.c[measure.ready or ""] <= until,
                )
            )
        return [Fact(PersonId(r.person), r.day, r.key, r.value) for r in await self._unit.rows(union_all(*queries))]

    async def margin_known(self) -> bool:
        """Whether the company knows the cost of anything it has sold."""
        table = GROUNDS[Rows.INCOME].table
        known = self._unit.select(table, table.c.deal_id).where(table.c.margin.is_not(None))
        return await self._unit.row(known) is not None


def _segment(starts: Sequence[date]) -> ColumnElement[date]:
    """The start that a fact's day comes after."""
    steps = [(facts.c.day < following, start) for start, following in pairwise(starts)]
    last = literal(starts[-1], facts.c.day.type)
    return case(*((holds, literal(start, facts.c.day.type)) for holds, start in steps), else_=last) if steps else last


def _folded(row: Row[Any]) -> Folded:
    moments = tuple(map(int, row.moments.split(","))) if row.moments else ()
    value = 0 if moments else int(row.high) * _SPLIT + int(row.low)
    return Folded(PersonId(row.person_id), row.since, row.kpi, value, moments)


def _take(found: _Counted, measures: Sequence[Measure], rows: Iterable[Row[Any]]) -> None:
    """Fold counted rows in; sums that are 0 are not stored."""
    keys = [measure.key for measure in measures]
    for row in rows:
        held = found.setdefault((PersonId(row.person), row.day), {})
        values: Sequence[Any] = row[2:]
        for key, value in zip(keys, values, strict=True):
            if value:
                held[key] = _fold(_FOLDS[key], held[key], int(value)) if key in held else int(value)


def _fold(fold: Fold, held: int, value: int) -> int:
    match fold:
        case Fold.SUM:
            return held + value
        case Fold.FIRST:
            return min(held, value)
        case Fold.LAST:
            return max(held, value)
