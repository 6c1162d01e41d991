"""What a played amoCRM brings to the door: kept before it is acknowledged, asked for again, nothing of strangers."""

import asyncio
from urllib.parse import urlencode

import pytest

from sandbox.amocrm.faces import ACCOUNT
from services.store.tables import deals, hints
from services.usecases.pull_due import PullDue
from services.usecases.take_delivery import TakeDelivery
from tests.marks import on_sqlite
from tests.usecases.pulling.vendors import VENDORS

pytestmark = pytest.mark.parametrize("played", [VENDORS["amocrm"]], indirect=True, ids=["amocrm"])

SECRET = "s3cr3t-of-the-path"


def delivery(department, *numbers, account=None, secret=SECRET, verb="POST", body=None):
    """A delivery as the account makes it: leads of these numbers have changed."""
    fields = {f"leads[update][{place}][id]": number for place, number in enumerate(numbers)}
    fields |= {"account[id]": ACCOUNT if account is None else account}
    return verb, f"/hooks/1/{secret}", "", {}, urlencode(fields).encode() if body is None else body


@pytest.fixture
async def door(department):
    """The door of the connected account."""
    await department.connect(hook_secret=SECRET)
    take = TakeDelivery(department.database, department.machine, department.vault, department.opening)
    source = await department.source()

    async def taken(brought, number=source.id):
        return await take(number, brought)

    return taken


async def test_a_hint_is_kept_once_and_brings_its_deal_in_the_next_round(department, door, crm):
    await department.pull()
    deal = crm.ledger.deals.all[0]
    crm.watch.advance(1)
    crm.ledger.reprice(deal, 777, at=crm.watch.unix())

    assert [await door(delivery(department, deal.id)) for _ in range(2)] == [1, 1]
    waiting = await department.rows(hints)
    await PullDue(department.database, department.machine, department.pull_source)()

    assert [(row.kind, row.external_id) for row in waiting] == [("deals", str(deal.id))]
    assert {row.external_id: row.amount for row in await department.rows(deals)}[str(deal.id)] == 77_700
    assert await department.rows(hints) == []


@pytest.mark.parametrize(
    "strange",
    [
        {"secret": "another"},
        {"secret": ""},
        {"account": 1},
        {"account": ""},
        {"body": b"\xff\xfe\x00"},
        {"body": b"x" * 1_000_000},
        {"body": b"leads[update][0][id]=1&" * 30_000},
    ],
    ids=["secret", "no secret", "account", "no account", "rubbish", "a megabyte", "fields"],
)
async def test_what_is_not_the_sources_is_not_kept(department, door, crm, strange):
    assert await door(delivery(department, 1, **strange)) is None
    assert await department.rows(hints) == []


async def test_a_number_that_is_nobodys_is_as_a_forged_one(department, door):
    assert await door(delivery(department, 1), number=12345) is None


async def test_a_delivery_without_news_keeps_nothing(department, door):
    assert await door(delivery(department)) == 0
    assert await department.rows(hints) == []


@on_sqlite
async def test_many_at_once_share_transactions(department, door):
    begun = []
    durable = department.database.durable

    def counted():
        begun.append(1)
        return durable()

    department.database.durable = counted
    await asyncio.gather(*(door(delivery(department, 1_000 + number)) for number in range(100)))

    assert len(await department.rows(hints)) == 100
    assert len(begun) <= 10
