"""A large CRM is made and read whole in seconds."""

import time

import aiohttp
import pytest

from sandbox.amocrm import AmoServer
from sandbox.bitrix24 import BitrixServer
from sandbox.crm import grown


@pytest.fixture(scope="module")
def large():
    """Twenty thousand deals, a hundred thousand calls."""
    return grown(deals=20_000, calls=100_000)


@pytest.mark.long
async def test_all_deals_and_notes_of_amocrm_by_pages(large):
    begun, count = time.monotonic(), 0
    async with AmoServer(large) as crm, aiohttp.ClientSession(headers={"Authorization": f"Bearer {crm.token}"}) as asks:
        for path in ("leads", "leads/notes", "contacts/notes"):
            url = f"{crm.url}/api/v4/{path}?limit=250&order[updated_at]=asc"
            while url:
                async with asks.get(url) as response:
                    body = await response.json(content_type=None)
                count += sum(map(len, body["_embedded"].values()))
                url = body["_links"].get("next", {}).get("href")

    assert count == len(large.deals) + len(large.notes)
    assert time.monotonic() - begun < 30


@pytest.mark.long
async def test_all_calls_of_bitrix24_by_id(large):
    begun, count, last = time.monotonic(), 0, 0
    async with BitrixServer(large) as crm, aiohttp.ClientSession() as asks:
        while True:
            asked = {"FILTER": {">ID": last}, "SORT": "ID", "ORDER": "ASC", "start": -1}
            async with asks.post(f"{crm.webhook}voximplant.statistic.get", json=asked) as response:
                rows = (await response.json())["result"]
            count += len(rows)
            if len(rows) < 50:
                break
            last = int(rows[-1]["ID"])

    assert count == len(large.calls)
    assert time.monotonic() - begun < 30
