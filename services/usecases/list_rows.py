"""The rows behind a number: the list whose length, or whose sum, the number is."""

from collections.abc import Sequence
from datetime import date, timedelta

from services.domain.deals import Status
from services.domain.ids import PersonId
from services.domain.lists import CREATED, LISTS
from services.domain.measures import Measure, Rows
from services.domain.money import Money
from services.domain.people import Roster
from services.domain.report import Column, Report, Unit, Value
from services.errors import Refused
from services.reference.phones import mask
from services.store.db import Database
from services.store.people import People
from services.store.row_lists import RowLists
from services.store.unit import StoredRow
from services.usecases.reporting.answer import answer
from services.usecases.reporting.asked import Asked, in_scope, person_cells

_PERSON = (Column("person", Unit.TEXT), Column("person_id", Unit.TEXT))

_OF_DEALS = (
    Column("day", Unit.DAY),
    Column("external_id", Unit.TEXT),
    Column("client", Unit.TEXT),
    *_PERSON,
    Column("stage", Unit.TEXT),
    Column("status", Unit.TEXT),
    Column("amount", Unit.MONEY),
    Column("lost_reason", Unit.TEXT),
)
_COLUMNS: dict[Rows, tuple[Column, ...]] = {
    Rows.CALLS: (
        Column("started_at", Unit.MOMENT),
        Column("external_id", Unit.TEXT),
        *_PERSON,
        Column("direction", Unit.TEXT),
        Column("connected", Unit.FLAG),
        Column("talk_time", Unit.SECONDS),
        Column("wait", Unit.SECONDS),
        Column("phone", Unit.TEXT),
        Column("callback_at", Unit.MOMENT),
    ),
    Rows.ACTIVITIES: (
        Column("at", Unit.MOMENT),
        Column("external_id", Unit.TEXT),
        *_PERSON,
        Column("kind", Unit.TEXT),
        Column("direction", Unit.TEXT),
        Column("client", Unit.TEXT),
    ),
    Rows.LEADS: _OF_DEALS,
    Rows.CLOSINGS: _OF_DEALS,
    Rows.INCOME: (
        Column("day", Unit.DAY),
        Column("external_id", Unit.TEXT),
        Column("client", Unit.TEXT),
        *_PERSON,
        Column("revenue", Unit.MONEY),
        Column("margin", Unit.MONEY),
    ),
}


class ListRows:
    """List the calls, letters, deals or payments that a number counts.

    The condition and the days are those of the number, so the number is the length of its list (revenue: the sum).
    Missed calls that nobody called back come first.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, asked: Asked) -> Report:
        asked.ensure_no(rank=asked.rank, by=asked.by)
        measure = LISTS.get(asked.view or "")
        if measure is None:
            raise Refused("view-unknown", view=asked.view or "", known=", ".join(LISTS))
        async with self._database.reading(asked.company.id) as read:
            roster = await People(read).roster(asked.company.zone)
            found = await RowLists(read).behind(measure, asked.company, asked.period, asked.as_of, asked.person)
        mine = [row for row in found if in_scope(asked, roster, PersonId(row.owner), _day_of_team(measure, row, asked))]
        rows = [_cells(measure, row, asked, roster) for row in mine]
        if measure.key == "calls_missed":
            rows.sort(key=lambda row: row["callback_at"] is not None)
        return answer(
            asked,
            "rows",
            columns=_COLUMNS[measure.rows],
            rows=rows,
            totals={measure.key: _number(measure, mine, asked)},
            definitions=(measure.key,),
        )


def _day_of_team(measure: Measure, row: StoredRow, asked: Asked) -> date:
    """The day whose team counts: in the funnel by creation a deal goes by its closing, once that has come."""
    closed = measure.key == CREATED and _status(row, asked) is not Status.OPEN
    day: date = (row.closed_day if closed else None) or row.day
    return day


def _status(row: StoredRow, asked: Asked) -> Status:
    """How the deal stands at the moment: a closing after it has not happened."""
    later = row.closed_at is not None and row.closed_at > asked.as_of
    return Status.OPEN if later else Status(row.status)


def _number(measure: Measure, rows: Sequence[StoredRow], asked: Asked) -> Value:
    if measure.rows is Rows.INCOME:
        return Money(sum(row.net for row in rows), asked.company.currency)
    return len(rows)


def _cells(measure: Measure, row: StoredRow, asked: Asked, roster: Roster) -> dict[str, Value]:
    person = person_cells(roster, PersonId(row.owner))
    match measure.rows:
        case Rows.CALLS:
            return person | _call(row, asked, roster)
        case Rows.ACTIVITIES:
            at = row.at.astimezone(roster.zone_of(PersonId(row.owner)).day_of(row.at)[1])
            told = {"external_id": row.external_id, "kind": row.kind, "direction": row.direction, "client": row.client}
            return {"at": at, **person, **told}
        case Rows.INCOME:
            currency = asked.company.currency
            margin = None if row.margin is None else Money(row.margin, currency)
            money = {"revenue": Money(row.net, currency), "margin": margin}
            return {"day": row.day, "external_id": row.external_id, "client": row.client, **person, **money}
        case _:
            return person | _deal(row, asked)


def _call(row: StoredRow, asked: Asked, roster: Roster) -> dict[str, Value]:
    zone = roster.zone_of(PersonId(row.owner)).day_of(row.at)[1]
    called_back = row.callback_at is not None and row.callback_at <= asked.as_of
    return {
        "started_at": row.at.astimezone(zone),
        "external_id": row.external_id,
        "direction": row.direction,
        "connected": bool(row.answered and row.talk_s >= asked.company.connected_min_talk_seconds),
        "talk_time": timedelta(seconds=row.talk_s),
        "wait": None if row.wait_s is None else timedelta(seconds=row.wait_s),
        "phone": mask(row.last4) if row.last4 else None,
        "callback_at": row.callback_at.astimezone(zone) if called_back else None,
    }


def _deal(row: StoredRow, asked: Asked) -> dict[str, Value]:
    status = _status(row, asked)
    return {
        "day": row.day,
        "external_id": row.external_id,
        "client": row.client,
        "stage": row.stage,
        "status": status.value,
        "amount": None if row.amount is None else Money(row.amount, row.currency or asked.company.currency),
        "lost_reason": row.lost_reason if status is Status.LOST else None,
    }
