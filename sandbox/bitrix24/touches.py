"""Calls, activities and tasks as the portal shows them; all in the old dialect."""

from dataclasses import dataclass
from typing import Any

from sandbox.bitrix24.columns import Column
from sandbox.bitrix24.portal import TYPES, Portal
from sandbox.crm.rows import Call, Message, Task
from sandbox.crm.table import Table

_FIRST = 7_000
_PROVIDERS = {"call": (2, "VOXIMPLANT_CALL", "CALL"), "meeting": (1, "CRM_MEETING", "MEETING"),
              "mail": (4, "CRM_EMAIL", "EMAIL"), "chat": (6, "IMOPENLINES_SESSION", "IMOPENLINES_SESSION"),
              "sms": (6, "CRM_SMS", "CRM_SMS")}  # fmt: skip
_WAYS = {"in": 1, "out": 2}
_DOING = {"call": "звонок", "mail": "письмо", "chat": "чат", "sms": "SMS"}


@dataclass(frozen=True, slots=True)
class Activity:
    """A call, a message or a meeting in the one list of all touches."""

    id: int
    kind: str
    row: Call | Message | Task


class Activities:
    """All touches, numbered in the order in which they became known."""

    def __init__(self, portal: Portal) -> None:
        self._ledger = portal.ledger
        self._heard = 0
        self._seen = (0, 0, 0)
        self._table: Table[Activity] = Table(1)
        self._of_calls: dict[int, int] = {}

    @property
    def table(self) -> Table[Activity]:
        """All that is known by now."""
        ledger = self._ledger
        for event in ledger.events[self._heard :]:
            if event.kind == "call":
                self._add(event.number, "call", ledger.calls[int(event.after["call"] or 0)])
            elif event.kind in ("mail", "chat", "sms"):
                self._add(event.number, event.kind, ledger.messages[int(event.after["message"] or 0)])
            elif event.kind == "task_added" and ledger.tasks[event.entity_id].kind == "meeting":
                self._add(event.number, "meeting", ledger.tasks[event.entity_id])
        self._heard = len(ledger.events)
        seen = (ledger.calls.version, ledger.messages.version, ledger.tasks.version)
        if seen != self._seen:
            self._seen = seen
            self._table.changed()
        return self._table

    def number_of(self, call: Call) -> int | None:
        """The activity of a call."""
        return self._of_calls.get(call.id) if self.table else None

    def _add(self, number: int, kind: str, row: Call | Message | Task) -> None:
        if isinstance(row, Call):
            if row.id in self._of_calls:
                return
            self._of_calls[row.id] = _FIRST + number
        self._table.add(Activity(_FIRST + number, kind, row))


def activity_columns() -> dict[str, Column]:
    """A touch."""
    return {
        "ID": Column(lambda one: one.id), "OWNER_ID": Column(lambda one: one.row.entity_id or 0),
        "OWNER_TYPE_ID": Column(lambda one: TYPES.get(one.row.entity, 0)),
        "TYPE_ID": Column(lambda one: _PROVIDERS[one.kind][0]),
        "PROVIDER_ID": Column(lambda one: _PROVIDERS[one.kind][1], "text"),
        "PROVIDER_TYPE_ID": Column(lambda one: _PROVIDERS[one.kind][2], "text"),
        "PROVIDER_GROUP_ID": Column(lambda one: None, "text"), "ASSOCIATED_ENTITY_ID": Column(lambda one: 0),
        "SUBJECT": Column(_subject, "text"), "CREATED": Column(_created, "moment"),
        "LAST_UPDATED": Column(_updated, "moment"),
        "START_TIME": Column(_begins, "moment"), "END_TIME": Column(_ends, "moment"),
        "DEADLINE": Column(_begins, "moment"),
        "COMPLETED": Column(lambda one: not isinstance(one.row, Task) or one.row.completed_at is not None, "flag"),
        "STATUS": Column(lambda one: 1 if isinstance(one.row, Task) and one.row.completed_at is None else 2),
        "RESPONSIBLE_ID": Column(_whose), "PRIORITY": Column(lambda one: 2),
        "DIRECTION": Column(lambda one: 0 if isinstance(one.row, Task) else _WAYS[one.row.direction]),
        "DESCRIPTION": Column(lambda one: "", "text"), "DESCRIPTION_TYPE": Column(lambda one: 1),
        "SETTINGS": Column(lambda one: [], "raw"),
        "ORIGIN_ID": Column(lambda one: f"VI_{call_id(one.row)}" if one.kind == "call" else None, "text"),
        "AUTHOR_ID": Column(_whose), "EDITOR_ID": Column(_whose), "PROVIDER_PARAMS": Column(lambda one: [], "raw"),
        "RESULT_MARK": Column(lambda one: 0),
        "COMMUNICATIONS": Column(lambda one: [], "raw", only_whole=True),
    }  # fmt: skip


def _subject(one: Activity) -> str:
    row = one.row
    if isinstance(row, Task):
        return row.text
    return f"{'Исходящий' if row.direction == 'out' else 'Входящий'} {_DOING[one.kind]}"


def _created(one: Activity) -> int:
    return one.row.at if isinstance(one.row, Message) else one.row.created_at


def _updated(one: Activity) -> int:
    return one.row.at if isinstance(one.row, Message) else one.row.updated_at


def _begins(one: Activity) -> int:
    row = one.row
    return row.at if isinstance(row, Message) else row.started_at if isinstance(row, Call) else row.due_at


def _ends(one: Activity) -> int:
    return _begins(one) + (one.row.talk if isinstance(one.row, Call) else 0)


def _whose(one: Activity) -> int:
    row = one.row
    return (row.responsible_id if isinstance(row, Task) else row.user_id) or 0


def call_id(call: Any) -> str:
    """The id of a call that joins its statistics with its activity."""
    return f"externalCall.{call.uniq}"


def call_columns(portal: Portal, activities: Activities) -> dict[str, Column]:
    """A row of the statistics of calls."""

    def failed(call: Call) -> str:
        return "200" if call.talk else "304" if call.direction == "in" else "603-S"

    def client(call: Call) -> tuple[str | None, int | None]:
        if call.entity in ("company", "lead"):
            return call.entity.upper(), call.entity_id
        found = portal.contact_of(call.entity, call.entity_id)
        return ("CONTACT", found.id) if found else (None, None)

    nothing = Column(lambda call: None, "text")
    return {
        "ID": Column(lambda call: call.id), "PORTAL_USER_ID": Column(lambda call: call.user_id),
        "PORTAL_NUMBER": Column(lambda call: "REST_APP:3", "text"),
        "PHONE_NUMBER": Column(lambda call: call.phone, "text"),
        "CALL_ID": Column(call_id, "text"), "EXTERNAL_CALL_ID": nothing,
        "CALL_CATEGORY": Column(lambda call: "external", "text"), "CALL_LOG": nothing,
        "CALL_DURATION": Column(lambda call: call.talk),
        "CALL_START_DATE": Column(lambda call: call.started_at, "moment"),
        "CALL_RECORD_URL": nothing, "CALL_VOTE": nothing, "COST": Column(lambda call: "0.0000", "text"),
        "COST_CURRENCY": Column(lambda call: "RUR", "text"), "CALL_FAILED_CODE": Column(failed, "text"),
        "CALL_FAILED_REASON": Column(lambda call: "", "text"),
        "CRM_ENTITY_TYPE": Column(lambda call: client(call)[0], "text"),
        "CRM_ENTITY_ID": Column(lambda call: client(call)[1]), "CRM_ACTIVITY_ID": Column(activities.number_of),
        "REST_APP_ID": Column(lambda call: 3), "REST_APP_NAME": Column(lambda call: "АТС", "text"),
        "TRANSCRIPT_ID": nothing, "TRANSCRIPT_PENDING": Column(lambda call: False, "flag"), "SESSION_ID": nothing,
        "REDIAL_ATTEMPT": nothing, "COMMENT": nothing, "RECORD_DURATION": nothing,
        "RECORD_FILE_ID": Column(lambda call: 9_000 + call.id if call.recorded else None, "raw"),
        "CALL_TYPE": Column(lambda call: 1 if call.direction == "out" else 2),
    }  # fmt: skip


def task_columns() -> dict[str, Column]:
    """Something to do, by the names that its filters have."""
    marks = {"deal": "D_", "contact": "C_", "company": "CO_"}
    return {
        "ID": Column(lambda task: task.id), "TITLE": Column(lambda task: task.text, "text"),
        "STATUS": Column(lambda task: 2 if task.completed_at is None else 5),
        "REAL_STATUS": Column(lambda task: 2 if task.completed_at is None else 5),
        "DEADLINE": Column(lambda task: task.due_at, "moment"),
        "CREATED_DATE": Column(lambda task: task.created_at, "moment"),
        "CHANGED_DATE": Column(lambda task: task.updated_at, "moment"),
        "CLOSED_DATE": Column(lambda task: task.completed_at, "moment"),
        "RESPONSIBLE_ID": Column(lambda task: task.responsible_id), "CREATED_BY": Column(lambda task: task.created_by),
        "UF_CRM_TASK": Column(lambda task: [f"{marks[task.entity]}{task.entity_id}"] if task.entity else [], "list"),
    }  # fmt: skip


def camel(name: str) -> str:
    """`CREATED_DATE` as tasks show it: `createdDate`."""
    head, *rest = name.lower().split("_")
    return head + "".join(word.title() for word in rest)
