"""A played amoCRM with a small life in it, and somebody who reads and stores."""

import pytest

from sandbox.amocrm import AmoServer
from sandbox.crm import grown
from sandbox.telegram.watch import StoppedWatch
from tests.connectors.amocrm.playing import Synced, touched

NOW = 1_720_000_000
COST = "771001"


@pytest.fixture
def watch():
    """Time stands."""
    return StoppedWatch(began=NOW)


@pytest.fixture
def ledger():
    """A small life."""
    return touched(grown(5, deals=300, calls=400), NOW - 100_000)


@pytest.fixture
async def crm(ledger, watch):
    """The server; whoever wants a violation takes it away."""
    async with AmoServer(ledger, watch=watch) as started:
        yield started
        assert started.requests.violations == []


@pytest.fixture
async def synced(crm):
    """Reads with the long-lived token."""
    made = Synced(crm, cost_field=COST)
    yield made
    await made.connector.close()
