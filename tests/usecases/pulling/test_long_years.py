"""Many years of an account, pulled and then kept up with by hints and by polling, stand in the store as it has them."""

import time
from contextlib import contextmanager
from random import Random
from urllib.parse import urlencode

import pytest

from sandbox.telegram.watch import StoppedWatch
from services.connectors.kit import registry
from services.connectors.kit.contract import Delivery
from tests.factories import a_company
from tests.marks import on_sqlite
from tests.usecases.pulling.department import Department
from tests.usecases.pulling.vendors import NOW

DEALS, CALLS = 20_000, 100_000
CHANGES, AT_ONCE = 1_000, 50
LOST, DOUBLED = 0.1, 0.2
FORM = {"content-type": "application/x-www-form-urlencoded"}


class Ear:
    """Hears deliveries of what happens while it listens: some never come, some come twice, none in its turn."""

    def __init__(self, department, seed=5):
        self._crm, self._chance = department.crm, Random(seed)
        self._hook = registry.vendor(department.vendor.key).hook
        self._secrets = department.vendor.hears(self._crm)
        self._waiting = []
        self.listens = False
        self.lost = self.doubled = self.heard = 0
        self._crm.ledger.watch(self._tell)

    def _tell(self, event):
        for form in self._crm.hook_forms(event, frozenset()) if self.listens else ():
            drawn = self._chance.random()
            times = 0 if drawn < LOST else 2 if drawn > 1 - DOUBLED else 1
            self.lost, self.doubled = self.lost + (times == 0), self.doubled + (times == 2)
            path = f"/hooks/{self._secrets['hook_secret']}"
            self._waiting += [Delivery("POST", path, "", FORM, urlencode(form).encode())] * times

    def hints(self):
        """What came, out of order."""
        told = [hint for delivery in self._waiting for hint in self._hook(delivery, self._secrets)]
        self._waiting = []
        self._chance.shuffle(told)
        self.heard += len(told)
        return told


@contextmanager
def timed(what):
    began = time.monotonic()
    yield
    print(f"{what}: {time.monotonic() - began:.1f} s")


@on_sqlite
@pytest.mark.long
async def test_many_years_and_a_thousand_changes_equal_the_account(database, played):
    ledger = played.ledger(deals=DEALS, calls=CALLS)
    async with played.server(ledger, watch=StoppedWatch(began=NOW)) as crm:
        department = Department(database, await a_company(database), crm, played)
        await department.connect()
        with timed(f"{played.key}, everything"):
            pulled = await department.pull()
        assert pulled.trouble is None and pulled.aside == 0
        assert await department.differences() == {}

        ear = Ear(department)
        with timed(f"{played.key}, {CHANGES} changes"):
            for turn in range(CHANGES // AT_ONCE):
                ear.listens = turn % 2 == 0
                department.live(AT_ONCE, seed=turn)
                crm.watch.advance(10)
                pulled = await department.pull(hints=ear.hints())
                assert pulled.trouble is None
        department.settle()
        with timed(f"{played.key}, what is left"):
            await department.pull()

        assert await department.differences() == {}
        assert min(ear.lost, ear.doubled, ear.heard) > 10
        assert [str(one) for one in crm.requests.violations] == []
