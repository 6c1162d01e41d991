"""A big portal is read as it is: twenty thousand deals, a hundred thousand calls and as many activities."""

import pytest

from sandbox.bitrix24 import BitrixServer
from sandbox.crm import Life, grown
from services.connectors.kit.records import Kind
from tests.connectors.bitrix24.conftest import KINDS
from tests.connectors.bitrix24.truth import AFTER, TRUTH, Shelf


@pytest.mark.long
async def test_a_big_portal_is_read_as_it_is_and_kept_up_with(opening):
    ledger = grown(3, deals=20_000, calls=100_000)
    people = ledger.users.all
    for number, deal in enumerate(ledger.deals.all):
        user = people[number % len(people)]
        ledger.add_message(
            ("mail", "chat")[number % 2], ("in", "out")[number % 3 % 2], deal, at=AFTER + number, user=user
        )
    async with BitrixServer(ledger) as crm:
        shelf, connector = Shelf(), opening(crm)
        for kind in KINDS:
            await shelf.read(connector, kind)
        asked = len(crm.requests.entries)
        life = Life(ledger, 11)
        for step in range(2_000):
            life.step(AFTER + 50_000 + step)
        for kind in (Kind.DEALS, Kind.MOVES, Kind.CALLS, Kind.ACTIVITIES):
            await shelf.read(connector, kind)

        assert crm.requests.violations == []
        assert asked < 20_000 / 2_000 + 100_000 / 2_000 + 2 * 150_000 / 2_000
        assert [kind for kind in KINDS if kind is not Kind.DEALS and shelf.of(kind) != TRUTH[kind](crm)] == []
        true = TRUTH[Kind.DEALS](crm)
        assert {number: one for number, one in shelf.of(Kind.DEALS).items() if number in true} == true
        assert len(str(shelf.cursors[Kind.DEALS])) < 20_000
