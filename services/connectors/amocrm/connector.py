"""One account of amoCRM: who we are there, what is new, and things asked for by their ids."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing
from datetime import datetime, timedelta
from hashlib import blake2b
from http import HTTPStatus
from typing import Any

from services.connectors.amocrm import mapping
from services.connectors.amocrm.activities import Activities
from services.connectors.amocrm.calls import Calls
from services.connectors.amocrm.client import Client
from services.connectors.amocrm.deals import Deals
from services.connectors.amocrm.moves import Moves
from services.connectors.amocrm.sheet import Sheet
from services.connectors.amocrm.values import inner, maybe_ident, text
from services.connectors.amocrm.wishes import Wishes
from services.connectors.kit.contract import Account, Cursor, Hint, Page, Tools
from services.connectors.kit.records import Kind
from services.errors import AccessLost, Strange

KINDS = frozenset({Kind.PEOPLE, Kind.STAGES, Kind.DEALS, Kind.MOVES, Kind.CALLS, Kind.ACTIVITIES})

_LAG = timedelta(seconds=5)
"""What is younger is left for the next time: it may not be visible yet."""

_USERS = [("with", "group,phone_number")]
_PROBED = {
    "users": frozenset({Kind.PEOPLE}),
    "leads/pipelines": frozenset({Kind.STAGES}),
    "leads": frozenset({Kind.DEALS}),
    "leads/notes": frozenset({Kind.CALLS}),
    "events": frozenset({Kind.MOVES, Kind.ACTIVITIES}),
}
"""What is asked to learn whether a kind may be read."""


class AmoCrm:
    """See Connector. Nothing is asked before the first question."""

    def __init__(self, given: Mapping[str, str], tools: Tools) -> None:
        wishes = Wishes.of(given)
        self._machine_now = tools.machine_now
        self._client = Client(given, tools)
        self._deals = Deals(self._client, wishes)
        self._moves = Moves(self._client, self._deals)
        self._calls = Calls(self._client, self._deals)
        self._activities = Activities(self._client, wishes)

    async def probe(self) -> Account:
        """See Connector. Users may be listed by administrators only; filters of lists are a matter of the plan."""
        said = await self._client.account("datetime_settings", "is_api_filter_enabled")
        number = maybe_ident(said, "id")
        if number is None:
            raise Strange(method="account", code="no-id")
        lacking = [path for path in _PROBED if not await self._may(path)]
        refused = frozenset[Kind]().union(*(_PROBED[path] for path in lacking))
        plan = ["filter"] if said.get("is_api_filter_enabled") is False else []
        return Account(
            number,
            text(said.get("name")) or number,
            zone=text(inner(said, "_embedded", "datetime_settings").get("timezone")),
            currency=text(said.get("currency")),
            kinds=KINDS - refused,
            lacking=(*lacking, *plan),
        )

    async def _may(self, path: str) -> bool:
        try:
            await self._client.page(path, limit=1)
        except AccessLost as lost:
            if lost.status != HTTPStatus.FORBIDDEN:
                raise
            return False
        return True

    async def read(self, kind: Kind, cursor: Cursor | None, now: datetime) -> AsyncIterator[Page]:
        """See Connector."""
        until = int((now - _LAG).timestamp())
        ways: dict[Kind, Callable[[], AsyncGenerator[Page]]] = {
            Kind.PEOPLE: lambda: self._people(cursor),
            Kind.STAGES: lambda: self._stages(cursor),
            Kind.DEALS: lambda: self._deals.read(cursor, until),
            Kind.MOVES: lambda: self._moves.read(cursor, until),
            Kind.CALLS: lambda: self._calls.read(cursor, until),
            Kind.ACTIVITIES: lambda: self._activities.read(cursor, until),
        }
        if kind in ways:
            async with aclosing(ways[kind]()) as pages:
                async for page in pages:
                    yield page

    async def fetch(self, hints: Sequence[Hint]) -> AsyncIterator[Page]:
        """See Connector. Ids of calls and activities name a list or a kind of thing too, as the webhook makes them."""
        until = int(self._machine_now().timestamp())
        ways: dict[Kind, Callable[[list[str]], AsyncGenerator[Page]]] = {
            Kind.DEALS: self._deals.fetch,
            Kind.MOVES: lambda names: self._moves.fetch(names, until),
            Kind.CALLS: self._calls.fetch,
            Kind.ACTIVITIES: lambda names: self._activities.fetch(names, until),
        }
        for kind, way in ways.items():
            names = [hint.external_id for hint in hints if hint.kind is kind and _is_asked(hint.external_id)]
            if not names:
                continue
            async with aclosing(way(names)) as pages:
                async for page in pages:
                    yield page

    async def close(self) -> None:
        """See Connector."""
        await self._client.close()

    async def _people(self, cursor: Cursor | None) -> AsyncGenerator[Page]:
        rows: list[Any] = []
        number, more = 1, True
        while more:
            page = await self._client.page("users", _USERS, number)
            rows, number, more = [*rows, *page.rows], number + 1, page.more
        sheet = Sheet()
        sheet.add(Kind.PEOPLE, rows, mapping.person)
        yield _if_new(sheet, cursor)

    async def _stages(self, cursor: Cursor | None) -> AsyncGenerator[Page]:
        page = await self._client.page("leads/pipelines")
        sheet = Sheet()
        sheet.add(Kind.STAGES, page.rows, lambda row: mapping.stages(row, sheet))
        yield _if_new(sheet, cursor)


def _if_new(sheet: Sheet, cursor: Cursor | None) -> Page:
    """Everything of a short list when something of it is different from the last time, else a page without records."""
    digest = blake2b(repr((sheet.records, sheet.odd)).encode("utf-8", "replace"), digest_size=16).hexdigest()
    known = (cursor or {}).get("digest") == digest
    return Page((), {"digest": digest}) if known else sheet.page({"digest": digest})


def _is_asked(name: str) -> bool:
    """Whether a name ends with an id: only such are asked for."""
    number = name.rpartition("/")[2]
    return number.isascii() and number.isdecimal() and len(number) <= 20
