"""Deliveries are hints; what does not come from the account's own hook is forged."""

import base64
import json
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from sandbox.crm import Life
from services.connectors.amocrm.webhook import MOST_BYTES, hook
from services.connectors.kit.contract import Delivery, Forged, Hint
from services.connectors.kit.records import Kind
from services.errors import Strange
from tests.connectors.amocrm.playing import Synced, truth

SECRET = "long-and-random"
SECRETS = {"hook_secret": SECRET, "account_id": "31415926"}
ACCOUNT = "account[subdomain]=severnysvet&account[id]=31415926&account[_links][self]=x"
AT = datetime.fromtimestamp(1761899990, UTC)


def delivery(body="", path=f"/hooks/amocrm/{SECRET}", query="", account=ACCOUNT):
    return Delivery("POST", path, query, {}, "&".join(filter(None, (body, account))).encode())


@pytest.mark.parametrize(
    ("body", "hints"),
    [
        ("", []),
        ("leads[update][0][id]=5&leads[update][0][updated_at]=1761899990", [(Kind.DEALS, "5", AT)]),
        ("leads[responsible][0][id]=5", [(Kind.DEALS, "5", None)]),
        ("leads[add][0][id]=5", [(Kind.DEALS, "5", None), (Kind.MOVES, "5", None)]),
        (
            "leads[status][0][id]=5&leads[status][0][old_status_id]=142&leads[status][0][last_modified]=1761899990",
            [(Kind.DEALS, "5", AT), (Kind.MOVES, "5", AT)],
        ),
        (
            "leads[delete][0][id]=5&leads[delete][1][id]=6",
            [(kind, number, None) for number in "56" for kind in (Kind.DEALS, Kind.MOVES)],
        ),
        ("leads%5Bupdate%5D%5B0%5D%5Bid%5D=5", [(Kind.DEALS, "5", None)]),
        ("leads[update][0][custom_fields][0][id]=771003&leads[update][0][id]=5", [(Kind.DEALS, "5", None)]),
        ("contacts[update][0][id]=17&contacts[update][0][type]=contact", []),
        ("task[update][0][id]=7&task[update][0][date_create]=2026-01-01 10:00:00", [(Kind.ACTIVITIES, "task/7", None)]),
        (
            "leads[note][0][note][id]=9&leads[note][0][note][note_type]=10&leads[note][0][note][element_type]=2"
            "&leads[note][0][note][element_id]=5",
            [(Kind.CALLS, "leads/9", None)],
        ),
        (
            "contacts[note][0][note][id]=9&contacts[note][0][note][note_type]=11"
            "&contacts[note][0][note][element_type]=3&contacts[note][0][note][element_id]=8",
            [(Kind.CALLS, "companies/9", None)],
        ),
        (
            "contacts[note][0][note][id]=9&contacts[note][0][note][note_type]=4"
            "&contacts[note][0][note][element_type]=1&contacts[note][0][note][element_id]=8",
            [(Kind.ACTIVITIES, "contact/8", None)],
        ),
        (
            "message[add][0][id]=0b1d&message[add][0][entity_type]=lead&message[add][0][entity_id]=5",
            [(Kind.ACTIVITIES, "lead/5", None)],
        ),
        ("message[add][0][id]=0b1d&message[add][0][contact_id]=8", [(Kind.ACTIVITIES, "contact/8", None)]),
        (
            "unsorted[delete][0][action]=accept&unsorted[delete][0][accept_result][leads][0]=5",
            [(Kind.DEALS, "5", None)],
        ),
        ("leads[update][0][id]=5&leads[update][1][id]=5", [(Kind.DEALS, "5", None)]),
        ("leads[update][0][id]=0&leads[update][1][id]=-5&leads[update][2][id]=5 or 1", []),
        ("leads[update][0][id][x]=5&leads[update]=5&leads=5&leads[update][жук][id]=5", []),
        ("leads[update][0][id]=5&leads[update][0][updated_at]=99999999999999", [(Kind.DEALS, "5", None)]),
    ],
)
def test_a_delivery_names_what_may_have_changed(body, hints):
    assert hook(delivery(body), SECRETS) == tuple(Hint(*one) for one in hints)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (f"/{SECRET}", ""),
        (f"/hooks/{SECRET}/", ""),
        ("/hooks/amocrm", f"secret={SECRET}"),
        ("/", f"a=1&secret={SECRET}"),
    ],
)
def test_the_secret_stands_in_the_path_or_in_the_query(path, query):
    assert hook(delivery("leads[update][0][id]=5", path, query), SECRETS)


@pytest.mark.parametrize(
    ("path", "query", "secrets"),
    [
        ("/hooks/other", "", SECRETS),
        ("/hooks/", "secret=", SECRETS),
        ("/", "secret=other", SECRETS),
        (f"/{SECRET}/more", "", SECRETS),
        (f"/{SECRET}", "", SECRETS | {"hook_secret": ""}),
        ("/", "", SECRETS | {"hook_secret": ""}),
        (f"/{SECRET}", "", {}),
        ("/", "&".join(["a=1"] * 100), SECRETS),
    ],
)
def test_without_the_right_secret_it_is_forged(path, query, secrets):
    with pytest.raises(Forged):
        hook(delivery("leads[update][0][id]=5", path, query), secrets)


def token(**claims):
    packed = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"eyJ.{packed}.sign"


@pytest.mark.parametrize(
    ("account", "secrets", "ours"),
    [
        (ACCOUNT, SECRETS, True),
        ("account[id]=999", SECRETS, False),
        ("", SECRETS, False),
        ("account[id]=", SECRETS, False),
        (ACCOUNT, {"hook_secret": SECRET, "token": token(account_id=31415926)}, True),
        (ACCOUNT, {"hook_secret": SECRET, "token": token(account_id=7)}, False),
        (ACCOUNT, {"hook_secret": SECRET, "token": "no.token.atall"}, True),
        (ACCOUNT, {"hook_secret": SECRET}, True),
    ],
)
def test_a_delivery_of_another_account_is_forged(account, secrets, ours):
    told = delivery("leads[update][0][id]=5", account=account)

    if ours:
        assert hook(told, secrets)
    else:
        with pytest.raises(Forged):
            hook(told, secrets)


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe\xff",
        b"a" * 2**20,
        (ACCOUNT + "&" + "x=1&" * 30_000).encode(),
        ACCOUNT.encode() + b"&" + b"b" * MOST_BYTES,
    ],
)
def test_what_is_too_large_or_no_text_is_forged(body):
    with pytest.raises(Forged):
        hook(Delivery("POST", f"/{SECRET}", "", {}, body), SECRETS)


async def test_what_deliveries_name_is_fetched_and_equals_the_truth(crm, ledger):
    """Nothing is read by polling: what happened comes in by deliveries and what is asked for because of them."""
    synced = Synced(crm, cost_field="771001")
    await synced.all()
    forms, life = [], Life(ledger, 9)
    ledger.watch(lambda event: forms.extend(crm.hook_forms(event, frozenset())))
    for _ in range(120):
        crm.watch.advance(1)
        life.step(crm.watch.unix())
    deliveries = [Delivery("POST", f"/{SECRET}", "", {}, urlencode(form).encode()) for form in forms]
    hints = [hint for one in deliveries for hint in hook(one, SECRETS)]

    async for page in synced.connector.fetch(hints):
        assert page.cursor == {}
        synced.take(page)
    await synced.connector.close()

    right = truth(ledger)
    named = {kind: {hint.external_id for hint in hints if hint.kind is kind} for kind in Kind}
    assert len(forms) > 80
    for kind in (Kind.DEALS, Kind.MOVES, Kind.CALLS):
        assert named[kind]
        assert synced.rows[kind] == right[kind]


async def test_a_deal_that_does_not_come_back_is_erased_in_one_question(crm, ledger):
    synced = Synced(crm, cost_field="771001")
    await synced.read(Kind.DEALS)
    deals = ledger.deals.all[:50]
    for deal in deals[:3]:
        ledger.delete(deal, at=crm.watch.unix())
    asked = len(crm.requests.entries)
    async for page in synced.connector.fetch([Hint(Kind.DEALS, str(deal.id)) for deal in deals]):
        synced.take(page)
    await synced.connector.close()

    assert len(crm.requests.entries) - asked == 1
    assert len(synced.rows[Kind.DEALS]) == len(ledger.deals) - 3


async def test_a_plan_without_filters_makes_no_deal_look_erased(crm, ledger):
    crm.reading.filters_allowed = False
    synced = Synced(crm, cost_field="771001")
    ledger.delete(ledger.deals.all[0], at=crm.watch.unix())
    hints = [Hint(Kind.DEALS, str(deal.id)) for deal in ledger.deals.all[:5]]
    async for page in synced.connector.fetch([*hints, Hint(Kind.DEALS, "no"), Hint(Kind.DEALS, "../x")]):
        synced.take(page)
    await synced.connector.close()

    assert sorted(synced.rows[Kind.DEALS]) == [hint.external_id for hint in hints[1:]]
    assert set(synced.gone) == {(Kind.DEALS, hints[0].external_id)}


@pytest.mark.parametrize("answer", ["{}", "null", "[]", '{"_links": {}}'])
async def test_an_answer_without_any_list_is_strange_and_erases_nothing(crm, ledger, answer):
    synced = Synced(crm, cost_field="771001")
    crm.faults.garbles(answer, "leads", status=200, content_type="application/hal+json")

    with pytest.raises(Strange):
        await anext(synced.connector.fetch([Hint(Kind.DEALS, str(ledger.deals.all[0].id))]))
    await synced.connector.close()
