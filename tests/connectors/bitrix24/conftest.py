"""A played portal on loopback, and connectors to it."""

import pytest

from sandbox.bitrix24 import BitrixServer
from services.connectors.bitrix24 import VENDOR
from services.connectors.bitrix24.connector import Bitrix24
from services.connectors.kit.contract import Rate, Tools
from services.connectors.kit.guard import Guard
from services.connectors.kit.limiter import AccountLimiter, OwnBuckets
from tests.connectors.bitrix24.truth import Shelf, busy
from tests.connectors.kit.playing import QUICK, machine_now


@pytest.fixture
def ledger():
    """A small busy department."""
    return busy()


@pytest.fixture
async def crm(ledger):
    """Its portal; whoever wants a violation takes it away."""
    async with BitrixServer(ledger) as started:
        yield started
        assert [str(one) for one in started.requests.violations] == []


@pytest.fixture
async def opening():
    """Opens connectors: `opening(crm, cost_field=…)`, at a pace that stands in nobody's way."""
    opened = []

    def open_one(crm, *, rate=None, box=None, url=None, allowed=(), waits=QUICK, **given):
        limiter = AccountLimiter("source:1", rate or Rate(1000, 100), OwnBuckets(), machine_now)
        tools = Tools(Guard(allowed=[crm.url, *allowed]), limiter, box, machine_now)
        given = {"cost_field": "Себестоимость", **given}
        if box is None:
            given["url"] = url or crm.webhook
        opened.append(Bitrix24(given, tools, desk=crm.url, waits=waits))
        return opened[-1]

    yield open_one
    for one in opened:
        await one.close()


@pytest.fixture
def connector(opening, crm):
    return opening(crm)


@pytest.fixture
def shelf():
    return Shelf()


KINDS = sorted(VENDOR.kinds)
