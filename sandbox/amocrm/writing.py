"""What may be written: tasks, notes, hooks."""

from typing import TypeVar

from sandbox.amocrm.faces import TASK_KINDS
from sandbox.amocrm.lists import answer, nothing
from sandbox.amocrm.reading import SINGULAR
from sandbox.crm.hooks import Hook, Hooks
from sandbox.crm.ledger import Ledger
from sandbox.crm.protocol import Answer, Asked, Broken, Wire
from sandbox.crm.requests import Entry
from sandbox.crm.rows import Client, Deal
from sandbox.telegram.watch import Watch

_MOST = 250
_KINDS = {number: kind for kind, number in TASK_KINDS.items()}
_TASK = {"task_type_id", "text", "complete_till", "entity_id", "entity_type", "responsible_user_id", "request_id",
         "created_by", "duration", "is_completed", "result"}  # fmt: skip
_HOOK_MOST = 100
Value = TypeVar("Value", str, int, list[object])


class Writing:
    """Changes that come from outside; `by` is the owner of the token."""

    def __init__(self, ledger: Ledger, watch: Watch, hooks: Hooks) -> None:
        self._ledger = ledger
        self._watch = watch
        self._hooks = hooks

    def add_tasks(self, asked: Asked, entry: Entry) -> Answer:
        """New things to do."""
        made = []
        for place, given in enumerate(_several(asked)):
            _known(given, _TASK, entry)
            text, due = _typed(given, "text", str), _typed(given, "complete_till", int)
            number = given.get("responsible_user_id", self._owner)
            if number not in self._ledger.users:
                raise Broken(400, "Bad Request", f"there is no user {number}")
            kind = _KINDS.get(given.get("task_type_id", 1))
            if kind is None:
                raise Broken(400, "Bad Request", f"there is no type {given['task_type_id']} of tasks")
            task = self._ledger.add_task(text, at=self._watch.unix(), due_at=due, kind=kind, by=self._owner,
                                         responsible=self._ledger.users[number], on=self._place(given))  # fmt: skip
            made.append({"id": task.id, "request_id": str(given.get("request_id", place))})
        return answer({"_embedded": {"tasks": made}}, count=len(made))

    def change_task(self, asked: Asked, entry: Entry) -> Answer:
        """A thing to do is done, or later."""
        task, given, at = self._ledger.tasks.get(int(asked.path["id"])), asked.body, self._watch.unix()
        if task is None:
            raise Broken(404, "Not Found", f"there is no task {asked.path['id']}")
        if not isinstance(given, dict):
            raise Broken(400, "Bad Request", "an object is expected")
        _known(given, _TASK, entry)
        if given.get("is_completed"):
            self._ledger.complete(task, at=at, result=(given.get("result") or {}).get("text", ""), by=self._owner)
        if "complete_till" in given:
            self._ledger.postpone(task, _typed(given, "complete_till", int), at=at, by=self._owner)
        return answer({"id": task.id, "updated_at": task.updated_at})

    def add_notes(self, asked: Asked, entry: Entry) -> Answer:
        """New lines in feeds."""
        made = []
        for place, given in enumerate(_several(asked)):
            _known(given, {"entity_id", "note_type", "params", "request_id", "created_by"}, entry)
            if given.get("note_type") != "common":
                raise Broken(400, "Bad Request", f"note_type {given.get('note_type')!r} cannot be written here")
            number = asked.path.get("id", given.get("entity_id"))
            on = self._place({"entity_type": asked.path["entity"], "entity_id": int(str(number or 0))})
            text = _typed(given.get("params") or {}, "text", str)
            if on is None:
                raise Broken(400, "Bad Request", "entity_id is missing")
            note = self._ledger.add_note(on, text, at=self._watch.unix(), by=self._owner)
            made.append({"id": note.id, "entity_id": on.id, "request_id": str(given.get("request_id", place))})
        return answer({"_embedded": {"notes": made}}, count=len(made))

    def hooks(self, asked: Asked, entry: Entry) -> Answer:
        """Where the account tells what happens."""
        shown = [self._hook(hook) for hook in self._hooks.all]
        return answer({"_total_items": len(shown), "_embedded": {"webhooks": shown}}) if shown else nothing()

    def add_hook(self, asked: Asked, entry: Entry) -> Answer:
        """Tell one more address, or tell a known one of other things."""
        given = asked.body if isinstance(asked.body, dict) else {}
        _known(given, {"destination", "settings", "sort"}, entry)
        url, wants = _typed(given, "destination", str), _typed(given, "settings", list)
        self._hooks.all = [hook for hook in self._hooks.all if hook.url != url]
        if len(self._hooks.all) >= _HOOK_MOST:
            raise Broken(400, "Bad Request", f"more than {_HOOK_MOST} hooks")
        try:
            return answer(self._hook(self._hooks.add(url, *map(str, wants))), 201)
        except ValueError as error:
            raise Broken(400, "Bad Request", str(error)) from None

    def drop_hook(self, asked: Asked, entry: Entry) -> Answer:
        """Tell an address no more."""
        given = asked.body if isinstance(asked.body, dict) else {}
        self._hooks.all = [hook for hook in self._hooks.all if hook.url != given.get("destination")]
        return nothing()

    @property
    def _owner(self) -> int:
        return self._ledger.users.all[0].id

    def _hook(self, hook: Hook) -> Wire:
        return {"id": hook.id, "destination": hook.url, "settings": sorted(hook.wants), "sort": 10, "disabled": False,
                "created_by": self._owner}  # fmt: skip

    def _place(self, given: Wire) -> Deal | Client | None:
        entity, number = SINGULAR.get(str(given.get("entity_type"))), given.get("entity_id")
        if number is None:
            return None
        found: Deal | Client | None = None
        if entity == "deal":
            found = self._ledger.deals.get(number)
        elif entity is not None:
            found = (self._ledger.contacts if entity == "contact" else self._ledger.companies).get(number)
        if found is None:
            raise Broken(400, "Bad Request", f"there is no {given.get('entity_type')} {number}")
        return found


def _several(asked: Asked) -> list[Wire]:
    given = asked.body
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given) or not 1 <= len(given) <= _MOST:
        raise Broken(400, "Bad Request", f"an array of 1 to {_MOST} objects is expected")
    return given


def _known(given: Wire, known: set[str], entry: Entry) -> None:
    for name in set(given) - known:
        entry.violates(f"unknown field {name}")


def _typed(given: Wire, name: str, kind: type[Value]) -> Value:
    value = given.get(name)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise Broken(400, "Bad Request", f"{name}: {kind.__name__} is expected")
    return value
