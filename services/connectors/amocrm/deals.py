"""Deals: what changed, what lies in the bin, and deals by their ids; beside them the main contact of each."""

from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from typing import Any

from services.connectors.amocrm import mapping
from services.connectors.amocrm.client import ONE_LEAD, Client, among
from services.connectors.amocrm.feeds import by_change
from services.connectors.amocrm.sheet import Sheet, name_of
from services.connectors.amocrm.values import Row, text
from services.connectors.amocrm.wishes import Wishes
from services.connectors.kit.contract import Page
from services.connectors.kit.records import Erased, Kind

AT_ONCE = 50
"""Things asked for by id in one question."""
SWEEP_S = 3_600
"""What the feed of events tells sooner is looked for in lists so often."""

_WITH = ("with", "contacts,loss_reason,source_id,source")
_DELETED = ("with", "only_deleted")
_MOST_CONTACTS = 200_000


class Deals:
    """The leads of an account. A place is `at` and `gone` (the newest change seen, of leads and of the bin), `swept`
    (when the bin was looked into) and `currency`.
    """

    def __init__(self, client: Client, wishes: Wishes) -> None:
        self._client = client
        self._wishes = wishes
        self._currency: str | None = None
        self._asked_currency = False
        self._contacts: dict[str, str | None] = {}
        self._filtered = True

    async def read(self, place: Mapping[str, Any] | None, until: int) -> AsyncGenerator[Page]:
        """What changed up to a moment, and once an hour what was deleted."""
        place = dict(place or {"at": 0, "gone": 0})
        await self._know_currency(place)
        async for part in by_change(self._client, "leads", [_WITH], place["at"], until):
            place["at"] = part.at
            yield self._page(part.rows, place)
        if until - place.get("swept", -SWEEP_S) < SWEEP_S:
            return
        async for part in by_change(self._client, "leads", [_DELETED], place["gone"], until):
            place["gone"] = part.at
            yield self._page(part.rows, place)
        place["swept"] = until
        yield Page((), dict(place))

    async def fetch(self, numbers: Iterable[str]) -> AsyncGenerator[Page]:
        """Deals by their ids; one that does not come back is no more."""
        await self._know_currency({})
        for some in portions(numbers):
            found = await self._by_id(some)
            sheet = self._sheet(found.values())
            sheet.records += [Erased(Kind.DEALS, number) for number in some if number not in found]
            yield sheet.page({})

    async def contacts_of(self, numbers: Iterable[str]) -> Mapping[str, str | None]:
        """The main contacts of leads; only those that are not known yet are asked for."""
        wanted = dict.fromkeys(numbers)
        for some in portions(number for number in wanted if number not in self._contacts):
            found = await self._by_id(some) if self._filtered else {}
            self._learn(found.values())
            self._contacts |= {number: None for number in some if number not in found}
        return {number: self._contacts.get(number) for number in wanted}

    async def _by_id(self, numbers: Sequence[str]) -> dict[str, Row]:
        """Leads by id; one by one where the plan has no filters, since then anything may come back."""
        page = await self._client.page("leads", [*among("id", numbers), _WITH])
        found = {name_of(row): row for row in page.rows if isinstance(row, Mapping)}
        if found.keys() <= set(numbers):
            return found
        self._filtered = False
        single = [(number, await self._client.one(ONE_LEAD, f"leads/{number}", [_WITH])) for number in numbers]
        return {number: row for number, row in single if row}

    async def _know_currency(self, place: dict[str, Any]) -> None:
        """Leads are in the currency of the account: it is asked for once and kept in the place."""
        if "currency" in place:
            self._currency, self._asked_currency = place["currency"], True
        if not self._asked_currency:
            self._currency = text((await self._client.account()).get("currency"))
            self._asked_currency = True
        place["currency"] = self._currency

    def _page(self, rows: Iterable[object], place: Mapping[str, Any]) -> Page:
        return self._sheet(rows).page(dict(place))

    def _sheet(self, rows: Iterable[object]) -> Sheet:
        sheet, known = Sheet(), list(rows)
        sheet.add(Kind.DEALS, known, lambda row: mapping.deal(row, self._wishes, self._currency, sheet))
        self._learn(row for row in known if isinstance(row, Mapping) and "pipeline_id" in row)
        return sheet

    def _learn(self, rows: Iterable[Row]) -> None:
        if len(self._contacts) > _MOST_CONTACTS:
            self._contacts.clear()
        self._contacts |= {name_of(row): mapping.main_contact(row) for row in rows}


def portions(numbers: Iterable[str], most: int = AT_ONCE) -> list[list[str]]:
    """Ids without doubles, in parts that fit into one question."""
    whole = list(dict.fromkeys(numbers))
    return [whole[begin : begin + most] for begin in range(0, len(whole), most)]
