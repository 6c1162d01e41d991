"""Deliveries: the vendor's own are hints to what has happened, all others are forged; hinted things are asked for."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from services.connectors.bitrix24 import VENDOR
from services.connectors.kit.contract import Delivery, Forged, Hint
from services.connectors.kit.records import Kind
from tests.connectors.bitrix24.samples import OWN
from tests.connectors.bitrix24.test_reading import change
from tests.connectors.bitrix24.truth import AFTER, LATER, TRUTH, at

TOKEN = "canary0fefc120afa4b628cc82d3935cce"
SECRETS = {"url": "https://acme.bitrix24.ru/rest/1/secret01/", "hook_secret": TOKEN}
SENT = datetime(2025, 10, 31, 8, 39, 50, tzinfo=UTC)


def form(event="ONCRMDEALUPDATE", data=None, **auth):
    told = {"domain": "acme.bitrix24.ru", "member_id": "a223", "application_token": TOKEN, **auth}
    fields = {"event": event, "event_handler_id": "201", "ts": str(int(SENT.timestamp()))}
    fields |= {"data[FIELDS][ID]": "5199"} if data is None else data
    return fields | {f"auth[{name}]": value for name, value in told.items() if value is not None}


def delivery(body, verb="POST"):
    body = body if isinstance(body, bytes) else urlencode(body).encode()
    return Delivery(verb, "/hooks/x", "", {"content-type": "application/x-www-form-urlencoded"}, body)


@pytest.mark.parametrize(
    ("event", "data", "hint"),
    [
        ("ONCRMDEALADD", {"data[FIELDS][ID]": "5199"}, (Kind.DEALS, "5199")),
        ("oncrmdealupdate", {"data[FIELDS][ID]": "5199"}, (Kind.DEALS, "5199")),
        ("ONCRMDEALDELETE", {"data[FIELDS][ID]": "5199"}, (Kind.DEALS, "5199")),
        ("ONCRMDEALMOVETOCATEGORY", {"data[FIELDS][ID]": "5199", "data[FIELDS][CATEGORY_ID]": "9"},
         (Kind.DEALS, "5199")),
        ("ONCRMLEADUPDATE", {"data[FIELDS][ID]": "250"}, (Kind.DEALS, "L_250")),
        ("ONCRMACTIVITYADD", {"data[FIELDS][ID]": "7943"}, (Kind.ACTIVITIES, "7943")),
        ("ONCRMQUOTEUPDATE", {"data[FIELDS][ID]": "801"}, (Kind.ACTIVITIES, "Q_801")),
        ("ONTASKADD", {"data[FIELDS_BEFORE][ID]": "undefined", "data[FIELDS_AFTER][ID]": "8017"},
         (Kind.ACTIVITIES, "T_8017")),
        ("ONTASKDELETE", {"data[FIELDS_BEFORE][ID]": "8017", "data[FIELDS_AFTER][ID]": ""},
         (Kind.ACTIVITIES, "T_8017")),
        ("ONVOXIMPLANTCALLEND", {"data[CALL_ID]": "externalCall.716f1cb7.1761890000"},
         (Kind.CALLS, "externalCall.716f1cb7.1761890000")),
        ("ONUSERADD", {"data[ID]": "31"}, (Kind.PEOPLE, "31")),
        ("ONAPPUNINSTALL", {"data[VERSION]": "1"}, None),
        ("ONCRMDEALUPDATE", {"data[FIELDS][ID]": "0"}, None),
        ("ONCRMDEALUPDATE", {"data[FIELDS][ID]": "5199; drop"}, None),
        ("ONCRMDEALUPDATE", {}, None),
        ("ONCRMDEALBURN", {"data[FIELDS][ID]": "5199"}, None),
        ("ONVOXIMPLANTCALLEND", {"data[CALL_ID]": "../x y"}, None),
    ],
)  # fmt: skip
def test_each_event_hints_at_its_thing(event, data, hint):
    told = VENDOR.hook(delivery(form(event, data)), SECRETS)

    assert told == (() if hint is None else (Hint(*hint, SENT),))


@pytest.mark.parametrize("stamp", ["", "soon", "-5", "9" * 30, "99999999999", "٣"])
def test_a_moment_that_makes_no_sense_is_none(stamp):
    told = VENDOR.hook(delivery(form() | {"ts": stamp}), SECRETS)

    assert told == (Hint(Kind.DEALS, "5199"),)


@pytest.mark.parametrize(
    ("body", "verb", "secrets"),
    [
        (form(application_token=TOKEN[:-1]), "POST", SECRETS),
        (form(application_token=TOKEN + " "), "POST", SECRETS),
        (form(application_token=""), "POST", SECRETS),
        (form(application_token=None), "POST", SECRETS),
        (form(), "POST", {**SECRETS, "hook_secret": ""}),
        (form(application_token=""), "POST", {**SECRETS, "hook_secret": ""}),
        (form(), "POST", {"url": SECRETS["url"]}),
        (form(domain="evil.bitrix24.ru"), "POST", SECRETS),
        (form(domain=None), "POST", SECRETS),
        (form(member_id="b334"), "POST", {**SECRETS, "member_id": "a223"}),
        (form(member_id=None), "POST", {**SECRETS, "member_id": "a223"}),
        (form(), "GET", SECRETS),
        (b"", "POST", SECRETS),
        (b"\xff\xfe", "POST", SECRETS),
        (b"x" * 2**20, "POST", SECRETS),
        (urlencode(form()).encode() + b"&a=1" * 300, "POST", SECRETS),
        (urlencode(form()).encode() + b"&auth[application_token]=other", "POST", SECRETS),
        (b'{"event": "ONCRMDEALUPDATE"}', "POST", SECRETS),
    ],
    ids=range(18),
)
def test_whatever_is_not_the_vendors_is_forged(body, verb, secrets):
    with pytest.raises(Forged) as caught:
        VENDOR.hook(delivery(body, verb), secrets)

    assert TOKEN not in repr(caught.value)


def test_a_portal_that_was_renamed_is_known_by_its_number():
    told = VENDOR.hook(delivery(form(domain="new.bitrix24.ru")), {**SECRETS, "member_id": "a223"})

    assert told == (Hint(Kind.DEALS, "5199", SENT),)


@given(st.binary(max_size=200), st.sampled_from(["POST", "GET", ""]), st.booleans())
def test_no_delivery_is_another_exception(rubbish, verb, signed):
    body = urlencode(form()).encode() + b"&" + rubbish if signed else rubbish

    with suppress(Forged):
        assert VENDOR.hook(delivery(body, verb), SECRETS) in ((), (Hint(Kind.DEALS, "5199", SENT),))


@pytest.fixture
async def heard(crm):
    """What the played portal delivers to our door."""
    came = []

    async def door(request):
        headers = {name.lower(): value for name, value in request.headers.items()}
        came.append(Delivery(request.method, request.path, request.query_string, headers, await request.read()))
        return web.Response()

    app = web.Application()
    app.router.add_route("*", "/hook", door)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    crm.hooks.add(f"http://127.0.0.1:{runner.addresses[0][1]}/hook")
    yield came
    await runner.cleanup()


async def test_what_the_portal_tells_by_itself_is_asked_for_and_is_the_truth(connector, crm, ledger, shelf, heard):
    for kind in (Kind.DEALS, Kind.CALLS, Kind.ACTIVITIES):
        await shelf.read(connector, kind)
    change(ledger, 4)
    await crm.hooks.settled()
    secrets = {"url": crm.webhook, "hook_secret": crm.tokens.application_token}
    hints = [hint for one in heard for hint in VENDOR.hook(one, secrets)]

    asked = len(crm.requests.entries)
    async for page in connector.fetch(hints):
        kind = Kind.CALLS if any(type(one).__name__ == "SourceCall" for one in page.records) else None
        shelf.take(kind or (Kind.DEALS if _of_deals(page) else Kind.ACTIVITIES), page)

    assert len(hints) > 150 and len(crm.requests.entries) - asked <= 12
    settled = {number: replace(one, final=True) for number, one in shelf.of(Kind.CALLS).items()}
    assert settled == TRUTH[Kind.CALLS](crm)
    for kind in (Kind.DEALS, Kind.ACTIVITIES):
        assert shelf.of(kind) == TRUTH[kind](crm)
    for kind in (Kind.DEALS, Kind.CALLS, Kind.ACTIVITIES):
        await shelf.read(connector, kind, LATER + timedelta(days=8))
        assert shelf.of(kind) == TRUTH[kind](crm)


def _of_deals(page):
    return any(type(one).__name__ == "SourceDeal" or getattr(one, "kind", "") == Kind.DEALS for one in page.records)


async def test_fifty_hints_are_one_question_and_what_does_not_come_back_is_erased(opening, crm, ledger):
    connector = opening(crm, cost_field="")
    gone = next(one for one in ledger.deals.all if one.deleted_at is not None)
    numbers = [str(one.id) for one in ledger.deals.all if not one.lead_id and one.id != gone.id][:49]
    hints = [Hint(Kind.DEALS, number) for number in [*numbers, str(gone.id), *numbers]]

    pages = [page async for page in connector.fetch(hints)]

    there = {one.id for one in ledger.deals.all if one.deleted_at is None}
    erased = {one.external_id for page in pages for one in page.records if type(one).__name__ == "Erased"}
    assert len(crm.requests.entries) == 1 and [page.cursor for page in pages] == [{}]
    assert erased == {one for one in [*numbers, str(gone.id)] if int(one) not in there}
    assert sum(len(page.records) for page in pages) == 50


async def test_hints_of_every_kind(connector, crm, ledger):
    call, lead = ledger.calls.all[0], ledger.leads.all[0]
    hints = [
        Hint(Kind.CALLS, f"externalCall.{call.uniq}"), Hint(Kind.CALLS, "externalCall.not-yet"),
        Hint(Kind.DEALS, f"L_{lead.id}"), Hint(Kind.DEALS, "L_99999"), Hint(Kind.ACTIVITIES, "T_99999"),
        Hint(Kind.ACTIVITIES, "Q_99999"), Hint(Kind.ACTIVITIES, "99999999"), Hint(Kind.MOVES, "5"),
        Hint(Kind.STAGES, "C9:NEW"), Hint(Kind.PEOPLE, "1"),
    ]  # fmt: skip

    told = [record async for page in connector.fetch(hints) for record in page.records]

    kinds = [type(one).__name__ for one in told]
    assert kinds.count("SourcePerson") == len(ledger.users) and kinds.count("SourceCall") == 1
    assert {one.external_id for one in told if type(one).__name__ == "Erased"} == {
        "L_99999", "T_99999", "Q_99999", "99999999",
    }  # fmt: skip
    assert TRUTH[Kind.DEALS](crm)[f"L_{lead.id}"] in told


async def test_own_fields_are_in_hinted_deals_too(opening, crm, ledger):
    code = f"ufCrm_{ledger.field('Себестоимость').id}"
    number = next(number for number, one in TRUTH[Kind.DEALS](crm).items() if one.cost)

    connector = opening(crm, cost_field=code)

    pages = [page for _ in range(3) async for page in connector.fetch([Hint(Kind.DEALS, number, at(AFTER))])]

    assert [page.records for page in pages] == [(TRUTH[Kind.DEALS](crm)[number],)] * 3
    assert len(crm.requests.entries) == 4
    assert set(OWN) <= {one.name for one in VENDOR.needs}
