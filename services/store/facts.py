"""Day facts: one number per person, local day and measure; screens add them up and never scan their rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, func

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


@dataclass(frozen=True, slots=True)
class Fact:
    """A stored number; `day` is None where days have been added up."""

    person: PersonId
    day: date | None
    key: str
    value: int


class Facts:
    """The day facts of one company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def sums(self, period: Period) -> list[Fact]:
        """Sums over the whole period by person; clocks are not among them."""
        query = (
            self._unit.select(facts, facts.c.person_id, facts.c.kpi, func.sum(facts.c.value).label("value"))
            .where(*_within(period), facts.c.kpi.not_in(sorted(CLOCK_PARTS)))
            .group_by(facts.c.person_id, facts.c.kpi)
        )
        return [Fact(PersonId(r.person_id), None, r.kpi, int(r.value)) for r in await self._unit.rows(query)]

    async def days(self, period: Period, *, clocks_only: bool = False) -> list[Fact]:
        """Every fact of the period, or only first and last moments."""
        query = self._unit.select(facts, facts.c.person_id, facts.c.day, facts.c.kpi, facts.c.value).where(
            *_within(period)
        )
        if clocks_only:
            query = query.where(facts.c.kpi.in_(sorted(CLOCK_PARTS)))
        return [Fact(PersonId(r.person_id), r.day, r.kpi, r.value) for r in await self._unit.rows(query)]

    async def live(self, company: Company, period: Period, until: datetime) -> list[Fact]:
        """The same facts counted from rows up to a moment: for the day that the moment cuts."""
        found: _Counted = {}
        for rows, measures in STORED.items():
            ground = GROUNDS[rows]
            limits = (ground.day.between(period.first, period.last), ground.at <= until)
            _take(found, measures, await self._unit.rows(counting(self._unit, rows, company, measures, *limits)))
        return [Fact(*cell, key, value) for cell, values in found.items() for key, value in values.items()]

    async def samples(self, company: Company, period: Period, until: datetime) -> Iterator[Fact]:
        """The values medians are taken of."""
        found: list[Fact] = []
        for measure in SAMPLES:
            ground = GROUNDS[measure.rows]
            value: ColumnElement[int] = ground.table.c[measure.value or ""]
            query = self._unit.select(
                ground.table, ground.table.c.person_id.label("person"), ground.day.label("day"), value.label("value")
            ).where(
                condition(ground.table, measure.where, company),
                ground.day.between(period.first, period.last),
                ground.table.c[measure.ready or ""] <= until,
            )
            found += [Fact(PersonId(r.person), r.day, measure.key, r.value) for r in await self._unit.rows(query)]
        return iter(found)

    async def margin_known(self) -> bool:
        """Whether the company knows the cost of anything it has sold."""
        table = GROUNDS[Rows.INCOME].table
        return await self._unit.row(self._unit.select(table).where(table.c.margin.is_not(None))) is not None


def _within(period: Period) -> tuple[ColumnElement[bool], ...]:
    return (facts.c.day.between(period.first, period.last),)


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
