"""Batches, limits, tokens, a portal that is renamed, and events."""

from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from aiohttp import web

from sandbox.bitrix24.batch import as_php
from sandbox.crm import Life
from sandbox.crm.protocol import nested


async def test_a_batch_is_a_good_answer_with_errors_inside(ask, crm, ledger):
    status, body = await ask("batch", halt=0, cmd={
        "first": "crm.item.list?entityTypeId=2&start=-1&filter[>id]=0&select[]=id",
        "second": "crm.item.list?entityTypeId=2&start=-1&filter[>id]=$result[first][items][49][id]&select[]=id",
        "wrong": "crm.deal.lost", "me": "user.current"})  # fmt: skip
    told = body["result"]
    read = [one["id"] for name in ("first", "second") for one in told["result"][name]["items"]]

    assert status == 200 and read == [deal.id for deal in ledger.deals.all[:100]]
    assert told["result_error"] == {"wrong": {"error": "ERROR_METHOD_NOT_FOUND",
                                              "error_description": "Method not found: crm.deal.lost"}}  # fmt: skip
    assert told["result_next"] == [] and told["result_total"] == {"first": 0, "second": 0}
    assert told["result_time"]["me"]["operating"] > 0
    crm.requests.entries.clear()


async def test_a_batch_with_numbers_for_names_is_a_list(ask):
    _, body = await ask("batch", cmd=["user.current", "scope"])

    assert isinstance(body["result"]["result"], list) and body["result"]["result_error"] == []


async def test_a_batch_halts_and_has_its_size(ask, crm):
    _, halted = await ask("batch", halt=1, cmd={"a": "crm.deal.lost", "b": "scope"})
    status, body = await ask("batch", cmd={f"c{at}": "scope" for at in range(51)})
    _, within = await ask("batch", cmd={"a": "batch?cmd[a]=scope"})

    assert halted["result"]["result"] == []
    assert (status, body["error"]) == (400, "ERROR_BATCH_LENGTH_EXCEEDED")
    assert within["result"]["result_error"]["a"]["error"] == "ERROR_BATCH_METHOD_NOT_ALLOWED"
    crm.requests.entries.clear()


@pytest.mark.parametrize(
    ("value", "written"), [({}, []), ({"0": 1, "1": 2}, [1, 2]), ({"a": 1}, {"a": 1}), ({"1": 1}, {"1": 1})]
)
def test_objects_as_php_writes_them(value, written):
    assert as_php(value) == written


async def test_the_bucket_leaks_two_a_second(ask, crm, watch):
    crm.limits.on = True
    codes = [(await ask("scope"))[0] for _ in range(51)]
    watch.advance(1)
    later = [(await ask("scope"))[0] for _ in range(3)]

    assert codes == [200] * 50 + [503] and later == [200, 200, 503]
    assert crm.requests.refusals[0].code == "QUERY_LIMIT_EXCEEDED"
    assert {one.what for one in crm.requests.violations} == {"too fast"}
    crm.requests.entries.clear()


async def test_a_method_that_worked_too_long_waits_and_others_go_on(ask, crm, watch):
    crm.limits.on, crm.limits.costs["crm.item.list"] = True, 100.0
    told = []
    for _ in range(5):
        told.append((await ask("crm.item.list", entityTypeId=2))[1]["time"])
        watch.advance(60)
    status, body = await ask("crm.item.list", entityTypeId=2)
    _, batch = await ask("batch", cmd={"deals": "crm.item.list?entityTypeId=2", "me": "user.current"})

    assert [one["operating"] for one in told] == [100, 200, 300, 400, 500]
    assert (status, body["error"]) == (429, "OPERATION_TIME_LIMIT")
    assert batch["result"]["result_error"]["deals"]["error"] == "OPERATION_TIME_LIMIT"
    assert (await ask("scope"))[0] == 200
    watch.advance(told[-1]["operating_reset_at"] - watch.unix())
    assert (await ask("crm.item.list", entityTypeId=2))[0] == 200


async def test_portals_of_ones_own_tell_no_operating_time(ask, crm):
    crm.tells_operating = False

    assert "operating" not in (await ask("scope"))[1]["time"]


async def test_a_block_by_hand_holds(ask, crm):
    crm.limits.overloaded = True

    assert (await ask("scope"))[1]["error"] == "OVERLOAD_LIMIT"


async def test_a_webhook_is_its_secret_and_its_scopes(ask, crm):
    crm.tokens.scopes -= {"telephony"}
    good = ask.at
    assert (await ask("voximplant.statistic.get"))[1]["error"] == "insufficient_scope"
    assert (await ask("event.bind", event="ONCRMDEALADD", handler="http://127.0.0.1/x"))[1][
        "error"
    ] == "WRONG_AUTH_TYPE"
    ask.at = good.replace(crm.tokens.secret, "0" * 16)
    assert await ask("scope") == (
        401, {"error": "NO_AUTH_FOUND", "error_description": "Wrong authorization data"}
    )  # fmt: skip
    ask.at, crm.tokens.webhook_works = good, False
    assert (await ask("scope"))[0] == 401
    crm.tokens.webhook_works, crm.tokens.paid = True, False
    assert (await ask("scope"))[1]["error"] == "ACCESS_DENIED"


async def test_a_form_is_taken_as_well_as_json(ask, crm):
    form = {"filter[>id]": "0", "entityTypeId": "2", "select[0]": "id", "start": "-1"}
    async with ask.session.post(crm.webhook + "crm.item.list.json", data=form) as response:
        assert len((await response.json())["result"]["items"]) == 50


@pytest.fixture
def exchange(ask, crm):
    """Asks the token address."""

    async def given(**values):
        told = {"client_id": crm.tokens.client_id, "client_secret": crm.tokens.client_secret} | values
        async with ask.session.get(f"{crm.url}/oauth/token/", params=told) as response:
            return response.status, await response.json()

    return given


async def test_an_application_asks_with_a_token_that_ends(ask, crm, watch, exchange):
    async with ask.session.get(f"{crm.url}/oauth/authorize/?state=s", allow_redirects=False) as response:
        code = parse_qs(urlsplit(response.headers["Location"]).query)["code"][0]
    _, pair = await exchange(grant_type="authorization_code", code=code)
    ask.at, ask.auth = pair["client_endpoint"], pair["access_token"]
    first = await ask("scope")
    watch.advance(3_600)
    over, body = await ask("scope")
    _, fresh = await exchange(grant_type="refresh_token", refresh_token=pair["refresh_token"])
    ask.auth = fresh["access_token"]

    assert first[0] == 200 and (over, body["error"]) == (401, "expired_token")
    assert (await ask("scope"))[0] == 200
    assert pair["domain"] not in pair["client_endpoint"]
    assert "access" not in str([entry.values for entry in crm.requests.entries])


async def test_a_refresh_token_works_once_and_not_before_its_time(crm, exchange):
    pair = crm.tokens.pair()
    first, _ = await exchange(grant_type="refresh_token", refresh_token=pair["refresh_token"])
    again, body = await exchange(grant_type="refresh_token", refresh_token=pair["refresh_token"])

    assert (first, again, body["error"]) == (200, 400, "invalid_grant")
    assert [one.what for one in crm.requests.violations] == [
        "refreshed long before the token was over", "a code or refresh token was used twice"
    ]  # fmt: skip
    crm.requests.entries.clear()


async def test_a_code_lives_thirty_seconds(crm, exchange, watch):
    code = crm.tokens.code()
    watch.advance(30)

    assert (await exchange(grant_type="authorization_code", code=code))[1]["error"] == "invalid_grant"


async def test_a_renamed_portal_sends_on_and_the_body_is_not_seen(ask, crm):
    old = crm.url
    new = await crm.move_away()
    async with ask.session.post(ask.at + "scope", json={}, allow_redirects=False) as response:
        assert response.status == 302
        assert response.headers["Location"] == ask.at.replace(old, new) + "scope"
    ask.at = ask.at.replace(old, new)

    assert (await ask("scope"))[0] == 200


@pytest.mark.parametrize(
    ("status", "code"), [(200, "ERROR_CORE"), (400, ""), (500, "INTERNAL_SERVER_ERROR"), (404, "NOT_FOUND")]
)
async def test_errors_on_order_come_in_the_portals_shape(ask, crm, status, code):
    crm.faults.answers(status, code, "так", "scope")

    assert await ask("scope") == (status, {"error": code, "error_description": "так"})
    assert (await ask("scope"))[0] == 200


async def test_a_lost_answer_has_had_its_effect(ask, crm, ledger):
    crm.faults.loses_answer("tasks.task.add")
    count = len(ledger.tasks)
    with pytest.raises(aiohttp.ClientError):
        await ask("tasks.task.add", fields={"TITLE": "Перезвонить", "RESPONSIBLE_ID": ledger.users.all[0].id})

    assert len(ledger.tasks) == count + 1


async def test_tasks_todos_and_comments_are_written(ask, ledger):
    deal, user = ledger.deals.all[0], ledger.users.all[2]
    _, made = await ask("tasks.task.add", fields={"TITLE": "Перезвонить", "RESPONSIBLE_ID": user.id,
                                                  "DEADLINE": "2024-07-05T18:00:00+03:00",
                                                  "UF_CRM_TASK": [f"D_{deal.id}"]})  # fmt: skip
    task = ledger.tasks[int(made["result"]["task"]["id"])]
    await ask("tasks.task.update", taskId=task.id, fields={"STATUS": 5})
    _, todo = await ask("crm.activity.todo.add", ownerTypeId=2, ownerId=deal.id, deadline="2024-07-05T18:00:00",
                        title="Позвонить", responsibleId=user.id)  # fmt: skip
    _, line = await ask(
        "crm.timeline.comment.add", fields={"ENTITY_ID": deal.id, "ENTITY_TYPE": "deal", "COMMENT": "Итог"}
    )

    assert (task.entity_id, task.due_at, task.completed_at) == (deal.id, 1_720_191_600, 1_720_000_000)
    assert ledger.tasks[todo["result"]["id"]].due_at == task.due_at
    assert ledger.notes[line["result"]].text == "Итог"


async def test_events_tell_little_and_are_told_once(crm, ledger):
    came = []

    async def take(request):
        came.append(nested((name, str(value)) for name, value in (await request.post()).items()))
        return web.Response(status=500)

    app = web.Application()
    app.router.add_post("/b24", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    crm.hooks.add(f"http://127.0.0.1:{runner.addresses[0][1]}/b24", "ONCRMDEALUPDATE", "ONCRMDEALMOVETOCATEGORY")
    deal = ledger.deals.all[0]
    other = next(one for one in ledger.pipelines.all if one.id != deal.pipeline_id)
    ledger.move(deal, other.first, at=1_720_000_000)
    await crm.hooks.settled()
    await runner.cleanup()

    assert [one["event"] for one in came] == ["ONCRMDEALUPDATE", "ONCRMDEALMOVETOCATEGORY"]
    assert came[0]["data"] == {"FIELDS": {"ID": str(deal.id)}}
    assert came[0]["auth"]["application_token"] == crm.tokens.application_token
    assert "access_token" not in came[0]["auth"]


async def test_every_event_makes_sound_forms(crm, ledger):
    life, forms = Life(ledger, 2), []
    ledger.watch(lambda event: forms.extend(crm.hook_forms(event, frozenset())))
    for step in range(400):
        life.step(1_720_000_000 + step)

    assert len(forms) > 200
    assert all(isinstance(value, str) for form in forms for _, value in form)


async def test_a_meeting_is_told_of_as_an_activity_and_a_task_as_a_task(ask, crm, ledger):
    user, told = ledger.users.all[0], []
    ledger.watch(lambda event: told.extend(dict(form) for form in crm.hook_forms(event, frozenset())))
    for kind in ("meeting", "call"):
        task = ledger.add_task("Встреча", at=1_720_000_000, due_at=1_720_000_000, responsible=user, kind=kind)
        ledger.complete(task, at=1_720_000_060)
    rows = await ask.by_id("crm.activity.list", filter={"PROVIDER_ID": "CRM_MEETING"})

    assert [one["event"] for one in told] == ["ONCRMACTIVITYADD", "ONCRMACTIVITYUPDATE", "ONTASKADD", "ONTASKUPDATE"]
    assert {one["data[FIELDS][ID]"] for one in told[:2]} == {rows[-1]["ID"]}
