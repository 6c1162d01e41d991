"""Tokens, rates, blocks, troubles, hooks and a move to another address."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from aiohttp import web

from sandbox.crm import Life
from sandbox.crm.protocol import nested


@pytest.fixture
def exchange(ask, crm):
    """Asks the token address."""

    async def given(**values):
        tokens = crm.tokens
        told = {"client_id": tokens.client_id, "client_secret": tokens.client_secret}
        told |= {"redirect_uri": tokens.redirect_uri}
        async with ask.session.post(f"{ask.at}/oauth2/access_token", json=told | values) as response:
            return response.status, await response.json(content_type=None)

    return given


async def test_the_owners_consent_becomes_a_pair_that_opens(ask, crm, exchange):
    async with ask.session.get(f"{crm.url}/oauth?state=x1", allow_redirects=False) as response:
        told = {name: one[0] for name, one in parse_qs(urlsplit(response.headers["Location"]).query).items()}
    status, pair = await exchange(grant_type="authorization_code", code=told["code"])
    ask.token = pair["access_token"]

    assert (status, told["state"], pair["expires_in"]) == (200, "x1", 86_400)
    assert (await ask("account"))[0] == 200


async def test_a_refresh_token_works_once(crm, exchange):
    first = crm.tokens.pair()
    status, second = await exchange(grant_type="refresh_token", refresh_token=first["refresh_token"])
    again, refused = await exchange(grant_type="refresh_token", refresh_token=first["refresh_token"])

    assert (status, again, refused["hint"]) == (200, 401, "Token has been revoked")
    assert second["refresh_token"] != first["refresh_token"]
    assert [one.what for one in crm.requests.violations] == ["a code or refresh token was used twice"]
    crm.requests.entries.clear()


async def test_a_lost_answer_has_spent_the_refresh_token(crm, exchange):
    pair = crm.tokens.pair()
    crm.faults.loses_answer("POST oauth2/access_token")
    with pytest.raises(aiohttp.ClientError):
        await exchange(grant_type="refresh_token", refresh_token=pair["refresh_token"])

    status, _ = await exchange(grant_type="refresh_token", refresh_token=pair["refresh_token"])

    assert status == 401
    crm.requests.entries.clear()


async def test_tokens_end_and_are_revoked(ask, crm, watch):
    pair = crm.tokens.pair()
    ask.token = pair["access_token"]
    assert (await ask("account"))[0] == 200
    watch.advance(86_400)
    assert (await ask("account"))[0] == 401
    ask.token = crm.token
    assert (await ask("account"))[0] == 200
    crm.tokens.revoke()

    assert (await ask("account"))[0] == 401


async def test_a_code_lives_twenty_minutes(crm, exchange, watch):
    code = crm.tokens.code()
    watch.advance(20 * 60)

    assert (await exchange(grant_type="authorization_code", code=code))[0] == 401


async def test_the_token_tells_its_end(crm, watch):
    claims = crm.token.split(".")[1]
    read = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))

    assert read["exp"] == watch.unix() + 5 * 365 * 86_400
    assert f"http://{read['api_domain']}" == crm.url


async def test_seven_a_second_and_no_more(ask, crm, watch):
    crm.limits.on = True

    assert [(await ask("account"))[0] for _ in range(8)] == [200] * 7 + [429]
    watch.advance(1)
    assert (await ask("account"))[0] == 200
    assert [one.what for one in crm.requests.violations] == ["too fast"]
    crm.requests.entries.clear()


async def test_who_does_not_listen_is_blocked_on_every_address(ask, crm, watch):
    crm.limits.on = True
    codes = [(await ask("account"))[0] for _ in range(29)]
    async with ask.session.get(f"{crm.url}/api/v4/account") as response:
        kind, text = response.content_type, await response.text()
    async with ask.session.post(f"{crm.url}/oauth2/access_token", json={}) as response:
        assert (response.status, response.content_type) == (403, "text/html")

    assert codes == [200] * 7 + [429] * 20 + [403] * 2
    assert kind == "text/html" and "403 Forbidden" in text
    watch.advance(3_600)
    assert (await ask("account"))[0] == 200
    assert len(crm.requests.impatient) == 23
    crm.requests.entries.clear()


TROUBLES = [
    (lambda faults: faults.answers(500), 500, "application/problem+json"),
    (lambda faults: faults.answers(402), 402, "application/problem+json"),
    (lambda faults: faults.garbles(), 502, "text/html"),
    (lambda faults: faults.garbles("Привет".encode("cp1251"), status=200, content_type="application/json"), 200,
     "application/json"),
    (lambda faults: faults.truncates(), 200, "application/hal+json"),
]  # fmt: skip


@pytest.mark.parametrize(("order", "status", "kind"), TROUBLES)
async def test_troubles_come_once_and_go(ask, crm, order, status, kind):
    order(crm.faults)
    async with ask.raw("account") as response:
        raw = await response.read()

    assert (response.status, response.content_type) == (status, kind)
    if status == 200:
        with pytest.raises(ValueError):
            json.loads(raw)
    assert (await ask("account"))[0] == 200


@pytest.mark.parametrize("kind", ["drips", "floods", "bombs"])
async def test_bodies_without_an_end_come_in_pieces(ask, crm, kind):
    getattr(crm.faults, kind)()
    async with ask.raw("account") as response:
        assert await response.content.read(100)
        response.close()
    assert (await ask("account"))[0] == 200


async def test_cuts_and_the_nth_request(ask, crm):
    crm.faults.cuts("leads", nth=2)

    assert (await ask("leads"))[0] == 200
    with pytest.raises(aiohttp.ClientError):
        await ask("leads")
    assert (await ask("leads"))[0] == 200


async def test_an_account_that_moved_says_where(ask, crm):
    pair, old = crm.tokens.pair(), crm.url
    new = await crm.move_away()

    assert (await ask("account"))[0] == 404
    async with ask.session.get(f"{old}/oauth2/account/current/subdomain",
                               headers={"X-Refresh-Token": pair["refresh_token"]}) as response:  # fmt: skip
        assert f"http://{(await response.json())['domain']}" == new
    ask.at = new
    assert (await ask("account"))[0] == 200


@pytest.fixture
async def heard():
    """An address on this machine that takes hooks: what came, and the statuses that it gives."""
    came, statuses = [], []

    async def take(request):
        came.append(nested((name, str(value)) for name, value in (await request.post()).items()))
        return web.Response(status=statuses.pop(0) if statuses else 200)

    app = web.Application()
    app.router.add_post("/hooks/amo/secret", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hooks/amo/secret", came, statuses
    await runner.cleanup()


async def test_a_hook_is_told_of_what_it_wants_as_texts(ask, crm, ledger, heard):
    url, came, _ = heard
    status, made = await ask("webhooks", "POST", {"destination": url, "settings": ["status_lead", "note_lead"]})
    deal = next(deal for deal in ledger.deals.all if ledger.stages[deal.stage_id].kind == "open")
    left = deal.stage_id
    ledger.move(deal, ledger.pipelines[deal.pipeline_id].won, at=1_720_000_000)
    ledger.reprice(deal, 5, at=1_720_000_001)
    ledger.add_call("+79161112233", started_at=1_720_000_000, talk=9, direction="in", on=deal)
    await crm.hooks.settled()

    assert status == 201 and made["settings"] == ["note_lead", "status_lead"]
    moved, noted = (one["leads"] for one in came)
    assert (moved["status"][0]["status_id"], moved["status"][0]["old_status_id"]) == ("142", str(left))
    assert noted["note"][0]["note"]["note_type"] == "10" and came[0]["account"]["id"] == "31415926"
    assert await ask("webhooks", "DELETE", {"destination": url}) == (204, None)


async def test_a_hook_that_fails_is_tried_again(crm, ledger, heard):
    url, came, statuses = heard
    crm.hooks.gaps, statuses[:] = (0.01, 0.01), [500, 503, 200]
    crm.hooks.add(url)
    ledger.reprice(ledger.deals.all[0], 7, at=1_720_000_000)
    await crm.hooks.settled()

    assert [one.statuses for one in crm.hooks.sent] == [[500, 503, 200]]
    assert len(came) == 3


async def test_hooks_may_be_lost_doubled_and_out_of_order(crm, ledger, heard):
    url, came, _ = heard
    crm.hooks.add(url)
    crm.hooks.loses, crm.hooks.doubles, crm.hooks.shuffles = 0.3, 0.3, 0.2
    for price in range(60):
        ledger.reprice(ledger.deals.all[0], price, at=1_720_000_000 + price)
    await crm.hooks.settled()
    moments = [int(one["leads"]["update"][0]["updated_at"]) for one in came]

    assert crm.hooks.lost and len(moments) == len(crm.hooks.sent)
    assert len(set(moments)) == 60 - len(crm.hooks.lost) < len(moments)
    assert moments != sorted(moments)


async def test_every_event_makes_a_sound_form(crm, ledger):
    life, forms = Life(ledger, 2), []
    ledger.watch(lambda event: forms.extend(crm.hook_forms(event, frozenset())))
    for step in range(400):
        life.step(1_720_000_000 + step)

    assert len(forms) > 200
    assert all(isinstance(value, str) for form in forms for _, value in form)
    assert {"leads", "account"} <= {name for form in forms for name in nested(form)}


async def test_a_hook_reaches_this_machine_only(ask, crm):
    status, _ = await ask("webhooks", "POST", {"destination": "https://bot.example.org/x", "settings": ["add_lead"]})

    assert status == 400
    crm.requests.entries.clear()


async def test_tasks_and_notes_are_written(ask, crm, ledger):
    deal, user = ledger.deals.all[0], ledger.users.all[2]
    wish = {"task_type_id": 2, "text": "Встреча", "complete_till": 1_720_100_000, "entity_id": deal.id,
            "entity_type": "leads", "responsible_user_id": user.id, "request_id": "bot-42"}  # fmt: skip
    _, made = await ask("tasks", "POST", [wish])
    task = ledger.tasks[made["_embedded"]["tasks"][0]["id"]]
    await ask(f"tasks/{task.id}", "PATCH", {"is_completed": True, "result": {"text": "Была"}})
    _, noted = await ask(f"leads/{deal.id}/notes", "POST", [{"note_type": "common", "params": {"text": "Итог"}}])

    assert (task.kind, task.due_at, task.responsible_id, task.result) == ("meeting", 1_720_100_000, user.id, "Была")
    assert ledger.notes[noted["_embedded"]["notes"][0]["id"]].text == "Итог"
    assert made["_embedded"]["tasks"][0]["request_id"] == "bot-42"


@pytest.mark.parametrize("body", [{}, [], [{"text": "без срока"}], [{"text": "x", "complete_till": "завтра"}], [7]])
async def test_an_unsound_task_is_refused(ask, crm, body):
    status, _ = await ask("tasks", "POST", body)

    assert status == 400
    crm.requests.entries.clear()
