"""Norms, plans, own KPIs and development goals of one company."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from services.domain.ids import PersonId
from services.domain.norms import Norm, Scope
from services.store.tables import goals, norms, own_kpis, plans
from services.store.unit import Unit


@dataclass(frozen=True, slots=True)
class OwnKpi:
    """A KPI the company has added: a formula over the product's KPIs."""

    key: str
    name: str
    formula: str
    unit: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned of a KPI for some days (both included) by a person, a team or the company."""

    scope: Scope
    scope_id: int
    kpi: str
    first_day: date
    last_day: date
    target: Decimal


@dataclass(frozen=True, slots=True)
class Goal:
    """A development goal of a person."""

    id: int
    person: PersonId
    text: str
    months: int
    start_on: date
    due_on: date
    start: Decimal | None
    target: Decimal | None
    now: Decimal | None
    closed_on: date | None
    reached: bool | None = None


class Rules:
    """What is asked, planned and aimed at."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def norms(self) -> Sequence[Norm]:
        """All norms ever set, the newest last."""
        return await self._unit.remembered("norms", self._norms)

    async def _norms(self) -> Sequence[Norm]:
        rows = await self._unit.rows(self._unit.select(norms).order_by(norms.c.from_day))
        return [
            Norm(
                Scope(r.scope), r.scope_id, r.kpi, None if r.weekday < 0 else r.weekday, r.from_day, r.target, r.set_by
            )
            for r in rows
        ]

    async def set_norm(self, norm: Norm) -> None:
        """Set what is asked from a day on."""
        row = {
            "scope": norm.scope.value,
            "scope_id": norm.scope_id,
            "kpi": norm.kpi,
            "weekday": -1 if norm.weekday is None else norm.weekday,
            "from_day": norm.since,
            "target": norm.target,
            "set_by": norm.set_by,
        }
        await self._unit.put(norms, [row])

    async def drop_norm(self, norm: Norm) -> bool:
        """The norm never was; False when there is none like it."""
        known = norms.c
        same = (known.scope == norm.scope.value, known.scope_id == norm.scope_id, known.kpi == norm.kpi)
        weekday = -1 if norm.weekday is None else norm.weekday
        dropped = self._unit.delete(norms).where(*same, known.weekday == weekday, known.from_day == norm.since)
        return await self._unit.run(dropped) > 0

    async def own_kpis(self) -> list[OwnKpi]:
        """The company's own KPIs by key."""
        rows = await self._unit.rows(self._unit.select(own_kpis).order_by(own_kpis.c.key))
        return [OwnKpi(row.key, row.name, row.formula, row.unit) for row in rows]

    async def add_own_kpi(self, kpi: OwnKpi) -> None:
        """Add a KPI of the company's own, or change it."""
        row = {"key": kpi.key, "name": kpi.name, "formula": kpi.formula, "unit": kpi.unit}
        await self._unit.put(own_kpis, [row])

    async def plans(self, first: date, last: date) -> list[Plan]:
        """The plans that touch these days."""
        overlap = (plans.c.first_day <= last, plans.c.last_day >= first)
        rows = await self._unit.rows(self._unit.select(plans).where(*overlap))
        return [Plan(Scope(r.scope), r.scope_id, r.kpi, r.first_day, r.last_day, r.target) for r in rows]

    async def goals(self) -> list[Goal]:
        """Every goal, the nearest due first."""
        rows = await self._unit.rows(self._unit.select(goals).order_by(goals.c.due_on, goals.c.id))
        return [
            Goal(
                r.id,
                PersonId(r.person_id),
                r.text,
                r.months,
                r.start_on,
                r.due_on,
                r.start,
                r.target,
                r.now,
                r.closed_on,
                r.reached,
            )
            for r in rows
        ]

    async def put_goals(self, rows: Sequence[dict[str, Any]]) -> None:
        """Add goals or change them by id."""
        await self._unit.put(goals, rows)


def _weekday(stored: int) -> int | None:
    """Monday is 0; any day is stored as -1, since a key cannot be empty."""
    return None if stored < 0 else stored
