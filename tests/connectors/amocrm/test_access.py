"""Keys: the long-lived token, tokens that are renewed and work once, an account that moves away."""

import asyncio
from datetime import timedelta

import pytest

from sandbox.amocrm import AmoServer
from sandbox.crm import grown
from services.connectors.amocrm import VENDOR
from services.connectors.amocrm.access import claims_of
from services.connectors.amocrm.connector import KINDS
from services.connectors.kit.contract import Grant
from services.connectors.kit.records import Kind
from services.errors import AccessLost, Busy, Down, Refused
from tests.connectors.amocrm.playing import Box, Synced, tools_for
from tests.connectors.kit.playing import machine_now

TOKENS = "POST oauth2/access_token"
DAY = timedelta(days=1)


class Clock:
    """The machine's clock of a test."""

    def __init__(self):
        self.at = machine_now()

    def __call__(self):
        return self.at


@pytest.fixture
def ledger():
    """A few deals are enough for keys."""
    return grown(5, deals=3, calls=3)


def integration(crm, **more):
    """What the admin gives for tokens that are renewed."""
    tokens = crm.tokens
    told = {"client_id": tokens.client_id, "client_secret": tokens.client_secret, "redirect_uri": tokens.redirect_uri}
    return {"token": ""} | told | more


def paired(crm, expires_at, **more):
    """A box with a pair that the account gave before."""
    pair = crm.tokens.pair()
    return Box(Grant(1, pair["access_token"], pair["refresh_token"], expires_at, **more))


@pytest.fixture
async def process(crm):
    """Processes of one source: `process(box)`."""
    made = []

    def opened(box, *origins, now=machine_now, **given):
        made.append(Synced(crm, tools_for(crm.url, *origins, box=box, now=now), **integration(crm, **given)))
        return made[-1]

    yield opened
    for one in made:
        await one.connector.close()


async def test_a_real_question_tells_whose_the_account_is_and_what_may_be_read(synced):
    account = await synced.connector.probe()

    assert (account.external_id, account.title) == ("31415926", "Северный свет")
    assert (account.zone, account.currency) == ("Europe/Moscow", "RUB")
    assert (account.kinds, account.lacking) == (KINDS, ())


async def test_what_a_key_lacks_is_said(synced, crm):
    crm.reading.is_admin, crm.reading.filters_allowed = False, False
    crm.faults.answers(403, "Forbidden", method="events", times=None)

    account = await synced.connector.probe()

    assert account.lacking == ("users", "events", "filter")
    assert account.kinds == {Kind.STAGES, Kind.DEALS, Kind.CALLS}


@pytest.mark.parametrize(("status", "phrase"), [(401, "source-access-lost"), (402, "source-unpaid")])
async def test_a_key_that_is_refused_is_no_connection(synced, crm, status, phrase):
    crm.faults.answers(status, method="account")

    with pytest.raises(AccessLost) as caught:
        await synced.connector.probe()

    assert (caught.value.phrase, caught.value.status) == (phrase, status)


async def test_a_long_lived_token_that_is_revoked_is_asked_with_once(synced, crm):
    crm.tokens.revoke()

    with pytest.raises(AccessLost):
        await synced.read(Kind.DEALS)

    assert [entry.status for entry in crm.requests.entries] == [401]


async def test_a_long_lived_token_of_an_account_that_moved_asks_to_connect_anew(synced, crm):
    await crm.move_away()

    with pytest.raises(AccessLost) as caught:
        await synced.read(Kind.STAGES)

    assert caught.value.phrase == "source-moved"


async def test_the_code_of_the_consent_becomes_tokens_once(process, crm):
    box, code = Box(), crm.tokens.code()
    first = process(box, code=code)
    await asyncio.gather(*(first.read(kind) for kind in (Kind.STAGES, Kind.PEOPLE, Kind.DEALS)))
    await process(box, code=code).read(Kind.STAGES)

    assert len(crm.requests.of(TOKENS)) == 1
    assert (box.lies.version, box.lies.home) == (1, crm.url)


async def test_a_code_that_is_spent_opens_nothing(process, crm):
    with pytest.raises(AccessLost):
        await process(Box(), code="def502spent").read(Kind.STAGES)
    with pytest.raises(AccessLost):
        await process(Box()).read(Kind.STAGES)


async def test_who_is_late_with_the_code_takes_what_another_has_kept(process, crm):
    code, box = crm.tokens.code(), Box()
    other = process(box, code=code)
    await other.read(Kind.STAGES)
    kept, looked = box.lies, []

    async def look():
        looked.append(box.lies)
        return None if len(looked) == 1 else kept

    box.look = look
    await process(box, code=code).read(Kind.STAGES)

    assert [entry.status for entry in crm.requests.of(TOKENS)] == [200, 401]
    crm.requests.entries.clear()


async def test_an_expired_token_is_renewed_once_by_two_who_race(process, crm):
    box = paired(crm, machine_now() - DAY)
    first, second = process(box), process(box)

    await asyncio.gather(*(one.read(kind) for one in (first, second) for kind in (Kind.STAGES, Kind.PEOPLE)))

    assert [entry.status for entry in crm.requests.of(TOKENS)] == [200]
    assert box.lies.refresh != box.put[0].refresh


async def test_a_token_that_the_vendor_calls_expired_before_its_time_is_renewed_and_asked_with_again(process, crm):
    box = paired(crm, machine_now() + DAY)
    first, second = process(box), process(box)
    await first.read(Kind.STAGES)
    crm.tokens.expire()

    await asyncio.gather(*(one.read(kind) for one in (first, second) for kind in (Kind.STAGES, Kind.PEOPLE)))

    assert [entry.status for entry in crm.requests.of(TOKENS)] == [200]


async def test_a_lost_answer_is_not_asked_for_blindly(process, crm):
    clock = Clock()
    box = paired(crm, clock() - DAY)
    crm.faults.loses_answer(TOKENS)
    one = process(box, now=clock)

    with pytest.raises(Down) as lost:
        await one.read(Kind.STAGES)
    asked = len(crm.requests.of(TOKENS))
    clock.at += timedelta(minutes=2)
    for _ in range(3):
        with pytest.raises(AccessLost):
            await one.read(Kind.STAGES)

    assert (lost.value.sent, asked, len(crm.requests.of(TOKENS))) == (True, 1, 2)
    assert box.lies.dead
    crm.requests.entries.clear()


async def test_a_vendor_that_is_down_does_not_end_the_access(process, crm):
    clock = Clock()
    box = paired(crm, clock() - DAY)
    crm.faults.answers(500, method=TOKENS)
    crm.faults.answers(402, method=TOKENS, nth=2)
    one = process(box, now=clock)

    for _ in range(2):
        with pytest.raises(Down):
            await one.read(Kind.STAGES)
        clock.at += timedelta(hours=1)
    await one.read(Kind.STAGES)

    assert not box.lies.dead
    assert len(crm.requests.of(TOKENS)) == 3


async def test_a_ban_holds_for_the_token_address_too(process, crm):
    box = paired(crm, machine_now() - DAY)
    crm.limits.block()
    one = process(box)

    for _ in range(3):
        with pytest.raises(Busy):
            await one.read(Kind.STAGES)

    assert len(crm.requests.entries) == 1
    assert not box.lies.dead


@pytest.mark.parametrize("early", [DAY, -DAY])
async def test_an_account_that_moved_is_followed_where_the_vendor_says(process, crm, early):
    box, old = paired(crm, machine_now() + early), crm.url
    new = await crm.move_away()
    one = process(box, old, url=old)

    await one.read(Kind.STAGES)
    await one.read(Kind.PEOPLE)

    assert one.rows[Kind.STAGES]
    assert (box.lies.home, box.lies.dead) == (new, False)


async def test_nobody_is_followed_to_a_host_that_is_not_the_vendors(crm, ledger):
    old = crm.url
    box = paired(crm, machine_now() - DAY)
    await crm.move_away()
    stranger = Synced(crm, tools_for(old, box=box), **integration(crm, url=old))

    with pytest.raises(AccessLost):
        await stranger.read(Kind.STAGES)
    await stranger.connector.close()

    assert box.lies.dead
    assert {entry.method for entry in crm.requests.entries} <= {TOKENS, "oauth2/account/current/subdomain"}


@pytest.mark.parametrize(
    ("url", "works"),
    [
        ("severnysvet.amocrm.ru", True),
        ("https://severnysvet.amocrm.ru/leads/list/", True),
        (" https://severnysvet.kommo.com ", True),
        ("severnysvet.amocrm.com", True),
        ("https://amocrm.ru", False),
        ("https://notamocrm.ru", False),
        ("https://severnysvet.amocrm.ru.example.org", False),
        ("http://severnysvet.amocrm.ru", False),
        ("severnysvet", False),
        ("https://severnysvet.amocrm.ru:8443", False),
    ],
)
def test_only_an_account_of_the_vendor_is_an_address(url, works):
    if works:
        assert VENDOR.opens({"url": url, "token": "x.y.z"}, tools_for())
    else:
        with pytest.raises(Refused):
            VENDOR.opens({"url": url, "token": "x.y.z"}, tools_for())


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"token": " "},
        {"token": "x y"},
        {"token": "ключ"},
        {"token": "x\ny"},
        {"client_id": "1", "client_secret": "2"},
    ],
)
def test_without_a_key_nothing_is_opened(given):
    with pytest.raises(Refused):
        VENDOR.opens({"url": "severnysvet.amocrm.ru"} | given, tools_for())


@pytest.mark.parametrize(
    "token", ["", "x", "a.b", "a.b.c", "a.!!!.c", "a.W10.c", "a.bnVsbA.c", "." * 3, "a." + "b" * 20_000]
)
def test_a_token_that_says_nothing_is_no_trouble(token):
    assert claims_of(token) == {}


async def test_the_server_that_played_this_has_no_complaint(watch):
    async with AmoServer(grown(5, deals=2, calls=0), watch=watch) as crm:
        box = paired(crm, machine_now() - DAY)
        one = Synced(crm, tools_for(crm.url, box=box), **integration(crm))
        await one.all()
        await one.connector.close()

    assert crm.requests.violations == []
    assert len(crm.requests.of(TOKENS)) == 1
