"""Calls: one row is one conversation attempt with one outside person, cut into its owner's local day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import repeat
from typing import Any

from services.domain.ids import PersonId
from services.files.reading import Reading
from services.reference.phones import read_phone
from services.store.bulk import Cells
from services.store.merge import Merged, Record
from services.store.pending import Kind, Mark
from services.store.tables import calls
from services.usecases.importing.batch import Batch, Fresh
from services.usecases.importing.context import Columns, Context, row_ids
from services.usecases.settling.cuts import in_hours
from services.usecases.settling.marks import day_marks

_ANONYMOUS = frozenset({"anonymous", "unknown", "hidden", "скрыт", "скрытый", "аноним", "private", "restricted"})


class Phones:
    """Numbers of a file as keys, each read and sealed once."""

    def __init__(self, context: Context) -> None:
        self._country = context.company.country
        self._company = context.company.id
        self._vault = context.vault
        self._numbers: dict[int, str] = {}

    def keys(self, written: Sequence[str | None]) -> list[int | None]:
        """The key of each; an own extension or a hidden number has none, what cannot be read is kept as written."""
        read = {raw: self._number(raw) for raw in dict.fromkeys(written) if raw}
        numbers = list(filter(None, dict.fromkeys(read.values())))
        known = dict(zip(numbers, self._vault.phone_keys(self._company, numbers), strict=True))
        self._numbers |= {key: number for number, key in known.items()}
        keys = {raw: known.get(number or "") for raw, number in read.items()}
        return [keys.get(raw or "") for raw in written]

    def sealed(self) -> Cells:
        """The numbers met so far as they are stored, in the order of their keys."""
        keys = sorted(self._numbers)
        numbers = [self._numbers[key] for key in keys]
        last = [number[-4:] if number[-4:].isdecimal() else _digits(number)[-4:] for number in numbers]
        return {"phone_key": keys, "last4": last, "sealed": self._vault.seal(self._company, numbers)}

    def _number(self, raw: str) -> str | None:
        phone = read_phone(raw, self._country)
        if phone is not None:
            return phone.e164
        number = raw.strip().casefold()
        return None if number in _ANONYMOUS or not _digits(number) else number


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))


def load(reading: Reading, context: Context, phones: Phones) -> Batch:
    """The calls of a file; a call without a direction is taken as outgoing, without an answer by its talk."""
    columns = Columns(reading)
    ids = row_ids(reading, context.company.id, "call")
    owners = {text: context.owners.of(text) for text in dict.fromkeys(columns.get("manager"))}
    made: dict[str, Any] = {"id": ids, "source_id": [0] * columns.count, "started_at": columns.get("started_at")}
    if columns.has("external_id"):
        made["external_id"] = columns.get("external_id")
    if columns.has("manager"):
        made["person_id"] = [owners[text][0] for text in columns.get("manager")]
        made["owner_ref"] = [owners[text][1] for text in columns.get("manager")]
    if columns.has("direction"):
        made["direction"] = [direction or "out" for direction in columns.get("direction")]
    made |= _talk(columns)
    if columns.has("phone"):
        made["phone_key"] = phones.keys(columns.get("phone"))
    made |= columns.present({"wait_seconds": "wait_s", "contact_id": "contact_id", "recording": "recording"})
    cut, defaults = _Cut(context), _defaults(reading, context, phones)
    return Batch(
        table=calls,
        columns=made,
        marks=_marks,
        defaults=defaults,
        complete=cut.row,
        order="started_at",
        fresh=Fresh(lambda cells: cut.columns(_filled(cells, defaults)), _fresh_marks),
    )


def _filled(cells: Cells, defaults: Mapping[str, Any]) -> dict[str, Sequence[Any]]:
    """The columns with defaults where the file has nothing."""
    count = len(cells["id"])
    filled: dict[str, Sequence[Any]] = {name: [value] * count for name, value in defaults.items()}
    for name, values in cells.items():
        usual = defaults.get(name)
        filled[name] = values if usual is None else [usual if value is None else value for value in values]
    return filled


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
        made["phone_key"] = phones.keys([given.pop("phone")])[0]
    names = {"talk_seconds": "talk_s", "wait_seconds": "wait_s"}
    return made | {names.get(name, name): value for name, value in given.items()}


class _Cut:
    """Derived columns of calls: the owner's day, working hours, and whether it may begin a day."""

    def __init__(self, context: Context) -> None:
        self._worktime = context.worktime
        self._roster = context.roster

    def row(self, row: Record) -> Record:
        """One whole row."""
        [(day, hours, shift)] = zip(*self._cut(*([row[name]] for name in _CUT_BY)), strict=True)
        row |= {"local_day": day, "in_hours": hours, "in_shift": shift}
        row.setdefault("callback_at", None)
        row.setdefault("callback_s", None)
        return row

    def columns(self, cells: dict[str, Sequence[Any]]) -> Cells:
        """Whole columns at once."""
        days, hours, shifts = self._cut(*(cells[name] for name in _CUT_BY))
        nothing = [None] * len(days)
        return cells | {
            "local_day": days, "in_hours": hours, "in_shift": shifts, "callback_at": nothing, "callback_s": nothing,
        }  # fmt: skip

    def _cut(
        self,
        people: Sequence[PersonId],
        moments: Sequence[datetime],
        directions: Sequence[str],
        answers: Sequence[bool],
    ) -> tuple[list[date], list[bool], list[bool]]:
        days = self._roster.days_of(people, moments)
        hours = list(map(in_hours, directions, answers, moments, repeat(self._worktime)))
        return days, hours, list(map(self._worktime.in_shift, people, days, moments))


_CUT_BY = ("person_id", "started_at", "direction", "answered")


def _fresh_marks(cells: Cells) -> list[Mark]:
    """What new calls have to have settled."""
    touched = set(zip(cells["person_id"], cells["local_day"], strict=True))
    since = min(day for _, day in touched)
    marks = day_marks(touched)
    if any(key is not None for key in cells["phone_key"]):
        marks.append(Mark(Kind.CALLBACKS, "", since))
    if any(contact is not None for contact in cells["contact_id"]):
        marks.append(Mark(Kind.RESPONSES, "", since))
    return marks


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
