"""Who we are in a portal and what opens it: the probe, tokens of an application, and values that cannot be right."""

import asyncio
import logging
import traceback
from datetime import UTC, datetime, timedelta

import pytest

from services.connectors.bitrix24 import VENDOR
from services.connectors.kit import registry
from services.connectors.kit.contract import Account, Grant, Rate, Tools
from services.connectors.kit.guard import Guard
from services.connectors.kit.limiter import AccountLimiter, OwnBuckets
from services.connectors.kit.records import Kind
from services.errors import AccessLost, Refused
from tests.connectors.bitrix24.conftest import KINDS
from tests.connectors.bitrix24.truth import TRUTH
from tests.connectors.kit.playing import machine_now
from tests.connectors.kit.test_oauth import Box


async def test_the_probe_says_who_we_are_and_what_we_may_read(connector, crm):
    host = crm.url.removeprefix("http://")

    assert await connector.probe() == Account(host, host, "Europe/Moscow", None, VENDOR.kinds, ())
    assert len(crm.requests.entries) == 1


@pytest.mark.parametrize(
    ("scope", "lost", "lacking"),
    [
        ("telephony", {Kind.CALLS}, ("telephony",)),
        ("user", {Kind.PEOPLE}, ("user",)),
        ("department", {Kind.PEOPLE}, ("department",)),
        ("task", set(), ("task",)),
        ("crm", {Kind.STAGES, Kind.DEALS, Kind.MOVES, Kind.ACTIVITIES}, ("crm",)),
    ],
)
async def test_the_probe_names_the_rights_that_are_lacking(connector, crm, scope, lost, lacking):
    crm.tokens.scopes.discard(scope)

    found = await connector.probe()

    assert (VENDOR.kinds - found.kinds, found.lacking) == (lost, lacking)


def test_the_vendor_is_found_and_says_what_it_needs():
    found = registry.vendor("bitrix24")

    assert found is VENDOR and found.rate == Rate(2, 50)
    assert {one.name for one in found.needs if one.secret} == {"url", "client_secret", "hook_secret"}
    assert all(one.optional for one in found.needs)


@pytest.mark.parametrize(
    "given",
    [
        {}, {"url": ""}, {"url": "acme.bitrix24.ru"}, {"url": "http://acme.bitrix24.ru/rest/1/secret01/"},
        {"url": "https://127.0.0.1/rest/1/secret01/"}, {"url": "https://acme.bitrix24.ru:8443/rest/1/secret01/"},
        {"client_id": "local.1"}, {"url": "https://user:pass@acme.bitrix24.ru/rest/1/secret01/"},
    ],
)  # fmt: skip
def test_values_that_cannot_be_right_are_refused_before_anything_is_asked(given):
    limiter = AccountLimiter("source:1", VENDOR.rate, OwnBuckets(), machine_now)

    with pytest.raises(Refused) as caught:
        VENDOR.opens(given, Tools(Guard(), limiter, None, machine_now))

    assert "secret01" not in "".join(traceback.format_exception(caught.value))


@pytest.fixture
def application(opening, crm):
    """A connector of an application whose tokens lie in a box: `application(box)`."""

    def made(box):
        crm.tokens.client_secret = "canary-client-secret"
        return opening(crm, box=box, client_id=crm.tokens.client_id, client_secret=crm.tokens.client_secret)

    return made


def box_of(crm, **changes):
    pair = crm.tokens.pair()
    ends = datetime.fromtimestamp(pair["expires"], UTC)
    given = {"access": pair["access_token"], "refresh": pair["refresh_token"], "home": pair["client_endpoint"]}
    return Box(Grant(1, **{**given, "expires_at": ends, **changes}))


async def test_an_application_reads_with_its_tokens(application, crm, shelf):
    connector = application(box_of(crm))

    for kind in KINDS:
        await shelf.read(connector, kind)

    assert [kind for kind in KINDS if shelf.of(kind) != TRUTH[kind](crm)] == []
    assert crm.requests.of("oauth/token") == []


async def test_a_token_that_expired_is_renewed_once_by_whoever_comes_first(application, crm, caplog):
    caplog.set_level(logging.DEBUG)
    box = box_of(crm)
    before = box.lies
    connectors = [application(box), application(box)]
    crm.tokens.expire()

    found = await asyncio.gather(*(one.probe() for one in connectors for _ in range(3)))

    assert len({one.external_id for one in found}) == 1 and len(crm.requests.of("oauth/token")) == 1
    assert box.lies.refresh != before.refresh and box.lies.home == f"{crm.url}/rest/"
    said = caplog.text + repr(connectors)
    assert not [one for one in (before.access, before.refresh, box.lies.access, "canary-client") if one in said]


async def test_a_token_is_not_renewed_before_its_time(application, crm):
    connector = application(box_of(crm, expires_at=machine_now() + timedelta(minutes=2)))

    await connector.probe()

    assert crm.requests.of("oauth/token") == []


@pytest.mark.parametrize("spoil", ["revoke", "secret", "nothing", "homeless"])
async def test_an_application_that_was_removed_is_lost_access(application, crm, spoil, caplog):
    caplog.set_level(logging.DEBUG)
    box = Box(None) if spoil == "nothing" else box_of(crm, **({"home": None} if spoil == "homeless" else {}))
    connector = application(box)
    if spoil == "revoke":
        crm.tokens.revoke()
    if spoil == "secret":
        crm.tokens.client_secret = "another"
        crm.tokens.expire()

    for _ in range(2):
        with pytest.raises(AccessLost) as caught:
            await connector.probe()

    said = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + caplog.text
    assert "canary-client" not in said and len(crm.requests.of("oauth/token")) <= 1


async def test_an_application_follows_a_renamed_portal_and_learns_its_address(opening, crm):
    box, old = box_of(crm), crm.url
    await crm.move_away()
    given = {"client_id": crm.tokens.client_id, "client_secret": crm.tokens.client_secret}
    connector = opening(crm, box=box, allowed=[old], **given)

    found = await connector.probe()
    crm.tokens.expire()
    again = await connector.probe()

    assert found.external_id == again.external_id == crm.url.removeprefix("http://")
    assert box.lies.home == f"{crm.url}/rest/"
    assert [one.status for one in crm.requests.entries].count(302) == 1


async def test_a_portal_that_moved_while_the_token_expired_is_read_all_the_same(opening, crm):
    box, old = box_of(crm), crm.url
    await crm.move_away()
    crm.tokens.expire()
    given = {"client_id": crm.tokens.client_id, "client_secret": crm.tokens.client_secret}
    connector = opening(crm, box=box, allowed=[old], **given)

    found = await asyncio.gather(*(connector.probe() for _ in range(4)))

    assert {one.external_id for one in found} == {crm.url.removeprefix("http://")}
    assert len(crm.requests.of("oauth/token")) == 1


async def test_what_is_kept_between_readings_holds_no_secret_and_no_phone(connector, crm, shelf):
    for kind in KINDS:
        await shelf.read(connector, kind)

    kept = str(shelf.cursors)
    assert not [one for one in (crm.tokens.secret, "+7", "example.org", "Клиент") if one in kept]
