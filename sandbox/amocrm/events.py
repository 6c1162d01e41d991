"""The feed of events: which types there are, and how each event of the truth looks in it."""

from collections.abc import Mapping

from sandbox.amocrm.faces import ACCOUNT, status_of
from sandbox.crm.ledger import Ledger
from sandbox.crm.protocol import Wire
from sandbox.crm.rows import Event, Value

ENTITIES = {"deal": "lead", "contact": "contact", "company": "company", "task": "task"}
_PLAIN = {
    "deal_added": "lead_added", "deal_moved": "lead_status_changed", "deal_handed_over": "entity_responsible_changed",
    "deal_repriced": "sale_field_changed", "deal_deleted": "lead_deleted", "deal_restored": "lead_restored",
    "contact_added": "contact_added", "contact_deleted": "contact_deleted", "contacts_merged": "entity_merged",
    "company_added": "company_added", "text_noted": "common_note_added", "file_noted": "attachment_note_added",
    "task_added": "task_added", "task_completed": "task_completed", "task_postponed": "task_deadline_changed",
    "task_deleted": "task_deleted",
}  # fmt: skip
_TWO_WAYS = {"call": "{}_call", "mail": "{}_mail", "chat": "{}_chat_message", "sms": "{}_sms"}
TYPES = (
    *_PLAIN.values(),
    *(shape.format(way) for shape in _TWO_WAYS.values() for way in ("incoming", "outgoing")),
    *("task_result_added", "talk_created", "talk_closed", "talk_missed_event", "conversation_answered"),
    "zoom_conference",
)


def type_of(ledger: Ledger, event: Event) -> str | None:
    """The vendor's word for an event; None for one that the feed does not tell."""
    if event.kind in _TWO_WAYS:
        way = ledger.calls[_number(event.after, "call")].direction if event.kind == "call" else ""
        out = way == "out" if way else bool(event.after["out"])
        return _TWO_WAYS[event.kind].format("outgoing" if out else "incoming")
    return _PLAIN.get(event.kind)


def face(ledger: Ledger, event: Event) -> Wire:
    """An event of the feed."""
    return {"id": f"01{event.at:010x}{event.number:014x}", "type": type_of(ledger, event), "entity_id": event.entity_id,
            "entity_type": ENTITIES[event.entity], "created_by": event.by, "created_at": event.at,
            "value_after": _values(ledger, event.after), "value_before": _values(ledger, event.before),
            "account_id": ACCOUNT, "_embedded": {"entity": {"id": event.entity_id}}}  # fmt: skip


def _values(ledger: Ledger, told: Mapping[str, Value | None]) -> list[Wire]:
    made: list[Wire] = []
    for name, value in told.items():
        if name == "stage":
            stage = ledger.stages[_number(told, name)]
            made.append({"lead_status": {"id": status_of(stage), "pipeline_id": stage.pipeline_id}})
        elif name == "user":
            made.append({"responsible_user": {"id": value}})
        elif name == "price":
            made.append({"sale_field_value": {"sale": value}})
        elif name == "note":
            made.append({"note": {"id": value}})
        elif name == "due":
            made.append({"task_deadline": {"timestamp": value}})
        elif name == "contact":
            made.append({"link": {"entity": {"type": "contact", "id": value}}})
        elif name == "message" and "note" not in told:
            made.append({"message": {"id": str(value), "talk_id": value, "origin": "telegram"}})
    return made


def _number(told: Mapping[str, Value | None], name: str) -> int:
    value = told[name]
    return value if isinstance(value, int) else 0
