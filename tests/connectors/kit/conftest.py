"""A vendor on loopback and lines to it."""

import pytest

from services.connectors.kit.contract import Rate
from services.connectors.kit.guard import Guard
from services.connectors.kit.http import Line
from services.connectors.kit.limiter import AccountLimiter, OwnBuckets
from tests.connectors.kit.playing import QUICK, Vendor, machine_now, says, started


@pytest.fixture
async def start():
    """Starts vendors: `await start(ssl_context)`."""
    runners = []

    async def starting(ssl_context=None):
        vendor = Vendor()
        runners.append(await started(vendor, ssl_context))
        return vendor

    yield starting
    for runner in runners:
        await runner.cleanup()


@pytest.fixture
async def vendor(start):
    """A vendor that answers `{}`."""
    made = await start()
    made.says(says())
    return made


@pytest.fixture
async def line_to():
    """Opens lines: `line_to(vendor, …)`, at a pace that stands in nobody's way."""
    lines = []

    def opening(vendor, limiter=None, waits=QUICK, guard=None, origin=None, **more):
        guard = guard or Guard(allowed=[vendor.origin])
        limiter = limiter or AccountLimiter("source:1", Rate(1000, 100), OwnBuckets(), machine_now)
        line = Line(guard.origin(origin or vendor.origin), guard, limiter, machine_now, waits=waits, **more)
        lines.append(line)
        return line

    yield opening
    for line in lines:
        await line.close()
