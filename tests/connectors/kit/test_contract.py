"""A whole connector on the kit: found by its folder, opened, asked, read in pages, stopped and gone on with."""

import importlib
import json
import sys
from datetime import UTC, datetime
from decimal import Decimal
from types import ModuleType

import pytest
from aiohttp import web

from services.connectors.kit import registry, signing
from services.connectors.kit.contract import Delivery, Forged, Hint, Tools
from services.connectors.kit.guard import Guard
from services.connectors.kit.limiter import AccountLimiter, OwnBuckets
from services.connectors.kit.records import Kind
from services.errors import AccessLost, Refused
from tests.connectors.kit import vendors
from tests.connectors.kit.playing import machine_now

NOON = datetime(2026, 11, 24, 9, tzinfo=UTC)


async def northlight(request):
    """The other side: five rows a page, one of them makes no sense."""
    if request.headers.get("X-Key") != "key":
        return web.json_response({"code": "bad_key"}, status=401)
    if request.path == "/account":
        return web.json_response({"id": 7, "title": "Ромашка", "zone": "Europe/Moscow", "rows": []})
    after = int(request.query["after"])
    rows = [{"id": number, "changed": 1795392000 + number, "amount": f"{number}.10"} for number in range(1, 13)]
    rows[6]["amount"] = "много"
    return web.json_response({"rows": [row for row in rows if row["id"] > after][:5]})


@pytest.fixture
def opened(vendor):
    vendor.says(northlight)
    known = registry.vendor("northlight", vendors)
    tools = Tools(
        Guard(allowed=[vendor.origin]),
        AccountLimiter("source:1", known.rate, OwnBuckets(), machine_now),
        None,
        machine_now,
    )
    return lambda token="key": known.opens({"url": f"{vendor.origin}/", "token": token}, tools)


def test_vendors_are_found_by_their_folders():
    assert registry.names(vendors) == ["northlight"]
    assert [one.title for one in registry.vendors(vendors).values()] == ["Северное сияние"]


def test_an_unknown_vendor_is_refused_with_those_that_are_known():
    with pytest.raises(Refused) as caught:
        registry.vendor("kit", vendors)

    assert caught.value.values == {"known": "northlight"}


def test_every_folder_beside_the_kit_is_a_vendor():
    found = registry.vendors()

    assert sorted(found) == registry.names()
    assert all(one.needs and one.kinds and one.rate.a_second > 0 for one in found.values())


def test_a_folder_that_is_no_vendor_is_a_mistake(tmp_path):
    place = tmp_path / "strangers"
    (place / "nothing").mkdir(parents=True)
    for folder in (place, place / "nothing"):
        (folder / "__init__.py").write_text("")
    sys.path.insert(0, str(tmp_path))
    try:
        with pytest.raises(TypeError):
            registry.vendors(importlib.import_module("strangers"))
    finally:
        sys.path.remove(str(tmp_path))
        sys.modules.pop("strangers", None)


def test_the_list_of_names_loads_no_vendor(tmp_path):
    place = tmp_path / "northlight"
    place.mkdir()
    (place / "__init__.py").write_text("raise RuntimeError")
    where = ModuleType("somewhere")
    where.__path__ = [str(tmp_path)]

    assert registry.names(where) == ["northlight"]


async def test_a_real_question_is_asked_before_it_is_called_connected(opened):
    right, wrong = opened(), opened("other")

    account = await right.probe()
    with pytest.raises(AccessLost) as caught:
        await wrong.probe()

    assert (account.external_id, account.zone) == ("7", "Europe/Moscow")
    assert (caught.value.code, caught.value.status) == ("bad_key", 401)
    await right.close()
    await wrong.close()


async def test_reading_goes_on_where_it_stopped_and_sets_aside_what_makes_no_sense(opened):
    connector = opened()
    first = await anext(connector.read(Kind.DEALS, None, NOON))
    cursor = json.loads(json.dumps(first.cursor))

    rest = [page async for page in connector.read(Kind.DEALS, cursor, NOON)]
    await connector.close()

    records = [record for page in [first, *rest] for record in page.records]
    assert [record.external_id for record in records] == [str(number) for number in range(1, 13) if number != 7]
    assert records[0].amount == Decimal("1.10")
    assert [odd.external_id for page in rest for odd in page.odd] == ["7"]


async def test_what_hints_name_is_asked_for_again_and_moves_no_place(opened):
    connector = opened()
    pages = [page async for page in connector.fetch([Hint(Kind.DEALS, "3"), Hint(Kind.DEALS, "9")])]
    await connector.close()

    assert [record.external_id for page in pages for record in page.records] == ["3", "9"]
    assert [page.cursor for page in pages] == [{}, {}]


def test_a_delivery_is_a_hint_and_a_forged_one_is_not():
    read = registry.vendor("northlight", vendors).hook
    body = b'{"id": 5, "amount": "1000000"}'
    right = Delivery("POST", "/", "", {"x-sign": signing.hmac_hex("key", body)}, body)

    assert read(right, {"token": "key"}) == (Hint(Kind.DEALS, "5"),)
    for headers in ({}, {"x-sign": ""}, {"x-sign": "0" * 64}):
        with pytest.raises(Forged):
            read(Delivery("POST", "/", "", headers, body), {"token": "key"})
    assert "1000000" not in repr(right)
