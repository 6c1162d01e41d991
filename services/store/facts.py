"""Day facts: one number per person, local day and measure; screens add them up and never scan their rows."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    String,
    bindparam,
    case,
    cast,
    func,
    literal,
    select,
    union_all,
)

from services.domain import kpi
from services.domain.company import Company
from services.domain.ids import CompanyId, PersonId
from services.domain.kpi import CLOCK_PARTS, SAMPLES
from services.domain.measures import Fold, Measure, Rows
from services.domain.period import Period
from services.store.counting import GROUNDS, STORED, condition, counting
from services.store.tables import facts
from services.store.unit import Unit

_FOLDS = {measure.key: measure.fold for measure in kpi.STORED}

_Cell: TypeAlias = tuple[PersonId, date]
Counted: TypeAlias = dict[_Cell, dict[str, int]]
"""The numbers of each person and day by measure."""

_DAYS_LOOKED_UP = 400
"""Days of one person that are looked up each by itself; a longer period is read through."""

_QUERIES_KEPT = 1_000
"""Queries that are made once: putting one together costs more than its answer."""

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


class _Whom(Enum):
    """Whose rows a query is about, and how it finds them."""

    ALL = "everybody's rows of a period"
    ONE = "one person's, among everybody's"
    ONE_BY_DAYS = "one person's, each day looked up by itself, past everybody else's"


class Facts:
    """The day facts of one company: of everybody, or of one person and nobody else."""

    def __init__(self, unit: Unit, person: PersonId | None = None) -> None:
        self._unit = unit
        self._person = person

    async def folded(self, starts: Sequence[date], last: date) -> list[Folded]:
        """Every number of each person, folded by the database over the days from one start to the next.

        Clocks come as the list of their moments: their median needs the walls of each person's own zone.
        """
        whom, values = self._whom(Period(starts[0], last))
        values |= {f"start{place}": start for place, start in enumerate(starts)}
        return [_folded(row) for row in await self._unit.rows(_folding(self._unit.company, whom, len(starts)), values)]

    async def days(self, period: Period) -> list[Fact]:
        """Every fact of the period."""
        whom, values = self._whom(period)
        rows = await self._unit.rows(_daily(self._unit.company, whom), values)
        return [Fact(PersonId(r.person_id), r.day, r.kpi, r.value) for r in rows]

    async def live(self, company: Company, period: Period, until: datetime) -> Counted:
        """The same facts counted from rows up to a moment: for the day that the moment cuts."""
        whom, values = self._whom(period)
        found: Counted = {}
        for rows, measures in STORED.items():
            _take(found, measures, await self._unit.rows(_living(company, rows, whom), {**values, "until": until}))
        return found

    async def samples(self, company: Company, period: Period, until: datetime) -> list[Fact]:
        """The values medians are taken of."""
        whom, values = self._whom(period)
        rows = await self._unit.rows(_sampling(company, whom), {**values, "until": until})
        return [Fact(PersonId(r.person), r.day, r.key, r.value) for r in rows]

    def _whom(self, period: Period) -> tuple[_Whom, dict[str, Any]]:
        """How a query is narrowed, and what fills its places."""
        if self._person is None:
            return _Whom.ALL, {"first": period.first, "last": period.last}
        if len(period) > _DAYS_LOOKED_UP:
            return _Whom.ONE, {"person": self._person, "first": period.first, "last": period.last}
        return _Whom.ONE_BY_DAYS, {"person": self._person, "days": list(period.days())}

    async def margin_known(self) -> bool:
        """Whether the company knows the cost of anything it has sold."""
        return await self._unit.remembered("margin_known", self._margin_known)

    async def _margin_known(self) -> bool:
        table = GROUNDS[Rows.INCOME].table
        known = self._unit.select(table, table.c.deal_id).where(table.c.margin.is_not(None))
        return await self._unit.row(known) is not None


def _narrowed(whom: _Whom, person: Column[Any], day: Column[Any]) -> tuple[ColumnElement[bool], ...]:
    own = () if whom is _Whom.ALL else (person == bindparam("person"),)
    if whom is _Whom.ONE_BY_DAYS:
        return *own, day.in_(bindparam("days", expanding=True))
    return *own, day.between(bindparam("first"), bindparam("last"))


@lru_cache(maxsize=_QUERIES_KEPT)
def _folding(company: CompanyId, whom: _Whom, steps: int) -> Select[Any]:
    starts = [bindparam(f"start{place}", type_=facts.c.day.type) for place in range(steps)]
    since = case(*((facts.c.day < after, start) for start, after in pairwise(starts)), else_=starts[-1])
    clock = facts.c.kpi.in_(sorted(CLOCK_PARTS))
    return (
        select(
            facts.c.person_id,
            (since if steps > 1 else starts[0]).label("since"),
            facts.c.kpi,
            func.sum(facts.c.value // _SPLIT).label("high"),
            func.sum(facts.c.value % _SPLIT).label("low"),
            func.aggregate_strings(case((clock, cast(facts.c.value, String))), ",").label("moments"),
        )
        .where(facts.c.company_id == company, *_narrowed(whom, facts.c.person_id, facts.c.day))
        .group_by(facts.c.person_id, *(["since"] if steps > 1 else []), facts.c.kpi)
    )


@lru_cache(maxsize=_QUERIES_KEPT)
def _daily(company: CompanyId, whom: _Whom) -> Select[Any]:
    return select(facts.c.person_id, facts.c.day, facts.c.kpi, facts.c.value).where(
        facts.c.company_id == company, *_narrowed(whom, facts.c.person_id, facts.c.day)
    )


@lru_cache(maxsize=_QUERIES_KEPT)
def _living(company: Company, rows: Rows, whom: _Whom) -> Select[Any]:
    ground = GROUNDS[rows]
    limits = _narrowed(whom, ground.table.c.person_id, ground.day)
    return counting(rows, company, STORED[rows], *limits, ground.at <= bindparam("until"))


@lru_cache(maxsize=_QUERIES_KEPT)
def _sampling(company: Company, whom: _Whom) -> CompoundSelect[Any]:
    queries = []
    for measure in SAMPLES:
        ground = GROUNDS[measure.rows]
        value: ColumnElement[int] = ground.table.c[measure.value or ""]
        columns = (ground.table.c.person_id.label("person"), ground.day.label("day"), value.label("value"))
        queries.append(
            select(*columns, literal(measure.key).label("key")).where(
                ground.table.c.company_id == company.id,
                condition(ground.table, measure.where, company),
                *_narrowed(whom, ground.table.c.person_id, ground.day),
                ground.table.c[measure.ready or ""] <= bindparam("until"),
            )
        )
    return union_all(*queries)


def _folded(row: Row[Any]) -> Folded:
    moments = tuple(map(int, row.moments.split(","))) if row.moments else ()
    value = 0 if moments else int(row.high) * _SPLIT + int(row.low)
    return Folded(PersonId(row.person_id), row.since, row.kpi, value, moments)


def _take(found: Counted, measures: Sequence[Measure], rows: Iterable[Row[Any]]) -> None:
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
