"""What is read of a portal is the truth, row for row: at once, after changes, after stops, and while rows move."""

import asyncio
from datetime import timedelta

import pytest

from sandbox.bitrix24 import BitrixServer
from sandbox.crm import Life, company
from services.connectors.kit.records import Kind
from services.errors import Strange
from tests.connectors.bitrix24.conftest import KINDS
from tests.connectors.bitrix24.truth import AFTER, LATER, TRUTH, Shelf, at, busy


async def read_all(connector, shelf, now=LATER):
    for kind in KINDS:
        await shelf.read(connector, kind, now)


def differs(crm, shelf):
    """The kinds that are not as in the ledger."""
    return [kind for kind in KINDS if shelf.of(kind) != TRUTH[kind](crm)]


@pytest.mark.parametrize("kind", KINDS)
async def test_everything_is_read_as_it_is(connector, crm, shelf, kind):
    await shelf.read(connector, kind)

    assert shelf.of(kind) == TRUTH[kind](crm)
    assert shelf.odd == [] and shelf.unknown == {}


@pytest.mark.parametrize("kind", KINDS)
async def test_with_nothing_new_one_question_is_asked_and_nothing_is_told(connector, crm, shelf, kind):
    await shelf.read(connector, kind)
    asked, pages = len(crm.requests.entries), shelf.pages

    for _ in range(3):
        assert await shelf.read(connector, kind) == 0

    assert len(crm.requests.entries) == asked + 3 and shelf.pages == pages + 3


async def test_an_empty_portal_is_read_and_what_comes_later_too(opening, shelf):
    ledger = company()
    async with BitrixServer(ledger) as crm:
        connector = opening(crm)
        await read_all(connector, shelf)
        ledger.add_deal("Первая", at=AFTER, stage=ledger.pipelines.all[0].first, responsible=ledger.users.all[0])
        ledger.add_call("+79990000000", started_at=AFTER, talk=9, direction="out", user=ledger.users.all[0])
        await read_all(connector, shelf)

        assert differs(crm, shelf) == [] and len(shelf.of(Kind.DEALS)) == len(shelf.of(Kind.CALLS)) == 1


@pytest.mark.parametrize(
    "gaps", [(4_000,) * 90, (9_000,) * 60 + (0,) * 9_000 + (50_000,) * 40, (0,) * 120 + (2_000_000,)]
)
async def test_ids_that_lie_far_apart_or_close_together_are_found_with_few_questions(opening, shelf, gaps):
    ledger = company()
    for place, gap in enumerate(gaps):
        for _ in range(gap):
            ledger.deals.new_id()
        stage, user = ledger.pipelines.all[place % 2].first, ledger.users.all[place % 3]
        ledger.add_deal("Далеко", at=AFTER - place, stage=stage, responsible=user, price=place)
    async with BitrixServer(ledger) as crm:
        await shelf.read(opening(crm, cost_field=""), Kind.DEALS)

        assert shelf.of(Kind.DEALS) == TRUTH[Kind.DEALS](crm)
        assert len(crm.requests.entries) <= 20


def change(ledger, seed, steps=200, begin=AFTER):
    """Many changes of every kind."""
    life, leads, quotes = Life(ledger, seed), ledger.leads.all, ledger.quotes.all
    for step in range(steps):
        life.step(begin + step)
        if step % 20 == 0:
            lead = ledger.add_lead(f"Новая {step}", at=begin + step, responsible=ledger.users.all[0])
            ledger.move_lead(leads[step // 10], "in_process", at=begin + step)
            if step % 40 == 0:
                stage = ledger.pipelines.all[1].first
                ledger.convert(lead, stage, at=begin + step, contact=ledger.contacts.all[step])
        if step % 25 == 0:
            draft = next(one for one in quotes if one.status == "draft")
            ledger.set_quote(draft, "sent", at=begin + step)
            ledger.add_task("Сделано", at=begin + step, due_at=begin + step, responsible=ledger.users.all[1])


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_after_two_hundred_changes_it_is_the_truth_again(connector, crm, ledger, shelf, seed):
    await read_all(connector, shelf)
    change(ledger, seed)

    await read_all(connector, shelf)
    await read_all(connector, shelf, LATER + timedelta(days=8))

    assert differs(crm, shelf) == []


@pytest.mark.parametrize("kind", [Kind.DEALS, Kind.MOVES, Kind.CALLS, Kind.ACTIVITIES])
async def test_reading_may_stop_after_any_page(opening, kind):
    async with BitrixServer(busy(deals=120, calls=150)) as crm:
        shelf = Shelf()
        for page in range(12):
            await shelf.read(opening(crm), kind, most=1)
            change(crm.ledger, page, 10, AFTER + 1_000 * page)
        await shelf.read(opening(crm), kind)
        await shelf.read(opening(crm), kind, LATER + timedelta(days=8))

        assert shelf.of(kind) == TRUTH[kind](crm)


@pytest.mark.parametrize("kind", [Kind.DEALS, Kind.MOVES, Kind.CALLS, Kind.ACTIVITIES])
async def test_rows_that_change_while_pages_are_read_are_not_lost(connector, crm, ledger, shelf, kind):
    life, moments = Life(ledger, 9), iter(range(AFTER, AFTER + 10**6))
    ends = crm.meanwhile(lambda: [life.step(next(moments)) for _ in range(5)])
    await shelf.read(connector, kind)
    await shelf.read(connector, kind)
    ends()

    await shelf.read(connector, kind)
    await shelf.read(connector, kind, LATER + timedelta(days=8))

    assert shelf.of(kind) == TRUTH[kind](crm)


async def test_more_changes_of_one_second_than_a_page_holds(connector, crm, ledger, shelf):
    await shelf.read(connector, Kind.DEALS)
    for deal in [one for one in ledger.deals.all if one.deleted_at is None][:180]:
        ledger.reprice(deal, 7_000, at=AFTER)

    await shelf.read(connector, Kind.DEALS)
    asked = len(crm.requests.entries)
    came = await shelf.read(connector, Kind.DEALS)

    assert shelf.of(Kind.DEALS) == TRUTH[Kind.DEALS](crm)
    assert (came, len(crm.requests.entries) - asked) == (0, 1)


async def test_deleted_deals_and_leads_are_found_by_comparing_ids_once_a_day(connector, crm, ledger, shelf):
    await shelf.read(connector, Kind.DEALS)
    there = [one for one in ledger.deals.all if one.deleted_at is None]
    for deal in (there[0], there[70], there[-1]):
        ledger.delete(deal, at=AFTER)
    ledger.restore(next(one for one in ledger.deals.all if one.deleted_at == AFTER - 10), at=AFTER)
    ledger.delete_lead(next(one for one in ledger.leads.all if one.deleted_at is None), at=AFTER)

    await shelf.read(connector, Kind.DEALS, LATER + timedelta(hours=23))
    early = shelf.of(Kind.DEALS).keys() - TRUTH[Kind.DEALS](crm).keys()
    asked = len(crm.requests.entries)
    await shelf.read(connector, Kind.DEALS, LATER + timedelta(hours=25))

    assert len(early) == 4 and shelf.of(Kind.DEALS) == TRUTH[Kind.DEALS](crm)
    assert len(crm.requests.entries) - asked <= 8
    asked = len(crm.requests.entries)
    assert await shelf.read(connector, Kind.DEALS, LATER + timedelta(hours=26)) == 0
    assert len(crm.requests.entries) == asked + 1


async def test_a_deal_that_came_and_went_between_two_comparisons_is_erased(connector, crm, ledger, shelf):
    await shelf.read(connector, Kind.DEALS)
    deal = ledger.add_deal("Мимо", at=AFTER, stage=ledger.pipelines.all[0].first, responsible=ledger.users.all[0])
    old = next(one for one in ledger.deals.all if one.deleted_at is not None)
    ledger.restore(old, at=AFTER)
    await shelf.read(connector, Kind.DEALS)
    for one in (deal, old):
        ledger.delete(one, at=AFTER + 5)

    await shelf.read(connector, Kind.DEALS, LATER + timedelta(days=2))

    assert shelf.of(Kind.DEALS) == TRUTH[Kind.DEALS](crm)


async def test_when_half_of_everything_is_out_of_sight_nothing_is_erased(connector, crm, ledger, shelf):
    await shelf.read(connector, Kind.DEALS)
    for deal in ledger.deals.all[:250]:
        ledger.delete(deal, at=AFTER)
    held = len(shelf.of(Kind.DEALS))

    await shelf.read(connector, Kind.DEALS, LATER + timedelta(days=2))

    assert len(shelf.of(Kind.DEALS)) == held and "vanished=deals" in shelf.unknown


async def test_a_stage_that_is_taken_away_is_archived_and_a_renamed_funnel_told_anew(connector, crm, ledger, shelf):
    await shelf.read(connector, Kind.STAGES)
    funnel = ledger.pipelines.all[1]
    stage = funnel.open[-1]
    ledger.remove_stage(stage)
    ledger.rename_pipeline(funnel, "Крупный опт")

    await shelf.read(connector, Kind.STAGES)
    again = await shelf.read(connector, Kind.STAGES)

    gone = shelf.of(Kind.STAGES).pop(("1", crm.portal.stage_code(stage)))
    assert gone.archived and shelf.of(Kind.STAGES) == TRUTH[Kind.STAGES](crm) and again == 0


async def test_directories_that_are_empty_all_at_once_archive_nothing(connector, crm, shelf):
    await shelf.read(connector, Kind.STAGES)
    body = '{"result": {"result": {"categories": {"categories": []}, "statuses": []}, "result_error": []}}'
    crm.faults.garbles(body, status=200, content_type="application/json")

    with pytest.raises(Strange):
        await shelf.read(connector, Kind.STAGES)

    assert shelf.of(Kind.STAGES) == TRUTH[Kind.STAGES](crm)


async def test_more_people_than_a_page_holds(opening, shelf):
    ledger = company(users=130)
    async with BitrixServer(ledger) as crm:
        connector = opening(crm)
        await shelf.read(connector, Kind.PEOPLE)
        asked = len(crm.requests.entries)
        ledger.dismiss(ledger.users.all[100])
        await shelf.read(connector, Kind.PEOPLE)

        assert shelf.of(Kind.PEOPLE) == TRUTH[Kind.PEOPLE](crm)
        assert (asked, len(crm.requests.entries)) == (2, 3)


async def test_a_recording_that_comes_minutes_after_its_call_is_noticed(connector, crm, ledger, shelf):
    now = at(AFTER + 600)
    call = ledger.add_call("+79990000000", started_at=AFTER, talk=60, direction="out", user=ledger.users.all[0])
    await shelf.read(connector, Kind.CALLS, now)
    young = shelf.of(Kind.CALLS)[str(call.id)]
    ledger.record(call, "https://pbx.example.org/rec.mp3", at=AFTER + 700)

    came = [await shelf.read(connector, Kind.CALLS, now + timedelta(minutes=minutes)) for minutes in (5, 6, 61, 62)]

    assert (young.final, young.recordings) == (False, ()) and came == [1, 0, 1, 0]
    assert shelf.of(Kind.CALLS) == TRUTH[Kind.CALLS](crm)


async def test_touches_of_leads_are_of_their_deals_once_these_are_there(connector, crm, ledger, shelf):
    user, contact, stage = ledger.users.all[0], ledger.contacts.all[0], ledger.pipelines.all[0].first
    leads = [ledger.add_lead(f"Заявка {number}", at=AFTER, responsible=user) for number in range(60)]
    for lead in leads:
        ledger.add_message("mail", "out", lead, at=AFTER + 60, user=user)
        ledger.add_call("+79990000000", started_at=AFTER + 60, talk=9, direction="out", user=user, on=lead)
    deals = [ledger.convert(lead, stage, at=AFTER + 90, contact=contact) for lead in leads[1:]]

    for kind in (Kind.ACTIVITIES, Kind.CALLS):
        await shelf.read(connector, kind)

    letters = list(shelf.of(Kind.ACTIVITIES).values())
    told = [(one.deal_id, one.contact_id) for one in letters if one.kind == "email" and one.at == at(AFTER + 60)]
    first = f"L_{leads[0].id}"
    assert told == [(first, first), *((str(deal.id), str(contact.id)) for deal in deals)]
    calls = [one.contact_id for one in shelf.of(Kind.CALLS).values() if one.started_at == at(AFTER + 60)]
    assert calls == [first, *[str(contact.id)] * len(deals)]


@pytest.mark.parametrize("kind", [Kind.ACTIVITIES, Kind.CALLS])
async def test_touches_that_came_before_their_lead_became_a_deal_are_told_again(connector, crm, ledger, shelf, kind):
    user, contact, stage = ledger.users.all[0], ledger.contacts.all[0], ledger.pipelines.all[0].first
    leads = [ledger.add_lead(f"Заявка {number}", at=AFTER, responsible=user) for number in range(60)]
    for lead in leads:
        ledger.add_message("mail", "out", lead, at=AFTER + 60, user=user)
        ledger.add_call("+79990000000", started_at=AFTER + 60, talk=9, direction="out", user=user, on=lead)
    await shelf.read(connector, kind)
    waiting = {one.contact_id for one in shelf.of(kind).values()}
    for lead in leads[10:]:
        ledger.convert(lead, stage, at=AFTER + 90, contact=contact)

    came = await shelf.read(connector, kind)
    asked = len(crm.requests.entries)
    again = await shelf.read(connector, kind)

    assert waiting >= {f"L_{lead.id}" for lead in leads} and (came, again) == (50, 0)
    now = {one.contact_id for one in shelf.of(kind).values()}
    assert {one for one in now if str(one).startswith("L_")} == {f"L_{lead.id}" for lead in leads[:10]}
    assert len(crm.requests.entries) == asked + 1


async def test_a_proposal_keeps_the_moment_at_which_it_was_seen_sent(connector, crm, ledger, shelf):
    await shelf.read(connector, Kind.ACTIVITIES)
    quote = ledger.add_quote(ledger.deals.all[1], 5_000, at=AFTER)
    ledger.set_quote(quote, "sent", at=AFTER + 100)
    await shelf.read(connector, Kind.ACTIVITIES)
    ledger.set_quote(quote, "approved", at=AFTER + 10_000)

    await shelf.read(connector, Kind.ACTIVITIES)

    told = shelf.of(Kind.ACTIVITIES)[f"Q_{quote.id}"]
    assert (told.at, told.changed_at) == (at(AFTER + 100), at(AFTER + 10_000))


async def test_own_fields_named_later_are_read_from_the_beginning(opening, crm, ledger, shelf):
    await shelf.read(opening(crm, cost_field=""), Kind.DEALS)
    bare = {one.cost for one in shelf.of(Kind.DEALS).values()}
    code = f"UF_CRM_{ledger.field('Себестоимость').id}"

    later = opening(crm, cost_field=code, product_field="Источник", paid_field="Нет такого")
    await shelf.read(later, Kind.DEALS)

    told = [one for one in shelf.of(Kind.DEALS).values() if not one.external_id.startswith("L_")]
    assert bare == {None} and {one.product for one in told} == {"Сайт", "Выставка", "Совет", None}
    assert {one.external_id: one.cost for one in told} == {
        number: one.cost for number, one in TRUTH[Kind.DEALS](crm).items() if not number.startswith("L_")
    }
    assert shelf.unknown == {"paid_field=Нет такого": 1}


async def test_two_readings_at_once_do_not_meet(connector, crm):
    shelves = [Shelf(), Shelf()]

    await asyncio.gather(*(shelf.read(connector, kind) for shelf in shelves for kind in (Kind.DEALS, Kind.CALLS)))

    assert all(shelf.of(kind) == TRUTH[kind](crm) for shelf in shelves for kind in (Kind.DEALS, Kind.CALLS))
