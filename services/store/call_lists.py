"""Calls as a list, in the order they were made."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select

from services.domain.period import Period
from services.store.tables import calls, phones
from services.store.unit import Unit


class CallLists:
    """Calls of one company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def of(self, period: Period, as_of: datetime, person: int | None) -> Sequence[Row[Any]]:
        """The calls of these local days by the moment, with the last digits of the number."""
        query = (
            self._with_numbers()
            .where(calls.c.local_day.between(period.first, period.last), calls.c.started_at <= as_of)
            .order_by(calls.c.started_at, calls.c.id)
        )
        if person is not None:
            query = query.where(calls.c.person_id == person)
        return await self._unit.rows(query)

    async def named(self, ids: Iterable[int]) -> Sequence[Row[Any]]:
        """These calls."""
        return await self._unit.by_ids(self._with_numbers(), calls.c.id, ids)

    def _with_numbers(self) -> Select[Any]:
        same = (phones.c.company_id == calls.c.company_id) & (phones.c.phone_key == calls.c.phone_key)
        return self._unit.select(calls, calls, phones.c.last4).outerjoin(phones, same)
