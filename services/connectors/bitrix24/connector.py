"""One portal: who we are there, what is new of each kind, and things asked for by their ids."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime

from services.connectors.bitrix24.asking_ids import fetched
from services.connectors.bitrix24.books import OWN_FIELDS
from services.connectors.bitrix24.client import Client
from services.connectors.bitrix24.keys import OAUTH, Application, Key, Webhook
from services.connectors.bitrix24.probing import probed
from services.connectors.bitrix24.reading import Reading, own_keys
from services.connectors.bitrix24.staff import people_page, stages_page
from services.connectors.bitrix24.streams import STREAMS
from services.connectors.bitrix24.troubles import desk_trouble
from services.connectors.kit.contract import Account, Cursor, Hint, Page, Tools
from services.connectors.kit.http import Line, Waits
from services.connectors.kit.records import Kind
from services.errors import Refused

KINDS = frozenset({Kind.PEOPLE, Kind.STAGES, *STREAMS})
WAITS = Waits(next=62, whole=75)
"""A portal works on one question for a minute at most, and says nothing until it is done."""


class Bitrix24:
    """See Connector. `desk` is where an application renews its tokens."""

    def __init__(self, given: Mapping[str, str], tools: Tools, *, desk: str = OAUTH, waits: Waits = WAITS) -> None:
        self._key = _key(given, tools, desk, waits)
        self._client = Client(self._key, tools, waits)
        self._machine_now = tools.machine_now
        self._own = {need: name for need in OWN_FIELDS if (name := given.get(need, "").strip())}
        self._keys: Mapping[str, str] | None = None

    async def probe(self) -> Account:
        """See Connector."""
        return await probed(self._client)

    async def read(self, kind: Kind, cursor: Cursor | None, now: datetime) -> AsyncIterator[Page]:
        """See Connector."""
        if kind is Kind.PEOPLE:
            yield await people_page(self._client, cursor or {})
        elif kind is Kind.STAGES:
            yield await stages_page(self._client, cursor or {})
        elif kind in STREAMS:
            async for page in Reading(self._client, self._own, kind, cursor, now).pages():
                yield page

    async def fetch(self, hints: Sequence[Hint]) -> AsyncIterator[Page]:
        """See Connector."""
        if self._keys is None and any(one.kind is Kind.DEALS for one in hints):
            self._keys = await own_keys(self._client, self._own)
        keys = self._keys or {}
        now = max((one.at for one in hints if one.at), default=self._machine_now())
        async for page in fetched(self._client, hints, self._own, tuple(keys.values()), now):
            yield page

    async def close(self) -> None:
        """See Connector."""
        await self._client.close()
        if isinstance(self._key, Application):
            await self._key.close()


def _key(given: Mapping[str, str], tools: Tools, desk: str, waits: Waits) -> Key:
    """The webhook where its address is given, else the application; Refused where neither can be right."""
    if url := given.get("url", "").strip():
        webhook = Webhook.of(url)
        tools.guard.origin(webhook.portal)
        return webhook
    client_id, client_secret = (given.get(name, "").strip() for name in ("client_id", "client_secret"))
    if not client_id or not client_secret:
        raise Refused("address-unreadable")
    line = Line(
        tools.guard.origin(desk),
        tools.guard,
        tools.limiter,
        tools.machine_now,
        trouble=desk_trouble,
        trust=tools.trust,
        waits=waits,
    )
    return Application(client_id, client_secret, tools.tokens, line, tools.machine_now)
