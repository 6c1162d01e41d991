"""Every method that reads: its scope, the parameters it takes, and what it gives."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox.bitrix24 import columns as shapes
from sandbox.bitrix24.lead_columns import lead_columns, lead_history_columns
from sandbox.bitrix24.lists import Listing, Params, Result, page
from sandbox.bitrix24.portal import COMPANY, CONTACT, DEAL, LEAD, QUOTE, Portal
from sandbox.bitrix24.touches import Activities, activity_columns, call_columns, camel, task_columns
from sandbox.crm.ledger import Ledger
from sandbox.crm.protocol import Broken, Refused, Wire
from sandbox.crm.requests import Entry
from sandbox.crm.rows import User
from sandbox.crm.table import Table
from sandbox.telegram.watch import Watch

Do = Callable[[Params, Entry], Result]
LIST = frozenset({"select", "filter", "order", "start"})
_GROUP = frozenset({"id", "name", "parent", "uf_head", "sort", "order", "start"})
_USER_FILTERS: dict[str, Callable[[User], object]] = {
    "ID": lambda user: user.id, "UF_DEPARTMENT": lambda user: user.group_id, "EMAIL": lambda user: user.email,
}  # fmt: skip
_OLD = ("deal", "lead", "contact", "company", "quote")


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the portal; what it does not take is ignored and noted. `any_case` takes FILTER for filter."""

    scope: str
    do: Do
    takes: frozenset[str] = field(default=LIST)
    any_case: bool = True


class Reading:
    """The methods that read one portal."""

    def __init__(self, ledger: Ledger, watch: Watch, portal: Portal) -> None:
        self._ledger, self._watch, self._portal = ledger, watch, portal
        self._activities = Activities(portal)

    def methods(self) -> dict[str, Method]:
        """By their names."""
        item = LIST | {"entityTypeId", "useOriginalUfNames"}
        nothing = frozenset[str]()
        return {
            "crm.item.list": Method("crm", self.items, item, any_case=False),
            "crm.item.get": Method("crm", self.item, item - LIST | {"id"}, any_case=False),
            "crm.item.fields": Method("crm", self.item_fields, item - LIST, any_case=False),
            "crm.category.list": Method("crm", self.categories, frozenset({"entityTypeId"}), any_case=False),
            "crm.status.list": Method("crm", self.statuses, frozenset({"filter", "order"})),
            "crm.stagehistory.list": Method("crm", self.history, LIST | {"entityTypeId"}, any_case=False),
            "crm.settings.mode.get": Method("crm", self.mode, nothing),
            **{f"crm.{kind}.list": Method("crm", self._old_list(kind)) for kind in _OLD},
            "crm.activity.list": Method("crm", self._old_list("activity")),
            "voximplant.statistic.get": Method("telephony", self.calls, LIST - {"select"} | {"sort"}),
            "tasks.task.list": Method("task", self.tasks, LIST | {"params", "group"}),
            "user.get": Method("user", self.users, LIST | {"sort", "admin_mode", "id"}),
            "user.current": Method("user", self.me, nothing),
            "department.get": Method("department", self.departments, _GROUP),
            "timeman.status": Method("timeman", self.work_day, frozenset({"user_id"})),
        }  # fmt: skip

    def items(self, params: Params, entry: Entry) -> Result:
        """`crm.item.list`: the universal list."""
        return page(self._portal, self._new(params), params, entry)

    def item(self, params: Params, entry: Entry) -> Result:
        """`crm.item.get`: one row with every field."""
        listing = self._new(params)
        asked = {"filter": {"id": _number(params, "id")}, "select": ["*"], "start": -1,
                 "useOriginalUfNames": params.get("useOriginalUfNames")}  # fmt: skip
        found = page(self._portal, listing, asked, entry).value["items"]
        if not found:
            raise Refused(400, "NOT_FOUND", "Элемент не найден")
        return Result({"item": found[0]})

    def mode(self, params: Params, entry: Entry) -> Result:
        """`crm.settings.mode.get`: 1 is the classic mode, with leads; 2 the simple one."""
        return Result(1 if len(self._ledger.leads) else 2)

    def item_fields(self, params: Params, entry: Entry) -> Result:
        """`crm.item.fields`: the names, types and titles of fields."""
        listing, customs = self._new(params), {f"ufCrm_{one.id}": one for one in self._ledger.fields.all}
        kinds = {"int": "integer", "text": "string", "moment": "datetime", "day": "date", "flag": "boolean",
                 "money": "double", "list": "crm_contact", "raw": "string"}  # fmt: skip
        custom_kinds = {"money": "money", "choice": "enumeration", "day": "date", "yes_no": "boolean",
                        "number": "double"}  # fmt: skip
        made: Wire = {}
        for name, column in listing.columns.items():
            told: Wire = {"type": kinds[column.kind], "isRequired": False, "isReadOnly": False, "title": name}
            if (custom := customs.get(name)) is not None:
                told |= {"type": custom_kinds.get(custom.kind, "string"), "title": custom.name}
                told |= {"upperName": shapes.original_name(name), "isDynamic": True}
                if custom.choices:
                    told["items"] = [{"ID": str(number), "VALUE": word} for number, word in custom.choices.items()]
            made[name] = told
        return Result({"fields": made})

    def categories(self, params: Params, entry: Entry) -> Result:
        """`crm.category.list`: the funnels of deals."""
        if _number(params, "entityTypeId") != DEAL:
            return Result({"categories": []}, 0)
        made = [
            {"id": self._portal.category(one.id), "name": one.name, "sort": one.sort, "entityTypeId": DEAL,
             "isDefault": "Y" if one.is_main else "N"}
            for one in self._ledger.pipelines.all
        ]  # fmt: skip
        return Result({"categories": made}, len(made), rows=len(made))

    def statuses(self, params: Params, entry: Entry) -> Result:
        """`crm.status.list`: a directory, without pages."""
        wanted = (params.get("filter") or {}).get("ENTITY_ID")
        if wanted is None:
            funnels = [self._portal.category(one.id) for one in self._ledger.pipelines.all]
            names = [
                "STATUS",
                "SOURCE",
                "QUOTE_STATUS",
                *(f"DEAL_STAGE_{one}" if one else "DEAL_STAGE" for one in funnels),
            ]
        else:
            names = [str(wanted)]
        rows = [row for name in names for row in self._portal.statuses(name) or ()]
        return Result(sorted(rows, key=lambda row: (row["ENTITY_ID"], int(row["SORT"]))), len(rows), rows=len(rows))

    def history(self, params: Params, entry: Entry) -> Result:
        """`crm.stagehistory.list`: the moves of deals."""
        kind = _number(params, "entityTypeId")
        if kind not in (LEAD, DEAL):
            raise Broken(400, "INVALID_ARG_VALUE", f"entityTypeId {kind} has no history")
        listing = self._kept(f"history {kind}", self._history_of_deals if kind == DEAL else self._history_of_leads)
        return page(self._portal, listing, params, entry)

    def calls(self, params: Params, entry: Entry) -> Result:
        """`voximplant.statistic.get`: the statistics of calls; `SORT` names a field, `ORDER` is a way."""
        listing = self._kept("calls", lambda: Listing(
            "calls", lambda: self._ledger.calls, call_columns(self._portal, self._activities), old=True, keyset=False,
            id_name="ID"))  # fmt: skip
        order = {str(params.get("sort", "ID")): params.get("order", "ASC")}
        return page(self._portal, listing, {**params, "order": order}, entry)

    def tasks(self, params: Params, entry: Entry) -> Result:
        """`tasks.task.list`: things to do."""
        if "select" not in params:
            entry.violates("tasks.task.list without select")
        listing = self._kept("tasks", lambda: Listing(
            "tasks", lambda: self._ledger.tasks, task_columns(), "tasks", old=True, keyset=False, id_name="ID",
            live=lambda task: task.deleted_at is None and task.kind != "meeting", renamed=camel))  # fmt: skip
        order = {name.upper(): way for name, way in (params.get("order") or {}).items()}
        return page(self._portal, listing, {**params, "order": order}, entry)

    def users(self, params: Params, entry: Entry) -> Result:
        """`user.get`: people with an account; bots are never among them."""
        meant = {str(name).upper(): value for name, value in (params.get("filter") or {}).items()}
        if "id" in params:
            meant["ID"] = params["id"]
        for name in set(meant) - {"ACTIVE", "USER_TYPE", *_USER_FILTERS}:
            entry.violates(f"unknown filter {name}")
        active = str(meant.get("ACTIVE", "")).upper()
        wanted = {name: {str(one) for one in _several(meant[name])} for name in _USER_FILTERS if name in meant}
        rows = [user for user in self._ledger.users.all
                if (not active or user.is_active == (active in ("TRUE", "Y", "1")))
                and all(str(_USER_FILTERS[name](user)) in values for name, values in wanted.items())]  # fmt: skip
        return _flat(rows, params, self._user)

    def me(self, params: Params, entry: Entry) -> Result:
        """`user.current`: whoever made the webhook."""
        return Result(self._user(ledger_owner(self._ledger)))

    def departments(self, params: Params, entry: Entry) -> Result:
        """`department.get`: parts of the company and their heads."""

        def face(group: Any) -> Wire:
            told = {"ID": str(group.id), "NAME": group.name, "SORT": 500}
            told |= {"PARENT": str(group.parent_id)} if group.parent_id else {}
            return told | ({"UF_HEAD": str(group.head_id)} if group.head_id else {})

        ids = {str(one) for one in _several(params["id"])} if "id" in params else None
        return _flat([one for one in self._ledger.groups.all if ids is None or str(one.id) in ids], params, face)

    def work_day(self, params: Params, entry: Entry) -> Result:
        """`timeman.status`: the present day of somebody."""
        user, today = _number(params, "user_id"), self._portal.day(self._watch.unix())
        days = [
            one for one in self._ledger.work_days if one.user_id == user and self._portal.day(one.opened_at) == today
        ]
        told: Wire = {"STATUS": "CLOSED", "TIME_START": None, "TIME_FINISH": None, "DURATION": "00:00:00",
                      "TIME_LEAKS": "00:00:00", "ACTIVE": bool(days), "TZ_OFFSET": 10_800}  # fmt: skip
        if days:
            told |= {"STATUS": "OPENED" if days[-1].closed_at is None else "CLOSED"}
            told |= {
                "TIME_START": self._portal.iso(days[0].opened_at),
                "TIME_FINISH": self._portal.iso(days[-1].closed_at),
            }
        return Result(told)

    def _user(self, user: User) -> Wire:
        first, _, last = user.name.partition(" ")
        return {"ID": str(user.id), "ACTIVE": user.is_active, "NAME": first, "LAST_NAME": last, "SECOND_NAME": "",
                "EMAIL": user.email, "LAST_LOGIN": "", "DATE_REGISTER": self._portal.iso(user.created_at),
                "IS_ONLINE": "N", "TIME_ZONE": self._ledger.zone, "TIMESTAMP_X": {}, "LAST_ACTIVITY_DATE": {},
                "WORK_POSITION": "Менеджер", "PERSONAL_MOBILE": user.phone, "UF_PHONE_INNER": user.extension or None,
                "UF_DEPARTMENT": [user.group_id], "USER_TYPE": "employee"}  # fmt: skip

    def _old_list(self, kind: str) -> Do:
        return lambda params, entry: page(self._portal, self._old(kind), params, entry)

    def _new(self, params: Params) -> Listing:
        kind = _number(params, "entityTypeId")
        names = {DEAL: "deal", LEAD: "lead", CONTACT: "contact", COMPANY: "company", QUOTE: "quote"}
        if kind not in names:
            raise Refused(400, "NOT_FOUND", f"Смарт-процесс не найден: {kind}")
        table, made = self._source(names[kind])
        return self._kept(f"new {kind}", lambda: Listing(
            f"new {kind}", table, made(), "items", strict=True, live=_live))  # fmt: skip

    def _old(self, kind: str) -> Listing:
        if kind == "activity":
            return self._kept(kind, lambda: Listing(
                kind, lambda: self._activities.table, activity_columns(), old=True, id_name="ID",
                live=lambda one: getattr(one.row, "deleted_at", None) is None))  # fmt: skip
        table, made = self._source(kind)

        def listing() -> Listing:
            columns = shapes.in_old_names(made(), lead=kind == "lead")
            return Listing(f"old {kind}", table, columns, old=True, id_name="ID", live=_live)

        return self._kept(f"old {kind}", listing)

    def _source(self, kind: str) -> tuple[Callable[[], Table[Any]], Callable[[], dict[str, shapes.Column]]]:
        ledger, portal = self._ledger, self._portal
        sources: dict[str, tuple[Table[Any], Callable[[], dict[str, shapes.Column]]]] = {
            "deal": (ledger.deals, lambda: shapes.deal_columns(portal)),
            "lead": (ledger.leads, lambda: lead_columns(portal)),
            "contact": (ledger.contacts, lambda: shapes.client_columns("name")),
            "company": (ledger.companies, lambda: shapes.client_columns("title")),
            "quote": (ledger.quotes, lambda: shapes.quote_columns(portal)),
        }
        table, made = sources[kind]
        return lambda: table, made

    def _history_of_deals(self) -> Listing:
        columns = shapes.history_columns(self._portal)
        return Listing("history of deals", lambda: self._ledger.moves, columns, "items", id_name="ID")

    def _history_of_leads(self) -> Listing:
        columns = lead_history_columns()
        return Listing("history of leads", lambda: self._ledger.lead_moves, columns, "items", id_name="ID")

    def _kept(self, name: str, make: Callable[[], Listing]) -> Listing:
        """Listings are made anew when a custom field is added."""
        return self._ledger.fields.kept(("listing", name), make)


def ledger_owner(ledger: Ledger) -> User:
    """Who made the webhook: the first user."""
    return ledger.users.all[0]


def _live(row: Any) -> bool:
    return getattr(row, "deleted_at", None) is None


def _flat(rows: list[Any], params: Params, face: Callable[[Any], Wire]) -> Result:
    try:
        start = max(int(str(params.get("start", 0) or 0)), 0)
    except ValueError:
        raise Broken(400, "INVALID_ARG_VALUE", "start is no number") from None
    shown = [face(one) for one in rows[start : start + 50]]
    return Result(shown, len(rows), start + 50 if start + 50 < len(rows) else None, len(shown))


def _several(value: object) -> list[object]:
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else [value]


def _number(params: Params, name: str) -> int:
    try:
        return int(str(params[name]))
    except (KeyError, ValueError):
        raise Broken(400, "100", f"Could not find value for parameter {{{name}}}") from None
