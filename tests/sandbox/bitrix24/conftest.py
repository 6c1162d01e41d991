"""A Bitrix24 with a small life in it, time that stands, and somebody who asks."""

import aiohttp
import pytest

from sandbox.bitrix24 import BitrixServer
from sandbox.crm import grown
from sandbox.telegram.watch import StoppedWatch


class Client:
    """Asks as a connector would; answers are (status, body)."""

    def __init__(self, crm, session):
        self.crm, self.session, self.at, self.auth = crm, session, crm.webhook, None

    async def __call__(self, method, **params):
        params |= {"auth": self.auth} if self.auth else {}
        async with self.session.post(self.at + method, json=params, allow_redirects=False) as response:
            if "json" not in response.content_type:
                return response.status, None
            return response.status, await response.json()

    async def by_id(self, method, key="ID", wrap=None, **params):
        """Every row, by keyset."""
        found, last = [], 0
        meant = params.pop("filter", {})
        while True:
            _, body = await self(method, filter=meant | {f">{key}": last}, order={key: "ASC"}, start=-1, **params)
            rows = body["result"][wrap] if wrap else body["result"]
            found += rows
            if len(rows) < 50:
                return found
            last = int(rows[-1][key])

    async def by_start(self, method, wrap=None, **params):
        """Every row, by `start` and `next`; and the total that was told first."""
        found, start, total = [], 0, None
        while start is not None:
            _, body = await self(method, start=start, **params)
            found += body["result"][wrap] if wrap else body["result"]
            start, total = body.get("next"), total or body["total"]
        return found, total


@pytest.fixture
def watch():
    """Time stands."""
    return StoppedWatch(began=1_720_000_000)


@pytest.fixture
def ledger():
    """A small life."""
    return grown(5, deals=300, calls=400)


@pytest.fixture
async def crm(ledger, watch):
    """The server; whoever wants a violation takes it away."""
    async with BitrixServer(ledger, watch=watch) as started:
        yield started
        assert started.requests.violations == []


@pytest.fixture
async def ask(crm):
    """A client with the webhook."""
    async with aiohttp.ClientSession() as session:
        session._retry_connection = False
        yield Client(crm, session)
