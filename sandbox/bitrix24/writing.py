"""The methods that write: tasks, to-dos, comments."""

from collections.abc import Mapping
from typing import Any

from sandbox.bitrix24.lists import Params, Result
from sandbox.bitrix24.methods import Method
from sandbox.bitrix24.portal import Portal
from sandbox.crm.ledger import Ledger
from sandbox.crm.protocol import Broken, Wire
from sandbox.crm.requests import Entry
from sandbox.crm.rows import Client, Deal, Task
from sandbox.telegram.watch import Watch

_MARKS = {"D": "deal", "C": "contact", "CO": "company"}
_OWNERS = {2: "deal", 3: "contact", 4: "company"}


class Writing:
    """Changes that come from outside."""

    def __init__(self, ledger: Ledger, watch: Watch, portal: Portal) -> None:
        self._ledger, self._watch, self._portal = ledger, watch, portal

    def methods(self) -> dict[str, Method]:
        """By their names."""
        todo = frozenset({"ownerTypeId", "ownerId", "deadline", "title", "description", "responsibleId", "pingOffsets"})
        fields = frozenset({"fields"})
        return {
            "tasks.task.add": Method("task", self.add_task, fields, any_case=False),
            "tasks.task.update": Method("task", self.change_task, fields | {"taskId"}, any_case=False),
            "crm.activity.todo.add": Method("crm", self.add_todo, todo, any_case=False),
            "crm.timeline.comment.add": Method("crm", self.add_comment, fields, any_case=False),
        }

    def add_task(self, params: Params, entry: Entry) -> Result:
        """A new thing to do."""
        given = _fields(params)
        marks = given.get("UF_CRM_TASK") or [""]
        mark, _, number = str(marks[0]).partition("_")
        on = self._place(_MARKS.get(mark, ""), number) if number else None
        task = self._add(given, "TITLE", "DEADLINE", "RESPONSIBLE_ID", on)
        return Result({"task": _face(task)})

    def change_task(self, params: Params, entry: Entry) -> Result:
        """A thing to do is done, or later."""
        task, given, at = self._ledger.tasks.get(_number(params, "taskId")), _fields(params), self._watch.unix()
        if task is None:
            raise Broken(400, "ERROR_CORE", "Задача не найдена")
        if str(given.get("STATUS")) == "5":
            self._ledger.complete(task, at=at)
        if "DEADLINE" in given:
            self._ledger.postpone(task, self._moment(given, "DEADLINE"), at=at)
        return Result({"task": _face(task)})

    def add_todo(self, params: Params, entry: Entry) -> Result:
        """A new to-do of a deal, contact or company."""
        on = self._place(_OWNERS.get(_number(params, "ownerTypeId"), ""), params.get("ownerId"))
        return Result({"id": self._add(params, "title", "deadline", "responsibleId", on).id})

    def add_comment(self, params: Params, entry: Entry) -> Result:
        """A new line in a feed."""
        given = _fields(params)
        on = self._place(str(given.get("ENTITY_TYPE")), given.get("ENTITY_ID"))
        text = str(given.get("COMMENT") or "")
        if not text:
            raise Broken(400, "ERROR_ARGUMENT", "COMMENT is empty")
        return Result(self._ledger.add_note(on, text, at=self._watch.unix(), by=self._ledger.users.all[0].id).id)

    def _add(self, given: Mapping[str, Any], title: str, deadline: str, who: str, on: Deal | Client | None) -> Task:
        if not isinstance(given.get(title), str) or not given[title]:
            raise Broken(400, "ERROR_CORE", "Не указано название")
        owner = self._ledger.users.get(_number(given, who) if who in given else self._ledger.users.all[0].id)
        if owner is None:
            raise Broken(400, "ERROR_CORE", "Не найден ответственный")
        return self._ledger.add_task(given[title], at=self._watch.unix(), due_at=self._moment(given, deadline),
                                     responsible=owner, on=on, by=self._ledger.users.all[0].id)  # fmt: skip

    def _moment(self, given: Mapping[str, Any], name: str) -> int:
        try:
            return self._portal.unix(given[name]) if given.get(name) else self._watch.unix()
        except ValueError:
            raise Broken(400, "ERROR_CORE", f"{name} {given[name]!r} is no moment") from None

    def _place(self, kind: str, number: object) -> Deal | Client:
        ledger = self._ledger
        try:
            wanted = int(str(number))
        except ValueError:
            raise Broken(400, "INVALID_ARG_VALUE", f"{number!r} is no id") from None
        found: Deal | Client | None = None
        if kind == "deal":
            found = ledger.deals.get(wanted)
        elif kind:
            found = (ledger.contacts if kind == "contact" else ledger.companies).get(wanted)
        if found is None:
            raise Broken(400, "NOT_FOUND", f"there is no {kind} {number}")
        return found


def _face(task: Task) -> Wire:
    return {"id": str(task.id), "title": task.text, "status": "2" if task.completed_at is None else "5",
            "responsibleId": str(task.responsible_id)}  # fmt: skip


def _fields(params: Params) -> dict[str, Any]:
    given = params.get("fields")
    if not isinstance(given, dict):
        raise Broken(400, "100", "Could not find value for parameter {fields}")
    return given


def _number(params: Mapping[str, Any], name: str) -> int:
    try:
        return int(str(params[name]))
    except (KeyError, ValueError):
        raise Broken(400, "100", f"Could not find value for parameter {{{name}}}") from None
