"""Troubles of a portal: each becomes the error that says what to do next, and tells nothing of secrets or people."""

import logging
import traceback
from datetime import timedelta

import pytest

from sandbox.bitrix24 import BitrixServer
from sandbox.telegram.watch import StoppedWatch
from services.connectors.kit.asking import Moved
from services.connectors.kit.contract import Rate
from services.connectors.kit.http import Waits
from services.connectors.kit.records import Kind
from services.errors import AccessLost, Blocked, Busy, Down, SourceError, Strange
from tests.connectors.bitrix24.conftest import KINDS
from tests.connectors.bitrix24.truth import AFTER, LATER, TRUTH, busy

MANY = None
"""A trouble that lasts."""


async def read(connector, kind=Kind.DEALS, cursor=None, now=LATER):
    return [page async for page in connector.read(kind, cursor, now)]


async def failed(connector, kind=Kind.DEALS):
    with pytest.raises(SourceError) as caught:
        await read(connector, kind)
    return caught.value


@pytest.mark.parametrize(
    ("order", "kind", "told"),
    [
        (lambda faults: faults.answers(503, "QUERY_LIMIT_EXCEEDED", times=MANY), Busy, ("source-busy", 503)),
        (lambda faults: faults.answers(503, "OVERLOAD_LIMIT", times=MANY), Blocked, ("source-blocked", 503)),
        (lambda faults: faults.answers(429, "OPERATION_TIME_LIMIT"), Busy, ("source-busy", 429)),
        (lambda faults: faults.answers(401, "NO_AUTH_FOUND"), AccessLost, ("source-access-lost", 401)),
        (lambda faults: faults.answers(401, "INVALID_TOKEN"), AccessLost, ("source-access-lost", 401)),
        (lambda faults: faults.answers(401, "expired_token"), AccessLost, ("source-access-lost", 401)),
        (lambda faults: faults.answers(403, "insufficient_scope"), AccessLost, ("source-no-right", 403)),
        (lambda faults: faults.answers(403, "INVALID_CREDENTIALS"), AccessLost, ("source-no-right", 403)),
        (lambda faults: faults.answers(403, "user_access_error"), AccessLost, ("source-no-right", 403)),
        (lambda faults: faults.answers(403, "ACCESS_DENIED", "only on commercial plans"), AccessLost,
         ("source-unpaid", 403)),
        (lambda faults: faults.answers(403, "ACCESS_DENIED"), AccessLost, ("source-no-right", 403)),
        (lambda faults: faults.answers(400, "ERROR_ARGUMENT"), Strange, ("source-strange", 400)),
        (lambda faults: faults.answers(400, ""), Strange, ("source-strange", 400)),
        (lambda faults: faults.answers(404, "NOT_FOUND"), Strange, ("source-strange", 404)),
        (lambda faults: faults.answers(500, "INTERNAL_SERVER_ERROR", times=MANY), Down, ("source-down", 500)),
        (lambda faults: faults.answers(500, "", times=MANY), Down, ("source-down", 500)),
        (lambda faults: faults.answers(500, "PORTAL_DELETED"), AccessLost, ("source-access-lost", 500)),
        (lambda faults: faults.answers(200, "ERROR_CORE"), Strange, ("source-strange", 200)),
        (lambda faults: faults.answers(200, "QUERY_LIMIT_EXCEEDED", times=MANY), Busy, ("source-busy", 200)),
        (lambda faults: faults.garbles('{"error": 0}', status=400, content_type="application/json"), Strange,
         ("source-strange", 400)),
        (lambda faults: faults.garbles('{"error": {"code": "BITRIX_REST_V3_EXCEPTION", "message": "?"}}', status=400,
                                       content_type="application/json"), Strange, ("source-strange", 400)),
        (lambda faults: faults.garbles(times=MANY), Down, ("source-down", 502)),
        (lambda faults: faults.garbles("<html>403</html>", status=403), Blocked, ("source-blocked", 403)),
        (lambda faults: faults.garbles("<html>OK</html>", status=200), Strange, ("source-strange", 200)),
        (lambda faults: faults.garbles("[1, 2]", status=200, content_type="application/json"), Strange,
         ("source-strange", 200)),
        (lambda faults: faults.garbles('{"result": 7}', status=200, content_type="application/json"), Strange,
         ("source-strange", 0)),
        (lambda faults: faults.garbles(b"\xff\xfe{}", status=200, content_type="application/json"), Strange,
         ("source-strange", 200)),
        (lambda faults: faults.truncates(), Strange, ("source-strange", 200)),
        (lambda faults: faults.floods(30), Strange, ("source-strange", 0)),
        (lambda faults: faults.bombs(100), Strange, ("source-strange", 0)),
        (lambda faults: faults.drips(times=MANY), Down, ("source-down", 0)),
        (lambda faults: faults.delays(3, times=MANY), Down, ("source-down", 0)),
        (lambda faults: faults.cuts(times=MANY), Down, ("source-down", 0)),
    ],
)  # fmt: skip
async def test_each_trouble_says_what_to_do_next(opening, crm, order, kind, told, caplog):
    caplog.set_level(logging.DEBUG)
    order(crm.faults)
    whole = 0.6 if kind is Down else 30
    waits = Waits(connect=5, next=whole, whole=whole, tries=2, first=0.01, short=0.1)

    trouble = await failed(opening(crm, waits=waits))

    assert type(trouble) is kind and (trouble.phrase, trouble.status) == told
    said = "".join(traceback.format_exception(trouble)) + repr(trouble) + str(trouble) + caplog.text
    assert crm.tokens.secret not in said and "/rest/" not in said and "+7916" not in said
    crm.faults.lift()


@pytest.mark.parametrize(
    "order",
    [
        lambda faults: faults.answers(503, "QUERY_LIMIT_EXCEEDED", nth=2),
        lambda faults: faults.answers(500, "INTERNAL_SERVER_ERROR", nth=2),
        lambda faults: faults.garbles(nth=2),
        lambda faults: faults.cuts(nth=2),
        lambda faults: faults.loses_answer(nth=2),
    ],
)
async def test_what_passes_soon_is_waited_out(connector, crm, shelf, order):
    order(crm.faults)

    await shelf.read(connector, Kind.DEALS)

    assert shelf.of(Kind.DEALS) == TRUTH[Kind.DEALS](crm)


@pytest.mark.parametrize(
    "order",
    [
        lambda faults: faults.delays(2, nth=2, times=2),
        lambda faults: faults.floods(9, nth=2),
    ],
)
async def test_where_fifty_windows_are_too_much_ten_are_asked_for(opening, crm, shelf, order):
    order(crm.faults)
    waits = Waits(connect=5, next=1, whole=1.5, tries=2, first=0.01, short=0.1)

    await shelf.read(opening(crm, waits=waits), Kind.CALLS)

    assert shelf.of(Kind.CALLS) == TRUTH[Kind.CALLS](crm)


async def test_a_trouble_in_the_middle_leaves_a_place_to_go_on_from(connector, crm, shelf):
    for nth in (1, 2, 2, 3):
        fault = crm.faults.answers(400, "ERROR_ARGUMENT", nth=nth)
        with pytest.raises(Strange):
            await shelf.read(connector, Kind.ACTIVITIES)
        fault.lift()

    await shelf.read(connector, Kind.ACTIVITIES)

    assert shelf.of(Kind.ACTIVITIES) == TRUTH[Kind.ACTIVITIES](crm)


@pytest.fixture
def watch():
    return StoppedWatch(began=AFTER)


@pytest.fixture
async def counting(watch):
    """A portal that counts requests and seconds of work; its time stands."""
    async with BitrixServer(busy(deals=80, calls=80), watch=watch) as crm:
        crm.limits.on = True
        yield crm
        assert [str(one) for one in crm.requests.violations] == []


async def test_a_method_that_worked_too_long_is_parked_until_the_portal_forgets_it(opening, counting, watch):
    connector = opening(counting)
    counting.limits.costs["crm.stagehistory.list"] = 250.0
    first = await failed(connector, Kind.MOVES)
    asked = len(counting.requests.entries)
    second = await failed(connector, Kind.MOVES)
    others = [await read(connector, kind) for kind in (Kind.CALLS, Kind.STAGES)]

    assert (type(first), first.whole, first.method) == (Busy, False, "crm.stagehistory.list")
    assert timedelta(minutes=5) < second.after <= timedelta(minutes=10) and second.method == first.method
    assert all(others) and len(counting.requests.entries) > asked
    assert {one.method for one in counting.requests.entries[asked:]} == {"batch"}
    watch.advance(1_200)
    counting.limits.costs.clear()
    assert await read(opening(counting), Kind.MOVES)


async def test_a_method_is_left_alone_before_the_portal_refuses_it(opening, counting):
    connector = opening(counting)
    counting.limits.costs["voximplant.statistic.get"] = 220.0
    trouble = await failed(connector, Kind.CALLS)

    assert (trouble.whole, trouble.status, trouble.method) == (False, 0, "voximplant.statistic.get")
    assert [one.code for one in counting.requests.refusals] == [] and len(counting.requests.entries) == 1


async def test_a_portal_of_ones_own_that_tells_no_times_is_read(opening, counting, shelf):
    counting.tells_operating = False

    await shelf.read(opening(counting), Kind.MOVES)

    assert shelf.of(Kind.MOVES) == TRUTH[Kind.MOVES](counting)


async def test_a_whole_reading_keeps_the_pace_of_the_portal(opening, crm, shelf):
    crm.limits.on = True
    connector = opening(crm, rate=Rate(2, 50))

    for kind in KINDS:
        await shelf.read(connector, kind)

    assert crm.requests.refusals == [] and len(crm.requests.entries) < 40


async def test_a_renamed_portal_is_followed_on_this_host_where_we_may_go(opening, crm, shelf):
    old = crm.webhook
    await crm.move_away()
    connector = opening(crm, url=old, allowed=[old.split("/rest/")[0]])

    for kind in KINDS:
        await shelf.read(connector, kind)

    assert [kind for kind in KINDS if shelf.of(kind) != TRUTH[kind](crm)] == []
    assert [one.status for one in crm.requests.entries].count(302) == 1


async def test_a_portal_that_moved_to_where_we_may_not_go_is_told_to_the_owner(opening, crm):
    connector = opening(crm)
    secret = crm.tokens.secret
    await crm.move_away()

    trouble = await failed(connector)

    assert isinstance(trouble, Moved) and trouble.origin == crm.url
    assert secret not in repr(trouble) + "".join(traceback.format_exception(trouble))


@pytest.mark.parametrize(
    ("spoil", "phrase"),
    [
        (lambda tokens: setattr(tokens, "webhook_works", False), "source-access-lost"),
        (lambda tokens: setattr(tokens, "secret", "0" * 16), "source-access-lost"),
        (lambda tokens: setattr(tokens, "paid", False), "source-unpaid"),
        (lambda tokens: tokens.scopes.clear(), "source-no-right"),
    ],
)
async def test_a_key_that_opens_nothing_is_lost_access(opening, crm, spoil, phrase):
    connector = opening(crm)
    spoil(crm.tokens)

    with pytest.raises(AccessLost) as probing:
        await connector.probe()

    assert probing.value.phrase == phrase
    assert [(await failed(connector, kind)).phrase for kind in KINDS] == [phrase] * len(KINDS)


async def test_lists_that_may_be_lacking_are_left_out_and_counted(opening, crm, shelf):
    crm.tokens.scopes -= {"task", "tasks"}

    await shelf.read(opening(crm), Kind.ACTIVITIES)
    told = {number: one for number, one in TRUTH[Kind.ACTIVITIES](crm).items() if not number.startswith("T_")}
    lacking = shelf.of(Kind.ACTIVITIES) == told and shelf.unknown == {"tasks=INSUFFICIENT_SCOPE": 1}
    crm.tokens.scopes |= {"task"}
    await shelf.read(opening(crm), Kind.ACTIVITIES)

    assert lacking and shelf.of(Kind.ACTIVITIES) == TRUTH[Kind.ACTIVITIES](crm)
