"""Rows of the truth as amoCRM shows them."""

from sandbox.crm.ledger import Ledger
from sandbox.crm.protocol import Wire
from sandbox.crm.rows import Call, Client, Deal, Entity, Field, Note, Pipeline, Stage, Task, User, Value

ACCOUNT = 31_415_926
WON, LOST = 142, 143
PLURAL: dict[Entity, str] = {"deal": "leads", "contact": "contacts", "company": "companies"}
TASK_KINDS = {"call": 1, "meeting": 2, "proposal": 2_771_234}
FIELD_KINDS = {"money": "monetary", "choice": "select", "utm": "tracking_data", "day": "date", "yes_no": "checkbox",
               "text": "text", "number": "numeric"}  # fmt: skip
_NOTE_KINDS = {"mail": "amomail_message", "text": "common", "file": "attachment"}


def status_of(stage: Stage) -> int:
    """The status of a stage: won and lost have the same number in every pipeline."""
    return {"won": WON, "lost": LOST}.get(stage.kind, stage.id)


class Faces:
    """How rows look from outside; `base` is the account's address."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def user(self, user: User) -> Wire:
        """An account of a person."""
        group = self._ledger.groups[user.group_id]
        letters = {"view": "A", "edit": "A", "add": "A", "delete": "D", "export": "D"}
        rights = {"leads": letters, "contacts": letters, "companies": letters, "tasks": {"edit": "A", "delete": "D"},
                  "mail_access": True, "catalog_access": False, "status_rights": [], "is_admin": user.is_admin,
                  "is_free": False, "is_active": user.is_active, "group_id": group_id(self._ledger, group.id),
                  "role_id": None}  # fmt: skip
        told = {"id": user.id, "name": user.name, "email": user.email, "lang": "ru", "phone_number": user.phone or None}
        groups = [{"id": group_id(self._ledger, group.id), "name": group.name}]
        return told | {"rights": rights, "_embedded": {"roles": [], "groups": groups}}

    def pipeline(self, pipeline: Pipeline) -> Wire:
        """A funnel with its stages."""
        stages = [self.stage(stage) for stage in pipeline.stages if not stage.removed]
        return {"id": pipeline.id, "name": pipeline.name, "sort": pipeline.sort, "is_main": pipeline.is_main,
                "is_unsorted_on": any(one.kind == "incoming" for one in pipeline.stages), "is_archive": False,
                "account_id": ACCOUNT, "_embedded": {"statuses": stages}}  # fmt: skip

    def stage(self, stage: Stage) -> Wire:
        """A stage of a funnel."""
        editable = stage.kind == "open"
        return {"id": status_of(stage), "name": stage.name, "sort": stage.sort, "is_editable": editable,
                "pipeline_id": stage.pipeline_id, "color": "#99ccff" if editable else "#c1c1c1",
                "type": 1 if stage.kind == "incoming" else 0, "account_id": ACCOUNT}  # fmt: skip

    def field(self, field: Field) -> Wire:
        """A custom field."""
        enums = [
            {"id": number, "value": word, "sort": place} for place, (number, word) in enumerate(field.choices.items())
        ]
        told = {"id": field.id, "name": field.name, "type": FIELD_KINDS[field.kind], "code": field.code or None}
        told |= {"sort": 500, "entity_type": "leads", "group_id": "statistic" if field.code else None}
        money = {"currency": self._ledger.currency} if field.kind == "money" else {}
        return told | {"is_api_only": False, "enums": enums or None} | money

    def deal(self, deal: Deal, withs: frozenset[str], base: str) -> Wire:
        """A deal; one that was deleted shows little."""
        if deal.deleted_at is not None:
            return {"id": deal.id, "updated_at": deal.updated_at, "is_deleted": True}
        owner = self._ledger.users[deal.responsible_id]
        dues = [task.due_at for task in self._ledger.tasks_of.get(("deal", deal.id), ()) if task.completed_at is None]
        told = {
            "id": deal.id, "name": deal.name, "price": deal.price, "responsible_user_id": deal.responsible_id,
            "group_id": group_id(self._ledger, owner.group_id),
            "status_id": status_of(self._ledger.stages[deal.stage_id]), "pipeline_id": deal.pipeline_id,
            "loss_reason_id": deal.loss_reason_id, "created_by": deal.created_by, "updated_by": deal.updated_by,
            "created_at": deal.created_at, "updated_at": deal.updated_at, "closed_at": deal.closed_at,
            "closest_task_at": min(dues, default=None), "is_deleted": False,
            "custom_fields_values": self._values(deal.values) or None, "score": None, "account_id": ACCOUNT,
            "labor_cost": None, "_links": {"self": {"href": f"{base}/api/v4/leads/{deal.id}"}},
            "_embedded": self._inside(deal, withs),
        }  # fmt: skip
        return told | ({"source_id": None} if "source_id" in withs else {})

    def _inside(self, deal: Deal, withs: frozenset[str]) -> Wire:
        inner: Wire = {"tags": [], "companies": [{"id": deal.company_id}] if deal.company_id else []}
        if "contacts" in withs:
            inner["contacts"] = [{"id": deal.contact_id, "is_main": True}] if deal.contact_id else []
        if "loss_reason" in withs:
            reason = self._ledger.loss_reasons.get(deal.loss_reason_id)
            inner["loss_reason"] = [{"id": reason.id, "name": reason.name, "sort": reason.sort}] if reason else []
        return inner

    def _values(self, values: dict[int, Value]) -> list[Wire]:
        return [self._value(self._ledger.fields[number], value) for number, value in values.items()]

    def _value(self, field: Field, value: Value) -> Wire:
        shown: Wire = {"value": value}
        if field.kind in ("money", "number"):
            shown = {"value": str(value)}
        elif field.kind == "choice":
            shown = {"value": field.choices[int(value)], "enum_id": value, "enum_code": None}
        told = {"field_id": field.id, "field_name": field.name, "field_code": field.code or None}
        return told | {"field_type": FIELD_KINDS[field.kind], "values": [shown]}

    def client(self, client: Client, withs: frozenset[str], base: str) -> Wire:
        """A contact or a company."""
        plural = PLURAL[client.kind]
        inner: Wire = {"tags": []} | ({"companies": []} if client.kind == "contact" else {})
        if "leads" in withs:
            inner["leads"] = [{"id": number} for number in self._deals_of(client)]
        owner = self._ledger.users[client.responsible_id]
        names = {"first_name": client.name, "last_name": ""} if client.kind == "contact" else {}
        return {"id": client.id, "name": client.name, **names, "responsible_user_id": client.responsible_id,
                "group_id": group_id(self._ledger, owner.group_id), "created_by": client.created_by,
                "updated_by": client.updated_by, "created_at": client.created_at, "updated_at": client.updated_at,
                "closest_task_at": None, "is_deleted": False, "is_unsorted": False,
                "custom_fields_values": _reachable(client) or None, "account_id": ACCOUNT,
                "_links": {"self": {"href": f"{base}/api/v4/{plural}/{client.id}"}}, "_embedded": inner}  # fmt: skip

    def _deals_of(self, client: Client) -> list[int]:
        def made() -> dict[tuple[str, int], list[int]]:
            found: dict[tuple[str, int], list[int]] = {}
            for deal in self._ledger.deals.all:
                for key in (("contact", deal.contact_id), ("company", deal.company_id)):
                    if key[1] is not None and deal.deleted_at is None:
                        found.setdefault((key[0], key[1]), []).append(deal.id)
            return found

        return self._ledger.deals.kept("of clients", made).get((client.kind, client.id), [])

    def note_type(self, note: Note) -> str:
        """The vendor's word for the kind of a note."""
        if note.kind == "call":
            return f"call_{self._ledger.calls[note.call_id or 0].direction}"
        if note.kind == "sms":
            return f"sms_{self._ledger.messages[note.message_id or 0].direction}"
        return _NOTE_KINDS[note.kind]

    def note(self, note: Note) -> Wire:
        """A line of a feed."""
        kind, params = self.note_type(note), self._params(note)
        owner = self._ledger.users.get(note.responsible_id)
        return {"id": note.id, "entity_id": note.entity_id, "created_by": note.by, "updated_by": note.by,
                "created_at": note.created_at, "updated_at": note.updated_at,
                "responsible_user_id": note.responsible_id,
                "group_id": group_id(self._ledger, owner.group_id) if owner else 0, "note_type": kind,
                "params": params, "account_id": ACCOUNT}  # fmt: skip

    def _params(self, note: Note) -> Wire:
        if note.kind == "call":
            return _call_params(self._ledger.calls[note.call_id or 0])
        if note.kind in ("mail", "sms"):
            message = self._ledger.messages[note.message_id or 0]
            if note.kind == "sms":
                return {"text": "", "phone": ""}
            return {"thread_id": message.id, "message_id": message.id, "private": False,
                    "income": message.direction == "in", "subject": message.subject, "content_summary": None,
                    "attach_cnt": int(message.has_file)}  # fmt: skip
        if note.kind == "file":
            return {"file_uuid": f"{note.id:032x}", "version_uuid": f"{note.id:032x}", "file_name": note.text,
                    "original_name": note.text, "is_drive_attachment": True}  # fmt: skip
        return {"text": note.text}

    def task(self, task: Task) -> Wire:
        """Something to do."""
        owner = self._ledger.users[task.responsible_id]
        return {"id": task.id, "created_by": task.created_by, "updated_by": task.updated_by,
                "created_at": task.created_at, "updated_at": task.updated_at,
                "responsible_user_id": task.responsible_id, "group_id": group_id(self._ledger, owner.group_id),
                "entity_id": task.entity_id, "entity_type": PLURAL[task.entity] if task.entity else None,
                "duration": 0, "is_completed": task.completed_at is not None, "task_type_id": TASK_KINDS[task.kind],
                "text": task.text, "result": {"text": task.result} if task.result else [],
                "complete_till": task.due_at, "account_id": ACCOUNT}  # fmt: skip


def group_id(ledger: Ledger, number: int) -> int:
    """The first group is the default one, and its number is 0."""
    return 0 if number == ledger.groups.all[0].id else 501_230 + number


def _call_params(call: Call) -> Wire:
    told = {"uniq": call.uniq, "duration": call.talk, "source": "sandbox", "link": call.link or None}
    return told | {"phone": call.phone, "call_result": "", "call_status": 4 if call.talk else 6,
                   "call_responsible": call.user_id or ""}  # fmt: skip


def _reachable(client: Client) -> list[Wire]:
    told = []
    for number, code, value in ((552_470, "PHONE", client.phone), (552_471, "EMAIL", client.email)):
        if value:
            one = {"value": value, "enum_id": number + 6, "enum_code": "WORK"}
            told.append({"field_id": number, "field_name": code.title(), "field_code": code, "field_type": "multitext",
                         "values": [one]})  # fmt: skip
    return told
