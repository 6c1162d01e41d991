"""An amoCRM with a small life in it, time that stands, and somebody who asks."""

import aiohttp
import pytest

from sandbox.amocrm import AmoServer
from sandbox.crm import grown
from sandbox.telegram.watch import StoppedWatch


class Client:
    """Asks as a connector would; answers are (status, body)."""

    def __init__(self, crm, session):
        self.crm, self.session, self.token = crm, session, crm.token
        self.at = crm.url

    async def __call__(self, path, verb="GET", json=None, headers=None):
        url = path if path.startswith("http") else f"{self.at}/api/v4/{path}"
        headers = {"Authorization": f"Bearer {self.token}"} | (headers or {})
        async with self.session.request(verb, url, json=json, headers=headers, allow_redirects=False) as response:
            if response.status == 204 or "json" not in response.content_type:
                return response.status, None
            return response.status, await response.json(content_type=None)

    def raw(self, path):
        """The answer as it comes."""
        return self.session.get(f"{self.at}/api/v4/{path}", headers={"Authorization": f"Bearer {self.token}"})

    async def all(self, path):
        """Every row of a list, by its links."""
        name, found, url = path.partition("?")[0].rsplit("/", 1)[-1], [], path
        while url:
            status, body = await self(url)
            if status == 204:
                break
            found += body["_embedded"][name]
            url = body["_links"].get("next", {}).get("href")
        return found


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
    async with AmoServer(ledger, watch=watch) as started:
        yield started
        assert started.requests.violations == []


@pytest.fixture
async def ask(crm):
    """A client with the long-lived token."""
    async with aiohttp.ClientSession() as session:
        session._retry_connection = False
        yield Client(crm, session)
