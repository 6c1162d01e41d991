"""Calls, letters, chats, meetings, tasks and quotes of Bitrix24 in our words. Pure.

Ids of tasks are `T_…`, those of quotes `Q_…`; a call or a touch of a company or a lead names it as `CO_…`, `L_…`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TypeAlias

from services.connectors.bitrix24.books import Books
from services.connectors.bitrix24.mapping import COMPANY, LEAD
from services.connectors.bitrix24.values import (
    Row,
    Senseless,
    Tray,
    employee,
    ident,
    moment,
    needed_moment,
    number,
    own_id,
    text,
    yes,
)
from services.connectors.kit.records import SourceActivity, SourceCall

TASK = "T_"
QUOTE = "Q_"
SETTLES = timedelta(hours=1)
"""How long a call may still get its recording and its client."""

_WAYS = {1: "out", 2: "in", 3: "in", 4: "out"}
_INFORMING = 5
_ENDS = {"200", "304", "402", "403", "404", "408", "423", "480", "484", "486", "487", "503", "603", "603-S", "OTHER"}
_CLIENTS = {"CONTACT": "", "COMPANY": COMPANY, "LEAD": LEAD}
_LONGEST = timedelta(days=1)
_PHONE_DIGITS = 5

_DIRECTIONS = {1: "in", 2: "out"}
_PROVIDERS = {
    "CRM_EMAIL": "email", "CRM_MEETING": "meeting", "IMOPENLINES_SESSION": "message", "CRM_SMS": "message",
    "CRM_TODO": "task",
}  # fmt: skip
_ELSEWHERE = {"VOXIMPLANT_CALL", "CRM_CALL", "TASKS", "CRM_TASKS_TASK", "CRM_WEBFORM"}
"""Calls and tasks are read from their own lists; a form that a client filled in is no touch of ours."""
_TYPES = {1: "CRM_MEETING", 2: "CRM_CALL", 3: "TASKS", 4: "CRM_EMAIL"}
_HELD = {"meeting", "task"}
"""Plans until they are completed."""
_DEAL, _LEAD, _CONTACT, _COMPANY = 2, 1, 3, 4
_DONE = 5


Became: TypeAlias = Mapping[str, tuple[str, str | None]]
"""The deal and the client that leads have become, by the ids of leads."""


def lead_of(row: Row) -> str | None:
    """The lead that a call or a touch is of; None where it is of something else."""
    if number(row.get("OWNER_TYPE_ID")) == _LEAD:
        return ident(row.get("OWNER_ID"))
    return ident(row.get("CRM_ENTITY_ID")) if row.get("CRM_ENTITY_TYPE") == "LEAD" else None


def call(row: Row, tray: Tray, now: datetime, became: Became) -> SourceCall | None:
    """A call of the statistics; messages that a robot reads out are counted and left out. A call of a lead that has
    become a deal is of the deal's client.
    """
    kind, began = number(row.get("CALL_TYPE")), needed_moment(row, "CALL_START_DATE")
    if kind not in _WAYS:
        tray.strange("CALL_TYPE", row.get("CALL_TYPE"))
        if kind != _INFORMING:
            raise Senseless("direction")
        return None
    lasted = timedelta(seconds=min(number(row.get("CALL_DURATION")) or 0, 10**9))
    if not timedelta(0) <= lasted <= _LONGEST:
        raise Senseless("duration")
    if began > now + _LONGEST:
        raise Senseless("future")
    end = str(row.get("CALL_FAILED_CODE") or "OTHER").upper()
    if end not in _ENDS:
        tray.strange("CALL_FAILED_CODE", end)
    answered = end == "200" and lasted > timedelta(0)
    return SourceCall(
        own_id(row, "ID"),
        "internal" if str(row.get("CALL_CATEGORY") or "").lower() == "internal" else _WAYS[kind],
        began,
        answered,
        int(lasted.total_seconds()) if answered else 0,
        ended_at=began + lasted if answered else None,
        phone=text(row.get("PHONE_NUMBER")),
        line=_line(row.get("PORTAL_NUMBER")),
        owner=employee(row.get("PORTAL_USER_ID")),
        contact_id=deal[1] if (deal := became.get(lead_of(row) or "")) else _client(row, tray),
        recordings=_recordings(row),
        final=began < now - SETTLES,
    )


def activity(row: Row, tray: Tray, became: Became) -> SourceActivity | None:
    """A touch of the common list; None for a plan that is not done yet, and for what other lists tell. A touch of a
    lead that has become a deal is of the deal.
    """
    number_of, provider = own_id(row, "ID"), _provider(row)
    kind = _PROVIDERS.get(provider)
    if kind is None:
        if provider not in _ELSEWHERE:
            tray.strange("PROVIDER_ID", provider or row.get("TYPE_ID"))
        return None
    if kind in _HELD and not yes(row.get("COMPLETED")):
        return None
    changed = moment(row.get("LAST_UPDATED"))
    began, written = moment(row.get("START_TIME")), moment(row.get("CREATED"))
    at = changed if kind == "task" else began or written
    if at is None:
        raise Senseless("moment")
    deal_id, contact_id = became.get(lead_of(row) or "") or _owner(row)
    return SourceActivity(
        number_of,
        kind,
        at,
        changed,
        employee(row.get("RESPONSIBLE_ID")),
        None if kind in _HELD else _DIRECTIONS.get(number(row.get("DIRECTION")) or 0),
        deal_id,
        contact_id,
    )


def task(row: Row, tray: Tray) -> SourceActivity | None:
    """A task that is done, at the moment it was closed; None for any other."""
    number_of, status = own_id(row, "id"), number(row.get("status"))
    if status is None:
        raise Senseless("status")
    if status != _DONE:
        return None
    changed = moment(row.get("changedDate"))
    at = moment(row.get("closedDate")) or changed
    if at is None:
        raise Senseless("moment")
    marks = row.get("ufCrmTask")
    deal_id, contact_id = _bound(marks if isinstance(marks, list) else ())
    return SourceActivity(
        TASK + number_of, "task", at, changed, employee(row.get("responsibleId")), None, deal_id, contact_id
    )


def quote(row: Row, tray: Tray, books: Books, sent: dict[str, int]) -> SourceActivity | None:
    """A proposal, when the client has got it: the moment at which it was first seen so.

    `sent` remembers these moments by the ids of quotes and is added to. A quote first met after the answer of the
    client is of the moment it was written: nobody knows a better one.
    """
    number_of, stage = own_id(row, "id"), row.get("stageId")
    changed, created = needed_moment(row, "updatedTime"), moment(row.get("createdTime"))
    if not books.was_sent(stage):
        return None
    seen = changed if str(stage) == "SENT" or created is None else created
    at = sent.setdefault(number_of, int(seen.timestamp()))
    return SourceActivity(
        QUOTE + number_of,
        "proposal",
        datetime.fromtimestamp(at, changed.tzinfo),
        changed,
        employee(row.get("assignedById")),
        "out",
        ident(row.get("dealId")),
    )


def _provider(row: Row) -> str:
    """Who made the activity; very old rows say only its type."""
    return text(row.get("PROVIDER_ID")) or _TYPES.get(number(row.get("TYPE_ID")) or 0, "")


def _owner(row: Row) -> tuple[str | None, str | None]:
    """The deal and the client of a touch: it hangs on one of them."""
    kind, found = number(row.get("OWNER_TYPE_ID")), ident(row.get("OWNER_ID"))
    if found is None:
        return None, None
    names: Mapping[int, tuple[str | None, str | None]] = {
        _DEAL: (found, None),
        _LEAD: (LEAD + found, LEAD + found),
        _CONTACT: (None, found),
        _COMPANY: (None, COMPANY + found),
    }
    return names.get(kind or 0, (None, None))


def _bound(marks: Iterable[object]) -> tuple[str | None, str | None]:
    """The deal and the client of a task by its marks: `D_5199`, `L_250`, `C_84`, `CO_9`; the first of each counts."""
    deal = client = None
    for mark in marks:
        sign, _, number_of = str(mark).partition("_")
        found = ident(number_of)
        if found and sign in ("D", "L"):
            deal = deal or (found if sign == "D" else LEAD + found)
        if found and sign in ("C", "CO", "L"):
            client = client or {"C": "", "CO": COMPANY, "L": LEAD}[sign] + found
    return deal, client


def _client(row: Row, tray: Tray) -> str | None:
    kind, found = text(row.get("CRM_ENTITY_TYPE")), ident(row.get("CRM_ENTITY_ID"))
    if kind is None or found is None:
        return None
    if kind not in _CLIENTS:
        tray.strange("CRM_ENTITY_TYPE", kind)
        return None
    return _CLIENTS[kind] + found


def _line(value: object) -> str | None:
    """Our own number; names of applications stand in the same place."""
    told = text(value)
    digits = sum(letter.isdigit() for letter in told or "")
    return told if told and digits >= _PHONE_DIGITS and not told.upper().startswith("REST") else None


def _recordings(row: Row) -> tuple[str, ...]:
    """By what a recording is asked for; links open by themselves and are not kept."""
    on_disk = ident(row.get("RECORD_FILE_ID"))
    if on_disk:
        return (f"disk:{on_disk}",)
    return (f"call:{own_id(row, 'ID')}",) if text(row.get("CALL_RECORD_URL")) else ()
