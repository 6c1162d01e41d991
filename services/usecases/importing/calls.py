"""Calls: one row is one conversation attempt with one outside person, cut into its owner's local day."""

from datetime import datetime
from typing import Any

from services.domain.ids import PersonId
from services.files.reading import Reading
from services.reference.phones import read_phone
from services.store.merge import Merged, Record
from services.store.pending import Kind, Mark
from services.store.tables import calls
from services.usecases.importing.batch import Batch
from services.usecases.importing.context import Columns, Context, records, row_ids
from services.usecases.settling.cuts import in_hours
from services.usecases.settling.marks import day_marks

_ANONYMOUS = frozenset({"anonymous", "unknown", "hidden", "скрыт", "скрытый", "аноним", "private", "restricted"})

PhoneRow = dict[str, Any]


class Phones:
    """Numbers of a file as keys, each read and sealed once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._keys: dict[str | None, int | None] = {None: None, "": None}
        self.sealed: dict[int, PhoneRow] = {}

    def key(self, raw: str | None) -> int | None:
        """The number's key; an own extension or a hidden number has none, what cannot be read is kept as written."""
        if raw not in self._keys:
            self._keys[raw] = self._read(raw or "")
        return self._keys[raw]

    def _read(self, raw: str) -> int | None:
        phone = read_phone(raw, self._context.company.country)
        if phone is not None and phone.e164 is None:
            return None
        number = phone.e164 if phone is not None and phone.e164 else raw.strip().casefold()
        digits = "".join(filter(str.isdigit, number))
        if not digits or number in _ANONYMOUS:
            return None
        company, vault = self._context.company.id, self._context.vault
        key = vault.phone_key(company, number)
        self.sealed[key] = {"phone_key": key, "last4": digits[-4:], "sealed": vault.seal(company, number)}
        return key


def load(reading: Reading, context: Context, phones: Phones) -> Batch:
    """The calls of a file; a call without a direction is taken as outgoing, without an answer by its talk."""
    columns = Columns(reading)
    ids = row_ids(reading, context.company.id, "call")
    owners = [context.owners.of(text) for text in columns.get("manager")]
    made: dict[str, Any] = {"id": ids, "source_id": [0] * columns.count, "started_at": columns.get("started_at")}
    if columns.has("external_id"):
        made["external_id"] = columns.get("external_id")
    if columns.has("manager"):
        made["person_id"] = [owner for owner, _ in owners]
        made["owner_ref"] = [ref for _, ref in owners]
    if columns.has("direction"):
        made["direction"] = [direction or "out" for direction in columns.get("direction")]
    made |= _talk(columns)
    if columns.has("phone"):
        made["phone_key"] = [phones.key(raw) for raw in columns.get("phone")]
    made |= columns.present({"wait_seconds": "wait_s", "contact_id": "contact_id", "recording": "recording"})
    return Batch(
        table=calls,
        rows=records(made),
        marks=_marks,
        defaults=_defaults(reading, context, phones),
        complete=_Cut(context).complete,
        order=_when,
    )


def _when(row: Record) -> tuple[datetime, int]:
    return row["started_at"], row["id"]


def _talk(columns: Columns) -> dict[str, Any]:
    """Talk and answer, each from the other where the file lacks one; an unanswered call has no talk."""
    if not columns.has("talk_seconds") and not columns.has("answered"):
        return {}
    talks = [talk or 0 for talk in columns.get("talk_seconds")]
    if not columns.has("answered"):
        return {"talk_s": talks, "answered": [talk > 0 for talk in talks]}
    answers = [
        talk > 0 if answer is None else answer for answer, talk in zip(columns.get("answered"), talks, strict=True)
    ]
    if not columns.has("talk_seconds"):
        return {"answered": answers}
    return {"talk_s": [talk if said else 0 for talk, said in zip(talks, answers, strict=True)], "answered": answers}


def _defaults(reading: Reading, context: Context, phones: Phones) -> dict[str, Any]:
    """What new calls have where the file says nothing: the map's defaults, then plain ones."""
    given: dict[str, Any] = dict(reading.defaults)
    made: dict[str, Any] = {"external_id": None, "person_id": 0, "owner_ref": None, "direction": "out", "wait_s": None}
    made |= {"answered": False, "talk_s": 0, "phone_key": None, "contact_id": None, "recording": None}
    if "manager" in given:
        made["person_id"], made["owner_ref"] = context.owners.of(given.pop("manager"))
    if "phone" in given:
        made["phone_key"] = phones.key(given.pop("phone"))
    names = {"talk_seconds": "talk_s", "wait_seconds": "wait_s"}
    return made | {names.get(name, name): value for name, value in given.items()}


class _Cut:
    """Derived columns of calls: the owner's day, working hours, and whether it may begin a day."""

    def __init__(self, context: Context) -> None:
        self._worktime = context.worktime
        self._roster = context.roster
        self._zones: dict[int, Any] = {}

    def complete(self, row: Record) -> Record:
        person = row["person_id"]
        zones = self._zones.get(person)
        if zones is None:
            zones = self._zones[person] = self._roster.zone_of(PersonId(person))
        at = row["started_at"]
        day = zones.day_of(at)[0]
        row["local_day"] = day
        row["in_hours"] = in_hours(row["direction"], row["answered"], at, self._worktime)
        row["in_shift"] = self._worktime.in_shift(PersonId(person), day, at)
        row.setdefault("callback_at", None)
        row.setdefault("callback_s", None)
        return row


def _marks(merged: Merged) -> list[Mark]:
    """The touched person-days, and the days since which clients may have been called back or leads answered."""
    rows = merged.touched
    cells = {(row["person_id"], row["local_day"]) for row in rows}
    cells |= {(old.person_id, old.local_day) for old in merged.before.values()}
    if not cells:
        return []
    since = min(day for _, day in cells)
    before = merged.before.values()
    phones = any(row["phone_key"] is not None for row in rows) or any(old.phone_key is not None for old in before)
    contacts = any(row["contact_id"] is not None for row in rows) or any(old.contact_id is not None for old in before)
    marks = [Mark(Kind.CALLBACKS, "", since)] if phones else []
    if contacts:
        marks.append(Mark(Kind.RESPONSES, "", since))
    return [*day_marks(cells), *marks]
