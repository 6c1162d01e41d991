"""Everything that can be read of an account."""

from collections.abc import Callable
from typing import Any

from sandbox.amocrm import events
from sandbox.amocrm.checking import Filter, Read, Spec, by, read
from sandbox.amocrm.faces import ACCOUNT, PLURAL, TASK_KINDS, Faces, group_id, status_of
from sandbox.amocrm.lists import answer, nothing, page, with_holes
from sandbox.crm.ledger import Ledger
from sandbox.crm.protocol import Answer, Asked, Broken, Refused
from sandbox.crm.requests import Entry
from sandbox.crm.rows import Client, Deal, Event, Note
from sandbox.crm.table import Table

SINGULAR = {plural: entity for entity, plural in PLURAL.items()}
_MADE = {name: Filter("range", by(name)) for name in ("created_at", "updated_at")}
_WHOSE = {name: Filter("ints", by(name)) for name in ("id", "created_by", "updated_by", "responsible_user_id")}
_WHOSE["responsible_user_id"] = Filter("ints", by("responsible_id"))
_ORDERS = {name: by(name) for name in ("created_at", "updated_at", "id")}
_LEAD_WITHS = frozenset({"contacts", "loss_reason", "source_id", "source", "catalog_elements", "only_deleted",
                         "is_price_modified_by_robot"})  # fmt: skip
_PLAIN = Spec()


class Told:
    """An event with the vendor's word for it, so that filters need not ask again."""

    __slots__ = ("at", "by", "entity", "entity_id", "event", "id", "type")

    def __init__(self, event: Event, word: str) -> None:
        self.event, self.type, self.id = event, word, event.number
        self.entity, self.entity_id = events.ENTITIES[event.entity], event.entity_id
        self.at, self.by = event.at, event.by


class Reading:
    """The lists and single rows of one account."""

    def __init__(self, ledger: Ledger, faces: Faces) -> None:
        self._ledger = ledger
        self._faces = faces
        self._told: Table[Told] = Table(1)
        self._heard = 0
        self.is_admin = True
        """Whether the token's owner is one: only they may list users."""
        self.filters_allowed = True
        """Whether the plan has filters of deals and contacts; else they are ignored."""
        self.account_made_at = 1_585_840_134
        self.ragged = {"events"}
        """Lists whose pages are shorter than asked for."""
        leads = _WHOSE | _MADE | {
            "name": Filter("words", by("name")), "price": Filter("range", by("price")),
            "closed_at": Filter("range", by("closed_at")), "pipeline_id": Filter("ints", by("pipeline_id")),
            "statuses": Filter("stages", lambda deal: (deal.pipeline_id, self._status(deal))),
        }  # fmt: skip
        self._leads = Spec(leads, _ORDERS, _LEAD_WITHS, text=True)
        clients = {"name": Filter("words", by("name"))}
        self._clients = Spec(_WHOSE | _MADE | clients, _ORDERS, frozenset({"leads", "customers", "catalog_elements"}),
                             text=True)  # fmt: skip
        notes = {"id": Filter("ints", by("id")), "entity_id": Filter("ints", by("entity_id")),
                 "note_type": Filter("words", self._note_type), "updated_at": _MADE["updated_at"]}  # fmt: skip
        self._notes = Spec(notes, {"updated_at": by("updated_at"), "id": by("id")})
        tasks = {
            **{name: _WHOSE[name] for name in ("id", "created_by", "responsible_user_id")},
            "updated_at": _MADE["updated_at"],
            "is_completed": Filter("flag", lambda task: task.completed_at is not None),
            **dict.fromkeys(("task_type_id", "task_type"), Filter("ints", lambda task: TASK_KINDS[task.kind])),
            "entity_type": Filter("words", lambda task: PLURAL[task.entity] if task.entity else ""),
            "entity_id": Filter("ints", by("entity_id")),
        }  # fmt: skip
        self._tasks = Spec(tasks, {"created_at": by("created_at"), "complete_till": by("due_at"), "id": by("id")})
        feed = {"type": Filter("words", by("type")), "entity": Filter("words", by("entity")),
                "entity_id": Filter("ints", by("entity_id"), 10), "created_by": Filter("ints", by("by"), 10),
                "created_at": Filter("range", by("at")), "id": Filter("words", by("id"))}  # fmt: skip
        self._feed = Spec(feed, {}, frozenset({"contact_name", "lead_name", "company_name"}), most=100)

    def account(self, asked: Asked, entry: Entry) -> Answer:
        """The account itself."""
        ledger = self._ledger
        withs = set(str(asked.values.get("with", "")).split(","))
        told = {"id": ACCOUNT, "name": ledger.name, "subdomain": "sandbox", "created_at": self.account_made_at,
                "created_by": 0, "updated_at": self.account_made_at, "updated_by": 0, "country": "RU",
                "current_user_id": ledger.users.all[0].id,
                "currency": ledger.currency, "currency_symbol": "₽", "customers_mode": "disabled",
                "is_unsorted_on": True, "is_loss_reason_enabled": True, "is_helpbot_enabled": False,
                "is_technical_account": False, "contact_name_display_order": 1}  # fmt: skip
        if "is_api_filter_enabled" in withs:
            told["is_api_filter_enabled"] = self.filters_allowed
        inner: dict[str, object] = {}
        if "users_groups" in withs:
            inner["users_groups"] = [
                {"id": group_id(ledger, one.id), "name": one.name, "uuid": None} for one in ledger.groups.all
            ]
        if "task_types" in withs:
            names = {
                "call": ("Связаться", "FOLLOW_UP"),
                "meeting": ("Встреча", "MEETING"),
                "proposal": ("Отправить КП", ""),
            }
            inner["task_types"] = [
                {"id": TASK_KINDS[kind], "name": name, "color": None, "icon_id": None, "code": code}
                for kind, (name, code) in names.items()
            ]
        if "datetime_settings" in withs:
            inner["datetime_settings"] = {"date_pattern": "d.m.Y H:i", "timezone": ledger.zone,
                                          "timezone_offset": "+03:00"}  # fmt: skip
        return answer(told | {"_embedded": inner})

    def users(self, asked: Asked, entry: Entry) -> Answer:
        """Everybody, for administrators only."""
        if not self.is_admin:
            raise Refused(403, "Forbidden")
        found = read(asked, entry, Spec(withs=frozenset({"group", "role", "phone_number", "uuid", "amojo_id"})))
        return page(asked, found, self._ledger.users.all, "users", self._faces.user, totals=True)

    def pipelines(self, asked: Asked, entry: Entry) -> Answer:
        """All funnels at once."""
        shown = [self._faces.pipeline(one) for one in self._ledger.pipelines.all]
        return answer({"_total_items": len(shown), "_embedded": {"pipelines": shown}}, count=len(shown))

    def pipeline(self, asked: Asked, entry: Entry) -> Answer:
        """One funnel."""
        return self._one(self._ledger.pipelines.get(int(asked.path["id"])), self._faces.pipeline)

    def loss_reasons(self, asked: Asked, entry: Entry) -> Answer:
        """Why deals are lost."""
        found = read(asked, entry, _PLAIN)
        return page(asked, found, self._ledger.loss_reasons.all, "loss_reasons", lambda one: {
            "id": one.id, "name": one.name, "sort": one.sort, "created_at": one.created_at,
            "updated_at": one.created_at}, totals=True)  # fmt: skip

    def custom_fields(self, asked: Asked, entry: Entry) -> Answer:
        """The custom fields of deals; contacts and companies have their own two and no more."""
        found = read(asked, entry, _PLAIN)
        fields = self._ledger.fields.all if asked.path["entity"] == "leads" else []
        return page(asked, found, fields, "custom_fields", self._faces.field, totals=True)

    def leads(self, asked: Asked, entry: Entry) -> Answer:
        """Deals."""
        found = self._read_filtered(asked, entry, self._leads)
        deleted = "only_deleted" in found.withs
        live = [lambda deal: (deal.deleted_at is not None) is deleted]
        return self._page(asked, found, self._ledger.deals, "leads", live,
                          lambda deal: self._faces.deal(deal, found.withs, asked.base), f"{deleted}")  # fmt: skip

    def lead(self, asked: Asked, entry: Entry) -> Answer:
        """One deal; nothing where there is none."""
        withs = frozenset(str(asked.values.get("with", "")).split(","))
        return self._one(self._live(self._ledger.deals, asked), lambda deal: self._faces.deal(deal, withs, asked.base))

    def clients(self, asked: Asked, entry: Entry) -> Answer:
        """Contacts or companies."""
        plural = asked.path["entity"]
        found = self._read_filtered(asked, entry, self._clients)
        return self._page(asked, found, self._table(plural), plural, [lambda one: one.deleted_at is None],
                          lambda one: self._faces.client(one, found.withs, asked.base))  # fmt: skip

    def client(self, asked: Asked, entry: Entry) -> Answer:
        """One contact or company."""
        withs = frozenset(str(asked.values.get("with", "")).split(","))
        found = self._live(self._table(asked.path["entity"]), asked)
        return self._one(found, lambda one: self._faces.client(one, withs, asked.base))

    def notes(self, asked: Asked, entry: Entry) -> Answer:
        """The feeds of all deals, contacts or companies, or of one."""
        entity, number = SINGULAR[asked.path["entity"]], asked.path.get("id")
        found = read(asked, entry, self._notes)
        tests = [lambda note: note.entity == entity]
        if number is not None:
            tests.append(lambda note: note.entity_id == int(number))
        return self._page(asked, found, self._ledger.notes, "notes", tests, self._faces.note, f"{entity} {number}")

    def tasks(self, asked: Asked, entry: Entry) -> Answer:
        """Things to do."""
        meant = asked.values.get("filter", {})
        if isinstance(meant, dict) and "entity_id" in meant and "entity_type" not in meant:
            raise Broken(400, "Bad Request", "filter entity_id goes together with entity_type")
        found = read(asked, entry, self._tasks)
        live = [lambda task: task.deleted_at is None]
        return self._page(asked, found, self._ledger.tasks, "tasks", live, self._faces.task)

    def task(self, asked: Asked, entry: Entry) -> Answer:
        """One thing to do."""
        return self._one(self._live(self._ledger.tasks, asked), self._faces.task)

    def events(self, asked: Asked, entry: Entry) -> Answer:
        """The feed, newest first."""
        found = read(asked, entry, self._feed)
        meant = asked.values.get("filter") or {}
        if "entity_id" in meant and len(str(meant.get("entity", ",")).split(",")) != 1:
            raise Broken(400, "Bad Request", "filter entity_id needs exactly one filter entity")
        self._hear()
        rows = self._told.kept(found.name, lambda: self._feed_of(found))
        return page(asked, found, rows, "events", lambda told: events.face(self._ledger, told.event))

    def _feed_of(self, found: Read) -> list[Told | None]:
        rows = found.rows(self._told)
        rows.sort(key=lambda told: (told.at, told.id), reverse=True)
        return with_holes(rows) if "events" in self.ragged else rows

    def _hear(self) -> None:
        for event in self._ledger.events[self._heard :]:
            if word := events.type_of(self._ledger, event):
                self._told.add(Told(event, word))
        self._heard = len(self._ledger.events)

    def event_types(self, asked: Asked, entry: Entry) -> Answer:
        """Every type of event that this account tells."""
        shown = [{"key": key, "type": at, "lang": key.replace("_", " ")} for at, key in enumerate(events.TYPES, 1)]
        return answer({"_total_items": len(shown), "_embedded": {"events_types": shown}}, count=len(shown))

    def unsorted(self, asked: Asked, entry: Entry) -> Answer:
        """Requests that nobody has taken yet."""
        found = read(asked, entry, Spec({"category": Filter("words", lambda deal: "forms")}, _ORDERS))
        live = [
            lambda deal: self._ledger.stages[deal.stage_id].kind == "incoming",
            lambda deal: deal.deleted_at is None,
        ]
        return self._page(asked, found, self._ledger.deals, "unsorted", live, lambda deal: {
            "uid": f"{deal.id:032x}", "source_uid": None, "source_name": "Сайт", "category": "forms",
            "pipeline_id": deal.pipeline_id, "created_at": deal.created_at, "metadata": [],
            "_embedded": {"leads": [{"id": deal.id}], "contacts": [], "companies": []}}, "incoming")  # fmt: skip

    def _read_filtered(self, asked: Asked, entry: Entry, spec: Spec) -> Read:
        found = read(asked, entry, spec)
        if self.filters_allowed:
            return found
        name = f"unfiltered {asked.values.get('order')}"
        return Read(found.page, found.limit, name, (), found.order, found.withs)

    def _page(self, asked: Asked, found: Read, table: Table[Any], name: str, tests: list[Callable[[Any], bool]],
              face: Callable[[Any], dict[str, Any]], more: str = "") -> Answer:  # fmt: skip
        def meant() -> list[Any]:
            return [row for row in table.all if all(test(row) for test in tests)]

        def made() -> list[Any]:
            rows = found.rows(table.kept((name, more), meant))
            return with_holes(rows) if name in self.ragged else rows

        return page(asked, found, table.kept((name, more, found.name), made), name, face)

    def _status(self, deal: Deal) -> int:
        return status_of(self._ledger.stages[deal.stage_id])

    def _note_type(self, note: Note) -> object:
        return self._faces.note_type(note)

    def _table(self, plural: str) -> Table[Client]:
        return self._ledger.contacts if plural == "contacts" else self._ledger.companies

    @staticmethod
    def _live(table: Table[Any], asked: Asked) -> Any:
        found = table.get(int(asked.path["id"]))
        return found if found is not None and found.deleted_at is None else None

    @staticmethod
    def _one(found: Any, face: Callable[[Any], dict[str, Any]]) -> Answer:
        return nothing() if found is None else answer(face(found))
