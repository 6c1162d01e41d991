"""Clocks that differ, rows that become visible late, and whoever stores a page and fails: nothing is lost."""

from datetime import UTC, datetime

import pytest

from sandbox.amocrm import AmoServer
from sandbox.crm import Life, grown
from services.connectors.kit.records import Kind
from tests.connectors.amocrm.playing import ORDER, Synced, truth
from tests.marks import some_now

HOUR = 3_600


def busy(crm, steps, seed=3):
    """Changes of every kind, one a second."""
    life = Life(crm.ledger, seed)
    for _ in range(steps):
        crm.watch.advance(1)
        life.step(crm.watch.unix())


def same(synced, *kinds):
    """Whether what was stored of some kinds is the truth."""
    right = truth(synced.crm.ledger)
    return [kind for kind in kinds or ORDER if synced.rows[kind] != right[kind]] == []


async def test_what_becomes_visible_a_minute_late_is_met(synced, crm):
    await synced.all()
    busy(crm, 60)
    crm.watch.advance(10)
    await synced.all()
    ledger, late = crm.ledger, crm.watch.unix() - 70
    deal = next(one for one in ledger.deals.all if one.deleted_at is None and one.updated_at < late - 9_000)
    ledger.move(deal, ledger.pipelines[deal.pipeline_id].won, at=late)
    ledger.add_call("+79160000000", started_at=late - 20, direction="in", talk=10, wait=10, on=deal)
    ledger.add_message("chat", "in", deal, at=late, user=ledger.users.all[0])
    crm.watch.advance(30)

    await synced.all()

    assert same(synced)


async def test_a_clock_that_runs_ahead_of_the_vendors_loses_nothing(synced, crm):
    for seed in range(4):
        for kind in ORDER:
            await synced.read(kind, now=crm.watch.unix() + 2 * HOUR)
        busy(crm, 40, seed)
    for kind in ORDER:
        await synced.read(kind, now=crm.watch.unix() + 2 * HOUR)

    assert same(synced)


async def test_a_clock_that_runs_behind_is_late_and_loses_nothing(synced, crm):
    for seed in range(4):
        for kind in ORDER:
            await synced.read(kind, now=crm.watch.unix() - 600)
        busy(crm, 40, seed)
    crm.watch.advance(700)
    for kind in ORDER:
        await synced.read(kind, now=crm.watch.unix() - 600)

    assert same(synced)


async def test_a_clock_that_goes_back_asks_and_finds_nothing(synced, crm):
    await synced.all()

    for kind in ORDER[2:]:
        await synced.read(kind, now=crm.watch.unix() - 90 * 24 * HOUR)

    assert same(synced)


@pytest.mark.parametrize("kind", some_now(ORDER, 3))
async def test_whoever_fails_to_store_a_page_reads_it_again_with_the_same_connector(synced, crm, kind):
    """Every page is lost once before it is stored."""
    now = datetime.fromtimestamp(crm.watch.unix(), UTC)
    for number in range(400):
        pages = []
        reading = synced.connector.read(kind, synced.cursors.get(kind), now)
        async for page in reading:
            pages.append(page)
            if len(pages) == 2 + number % 3:
                break
        await reading.aclose()
        for page in pages[:-1]:
            synced.take(page)
            synced.cursors[kind] = page.cursor
        if len(pages) < 2:
            break
    await synced.read(kind)

    assert same(synced, kind)


async def test_a_deal_that_moves_again_is_not_asked_for_again(synced, crm):
    await synced.all()
    deal = next(one for one in crm.ledger.deals.all if crm.ledger.stages[one.stage_id].kind == "open")
    asked = []
    for stage in crm.ledger.pipelines[deal.pipeline_id].open[1:3]:
        crm.watch.advance(200)
        crm.ledger.move(deal, stage, at=crm.watch.unix())
        crm.watch.advance(20)
        before = len(crm.requests.entries)
        await synced.read(Kind.MOVES)
        asked.append(len(crm.requests.entries) - before)

    assert asked[1] == 1
    assert same(synced, Kind.MOVES)


async def test_a_new_process_finds_the_first_stage_of_a_deal_that_it_never_saw(synced, crm):
    stage, user = crm.ledger.pipelines.all[0].open[1], crm.ledger.users.all[1]
    deal = crm.ledger.add_deal("Погрузчик", at=crm.watch.unix(), stage=stage, responsible=user, by=0)
    crm.watch.advance(3 * 24 * HOUR)
    await synced.all()
    later = Synced(crm, cost_field="771001")
    later.cursors, later.rows = synced.cursors, synced.rows
    crm.ledger.move(deal, crm.ledger.pipelines.all[0].lost, at=crm.watch.unix())
    crm.watch.advance(20)

    await later.all()
    await later.connector.close()

    assert same(later)


async def test_a_plan_without_filters_with_many_pages(watch):
    async with AmoServer(grown(5, deals=900, calls=0), watch=watch) as crm:
        crm.reading.filters_allowed = False
        synced = Synced(crm, cost_field="771001")
        await synced.read(Kind.DEALS)
        busy(crm, 300)
        crm.watch.advance(10)
        await synced.read(Kind.DEALS)
        await synced.read(Kind.MOVES)
        await synced.connector.close()

        assert same(synced, Kind.DEALS, Kind.MOVES)


async def test_more_changes_of_one_second_than_a_page_holds(watch):
    ledger = grown(5, deals=900, calls=0)
    for deal in ledger.deals.all[:700]:
        ledger.reprice(deal, 5, at=watch.unix() - 500)
    async with AmoServer(ledger, watch=watch) as crm:
        synced = Synced(crm, cost_field="771001")
        await synced.read(Kind.DEALS)
        await synced.connector.close()

        assert same(synced, Kind.DEALS)


async def test_what_is_younger_than_five_seconds_is_left_for_the_next_time(synced, crm):
    await synced.all()
    deal = crm.ledger.deals.all[0]
    crm.watch.advance(500)
    crm.ledger.reprice(deal, 17, at=crm.watch.unix())
    crm.watch.advance(4)
    await synced.read(Kind.DEALS)
    early = synced.rows[Kind.DEALS][str(deal.id)].amount
    crm.watch.advance(1)
    await synced.read(Kind.DEALS)

    assert early != 17
    assert synced.rows[Kind.DEALS][str(deal.id)].amount == 17
