"""The measures of the domain as SQL: one scan per kind of rows, whatever the number of measures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Select,
    Table,
    and_,
    case,
    func,
    or_,
    select,
    true,
    type_coerce,
)

from services.domain import kpi
from services.domain.company import Company
from services.domain.measures import Fold, Measure, Op, Rows, Setting, Test, Where
from services.store.tables import activities, calls, deals, income, stage_entries


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a kind of rows lives: its table, its local day and its moment."""

    table: Table
    day: Column[Any]
    at: Column[Any]


GROUNDS: Mapping[Rows, Ground] = {
    Rows.CALLS: Ground(calls, calls.c.local_day, calls.c.started_at),
    Rows.ACTIVITIES: Ground(activities, activities.c.local_day, activities.c.at),
    Rows.LEADS: Ground(deals, deals.c.created_day, deals.c.created_at),
    Rows.CLOSINGS: Ground(deals, deals.c.closed_day, deals.c.closed_at),
    Rows.INCOME: Ground(income, income.c.day, income.c.at),
    Rows.MOVES: Ground(stage_entries, stage_entries.c.local_day, stage_entries.c.entered_at),
}


def condition(table: Table, where: Where, company: Company) -> ColumnElement[bool]:
    """The measure's condition over the table's columns, with the company's own thresholds."""
    return and_(true(), *(or_(*(_test(table, test, company) for test in group)) for group in where))


def _test(table: Table, test: Test, company: Company) -> ColumnElement[bool]:
    column = table.c[test.column]
    value = _setting(test.value, company) if isinstance(test.value, Setting) else test.value
    match test.op:
        case Op.IS:
            return column.is_(value) if isinstance(value, bool) else column == value
        case Op.IS_NOT:
            return column != value
        case Op.AT_LEAST:
            return column >= value
        case Op.BELOW:
            return column < value
        case Op.KNOWN:
            return column.is_not(None)
        case Op.UNKNOWN:
            return column.is_(None)


def _setting(setting: Setting, company: Company) -> int:
    return int(getattr(company, setting.value))


def _value(measure: Measure, table: Table, company: Company) -> ColumnElement[Any]:
    holds = condition(table, measure.where, company)
    # A whole number as it is stored: a fact of a moment is its microseconds.
    value = case((holds, type_coerce(table.c[measure.value], BigInteger) if measure.value else 1))
    match measure.fold:
        case Fold.SUM:
            return func.sum(value)
        case Fold.FIRST:
            return func.min(value)
        case Fold.LAST:
            return func.max(value)


def by_rows(measures: Iterable[Measure]) -> dict[Rows, list[Measure]]:
    """Measures grouped by the rows they scan."""
    groups: dict[Rows, list[Measure]] = {}
    for measure in measures:
        groups.setdefault(measure.rows, []).append(measure)
    return groups


def counting(rows: Rows, company: Company, measures: Sequence[Measure], *limits: ColumnElement[bool]) -> Select[Any]:
    """One row per person and day with a column per measure, over the rows within the limits."""
    ground = GROUNDS[rows]
    person = ground.table.c.person_id
    columns = [_value(m, ground.table, company).label(f"m{place}") for place, m in enumerate(measures)]
    query = select(person.label("person"), ground.day.label("day"), *columns)
    return query.where(ground.table.c.company_id == company.id, *limits).group_by(ground.day, person)


STORED = by_rows(kpi.STORED)
"""What the day facts are made of."""
