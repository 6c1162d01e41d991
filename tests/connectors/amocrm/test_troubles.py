"""Every trouble of the account: what is raised, asked again, left alone; and that nothing secret is told."""

import json
import logging
import traceback
from datetime import timedelta

import pytest

from sandbox.amocrm import AmoServer
from sandbox.crm import company, grown
from services.connectors.amocrm import VENDOR
from services.connectors.kit.records import Kind
from services.errors import AccessLost, Blocked, Busy, Down, SourceError, Strange
from tests.connectors.amocrm.playing import ORDER, Synced, tools_for, truth
from tests.connectors.kit.playing import machine_now
from tests.marks import some_now

PHONE = "+79997770011"


@pytest.fixture
def ledger():
    """Enough for several pages of nothing."""
    return grown(5, deals=20, calls=20)


@pytest.fixture
async def timely(ledger):
    """The server in the machine's own time."""
    async with AmoServer(ledger) as started:
        yield started
        assert started.requests.violations == []


async def test_a_ban_is_met_once_and_nobody_knocks_again(synced, crm):
    await synced.read(Kind.DEALS)
    crm.limits.block()
    asked = len(crm.requests.entries)

    with pytest.raises(Blocked) as caught:
        await synced.read(Kind.DEALS)
    for kind in ORDER:
        with pytest.raises(Busy):
            await synced.read(kind)

    assert len(crm.requests.entries) - asked == 1
    assert caught.value.after == timedelta(hours=6)


async def test_a_right_that_is_missing_is_no_ban(synced, crm):
    crm.faults.answers(403, "Forbidden", method="leads")

    with pytest.raises(AccessLost) as caught:
        await synced.read(Kind.DEALS)

    assert caught.value.phrase == "source-no-right"
    assert await synced.read(Kind.DEALS)


@pytest.mark.parametrize("html", some_now([True, False], 2))
async def test_who_is_told_to_slow_down_waits_and_goes_on(timely, html):
    crm, synced = timely, Synced(timely, cost_field="771001")
    if html:
        crm.faults.garbles("<html>429</html>", "leads", status=429)
    else:
        crm.faults.answers(429, "too many", method="leads", retry_after=1)
    before = machine_now()

    await synced.read(Kind.DEALS)
    await synced.connector.close()

    assert machine_now() - before >= timedelta(seconds=1)
    assert synced.rows[Kind.DEALS] == truth(crm.ledger)[Kind.DEALS]
    assert crm.requests.impatient == []


async def test_a_long_pause_is_not_waited_for(synced, crm):
    crm.faults.answers(429, "too many", method="leads", retry_after=120)

    with pytest.raises(Busy) as caught:
        await synced.read(Kind.DEALS)
    with pytest.raises(Busy):
        await synced.read(Kind.PEOPLE)

    assert caught.value.after == timedelta(minutes=2)
    assert len(crm.requests.of("leads", "users")) == 1


async def test_the_agreed_pace_never_meets_the_vendors_limit(timely):
    timely.limits.on = True
    paced = Synced(timely, tools_for(timely.url, rate=VENDOR.rate))
    for kind in (Kind.DEALS, Kind.CALLS, Kind.STAGES, Kind.PEOPLE):
        await paced.read(kind)
    await paced.connector.close()

    assert timely.requests.refusals == []
    assert len(timely.requests.entries) >= 10


@pytest.mark.parametrize("kind", ORDER)
@pytest.mark.parametrize("order", ["cuts", "loses_answer"])
async def test_a_cut_connection_is_asked_again(synced, crm, kind, order):
    getattr(crm.faults, order)(nth=2 if kind in ORDER[2:] else 1)

    await synced.read(kind)

    assert synced.rows[kind].keys() == truth(crm.ledger)[kind].keys()


@pytest.mark.parametrize(
    ("order", "error"),
    [
        (lambda faults: faults.answers(400, method="leads"), Strange),
        (lambda faults: faults.answers(402, method="leads"), AccessLost),
        (lambda faults: faults.answers(404, method="leads"), AccessLost),
        (lambda faults: faults.answers(500, method="leads", times=None), Down),
        (lambda faults: faults.garbles(method="leads", times=None), Down),
        (lambda faults: faults.truncates("leads"), Strange),
        (lambda faults: faults.garbles("null", "leads", status=200, content_type="application/json"), Strange),
        (lambda faults: faults.garbles("[]", "leads", status=200, content_type="application/json"), Strange),
        (lambda faults: faults.garbles("{}", "leads", status=200, content_type="application/json"), Strange),
        (lambda faults: faults.garbles('"x"', "leads", status=200, content_type="application/json"), Strange),
        (lambda faults: faults.garbles('{"_embedded":7}', "leads", status=200, content_type="text/plain"), Strange),
        (lambda faults: faults.garbles("<html>", "leads", status=200), Strange),
        (lambda faults: faults.bombs(30, "leads"), Strange),
        (lambda faults: faults.floods(30, "leads"), Strange),
    ],
)
async def test_every_trouble_has_its_error_and_reading_goes_on_after_it(synced, crm, order, error):
    order(crm.faults)

    with pytest.raises(error):
        await synced.read(Kind.DEALS)
    crm.faults.lift()
    await synced.read(Kind.DEALS)

    assert synced.rows[Kind.DEALS] == truth(crm.ledger)[Kind.DEALS]


async def test_a_trouble_in_the_middle_leaves_what_was_read_and_the_place(watch):
    async with AmoServer(grown(5, deals=700, calls=0), watch=watch) as crm:
        synced = Synced(crm, cost_field="771001")
        crm.faults.answers(402, method="leads", nth=3)
        with pytest.raises(AccessLost):
            await synced.read(Kind.DEALS)
        half, asked = len(synced.rows[Kind.DEALS]), len(crm.requests.of("leads"))
        await synced.read(Kind.DEALS)
        await synced.connector.close()

        assert 300 < half < 700
        assert synced.rows[Kind.DEALS] == truth(crm.ledger)[Kind.DEALS]
        assert len(crm.requests.of("leads")) - asked <= 4


async def test_rows_that_make_no_sense_are_set_aside_and_the_rest_is_read(synced, crm):
    rows = [{"id": 1}, None, "x", {"id": 2, "updated_at": "x"}, 7]
    body = json.dumps({"_links": [], "_embedded": {"leads": rows}})
    crm.faults.garbles(body, "leads", status=200, content_type="application/hal+json")

    await synced.read(Kind.DEALS)

    assert [(one.external_id, one.why) for one in synced.odd] == [
        *(("1", "updated_at"), ("", "no-object"), ("", "no-object"), ("2", "updated_at"), ("", "no-object"))
    ]


TROUBLES = [
    lambda faults, token: faults.answers(400, token, token),
    lambda faults, token: faults.answers(401, token, token),
    lambda faults, token: faults.answers(402, token),
    lambda faults, token: faults.answers(403, token),
    lambda faults, token: faults.answers(404, token),
    lambda faults, token: faults.answers(429, token, retry_after=60),
    lambda faults, token: faults.answers(500, token, times=None),
    lambda faults, token: faults.garbles(json.dumps({"code": token}), status=400, content_type="application/json"),
    lambda faults, token: faults.garbles(f"<html>{token} {PHONE}", status=403),
    lambda faults, token: faults.garbles(f'{{"_embedded": {{"x": "{PHONE}"', status=200, content_type="text/plain"),
    lambda faults, token: faults.cuts(times=None),
    lambda faults, token: faults.truncates(),
    lambda faults, token: faults.bombs(30),
]  # fmt: skip


@pytest.mark.parametrize("number", some_now(range(len(TROUBLES)), 2))
async def test_no_error_and_no_log_tells_a_token_or_a_phone(crm, caplog, number):
    caplog.set_level(logging.DEBUG)
    crm.ledger.add_call(PHONE, started_at=crm.watch.unix() - 900, direction="in", talk=9, on=crm.ledger.deals.all[0])
    synced = Synced(crm)
    TROUBLES[number](crm.faults, crm.token)

    with pytest.raises(SourceError) as caught:
        await synced.read(Kind.CALLS)
    await synced.connector.close()

    error = caught.value
    told = "".join([str(error), repr(error), repr(error.args), repr(vars(error)), caplog.text])
    told += "".join(traceback.format_exception(error, chain=True))
    told += repr(synced.connector) + repr(vars(synced.connector))
    for secret in (crm.token, crm.token.split(".")[1][:40], PHONE, PHONE[2:]):
        assert secret not in told


async def test_pages_tell_no_phone_beside_their_records(watch, caplog):
    caplog.set_level(logging.DEBUG)
    ledger = company()
    deal = ledger.add_deal("Окна", at=watch.unix() - 900, stage=ledger.pipelines.all[0].first,
                           responsible=ledger.users.all[0])  # fmt: skip
    ledger.add_call(PHONE, started_at=watch.unix() - 800, direction="in", talk=9, on=deal, uniq=" ")
    async with AmoServer(ledger, watch=watch) as crm:
        synced = Synced(crm)
        await synced.all()
        await synced.connector.close()

    (call,) = synced.rows[Kind.CALLS].values()
    assert call.phone == PHONE
    assert PHONE[2:] not in call.external_id + json.dumps(synced.cursors) + repr(synced.odd) + repr(synced.unknown)
    assert PHONE not in caplog.text
    assert crm.token not in json.dumps(synced.cursors) + caplog.text
