"""The rows that response times are made of: leads with their touches, and the calls of missed clients."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, and_, bindparam, or_, select

from services.domain.kpi import SHORT_RING_SECONDS
from services.domain.response import PhoneCall, Touch
from services.store.tables import activities, calls, deals
from services.store.unit import Unit

_SILENT = ("task", "note")
"""Activities that reach nobody."""

CallBacks: TypeAlias = dict[int, tuple[datetime | None, int | None]]
"""When each missed client was called back, and after how many working seconds, by the missed call."""


class Timings:
    """Leads and missed calls of one company with what answered them."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def leads(self, since: date) -> Sequence[Row[Any]]:
        """Leads created on the day or later, and deals that were leads when they were answered."""
        columns = (deals.c.id, deals.c.person_id, deals.c.created_at, deals.c.contact_id,
                   deals.c.created_day, deals.c.first_touch_at, deals.c.response_s)  # fmt: skip
        query = self._unit.select(deals, *columns)
        answered = or_(deals.c.is_lead.is_(True), deals.c.first_touch_at.is_not(None))
        return await self._unit.rows(query.where(deals.c.created_day >= since, answered))

    async def touches(self, since: date) -> dict[int, list[Touch]]:
        """Calls and messages by the lead they reached; only those that may be its first."""
        found: dict[int, list[Touch]] = {}
        mine = (deals.c.created_day >= since, deals.c.is_lead.is_(True))
        by_contact = and_(calls.c.company_id == deals.c.company_id, calls.c.contact_id == deals.c.contact_id)
        talked = or_(calls.c.direction == "out", calls.c.answered.is_(True))
        query = self._unit.select(
            deals, deals.c.id, calls.c.started_at, calls.c.direction, calls.c.answered, calls.c.talk_s, calls.c.wait_s
        ).join(calls, by_contact)
        for row in await self._unit.rows(query.where(*mine, calls.c.direction != "internal", talked)):
            ends = row.started_at + timedelta(seconds=row.talk_s + (row.wait_s or 0))
            incoming = row.direction == "in" and row.answered
            found.setdefault(row.id, []).append(Touch(row.started_at, ends if incoming else None))
        for link in (activities.c.contact_id == deals.c.contact_id, activities.c.deal_id == deals.c.id):
            for row in await self._unit.rows(self._sent(link).where(*mine)):
                found.setdefault(row.id, []).append(Touch(row.at))
        return found

    def _sent(self, link: ColumnElement[bool]) -> Any:
        outgoing = or_(activities.c.direction.is_(None), activities.c.direction != "in")
        reaching = activities.c.kind.not_in(_SILENT)
        same = activities.c.company_id == deals.c.company_id
        query = self._unit.select(deals, deals.c.id, activities.c.at)
        return query.join(activities, and_(same, link)).where(outgoing, reaching)

    async def answer(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write first touches of leads."""
        await self._write(deals, ("first_touch_at", "response_s"), rows)

    async def missed_clients(self, since: date, talk_at_least: int) -> tuple[dict[int, list[PhoneCall]], CallBacks]:
        """Talks with the numbers that have a missed call since the day, all their missed calls, and their call backs.

        Older ones too, because a wait that goes on since before the day hides the missed calls within it.
        """
        missed = and_(calls.c.direction == "in", calls.c.answered.is_(False), calls.c.in_hours.is_(True),
                      or_(calls.c.wait_s.is_(None), calls.c.wait_s >= SHORT_RING_SECONDS))  # fmt: skip
        talked = and_(calls.c.answered.is_(True), calls.c.talk_s >= talk_at_least)
        known = and_(calls.c.company_id == self._unit.company, calls.c.phone_key.is_not(None))
        wanted = select(calls.c.phone_key).where(known, calls.c.local_day >= since, missed)
        columns = (calls.c.phone_key, calls.c.id, calls.c.started_at, calls.c.direction, talked.label("talked"),
                   missed.label("missed"), calls.c.callback_at, calls.c.callback_s)  # fmt: skip
        query = self._unit.select(calls, *columns).where(calls.c.phone_key.in_(wanted), calls.c.direction != "internal")
        found: dict[int, list[PhoneCall]] = {}
        held: CallBacks = {}
        for row in await self._unit.rows(query.where(talked | missed | calls.c.callback_s.is_not(None))):
            call = PhoneCall(row.id, row.started_at, row.direction == "out", row.talked, row.missed)
            found.setdefault(row.phone_key, []).append(call)
            if row.callback_s is not None:
                held[row.id] = (row.callback_at, row.callback_s)
        return found, held

    async def called_back(self, since: date) -> CallBacks:
        """The call backs that stand in the store for missed calls since the day."""
        query = self._unit.select(calls, calls.c.id, calls.c.callback_at, calls.c.callback_s)
        rows = await self._unit.rows(query.where(calls.c.local_day >= since, calls.c.callback_s.is_not(None)))
        return {row.id: (row.callback_at, row.callback_s) for row in rows}

    async def call_back(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write call backs of missed calls."""
        await self._write(calls, ("callback_at", "callback_s"), rows)

    async def _write(self, table: Any, names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
        if not rows:
            return
        columns = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
        statement = self._unit.update(table).where(table.c.id == bindparam("row")).values(columns)
        named = [{"row": row["id"], **{f"new_{name}": row[name] for name in names}} for row in rows]
        await self._unit.connection.execute(statement, named)
