"""What is read of the played Bitrix24 is the truth, row for row, in both dialects."""

from datetime import datetime

import pytest

from sandbox.crm import Life

NEW = [
    "id",
    "title",
    "categoryId",
    "stageId",
    "stageSemanticId",
    "opportunity",
    "assignedById",
    "updatedTime",
    "closed",
]
SIGNS = {"open": "P", "incoming": "P", "won": "S", "lost": "F"}


def unix(text):
    """A moment as it came."""
    return int(datetime.fromisoformat(text).timestamp())


def true(ledger, deal):
    """What a deal should be."""
    kind = ledger.stages[deal.stage_id].kind
    return (deal.id, deal.name, deal.pipeline_id - ledger.pipelines.all[0].id, SIGNS[kind], deal.price or 0,
            deal.responsible_id, deal.updated_at, "Y" if deal.closed_at else "N")  # fmt: skip


def bare(one):
    """The same of what came in the new dialect."""
    return (one["id"], one["title"], one["categoryId"], one["stageSemanticId"], one["opportunity"], one["assignedById"],
            unix(one["updatedTime"]), one["closed"])  # fmt: skip


async def test_every_deal_is_read_in_the_new_dialect(ask, ledger):
    rows = await ask.by_id("crm.item.list", "id", "items", entityTypeId=2, select=NEW)

    assert [bare(one) for one in rows] == [true(ledger, deal) for deal in ledger.deals.all]


async def test_every_deal_is_read_in_the_old_dialect(ask, ledger):
    rows, total = await ask.by_start("crm.deal.list", select=["*", "UF_*"])

    assert total == len(ledger.deals)
    assert [(one["ID"], one["OPPORTUNITY"], one["ASSIGNED_BY_ID"]) for one in rows] == [
        (str(deal.id), f"{deal.price or 0}.00", str(deal.responsible_id)) for deal in ledger.deals.all
    ]
    cost = ledger.field("Себестоимость").id
    assert [one[f"UF_CRM_{cost}"] for one in rows] == [
        f"{deal.values[cost]}|RUB" if cost in deal.values else None for deal in ledger.deals.all
    ]


async def test_a_keyset_has_no_total_and_no_next(ask):
    _, body = await ask("crm.item.list", entityTypeId=2, start=-1, order={"id": "ASC"}, filter={">id": 0})

    assert body["total"] == 0 and "next" not in body and len(body["result"]["items"]) == 50


async def test_a_window_by_the_moment_of_change_may_name_its_zone(ask, ledger):
    moments = sorted(deal.updated_at for deal in ledger.deals)
    low, high = (datetime.fromtimestamp(moments[at]).astimezone().isoformat() for at in (50, 200))

    rows = await ask.by_id("crm.item.list", "id", "items", entityTypeId=2, select=NEW,
                           filter={">=updatedTime": low, "<updatedTime": high})  # fmt: skip

    expected = {deal.id for deal in ledger.deals if moments[50] <= deal.updated_at < moments[200]}
    assert {one["id"] for one in rows} == expected


async def test_the_history_tells_every_move_with_its_kind(ask, ledger):
    rows = await ask.by_id("crm.stagehistory.list", "ID", "items", entityTypeId=2)

    assert [(one["ID"], one["OWNER_ID"], unix(one["CREATED_TIME"])) for one in rows] == [
        (move.id, move.deal_id, move.at) for move in ledger.moves.all
    ]
    ends = {"won", "lost"}
    assert [one["TYPE_ID"] for one in rows] == [
        1 if move.from_stage_id is None else 3 if ledger.stages[move.to_stage_id].kind in ends else 2
        for move in ledger.moves.all
    ]


async def test_stages_are_known_by_their_semantics_and_reasons_are_stages(ask, ledger):
    _, funnels = await ask("crm.category.list", entityTypeId=2)
    codes = {}
    for funnel in funnels["result"]["categories"]:
        name = f"DEAL_STAGE_{funnel['id']}" if funnel["id"] else "DEAL_STAGE"
        _, body = await ask("crm.status.list", filter={"ENTITY_ID": name})
        codes |= {one["STATUS_ID"]: one["SEMANTICS"] or "P" for one in body["result"]}
        assert all(
            one["STATUS_ID"].startswith("C") == bool(funnel["id"]) or funnel["id"] == 0 for one in body["result"]
        )
    rows = await ask.by_id("crm.item.list", "id", "items", entityTypeId=2, select=NEW)

    assert all(codes[one["stageId"]] == one["stageSemanticId"] for one in rows)
    assert len({one["stageId"] for one in rows if one["stageSemanticId"] == "F"}) > len(ledger.pipelines)


@pytest.mark.parametrize("start", [-1, 0])
async def test_calls_are_read_by_id_with_numbers_as_texts(ask, ledger, start):
    found, last = [], 0
    while True:
        _, body = await ask("voximplant.statistic.get", FILTER={">ID": last}, SORT="ID", ORDER="ASC", start=start)
        found += body["result"]
        if len(body["result"]) < 50:
            break
        last = int(found[-1]["ID"])

    assert [(one["ID"], one["CALL_DURATION"], one["PHONE_NUMBER"], unix(one["CALL_START_DATE"])) for one in found] == [
        (str(call.id), str(call.talk), call.phone, call.started_at) for call in ledger.calls.all
    ]
    files = {type(one["RECORD_FILE_ID"]) for one in found}
    assert files == {int, type(None)} and {one["CALL_TYPE"] for one in found} == {"1", "2"}


async def test_activities_join_calls_and_number_everything_as_it_came(ask, ledger):
    life = Life(ledger, 3)
    for step in range(200):
        life.step(1_720_000_000 + step)
    rows = await ask.by_id("crm.activity.list", "ID")
    _, calls = await ask("voximplant.statistic.get", SORT="ID", ORDER="DESC")
    known = {one["ID"]: one for one in rows}

    assert [int(one["ID"]) for one in rows] == sorted({int(one["ID"]) for one in rows})
    for call in calls["result"]:
        if call["CRM_ACTIVITY_ID"]:
            assert known[call["CRM_ACTIVITY_ID"]]["ORIGIN_ID"] == f"VI_{call['CALL_ID']}"
    assert {one["PROVIDER_ID"] for one in rows} == {
        "VOXIMPLANT_CALL", "CRM_MEETING", "CRM_EMAIL", "IMOPENLINES_SESSION"
    }  # fmt: skip


async def test_rows_that_change_while_they_are_read_are_not_lost(ask, crm, ledger, watch):
    life = Life(ledger, 1)

    def work():
        watch.advance(1)
        for _ in range(20):
            life.step(watch.unix())

    over = crm.meanwhile(work, "crm.item.list")
    known = {deal.id for deal in ledger.deals if deal.deleted_at is None}
    rows = await ask.by_id("crm.item.list", "id", "items", entityTypeId=2, select=NEW)
    over()

    never_gone = known - {event.entity_id for event in ledger.events if event.kind == "deal_deleted"}
    assert never_gone <= {one["id"] for one in rows}


async def test_tasks_have_their_own_case(ask, ledger):
    ledger.complete(next(task for task in ledger.tasks.all if task.kind == "call"), at=1_720_000_000)
    rows, total = await ask.by_start("tasks.task.list", "tasks", order={"ID": "asc"},
                                     select=["ID", "STATUS", "CLOSED_DATE", "RESPONSIBLE_ID",
                                             "UF_CRM_TASK"])  # fmt: skip
    plain = [task for task in ledger.tasks.all if task.kind != "meeting"]

    assert total == len(plain) == len(rows)
    assert [(one["id"], one["responsibleId"], one["ufCrmTask"]) for one in rows] == [
        (str(task.id), str(task.responsible_id), [f"D_{task.entity_id}"]) for task in plain
    ]
    assert [one["closedDate"] for one in rows if one["status"] == "5"] == ["2024-07-03T12:46:40+03:00"]


async def test_quotes_and_clients_have_the_universal_shape(ask, ledger):
    deal = ledger.deals.all[0]
    quote = ledger.add_quote(deal, 310_000, at=1_720_000_000)
    ledger.set_quote(quote, "sent", at=1_720_000_100)
    _, quotes = await ask("crm.item.list", entityTypeId=7, start=-1)
    contacts = await ask.by_id("crm.item.list", "id", "items", entityTypeId=3, select=["*"])
    _, one = await ask("crm.item.get", entityTypeId=2, id=deal.id)

    assert [(row["dealId"], row["stageId"]) for row in quotes["result"]["items"]] == [(deal.id, "SENT")]
    assert [row["fm"][0]["value"] for row in contacts] == [contact.phone for contact in ledger.contacts.all]
    assert one["result"]["item"]["title"] == deal.name


async def test_leads_have_statuses_and_a_history_and_become_deals(ask, ledger):
    assert (await ask("crm.settings.mode.get"))[1]["result"] == 2
    user = ledger.users.all[1]
    first, second = (ledger.add_lead(name, at=1_720_000_000, responsible=user, phone="+79161112233") for name in "аб")
    ledger.move_lead(first, "in_process", at=1_720_000_100)
    deal = ledger.convert(first, ledger.pipelines.all[0].first, at=1_720_000_200)
    ledger.move_lead(second, "junk", at=1_720_000_300)
    rows = await ask.by_id("crm.item.list", "id", "items", entityTypeId=1, select=["*"])
    old, _ = await ask.by_start("crm.lead.list", select=["ID", "STATUS_ID", "STATUS_SEMANTIC_ID"])
    history = await ask.by_id("crm.stagehistory.list", "ID", "items", entityTypeId=1)
    _, one = await ask("crm.item.get", entityTypeId=2, id=deal.id)
    _, statuses = await ask("crm.status.list", filter={"ENTITY_ID": "STATUS"})

    assert (await ask("crm.settings.mode.get"))[1]["result"] == 1
    assert [(row["stageId"], row["stageSemanticId"], row["isConvert"]) for row in rows] == [
        ("CONVERTED", "S", "Y"), ("JUNK", "F", "N")
    ]  # fmt: skip
    assert [row["STATUS_ID"] for row in old] == ["CONVERTED", "JUNK"]
    assert [(row["OWNER_ID"], row["TYPE_ID"], row["STATUS_ID"]) for row in history] == [
        (first.id, 1, "NEW"), (second.id, 1, "NEW"), (first.id, 2, "IN_PROCESS"), (first.id, 3, "CONVERTED"),
        (second.id, 3, "JUNK"),
    ]  # fmt: skip
    assert one["result"]["item"]["leadId"] == first.id and rows[0]["fm"][0]["value"] == "+79161112233"
    assert [status["SEMANTICS"] for status in statuses["result"]] == [None, None, "S", "F"]


async def test_people_are_found_by_department(ask, ledger):
    _, some = await ask("user.get", FILTER={"UF_DEPARTMENT": 2})

    assert [one["ID"] for one in some["result"]] == [str(user.id) for user in ledger.users.all if user.group_id == 2]


async def test_people_departments_and_heads(ask, ledger):
    ledger.dismiss(ledger.users.all[-1])
    _, everybody = await ask("user.get", FILTER={"USER_TYPE": "employee"})
    _, active = await ask("user.get", FILTER={"ACTIVE": True})
    _, groups = await ask("department.get")

    assert len(everybody["result"]) == len(active["result"]) + 1 == len(ledger.users)
    assert [one["UF_HEAD"] for one in groups["result"]] == [str(group.head_id) for group in ledger.groups.all]
    assert everybody["result"][0]["TIMESTAMP_X"] == {} and everybody["result"][0]["UF_DEPARTMENT"] == [1]


async def test_days_of_work(ask, ledger, watch):
    user = ledger.users.all[1]
    ledger.open_day(user, at=watch.unix() - 60)
    _, day = await ask("timeman.status", USER_ID=user.id)

    assert (day["result"]["STATUS"], unix(day["result"]["TIME_START"])) == ("OPENED", watch.unix() - 60)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("crm.item.list", {"entityTypeId": 2, "filter": {"colour": 1}}),
        ("crm.item.list", {}),
        ("crm.item.list", {"entityTypeId": 2, "start": "first"}),
        ("crm.item.list", {"entityTypeId": 2, "filter": {">id": "a"}}),
        ("crm.item.list", {"entityTypeId": 2, "filter": {">=updatedTime": "вчера"}}),
        ("crm.deal.lost", {}),
        ("tasks.task.add", {}),
    ],
)
async def test_what_is_wrong_is_refused_and_remembered(ask, crm, method, params):
    status, body = await ask(method, **params)

    assert status in (400, 404) and body["error"]
    assert len(crm.requests.violations) == 1
    crm.requests.entries.clear()


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("crm.deal.list", {"filter": {"COLOUR": 1}}),
        ("crm.deal.list", {"select": ["COLOUR"]}),
        ("crm.item.list", {"entityTypeId": 2, "limit": 100}),
        ("crm.item.list", {"entityTypeId": 2, "start": 7}),
        ("user.get", {"FILTER": {"COLOUR": 1}}),
        ("tasks.task.list", {}),
    ],
)
async def test_what_is_unknown_is_ignored_and_remembered(ask, crm, method, params):
    status, _ = await ask(method, **params)

    assert status == 200
    assert len(crm.requests.violations) == 1
    crm.requests.entries.clear()


@pytest.mark.parametrize(
    ("method", "key", "wrap", "more"),
    [("crm.item.list", "id", "items", {"entityTypeId": 2}), ("crm.activity.list", "ID", None, {})],
)
async def test_a_window_of_ids_is_closed_on_both_sides(ask, method, key, wrap, more):
    _, whole = await ask(method, order={key: "ASC"}, start=-1, **more)
    rows = whole["result"][wrap] if wrap else whole["result"]
    ids = [int(one[key]) for one in rows]

    bounds = {f">{key}": ids[3], f"<={key}": ids[20]}
    _, body = await ask(method, order={key: "ASC"}, filter=bounds, start=-1, **more)
    _, counted = await ask(method, order={key: "ASC"}, filter=bounds, start=0, **more)
    _, none = await ask(method, order={key: "ASC"}, filter={f">{key}": ids[9], f"<={key}": ids[9]}, start=0, **more)

    got = body["result"][wrap] if wrap else body["result"]
    assert [int(one[key]) for one in got] == ids[4:21]
    assert (counted["total"], "next" in counted, none["total"]) == (17, False, 0)
