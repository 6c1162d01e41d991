"""What is read of the played amoCRM is the truth, row for row."""

import pytest

from sandbox.amocrm.faces import status_of
from sandbox.crm import Life

WINDOW = "filter[updated_at][from]={}&filter[updated_at][to]={}&order[updated_at]=asc"


def bare(lead):
    """The parts of a lead that the truth has."""
    return (lead["id"], lead["name"], lead["price"], lead["pipeline_id"], lead["status_id"], lead["updated_at"],
            lead["responsible_user_id"], lead["closed_at"], lead["loss_reason_id"])  # fmt: skip


def true(ledger, deal):
    """The same of a deal."""
    return (deal.id, deal.name, deal.price, deal.pipeline_id, status_of(ledger.stages[deal.stage_id]), deal.updated_at,
            deal.responsible_id, deal.closed_at, deal.loss_reason_id)  # fmt: skip


async def test_every_deal_is_read_as_it_stands(ask, ledger):
    leads = await ask.all("leads?limit=70&with=contacts,loss_reason")

    assert [bare(lead) for lead in leads] == [true(ledger, deal) for deal in ledger.deals.all]
    assert [(one["_embedded"]["contacts"] or [{"id": None}])[0]["id"] for one in leads] == [
        deal.contact_id for deal in ledger.deals.all
    ]


async def test_won_and_lost_have_one_number_in_every_pipeline(ask):
    _, body = await ask("leads/pipelines")

    for pipeline in body["_embedded"]["pipelines"]:
        assert {142, 143} < {stage["id"] for stage in pipeline["_embedded"]["statuses"]}


async def test_a_window_by_the_moment_of_change_has_its_rows_in_order(ask, ledger):
    moments = sorted(deal.updated_at for deal in ledger.deals)
    low, high = moments[50], moments[200]

    leads = await ask.all(f"leads?limit=50&{WINDOW.format(low, high)}")

    assert [one["updated_at"] for one in leads] == [at for at in moments if low <= at <= high]


async def test_values_of_custom_fields_travel_by_their_types(ask, ledger):
    kinds = {}
    for lead in await ask.all("leads?limit=250"):
        for one in lead["custom_fields_values"] or ():
            kinds.setdefault(one["field_type"], one["values"][0])

    assert isinstance(kinds["monetary"]["value"], str) and kinds["monetary"]["value"].isdigit()
    assert isinstance(kinds["date"]["value"], int) and isinstance(kinds["checkbox"]["value"], bool)
    assert kinds["select"]["value"] == ledger.field("Источник").choices[kinds["select"]["enum_id"]]


async def test_calls_stand_in_three_feeds_and_are_one_by_their_mark(ask, ledger):
    kinds = "filter[note_type][]=call_in&filter[note_type][]=call_out"
    feeds = [f"{entity}/notes?limit=250&{kinds}" for entity in ("leads", "contacts", "companies")]
    notes = [one for feed in feeds for one in await ask.all(feed)]
    heard = {one["params"]["uniq"]: one["params"] for one in notes}
    placed = {call.uniq: call for call in ledger.calls if call.entity}

    assert len(notes) > len(heard)
    assert heard.keys() == placed.keys()
    for mark, one in heard.items():
        assert (one["duration"], one["phone"]) == (placed[mark].talk, placed[mark].phone)


async def test_the_feed_is_newest_first_with_short_pages_that_are_not_the_last(ask, ledger):
    _, first = await ask("events?limit=100&filter[type]=lead_status_changed")
    events = await ask.all("events?limit=100&filter[type]=lead_status_changed")

    assert len(first["_embedded"]["events"]) < 100 and "next" in first["_links"]
    assert [one["created_at"] for one in events] == sorted((one["created_at"] for one in events), reverse=True)
    moved = sorted((move.deal_id, move.at, status_of(ledger.stages[move.to_stage_id]))
                   for move in ledger.moves if move.from_stage_id is not None)  # fmt: skip
    told = [(one["entity_id"], one["created_at"], one["value_after"][0]["lead_status"]["id"]) for one in events]
    assert sorted(told) == moved


async def test_an_empty_page_has_no_body(ask):
    assert await ask("companies") == (204, None)
    assert await ask("leads?page=99&limit=250") == (204, None)
    assert await ask("leads/1") == (204, None)


async def test_deleted_deals_are_shown_only_when_asked_for(ask, ledger):
    gone = ledger.deals.all[3]
    ledger.delete(gone, at=1_720_000_000)

    assert gone.id not in {one["id"] for one in await ask.all("leads?limit=250")}
    assert await ask.all("leads?with=only_deleted") == [
        {"id": gone.id, "updated_at": 1_720_000_000, "is_deleted": True}
    ]
    assert (await ask.all("events?filter[type]=lead_deleted"))[0]["entity_id"] == gone.id


async def test_pages_shift_while_they_are_read(ask, crm, ledger):
    """A row that changes leaves its page, and the rows behind it move up past the reader.

    Pages of a fixed window lose some for good; always asking for the first page from the newest moment seen does not.
    """
    watch, life = crm.watch, Life(ledger, 1)

    def work():
        watch.advance(1)
        for _ in range(30):
            life.step(watch.unix())

    over = crm.meanwhile(work, "leads")
    by_pages = {one["id"] for one in await ask.all(f"leads?limit=20&{WINDOW.format(0, 1_719_999_999)}")}
    by_moment, newest, fresh = set(), 0, True
    while fresh:
        _, body = await ask(f"leads?limit=50&{WINDOW.format(newest, 1_719_999_999)}")
        rows = body["_embedded"]["leads"] if body else []
        fresh = {one["id"] for one in rows} - by_moment
        by_moment |= fresh
        newest = max([newest, *(one["updated_at"] for one in rows)])
    over()
    changed = {one["id"] for one in await ask.all(f"leads?limit=250&{WINDOW.format(1_720_000_000, watch.unix())}")}

    living = {deal.id for deal in ledger.deals if deal.deleted_at is None}
    assert living - by_pages - changed
    assert living <= by_moment | changed


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("leads?limit=251", "limit"),
        ("events?limit=101", "limit"),
        ("leads?filter[updated_at][from]=yesterday", "no number"),
        ("leads?order[updated_at]=up", "asc or desc"),
        ("tasks?filter[entity_id][]=1", "entity_type"),
        ("events?filter[entity_id][]=1", "exactly one"),
        ("events?filter[entity]=lead&" + "&".join(f"filter[entity_id][]={n}" for n in range(11)), "at most 10"),
    ],
)
async def test_what_the_contract_forbids_is_refused_and_remembered(ask, crm, path, why):
    status, body = await ask(path)

    assert status == 400 and why in body["detail"]
    assert [why in str(one) for one in crm.requests.violations] == [True]
    crm.requests.entries.clear()


@pytest.mark.parametrize(
    "path",
    ["leads?filter[colour]=1", "leads?with=everything", "leads?order[price]=asc", "leads?size=3", "users?with=x"],
)
async def test_what_is_unknown_is_ignored_and_remembered(ask, crm, path):
    assert (await ask(path))[0] == 200
    assert len(crm.requests.violations) == 1
    crm.requests.entries.clear()


async def test_a_plan_without_filters_ignores_them_and_keeps_the_order(ask, crm, ledger):
    crm.reading.filters_allowed = False
    moments = sorted(deal.updated_at for deal in ledger.deals)

    up, down = [[one["updated_at"] for one in await ask.all(f"leads?limit=250&filter[id][]=1&order[updated_at]={way}")]
                for way in ("asc", "desc")]  # fmt: skip

    assert (up, down) == (moments, moments[::-1])


async def test_users_are_for_administrators(ask, crm, ledger):
    assert [one["id"] for one in await ask.all("users?limit=3")] == [user.id for user in ledger.users.all]
    crm.reading.is_admin = False

    status, body = await ask("users")
    assert (status, body["title"]) == (403, "Forbidden")


async def test_a_plan_without_filters_gives_everything(ask, crm, ledger):
    crm.reading.filters_allowed = False
    _, account = await ask("account?with=is_api_filter_enabled")

    assert account["is_api_filter_enabled"] is False
    assert len(await ask.all("leads?limit=250&filter[updated_at][from]=1")) == len(ledger.deals)


async def test_tasks_are_filtered_and_their_result_is_an_empty_list(ask, ledger):
    done = ledger.tasks.all[0]
    ledger.complete(done, at=1_720_000_000, result="Сделано")

    (shown,) = await ask.all("tasks?filter[is_completed]=1")
    others = await ask.all("tasks?limit=250&filter[is_completed]=0")

    assert (shown["id"], shown["result"]) == (done.id, {"text": "Сделано"})
    assert len(others) == len(ledger.tasks) - 1 and others[0]["result"] == []
