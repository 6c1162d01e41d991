"""What is read of the played account is its truth, row for row, at first and after every change."""

import json
from dataclasses import replace

import pytest

from sandbox.amocrm import AmoServer, events
from sandbox.crm import Life, company
from services.connectors.kit.records import Kind
from tests.connectors.amocrm.playing import ORDER, Synced, truth


def differences(synced):
    """What was stored otherwise than it is, by kind; empty where all is the same."""
    right = truth(synced.crm.ledger)
    found = {}
    for kind in ORDER:
        ours, theirs = synced.rows[kind], right[kind]
        wrong = [(ours.get(key), theirs.get(key)) for key in ours.keys() | theirs.keys()
                 if ours.get(key) != theirs.get(key)]  # fmt: skip
        found |= {kind: wrong} if wrong else {}
    return found


def live(crm, steps, seed=3, pause=1):
    """Changes of every kind, one a second."""
    life = Life(crm.ledger, seed)
    for _ in range(steps):
        crm.watch.advance(pause)
        life.step(crm.watch.unix())
    crm.watch.advance(6)


async def test_everything_is_read_as_it_stands(synced):
    counts = await synced.all()

    assert differences(synced) == {}
    assert all(counts.values())
    assert synced.odd == []


async def test_after_many_changes_it_is_the_same_again(synced, crm):
    await synced.all()
    live(crm, 200)

    await synced.all()

    assert differences(synced) == {}
    assert synced.odd == []


async def test_changes_in_small_steps_are_followed(synced, crm):
    await synced.all()

    for seed in range(8):
        live(crm, 12, seed, pause=7)
        await synced.all()
        assert differences(synced) == {}


@pytest.mark.parametrize("kind", ORDER)
async def test_with_nothing_new_one_question_is_asked_and_nothing_comes(synced, crm, kind):
    await synced.all()
    crm.watch.advance(30)
    asked = len(crm.requests.entries)

    before = dict(synced.rows[kind])
    await synced.read(kind)

    assert len(crm.requests.entries) - asked == 1
    assert synced.rows[kind] == before


async def test_a_new_process_goes_on_with_one_question_too(synced, crm):
    await synced.all()
    later = Synced(crm, cost_field="771001")
    later.cursors, later.rows = synced.cursors, synced.rows
    crm.watch.advance(30)
    asked = len(crm.requests.entries)

    await later.all()
    await later.connector.close()

    assert len(crm.requests.entries) - asked == len(ORDER)


async def test_what_changes_while_it_is_read_is_not_lost(synced, crm):
    life = Life(crm.ledger, 11)

    def work():
        crm.watch.advance(1)
        for _ in range(5):
            life.step(crm.watch.unix())

    over = crm.meanwhile(work)
    await synced.all()
    over()
    crm.watch.advance(6)
    await synced.all()

    found = differences(synced)
    in_the_bin = found.pop(Kind.CALLS, ())
    assert [one for one in in_the_bin if replace(one[0], contact_id=one[1].contact_id) != one[1]] == []
    assert found == {}


@pytest.mark.parametrize("kind", ORDER)
async def test_reading_goes_on_from_any_page(synced, crm, kind):
    for _ in range(500):
        cursor = synced.cursors.get(kind)
        await synced.read(kind, pages=1)
        if kind in synced.cursors and synced.cursors[kind] == cursor:
            break
    await synced.read(kind)

    assert {kind: differences(synced).get(kind, [])} == {kind: []}


async def test_pages_that_are_shorter_than_asked_for_are_not_the_last(synced, crm):
    crm.reading.ragged = {"events", "leads", "notes", "users", "tasks"}

    await synced.all()

    assert differences(synced) == {}


async def test_an_account_without_anything_is_empty(watch):
    async with AmoServer(company(), watch=watch) as crm:
        synced = Synced(crm)
        counts = await synced.all()
        again = await synced.all()
        await synced.connector.close()

    assert [counts[kind] for kind in ORDER[2:]] == [0, 0, 0, 0]
    assert set(again.values()) == {0}
    assert 204 in {entry.status for entry in crm.requests.entries}


async def test_deals_that_were_deleted_and_those_that_are_back(synced, crm):
    await synced.all()
    first, second, third = crm.ledger.deals.all[:3]
    for number, deal in enumerate((first, second, third)):
        crm.ledger.delete(deal, at=crm.watch.unix() + number)
    crm.watch.advance(60)
    await synced.read(Kind.MOVES)
    gone = {str(deal.id) for deal in (first, second, third)} - synced.rows[Kind.DEALS].keys()
    crm.ledger.restore(second, at=crm.watch.unix())
    crm.watch.advance(60)
    await synced.read(Kind.MOVES)

    assert len(gone) == 3
    assert str(second.id) in synced.rows[Kind.DEALS]
    assert differences(synced) == {}


async def test_the_bin_is_looked_into_once_an_hour_for_deletions_that_no_event_told(synced, crm):
    await synced.all()
    crm.ledger.delete(crm.ledger.deals.all[0], at=crm.watch.unix())
    crm.watch.advance(600)
    await synced.read(Kind.DEALS)
    early = len(synced.rows[Kind.DEALS])
    crm.watch.advance(3_600)
    await synced.read(Kind.DEALS)

    assert (early, len(synced.rows[Kind.DEALS])) == (300, 299)


async def test_a_recording_that_comes_later_is_found_within_the_hour(synced, crm):
    await synced.all()
    call = next(one for one in crm.ledger.calls.all if one.entity and not one.link)
    crm.ledger.record(call, "https://pbx.example.org/late.mp3", at=crm.watch.unix())
    crm.watch.advance(3_700)

    await synced.read(Kind.CALLS)

    assert synced.rows[Kind.CALLS][call.uniq].recordings
    assert differences(synced) == {}


async def test_an_account_without_filters_is_read_from_its_newest_change_down(synced, crm):
    crm.reading.filters_allowed = False
    await synced.all()
    live(crm, 100)
    asked = len(crm.requests.of("leads"))

    await synced.all()

    assert {kind: found for kind, found in differences(synced).items() if kind is not Kind.CALLS} == {}
    assert len(crm.requests.of("leads")) - asked < 12


async def test_letters_are_read_from_notes_where_the_feed_is_silent_about_them(synced, crm, monkeypatch):
    monkeypatch.setattr(events, "TYPES", tuple(one for one in events.TYPES if not one.endswith("_mail")))
    await synced.all()
    live(crm, 60)

    await synced.all()

    assert differences(synced) == {}
    assert not any("mail" in str(entry.values.get("filter", {}).get("type")) for entry in crm.requests.of("events"))


async def test_a_proposal_by_its_stage(crm):
    stage = crm.ledger.pipelines.all[0].open[2]
    synced = Synced(crm, proposal_stage=f"{stage.pipeline_id}:{stage.id}")
    await synced.read(Kind.ACTIVITIES)
    await synced.connector.close()
    proposals = [one for one in synced.rows[Kind.ACTIVITIES].values() if one.external_id.startswith("event/")]
    moved = [one for one in crm.ledger.moves if one.to_stage_id == stage.id]

    assert sorted(one.deal_id for one in proposals if one.kind == "proposal") == sorted(
        str(one.deal_id) for one in moved
    )


async def test_an_account_that_lists_no_types_of_events_is_asked_for_all_of_ours(synced, crm, monkeypatch):
    monkeypatch.setattr(events, "TYPES", ())

    await synced.all()

    assert differences(synced) == {}


async def test_moments_that_are_yet_to_come_do_not_move_the_place(synced, crm):
    crm.reading.filters_allowed = False
    ahead = crm.ledger.deals.all[5]
    crm.ledger.reprice(ahead, 7, at=crm.watch.unix() + 86_400 * 400)

    await synced.read(Kind.DEALS)
    live(crm, 30)
    await synced.read(Kind.DEALS)

    assert synced.cursors[Kind.DEALS]["at"] <= crm.watch.unix()
    right = truth(crm.ledger)[Kind.DEALS]
    assert {key: synced.rows[Kind.DEALS].get(key) for key in right} == right


@pytest.mark.parametrize("turned", [False, True])
async def test_of_two_merged_deals_the_one_that_does_not_come_back_is_gone(synced, crm, turned):
    await synced.all()
    kept, lost = crm.ledger.deals.all[:2]
    lost.deleted_at = crm.watch.unix()
    crm.ledger.deals.changed()
    named, linked = (lost, kept) if turned else (kept, lost)
    event = {"id": "01x", "type": "entity_merged", "entity_id": named.id, "entity_type": "lead", "created_by": 0,
             "created_at": crm.watch.unix(), "value_before": [{"link": {"entity": {"type": "lead", "id": linked.id}}}],
             "value_after": [{"link": {"entity": {"type": "lead", "id": named.id}}}]}  # fmt: skip
    crm.watch.advance(60)
    body = json.dumps({"_page": 1, "_links": {}, "_embedded": {"events": [event]}})
    crm.faults.garbles(body, "events", status=200, content_type="application/hal+json")

    await synced.read(Kind.MOVES)

    assert str(kept.id) in synced.rows[Kind.DEALS]
    assert str(lost.id) not in synced.rows[Kind.DEALS]
