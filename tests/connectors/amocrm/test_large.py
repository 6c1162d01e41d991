"""An account of many years: all of it is read, row for row, and then what changes."""

import time

import pytest

from sandbox.amocrm import AmoServer
from sandbox.crm import Life, grown
from sandbox.telegram.watch import StoppedWatch
from tests.connectors.amocrm.playing import ORDER, Synced, touched, truth

NOW = 1_720_000_000
DEALS, CALLS, TOUCHES = 20_000, 100_000, 10_000


@pytest.mark.long
async def test_twenty_thousand_deals_and_a_hundred_thousand_calls_equal_the_truth():
    ledger = touched(grown(7, deals=DEALS, calls=CALLS), NOW - 300 * TOUCHES, TOUCHES)
    async with AmoServer(ledger, watch=StoppedWatch(began=NOW)) as crm:
        synced = Synced(crm, cost_field="771001")
        for kind in ORDER:
            began, asked = time.monotonic(), len(crm.requests.entries)
            await synced.read(kind)
            print(f"{kind}: {len(synced.rows[kind])} rows, {len(crm.requests.entries) - asked} questions,",
                  f"{time.monotonic() - began:.0f} s")  # fmt: skip
        _equal(synced)
        life = Life(ledger, 3)
        for _ in range(300):
            crm.watch.advance(1)
            life.step(crm.watch.unix())
        crm.watch.advance(10)
        asked = len(crm.requests.entries)
        await synced.all()
        await synced.connector.close()

        _equal(synced)
        assert len(crm.requests.entries) - asked < 60
        assert crm.requests.violations == []
    assert len(synced.rows["calls"]) + len(synced.rows["activities"]) > 100_000


def _equal(synced):
    right = truth(synced.crm.ledger)
    assert synced.odd == []
    for kind in ORDER:
        ours, theirs = synced.rows[kind], right[kind]
        wrong = [(ours.get(key), theirs.get(key)) for key in ours.keys() | theirs.keys()
                 if ours.get(key) != theirs.get(key)]  # fmt: skip
        assert wrong[:3] == []
