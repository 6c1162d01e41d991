"""Events as the account's hooks tell them: forms with PHP brackets, every value a text."""

from collections.abc import Callable
from datetime import UTC, datetime

from sandbox.amocrm.faces import ACCOUNT, TASK_KINDS, Faces, status_of
from sandbox.crm.hooks import Form
from sandbox.crm.ledger import Ledger
from sandbox.crm.protocol import Wire, pairs_of
from sandbox.crm.rows import Deal, Event

_WANTS = {
    "deal_added": ("add_lead", "add"), "deal_changed": ("update_lead", "update"),
    "deal_repriced": ("update_lead", "update"),
    "deal_moved": ("status_lead", "status"), "deal_handed_over": ("responsible_lead", "responsible"),
    "deal_deleted": ("delete_lead", "delete"), "deal_restored": ("restore_lead", "restore"),
    "contact_added": ("add_contact", "add"), "contact_changed": ("update_contact", "update"),
    "contacts_merged": ("delete_contact", "delete"), "company_added": ("add_company", "add"),
    "task_added": ("add_task", "add"), "task_completed": ("update_task", "update"),
    "task_postponed": ("update_task", "update"), "task_changed": ("update_task", "update"),
    "call": ("note_lead", "note"), "text_noted": ("note_lead", "note"), "chat": ("add_message", "add"),
}  # fmt: skip
_NOTE_TYPES = {"text": 4, "file": 5}
_ELEMENTS = {"contact": 1, "deal": 2, "company": 3}


def forms(ledger: Ledger, event: Event, wants: frozenset[str], url: str) -> list[Form]:
    """What a hook is told; nothing where it wants nothing of the kind."""
    if event.kind not in _WANTS:
        return []
    want, action = _WANTS[event.kind]
    if want == "note_lead" and event.entity != "deal":
        want = f"note_{event.entity}"
    body = _PARTS[event.entity](ledger, event, action) if event.kind != "chat" else _message(ledger, event)
    if body is None or (wants and want not in wants):
        return []
    host = url.removeprefix("http://")
    return [pairs_of(body | {"account": {"subdomain": host, "id": ACCOUNT, "_links": {"self": url}}})]


def _lead(ledger: Ledger, event: Event, action: str) -> Wire | None:
    deal = ledger.deals[event.entity_id]
    if action == "note":
        return {"leads": {"note": [{"note": _note(ledger, event)}]}}
    stage = ledger.stages[deal.stage_id]
    if action == "delete":
        return {"leads": {"delete": [{"id": deal.id, "status_id": status_of(stage), "pipeline_id": deal.pipeline_id}]}}
    told = _deal(ledger, deal) | {"status_id": status_of(stage)}
    if event.kind == "deal_moved":
        left, came = (ledger.stages[int(moved["stage"] or 0)] for moved in (event.before, event.after))
        told |= {"status_id": status_of(came), "pipeline_id": came.pipeline_id, "old_status_id": status_of(left)}
        told |= {"old_pipeline_id": left.pipeline_id} if left.pipeline_id != came.pipeline_id else {}
    if event.kind == "deal_handed_over":
        told |= {"old_responsible_user_id": event.before["user"]}
    return {"leads": {action: [told | {"last_modified": event.at, "updated_at": event.at}]}}


def _deal(ledger: Ledger, deal: Deal) -> Wire:
    shown = Faces(ledger).deal(deal, frozenset(), "")["custom_fields_values"] if deal.deleted_at is None else None
    fields = [{"id": one["field_id"], "name": one["field_name"], "values": [_value(one["values"][0])]}
              for one in shown or ()]  # fmt: skip
    return {"id": deal.id, "name": deal.name, "price": deal.price, "pipeline_id": deal.pipeline_id,
            "responsible_user_id": deal.responsible_id, "modified_user_id": deal.updated_by,
            "created_user_id": deal.created_by, "date_create": deal.created_at, "created_at": deal.created_at,
            "account_id": ACCOUNT, "custom_fields": fields}  # fmt: skip


def _value(value: Wire) -> Wire:
    return {"value": value["value"]} | ({"enum": value["enum_id"]} if "enum_id" in value else {})


def _contact(ledger: Ledger, event: Event, action: str) -> Wire | None:
    if action == "note":
        return {"contacts": {"note": [{"note": _note(ledger, event)}]}}
    table = ledger.companies if event.entity == "company" else ledger.contacts
    number = int(event.before["contact"] or 0) if event.kind == "contacts_merged" else event.entity_id
    one = table[number]
    told = {"id": one.id, "name": one.name, "responsible_user_id": one.responsible_id, "created_at": one.created_at}
    return {"contacts": {action: [told | {"updated_at": one.updated_at, "type": one.kind, "account_id": ACCOUNT}]}}


def _task(ledger: Ledger, event: Event, action: str) -> Wire | None:
    task = ledger.tasks[event.entity_id]
    told = {"id": task.id, "element_id": task.entity_id, "element_type": _ELEMENTS.get(str(task.entity), 0),
            "task_type": TASK_KINDS[task.kind], "text": task.text, "status": int(task.completed_at is not None),
            "responsible_user_id": task.responsible_id, "account_id": ACCOUNT,
            "created_user_id": task.created_by}  # fmt: skip
    written = {"date_create": task.created_at, "last_modified": task.updated_at, "complete_till": task.due_at}
    told |= {name: f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M:%S}" for name, at in written.items()}
    told |= {"created_at": task.created_at, "updated_at": task.updated_at, "complete_before": task.due_at}
    return {"task": {action: [told]}}


def _note(ledger: Ledger, event: Event) -> Wire:
    note = ledger.notes[int(event.after["note"] or 0)]
    number = _NOTE_TYPES.get(note.kind, 4)
    if note.kind == "call":
        number = 10 if ledger.calls[note.call_id or 0].direction == "in" else 11
    return {"id": note.id, "note_type": number, "element_type": _ELEMENTS[note.entity], "element_id": note.entity_id,
            "created_by": note.by, "created_at": note.created_at, "updated_at": note.updated_at,
            "account_id": ACCOUNT, "text": note.text}  # fmt: skip


def _message(ledger: Ledger, event: Event) -> Wire | None:
    message = ledger.messages[int(event.after["message"] or 0)]
    if message.direction == "out":
        return None
    told = {"id": f"{message.id:032x}", "chat_id": f"{message.entity_id:032x}", "talk_id": message.id, "text": "",
            "created_at": message.at, "entity_type": message.entity, "entity_id": message.entity_id,
            "type": "incoming", "origin": "telegram"}  # fmt: skip
    return {"message": {"add": [told]}}


_PARTS: dict[str, Callable[[Ledger, Event, str], Wire | None]] = {
    "deal": _lead, "contact": _contact, "company": _contact, "task": _task,
}  # fmt: skip
