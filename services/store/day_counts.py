"""Day facts are made where their rows lie: a statement per kind of rows counts marked person-days and stores them.

Only rows of marked person-days are looked at, and no number travels through Python.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CTE, BigInteger, ColumnElement, case, cast, func, literal, select, tuple_, union_all

from services.domain.company import Company
from services.domain.measures import Fold, Measure
from services.store.counting import GROUNDS, STORED, counting
from services.store.pending import Kind
from services.store.tables import facts, pending
from services.store.unit import Unit

_CELL = ("company_id", "day", "person_id", "kpi")


class DayCounts:
    """The marked person-days of one company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def settle(self, company: Company, most: int) -> int:
        """Count about `most` marked person-days anew, whole days and the earliest first; returns how many they were."""
        waiting = (pending.c.company_id == self._unit.company, pending.c.kind == Kind.DAY.value)
        first = select(pending.c.day).where(*waiting).order_by(pending.c.day).limit(most).subquery()
        last = await self._unit.connection.scalar(select(func.max(first.c.day)))
        if last is None:
            return 0
        taken = (*waiting, pending.c.day <= last)
        marked = select(pending.c.day, cast(pending.c.subject, BigInteger)).where(*taken)
        await self._unit.run(self._unit.delete(facts).where(tuple_(facts.c.day, facts.c.person_id).in_(marked)))
        for rows, measures in STORED.items():
            ground = GROUNDS[rows]
            among = tuple_(ground.day, ground.table.c.person_id).in_(marked)
            counted = counting(rows, company, measures, among).cte("counted")
            await self._unit.connection.execute(self._stored(counted, measures))
        return await self._unit.run(self._unit.delete(pending).where(*taken))

    def _stored(self, counted: CTE, measures: Sequence[Measure]) -> Any:
        """Each of those numbers as a fact; the fact that another kind of rows has made is folded with it."""
        keys = [measure.key for measure in measures]
        names = union_all(*(select(literal(key).label("kpi")) for key in keys)).cte("names")
        value = case({key: counted.c[f"m{place}"] for place, key in enumerate(keys)}, value=names.c.kpi).label("value")
        # An outer join goes through person-days in their order, in which facts are stored too.
        each = select(counted.c.day, counted.c.person, names.c.kpi, value).outerjoin(names, literal(True)).subquery()
        told = select(literal(self._unit.company), each.c.day, each.c.person, each.c.kpi, each.c.value)
        statement = self._unit.insert(facts).from_select([*_CELL, "value"], told.where(each.c.value != 0))
        folded = _folded(statement.excluded.kpi, facts.c.value, statement.excluded.value)
        return statement.on_conflict_do_update(index_elements=_CELL, set_={"value": folded})


def _folded(key: ColumnElement[str], held: ColumnElement[int], value: ColumnElement[int]) -> ColumnElement[int]:
    smaller, larger = case((value < held, value), else_=held), case((value > held, value), else_=held)
    return case((key.in_(_keys(Fold.FIRST)), smaller), (key.in_(_keys(Fold.LAST)), larger), else_=held + value)


def _keys(fold: Fold) -> list[str]:
    return sorted({measure.key for measures in STORED.values() for measure in measures if measure.fold is fold})
