"""Calls as a list: every one, with who, when, how long, and whether it can be heard."""

from datetime import timedelta

from services.domain.ids import PersonId
from services.domain.kpi import SHORT_RING_SECONDS
from services.domain.report import Column, Report, Unit, Value
from services.reference.phones import mask
from services.store.call_lists import CallLists
from services.store.db import Database
from services.store.people import People
from services.store.unit import StoredRow
from services.usecases.reporting.answer import answer
from services.usecases.reporting.asked import Asked, in_scope, person_cells
from services.usecases.reporting.excluded import other_exclusions

_COLUMNS = (
    Column("external_id", Unit.TEXT),
    Column("started_at", Unit.MOMENT),
    Column("person", Unit.TEXT),
    Column("person_id", Unit.TEXT),
    Column("direction", Unit.TEXT),
    Column("connected", Unit.FLAG),
    Column("talk_time", Unit.SECONDS),
    Column("wait", Unit.SECONDS),
    Column("phone", Unit.TEXT),
    Column("recording", Unit.TEXT),
)


class ShowCalls:
    """Show every call of the period, internal ones too; the totals count external calls, as every KPI does."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, asked: Asked) -> Report:
        asked.ensure_no(view=asked.view, rank=asked.rank, by=asked.by)
        async with self._database.reading(asked.company.id) as read:
            roster = await People(read).roster(asked.company.zone)
            found = await CallLists(read).of(asked.period, asked.as_of, asked.person)
            excluded = await other_exclusions(read)
        calls = [row for row in found if in_scope(asked, roster, PersonId(row.person_id), row.local_day)]
        rows: list[dict[str, Value]] = []
        for row in calls:
            person = PersonId(row.person_id)
            _day, zone = roster.zone_of(person).day_of(row.started_at)
            rows.append(
                {
                    "external_id": row.external_id,
                    "started_at": row.started_at.astimezone(zone),
                    **person_cells(roster, person),
                    "direction": row.direction,
                    "connected": _connected(row, asked.company.connected_min_talk_seconds),
                    "talk_time": timedelta(seconds=row.talk_s),
                    "wait": None if row.wait_s is None else timedelta(seconds=row.wait_s),
                    "phone": mask(row.last4) if row.last4 else None,
                    "recording": row.recording,
                }
            )
        return answer(
            asked,
            "calls",
            columns=_COLUMNS,
            rows=tuple(rows),
            totals=_totals(calls, asked.company.connected_min_talk_seconds),
            excluded=excluded | _left_out(calls),
            definitions=("calls_total", "calls_connected", "calls_missed", "talk_time", "connected", "wait", "phone"),
        )


def _connected(row: StoredRow, at_least: int) -> bool:
    return bool(row.answered and row.talk_s >= at_least)


def _missed(row: StoredRow) -> bool:
    return row.direction == "in" and not row.answered


def _rang_long(row: StoredRow) -> bool:
    return row.wait_s is None or row.wait_s >= SHORT_RING_SECONDS


def _totals(calls: list[StoredRow], at_least: int) -> dict[str, Value]:
    external = [row for row in calls if row.direction != "internal"]
    return {
        "calls_total": len(external),
        "calls_connected": sum(_connected(row, at_least) for row in external),
        "calls_missed": sum(_missed(row) and row.in_hours and _rang_long(row) for row in external),
        "talk_time": timedelta(seconds=sum(row.talk_s for row in external)),
    }


def _left_out(calls: list[StoredRow]) -> dict[str, int]:
    found = {
        "internal_calls": sum(row.direction == "internal" for row in calls),
        "after_hours_missed": sum(_missed(row) and not row.in_hours for row in calls),
        "short_missed": sum(_missed(row) and row.in_hours and not _rang_long(row) for row in calls),
    }
    return {reason: count for reason, count in found.items() if count}
