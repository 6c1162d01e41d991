"""The control over HTTP, the same for both CRMs; and the page that tells of it."""

import re
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from sandbox.amocrm import AmoServer
from sandbox.bitrix24 import BitrixServer
from sandbox.crm import grown
from sandbox.crm.control import control_of

ROOT = Path(__file__).resolve().parents[3]
README = (ROOT / "sandbox/README.md").read_text(encoding="utf-8")


@pytest.fixture(params=[AmoServer, BitrixServer])
async def crm(request):
    """Either CRM."""
    async with request.param(grown(5, deals=30, calls=50)) as started:
        yield started


@pytest.fixture
async def control(crm):
    """Asks the control."""
    async with aiohttp.ClientSession() as session:

        async def ask(verb, path, body=None):
            async with session.request(verb, f"{crm.url}/sandbox/{path}", json=body) as response:
                return response.status, await response.json()

        yield ask


async def test_rows_and_events_are_shown(crm, control):
    _, state = await control("GET", "state")
    _, rows = await control("GET", f"rows/deals?after={crm.ledger.deals.all[9].id}&limit=5")
    _, events = await control("GET", "events?after=3&limit=2")

    assert state["rows"]["deals"] == 30 and state["violations"] == []
    assert [row["id"] for row in rows] == [deal.id for deal in crm.ledger.deals.all[10:15]]
    assert [event["number"] for event in events] == [4, 5]
    assert (await control("GET", "rows/secrets"))[0] == 404


async def test_deals_are_changed_from_outside(crm, control):
    deal = crm.ledger.deals.all[0]
    won, user = crm.ledger.pipelines[deal.pipeline_id].won, crm.ledger.users.all[3]
    changes = [{"do": "move", "stage": won.id}, {"do": "hand_over", "user": user.id}, {"do": "reprice", "price": 7}]
    changes += [{"do": "add_call", "phone": "+7", "talk": 3, "direction": "in"}, {"do": "delete"}, {"do": "restore"}]
    for change in changes:
        assert (await control("POST", "changes", change | {"deal": deal.id}))[0] == 200
    added = {"do": "add_deal", "name": "Окна", "stage": won.id, "user": user.id}
    status, made = await control("POST", "changes", added)

    assert (deal.stage_id, deal.responsible_id, deal.price, deal.deleted_at) == (won.id, user.id, 7, None)
    assert status == 200 and made["id"] in crm.ledger.deals
    assert (await control("POST", "changes", {"do": "burn", "deal": deal.id}))[0] == 400
    assert (await control("POST", "changes", {"do": "move", "deal": 1, "stage": won.id}))[0] == 404


async def test_troubles_are_ordered_and_lifted(crm, control):
    order = {"kind": "answers", "status": 500, "method": "leads", "times": None}
    _, fault = await control("POST", "faults", order)
    _, lifted = await control("DELETE", "faults")

    assert (fault["kind"], fault["over"], lifted[0]["over"]) == ("answer", False, True)
    assert (await control("POST", "faults", {"kind": "explodes"}))[0] == 400
    assert (await control("POST", "limits", {"on": True}))[1] == {"on": True}
    assert crm.limits.on


async def test_what_was_asked_is_shown_and_the_address_changes(crm, control):
    old = crm.url
    async with aiohttp.ClientSession() as session, session.get(f"{crm.url}/api/v4/account"):
        pass
    _, moved = await control("POST", "moving")
    _, asked = await control("GET", "requests?after=0")

    assert moved["url"] == crm.url != old
    assert [one["status"] for one in asked] == ([401] if isinstance(crm, AmoServer) else [])


async def test_the_page_names_what_there_is(crm):
    words = set(re.findall(r"\bcrm\.(\w+)", README)) - {"item"}
    vendors = {"token", "tokens", "webhook", "reading", "portal", "tells_operating"}
    routes = {route.resource.canonical for route in control_of(crm).router.routes()}

    assert len(words) > 8
    assert [word for word in sorted(words - vendors) if not hasattr(crm, word)] == []
    assert [route for route in sorted(routes) if route.strip("/").split("/")[0] not in README] == []


@pytest.mark.long
@pytest.mark.parametrize("name", ["amocrm", "bitrix24"])
def test_each_runs_by_itself(name):
    command = [sys.executable, "-m", f"sandbox.{name}", "--port", "0"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert running.stdout.readline().startswith("CRM on http://127.0.0.1:")
    finally:
        running.terminate()
        assert running.wait(10) == 0
