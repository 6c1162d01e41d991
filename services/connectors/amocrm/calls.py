"""Calls: notes on leads, contacts and companies. The feed of events is the bell, the lists are what is read."""

from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from typing import Any

from services.connectors.amocrm import touches
from services.connectors.amocrm.client import Client, among
from services.connectors.amocrm.deals import SWEEP_S, Deals, portions
from services.connectors.amocrm.feeds import Feed, by_change
from services.connectors.amocrm.sheet import Sheet
from services.connectors.amocrm.values import maybe_ident
from services.connectors.kit.contract import Page
from services.connectors.kit.records import Kind

LISTS = ("leads", "companies", "contacts")
"""Contacts last: the same call may stand on a lead too, and the contact knows best whose it is."""


class Calls:
    """The calls of an account. A place is `lists` (the newest change seen, by list), `bell` (a place in the feed) and
    `swept` (when the lists were read without being called).
    """

    def __init__(self, client: Client, deals: Deals) -> None:
        self._client = client
        self._deals = deals
        self._bell = Feed(client, touches.CALLS)

    async def read(self, place: Mapping[str, Any] | None, until: int) -> AsyncGenerator[Page]:
        """What changed up to a moment. The lists are read when the bell rang, and once an hour in any case.

        The bell is hung up after the first reading, at the newest call: the vendor's clock may be another than ours.
        """
        place = dict(place or {"lists": dict.fromkeys(LISTS, 0)})
        rang, bell = until - place.get("swept", -SWEEP_S) >= SWEEP_S, place.get("bell")
        if bell is not None:
            heard, bell = await self._heard(bell, until)
            rang = rang or heard
        if rang:
            async for page in self._lists(place, until):
                yield page
            place["swept"] = until
        if bell is None:
            newest = max(place["lists"].values()) or until - SWEEP_S
            _heard, bell = await self._heard(self._bell.place(newest), until)
        yield Page((), {**place, "bell": bell})

    async def _heard(self, bell: Mapping[str, Any], until: int) -> tuple[bool, dict[str, Any]]:
        """Whether there was a call that nobody has heard of yet, or nobody can know; and the next place of the bell."""
        bell = await self._bell.typed(bell, until)
        rang = not bell["types"]
        async for seen in self._bell.read(bell, until):
            rang, bell = rang or bool(seen.rows), dict(seen.place or bell)
        return rang, bell

    async def fetch(self, names: Iterable[str]) -> AsyncGenerator[Page]:
        """Calls by the list and the id of their note, such as `leads/60864725`."""
        parted = [one.partition("/") for one in names]
        for entity in LISTS:
            for some in portions(number for plural, _, number in parted if plural == entity):
                page = await self._client.page(f"{entity}/notes", among("id", some))
                calls = [row for row in page.rows if _is_call(row)]
                yield await self._page(entity, calls, {})

    async def _lists(self, place: dict[str, Any], until: int) -> AsyncGenerator[Page]:
        kinds = among("note_type", touches.CALL_NOTES)
        for entity in LISTS:
            async for part in by_change(self._client, f"{entity}/notes", kinds, place["lists"][entity], until):
                place["lists"] = {**place["lists"], entity: part.at}
                yield await self._page(entity, part.rows, place)

    async def _page(self, entity: str, rows: Sequence[Any], place: Mapping[str, Any]) -> Page:
        leads = [maybe_ident(row, "entity_id") for row in rows if isinstance(row, Mapping)] if entity == "leads" else []
        beside = touches.Beside(contacts=await self._deals.contacts_of(one for one in leads if one is not None))
        sheet = Sheet()
        sheet.add(Kind.CALLS, rows, lambda row: touches.call(row, entity, beside, sheet))
        return sheet.page(dict(place))


def _is_call(row: object) -> bool:
    return isinstance(row, Mapping) and row.get("note_type") in touches.CALL_NOTES
