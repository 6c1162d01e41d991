"""Activities: what the feed of events tells people did for clients, with the tasks and files it speaks of."""

from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from services.connectors.amocrm import touches
from services.connectors.amocrm.calls import LISTS
from services.connectors.amocrm.client import Client, among
from services.connectors.amocrm.deals import portions
from services.connectors.amocrm.feeds import Feed, by_change
from services.connectors.amocrm.sheet import Sheet, name_of
from services.connectors.amocrm.values import Row, maybe_ident
from services.connectors.amocrm.wishes import Wishes
from services.connectors.kit.contract import Page
from services.connectors.kit.records import Kind

_ENTITIES_AT_ONCE = 10
_UNCLEAR_AT_ONCE = 200
_ENTITIES = ("lead", "contact", "company", "task")


class Activities:
    """The activities of an account. A place is one in the feed; where the feed is silent about letters, `mail` has the
    newest change seen of each list of notes.
    """

    def __init__(self, client: Client, wishes: Wishes) -> None:
        self._client = client
        self._wishes = wishes
        stages = (touches.STATUS,) if wishes.proposal_stages else ()
        self._feed = Feed(client, (*touches.ACTIVITIES, *stages))

    async def read(self, place: Mapping[str, Any] | None, until: int) -> AsyncGenerator[Page]:
        """What happened up to a moment."""
        known = await self._feed.typed(place or await self._feed.begin(until), until)
        if known["types"] and not set(touches.MAILS) & set(known["types"]):
            known.setdefault("mail", dict.fromkeys(LISTS, 0))
        unclear: list[Any] = []
        async for seen in self._feed.read(known, until):
            clear, some = _parted(seen.rows)
            yield self._page(clear, touches.Beside(), known)
            unclear += some
            if unclear and (seen.place is not None or len(unclear) >= _UNCLEAR_AT_ONCE):
                yield self._page(unclear, await self._beside(unclear), known)
                unclear = []
            if seen.place is not None:
                known = dict(seen.place)
                yield Page((), known)
        async for page in self._mails(known, until):
            yield page

    async def fetch(self, names: Iterable[str], until: int) -> AsyncGenerator[Page]:
        """All activities of some things, such as `lead/25399013` or `task/7087001`."""
        parted = [one.partition("/") for one in names]
        place = await self._feed.typed({"at": until}, until)
        for entity in _ENTITIES if place["types"] else ():
            for some in portions((number for one, _, number in parted if one == entity), _ENTITIES_AT_ONCE):
                asked = [("filter[entity]", entity), *(("filter[entity_id][]", number) for number in some)]
                async for rows in self._feed.window(place["types"], 0, until, asked):
                    yield self._page(rows, await self._beside(rows), {})

    async def _mails(self, place: dict[str, Any], until: int) -> AsyncGenerator[Page]:
        for entity, at in place.get("mail", {}).items():
            kind = among("note_type", [touches.MAIL_NOTE])
            async for part in by_change(self._client, f"{entity}/notes", kind, at, until):
                place["mail"] = {**place["mail"], entity: part.at}
                sheet = Sheet()
                sheet.add(Kind.ACTIVITIES, part.rows, partial(touches.mail, entity=entity))
                yield sheet.page(dict(place))

    def _page(self, rows: Sequence[Any], beside: touches.Beside, place: Mapping[str, Any]) -> Page:
        sheet = Sheet()
        sheet.add(Kind.ACTIVITIES, rows, lambda row: touches.activity(row, self._wishes, beside, sheet))
        return sheet.page(dict(place))

    async def _beside(self, rows: Sequence[Any]) -> touches.Beside:
        """The tasks and notes that events speak of."""
        events = [row for row in rows if isinstance(row, Mapping)]
        return touches.Beside(tasks=await self._tasks(events), notes=await self._files(events))

    async def _tasks(self, events: Sequence[Row]) -> dict[str, Row]:
        """The tasks that were finished, since the feed does not say of what type they are."""
        done = [maybe_ident(one, "entity_id") or "" for one in events if one.get("type") == touches.TASK_DONE]
        return await self._by_id("tasks", filter(None, done))

    async def _files(self, events: Sequence[Row]) -> dict[str, Row]:
        """The notes of files, since the feed does not say how they are called."""
        found: dict[str, Row] = {}
        files = [one for one in events if one.get("type") == touches.FILE]
        for singular, plural in touches.PLURALS.items():
            notes = [touches.note_of(one) or "" for one in files if one.get("entity_type") == singular]
            found |= await self._by_id(f"{plural}/notes", filter(None, notes))
        return found

    async def _by_id(self, path: str, numbers: Iterable[str]) -> dict[str, Row]:
        found: dict[str, Row] = {}
        for some in portions(numbers):
            page = await self._client.page(path, among("id", some))
            found |= {name_of(row): row for row in page.rows if isinstance(row, Mapping)}
        return found


def _parted(rows: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """Events that are clear by themselves, and those that speak of a task or a file to be asked for."""
    clear: list[Any] = []
    unclear: list[Any] = []
    for row in rows:
        asks = isinstance(row, Mapping) and row.get("type") in (touches.TASK_DONE, touches.FILE)
        (unclear if asks else clear).append(row)
    return clear, unclear
