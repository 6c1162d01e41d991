"""Notes and events → calls and activities: pure, nothing is asked here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from services.connectors.amocrm.mapping import came_into, employee
from services.connectors.amocrm.sheet import Sheet
from services.connectors.amocrm.values import (
    Row,
    Senseless,
    ident,
    inner,
    inner_rows,
    maybe_ident,
    moment,
    number_in,
    text,
)
from services.connectors.amocrm.wishes import Wishes
from services.connectors.kit.records import Employee, Erased, Kind, SourceActivity, SourceCall

PLURALS = {"lead": "leads", "contact": "contacts", "company": "companies"}
"""Events name entities in the singular, lists of notes and tasks in the plural."""

CALL_NOTES = ("call_in", "call_out")
MAIL_NOTE = "amomail_message"
CALLS = ("incoming_call", "outgoing_call")
MAILS = ("incoming_mail", "outgoing_mail")
FILE, TASK_DONE, TASK_GONE, STATUS = "attachment_note_added", "task_completed", "task_deleted", "lead_status_changed"

_PLAIN = {
    "incoming_mail": ("email", "in"),
    "outgoing_mail": ("email", "out"),
    "incoming_chat_message": ("message", "in"),
    "outgoing_chat_message": ("message", "out"),
    "incoming_sms": ("message", "in"),
    "outgoing_sms": ("message", "out"),
    "common_note_added": ("note", None),
    "zoom_conference": ("meeting", None),
}
ACTIVITIES = (*_PLAIN, FILE, TASK_DONE, TASK_GONE)
"""Types of events that tell what somebody did for a client."""

_NOBODY_PICKED_UP = (6, 7)
_CALL_STATUSES = range(1, 9)
_NO_USER_FROM = 10**9
"""What is longer is a phone that stands where a user may stand."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What was asked beside a page: tasks and notes by id, and the main contacts of leads."""

    tasks: Mapping[str, Row] = field(default_factory=dict)
    notes: Mapping[str, Row] = field(default_factory=dict)
    contacts: Mapping[str, str | None] = field(default_factory=dict)


def call(row: Row, entity: str, beside: Beside, sheet: Sheet) -> Iterator[SourceCall]:
    """A note of a call; the same call may stand on a lead and on its contact, and its id is the same on both."""
    note_id, kind, params = ident(row, "id"), row.get("note_type"), inner(row, "params")
    if kind not in CALL_NOTES:
        raise Senseless("note_type")
    began, seconds, result = moment(row, "created_at"), number_in(params.get("duration")), params.get("call_status")
    if seconds is None or seconds < 0:
        raise Senseless("duration")
    if number_in(result) not in (*_CALL_STATUSES, 0, None):
        sheet.meets("call_status", number_in(result))
    answered = seconds > 0 and number_in(result) not in _NOBODY_PICKED_UP
    yield SourceCall(
        text(params.get("uniq")) or _mark_of(row, params),
        "in" if kind == "call_in" else "out",
        began,
        answered,
        seconds if answered else 0,
        phone=text(params.get("phone")),
        owner=_caller(row, params, sheet),
        contact_id=_client_of(row, entity, beside),
        recordings=(f"{entity}/{note_id}",) if text(params.get("link")) else (),
    )


def mail(row: Row, entity: str) -> Iterator[SourceActivity]:
    """A note of a letter, in accounts whose feed of events is silent about letters."""
    way = "in" if inner(row, "params").get("income") is True else "out"
    number = maybe_ident(row, "entity_id")
    yield SourceActivity(
        f"note/{ident(row, 'id')}",
        "email",
        moment(row, "created_at"),
        changed_at=moment(row, "updated_at"),
        owner=employee(row, "created_by") if way == "out" else None,
        direction=way,
        deal_id=number if entity == "leads" else None,
        contact_id=number if entity == "contacts" else None,
    )


def activity(row: Row, wishes: Wishes, beside: Beside, sheet: Sheet) -> Iterator[SourceActivity | Erased]:
    """An event of the feed: a letter, a message, a note, a file, a finished task, a proposal by its stage."""
    kind = row.get("type")
    if kind == TASK_DONE:
        yield from _finished(row, wishes, beside, sheet)
    elif kind == TASK_GONE:
        yield Erased(Kind.ACTIVITIES, f"task/{ident(row, 'entity_id')}", moment(row, "created_at"))
    elif kind == STATUS:
        if wishes.is_proposal(*came_into(row, "value_after")):
            yield _plain(row, "proposal", "out")
    elif kind == FILE:
        yield _plain(row, *(("proposal", "out") if _is_proposal(row, wishes, beside) else ("note", None)))
    elif isinstance(kind, str) and kind in _PLAIN:
        yield _plain(row, *_PLAIN[kind])
    else:
        sheet.meets("event.type", kind if isinstance(kind, str) else "?")


def note_of(row: Row) -> str | None:
    """The id of the note that an event is about."""
    found = (maybe_ident(inner(value, "note"), "id") for value in inner_rows(row, "value_after"))
    return next((one for one in found if one is not None), None)


def _plain(row: Row, kind: str, direction: str | None) -> SourceActivity:
    at, note, entity = moment(row, "created_at"), note_of(row), row.get("entity_type")
    name = text(row.get("id"))
    if note is None and name is None:
        raise Senseless("id")
    return SourceActivity(
        f"event/{name}" if note is None else f"note/{note}",
        kind,
        at,
        changed_at=at,
        owner=employee(row, "created_by"),
        direction=direction,
        deal_id=ident(row, "entity_id") if entity == "lead" else None,
        contact_id=ident(row, "entity_id") if entity == "contact" else None,
    )


def _finished(row: Row, wishes: Wishes, beside: Beside, sheet: Sheet) -> Iterator[SourceActivity]:
    """A finished task by its event; one that is open again is not told, one that is gone cannot be understood."""
    number, at = ident(row, "entity_id"), moment(row, "created_at")
    task = beside.tasks.get(number)
    if task is None:
        raise Senseless("task")
    if task.get("is_completed") is not True:
        return
    kind = maybe_ident(task, "task_type_id") or ""
    meant = wishes.task_kind(kind)
    if meant is None and kind != "1":
        sheet.meets("task_type_id", kind)
    entity, client = task.get("entity_type"), maybe_ident(task, "entity_id")
    yield SourceActivity(
        f"task/{number}",
        meant or "task",
        at,
        changed_at=at,
        owner=employee(row, "created_by") or employee(task, "responsible_user_id"),
        direction="out" if meant == "proposal" else None,
        deal_id=client if entity == "leads" else None,
        contact_id=client if entity == "contacts" else None,
    )


def _is_proposal(row: Row, wishes: Wishes, beside: Beside) -> bool:
    params = inner(beside.notes.get(note_of(row) or "", {}), "params")
    return wishes.names_proposal(text(params.get("original_name")) or text(params.get("file_name")) or "")


def _client_of(row: Row, entity: str, beside: Beside) -> str | None:
    number = maybe_ident(row, "entity_id")
    if entity == "contacts":
        return number
    return beside.contacts.get(number or "") if entity == "leads" else None


def _caller(row: Row, params: Row, sheet: Sheet) -> Employee | None:
    """Who called: the user that the telephony names, else who wrote the note, else whose the card is."""
    named = params.get("call_responsible")
    written = [employee(row, name) for name in ("created_by", "responsible_user_id")]
    if isinstance(named, int) and not isinstance(named, bool) and 0 < named < _NO_USER_FROM:
        return Employee(str(named))
    if isinstance(named, str) and any(one is not None and one.value == named.strip() for one in written):
        return Employee(named.strip())
    if text(named) is not None:
        sheet.meets("call_responsible", "text")
    return written[0] or written[1]


def _mark_of(row: Row, params: Row) -> str:
    """A name for a call whose telephony gave it none: the same for equal phone, moment and length, and not readable."""
    digits = "".join(filter(str.isdecimal, text(params.get("phone")) or ""))[-10:]
    told = f"{row.get('note_type')} {digits} {row.get('created_at')} {params.get('duration')}"
    return f"call-{blake2b(told.encode('utf-8', 'replace'), digest_size=12).hexdigest()}"
