"""Answers in all the shapes that PHP and two dialects give them; a vendor of our own says what is to be read."""

import json

import pytest

from services.connectors.bitrix24.client import Client
from services.connectors.bitrix24.idsets import packed, unpacked
from services.connectors.bitrix24.keys import Webhook
from services.connectors.bitrix24.listing import DEALS, MOVES
from services.connectors.bitrix24.walking import stretch, within
from services.connectors.bitrix24.wording import Command
from services.connectors.kit.asking import Moved
from services.connectors.kit.contract import Rate, Tools
from services.connectors.kit.guard import Guard
from services.connectors.kit.limiter import AccountLimiter, OwnBuckets
from services.errors import AccessLost, Busy, Refused, Strange
from tests.connectors.kit.conftest import start
from tests.connectors.kit.playing import QUICK, machine_now, says

__all__ = ["start"]
TWO = {"a": Command("profile"), "b": Command("scope")}


@pytest.fixture
async def portal(start):
    return await start()


def client_of(portal):
    """A client of a vendor of our own."""
    limiter = AccountLimiter("source:1", Rate(1000, 100), OwnBuckets(), machine_now)
    tools = Tools(Guard(allowed=[portal.origin]), limiter, None, machine_now)
    return Client(Webhook.of(f"{portal.origin}/rest/1/secret01/"), tools, QUICK)


@pytest.fixture
async def client(portal):
    made = client_of(portal)
    yield made
    await made.close()


def batch(**told):
    return says(json.dumps({"result": {"result": [], "result_error": [], "result_total": [], **told}, "time": []}))


@pytest.mark.parametrize(
    ("told", "results", "errors"),
    [
        ({"result": {"a": [], "b": {"x": 1}}}, {"a": [], "b": {"x": 1}}, {}),
        ({"result": [], "result_error": {"a": {"error": ""}, "b": {"error": 0}}}, {}, {"a": "", "b": "0"}),
        ({"result": {"a": 1}}, {"a": 1}, {"b": "missing"}),
        ({"result": {"a": 1}, "result_error": {"b": {"error": "insufficient_scope"}}}, {"a": 1},
         {"b": "INSUFFICIENT_SCOPE"}),
        ({"result": {"a": 1, "b": 2}, "result_error": {"b": "broken"}}, {"a": 1}, {"b": ""}),
        ({"result": {"a": 1, "b": 2}, "result_time": {"a": {"operating": "none"}, "b": 7}}, {"a": 1, "b": 2}, {}),
        ({"result": {"a": 1, "b": 2}, "result_time": {"a": {"operating": "1.5", "operating_reset_at": "9"}}},
         {"a": 1, "b": 2}, {}),
    ],
)  # fmt: skip
async def test_a_batch_is_read_in_every_shape(client, portal, told, results, errors):
    portal.says(batch(**told))

    answers = await client.batch(TWO)

    assert answers.results == results
    assert {name: error.code for name, error in answers.errors.items()} == errors


@pytest.mark.parametrize("code", ["QUERY_LIMIT_EXCEEDED", "OPERATION_TIME_LIMIT", "operation_time_limit"])
async def test_a_refusal_for_now_inside_a_batch_is_heeded(client, portal, code):
    portal.says(batch(result={"a": 1}, result_error={"b": {"error": code, "error_description": "?"}}))

    with pytest.raises(Busy) as caught:
        await client.batch(TWO)

    assert (caught.value.whole, caught.value.method) == (code == "QUERY_LIMIT_EXCEEDED", "scope")


async def test_lists_of_a_batch_of_numbers_are_refused_as_strange(client, portal):
    portal.says(batch(result=[1, 2]))

    with pytest.raises(Strange):
        await client.batch(TWO)


async def test_a_filter_that_is_not_heeded_is_noticed(client, portal):
    portal.says(batch(result={"w0": {"items": [{"id": 3}, {"id": "70"}]}}))

    with pytest.raises(Strange) as caught:
        await stretch(client, DEALS, 60, 100)

    assert (caught.value.method, caught.value.code) == ("crm.item.list", "unfiltered")


def test_rows_beyond_a_window_belong_to_another_one():
    assert within(MOVES, [{"ID": "61"}, {"ID": None}, {"ID": 99}], 60, 70) == [{"ID": "61"}, {"ID": None}]


@pytest.mark.parametrize(
    ("result", "ids"),
    [([], []), (None, []), ({"items": []}, []), ({"items": {"5": {"id": 5}, "7": {"id": "7"}}}, [5, 7]),
     ({"items": [{"id": 1}, 8, {"id": True}]}, [1, 0, 0])],
)  # fmt: skip
def test_rows_of_a_list_in_every_shape(result, ids):
    assert [DEALS.id_of(row) for row in DEALS.rows(result)] == ids


def test_rows_that_are_no_list_are_strange():
    with pytest.raises(Strange):
        DEALS.rows({"items": "нет"})


def test_commands_are_written_as_php_reads_them():
    command = Command("crm.item.list", {"entityTypeId": 2, "filter": {">=updatedTime": "2024-07-03T00:00:00+00:00"},
                                        "select": ["id", "UF"], "order": {"id": "ASC"}})  # fmt: skip

    assert str(command) == (
        "crm.item.list?entityTypeId=2&filter%5B%3E%3DupdatedTime%5D=2024-07-03T00%3A00%3A00%2B00%3A00"
        "&select%5B0%5D=id&select%5B1%5D=UF&order%5Bid%5D=ASC"
    )
    assert str(Command("profile")) == "profile"


@pytest.mark.parametrize("ids", [[], [1], [2**62], [*range(25_399_001, 25_401_501)], [3, 130, 100_000, 10**12]])
def test_sets_of_ids_come_back_as_they_were(ids):
    assert unpacked(packed(ids)) == set(ids) and len(packed(ids)) < 60


@pytest.mark.parametrize("text", ["", "нет", "abc", packed([1, 2])[:-5]])
def test_a_broken_set_of_ids_is_strange(text):
    with pytest.raises(Strange):
        unpacked(text)


@pytest.mark.parametrize(
    "url",
    [
        "https://acme.bitrix24.ru/rest/1/secret01", "https://acme.bitrix24.ru/rest/1/secret01/",
        " https://acme.bitrix24.ru/rest/1/secret01/crm.deal.list.json ",
    ],
)  # fmt: skip
async def test_the_address_of_a_webhook_is_taken_as_it_is_copied(url):
    hook = Webhook.of(url)

    assert (hook.portal, await hook.opened("scope")) == ("https://acme.bitrix24.ru", ("/rest/1/secret01/scope", {}))
    assert "secret01" not in repr(hook)


@pytest.mark.parametrize(
    "url",
    [
        "", "acme", "https://acme.bitrix24.ru", "https://acme.bitrix24.ru/rest/secret01/", "https://[acme/rest/1/abcd/",
        "https://acme.bitrix24.ru/rest/1/../../x/", "https://acme.bitrix24.ru/rest/1/secret01/?a=b",
    ],
)  # fmt: skip
def test_another_address_is_refused_at_once(url):
    with pytest.raises(Refused) as caught:
        Webhook.of(url)

    assert "secret01" not in repr(caught.value)


@pytest.mark.parametrize("host", ["evil.example.org", "evilbitrix24.ru", "127.0.0.1:9", "acme.bitrix24.ru"])
async def test_a_secret_does_not_follow_to_a_host_that_is_not_the_vendors(client, portal, host):
    portal.says(says(status=302, headers={"Location": f"https://{host}/rest/1/secret01/batch"}))

    with pytest.raises(Moved) as caught:
        await client.batch(TWO)

    assert (caught.value.origin, len(portal.asked)) == (f"https://{host}", 1)
    assert "secret01" not in repr(caught.value)


async def test_a_portal_to_which_we_do_not_go_is_lost_access(portal):
    limiter = AccountLimiter("source:1", Rate(1000, 100), OwnBuckets(), machine_now)
    client = Client(Webhook.of(f"{portal.origin}/rest/1/secret01/"), Tools(Guard(), limiter, None, machine_now), QUICK)

    with pytest.raises(AccessLost) as caught:
        await client.batch(TWO)

    assert "secret01" not in repr(caught.value)
