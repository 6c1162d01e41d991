"""What is pulled from a played account stands in the store as the account has it, whatever happens."""

from datetime import UTC, datetime, timedelta

import pytest

from services.connectors.kit.contract import Hint
from services.connectors.kit.records import Kind
from services.domain.income import Basis
from services.store.companies import Companies
from services.store.sources import Sources, State
from services.store.tables import deals, income
from tests.marks import on_sqlite


class Cut(Exception):
    """Somebody stops in the middle."""


def cut_after(pages):
    left = pages

    def cut(kind, pulled):
        nonlocal left
        left -= 1
        if left == 0:
            raise Cut

    return cut


async def test_everything_is_stored_as_the_account_has_it(department):
    pulled = await department.pull()

    assert await department.differences() == {}
    assert pulled.trouble is None and pulled.added > 200 and pulled.aside == 0


async def test_money_of_won_deals_counts_from_the_first_reading_on(department):
    await department.pull()

    won = {row.id for row in await department.rows(deals) if row.status == "won" and row.amount}
    assert {row.deal_id for row in await department.rows(income)} == won != set()


async def test_what_revenue_is_stays_as_the_company_has_decided(department):
    async with department.database.connection() as connection:
        await Companies(connection).change(department.company.id, {"revenue": Basis.PAYMENTS.value})

    await department.pull()

    async with department.database.overview() as connection:
        assert (await Companies(connection).one(department.company.id)).revenue is Basis.PAYMENTS


async def test_after_many_changes_it_is_the_same_again(department):
    await department.pull()
    department.live(120)
    department.settle()

    await department.pull()

    assert await department.differences() == {}


async def test_with_nothing_new_one_question_a_kind_is_asked_and_no_row_is_written(department, crm):
    await department.pull()
    crm.watch.advance(30)
    before, asked = await department.everything(), len(crm.requests.entries)

    pulled = await department.pull()

    assert (pulled.added, pulled.changed, pulled.erased) == (0, 0, 0)
    assert len(crm.requests.entries) - asked == 6
    assert await department.everything() == before


async def test_reading_all_of_it_anew_changes_nothing(department):
    await department.pull()
    department.live(60)
    department.settle()
    await department.pull()
    before = await department.everything()

    pulled = await department.pull(full=True)

    assert (pulled.added, pulled.erased) == (0, 0) and pulled.unchanged > 200
    assert await department.everything() == before


@on_sqlite
@pytest.mark.parametrize("step", [1, 2, 3])
async def test_a_reading_cut_short_again_and_again_ends_the_same(department, step):
    for pages in range(step, 100, step):
        try:
            pulled = await department.pull(told=cut_after(pages))
        except Cut:
            continue
        break

    assert pages > step and pulled.trouble is None
    assert await department.differences() == {}


async def test_a_hint_brings_its_deal_at_once_and_takes_away_what_is_gone(department, crm):
    await department.pull()
    kept, gone = [one for one in crm.ledger.deals.all if one.deleted_at is None][:2]
    crm.watch.advance(10)
    crm.ledger.reprice(kept, 777, at=department.now())
    crm.ledger.delete(gone, at=department.now())

    await department.pull(hints=[Hint(Kind.DEALS, str(kept.id)), Hint(Kind.DEALS, str(gone.id))])

    amounts = {row.external_id: row.amount for row in await department.rows(deals)}
    assert amounts[str(kept.id)] == 77_700
    assert str(gone.id) not in amounts


@on_sqlite
@pytest.mark.parametrize("hinted", [True, False])
@pytest.mark.parametrize("pause", [0, 1])
async def test_a_deal_that_was_erased_and_is_restored_is_back_with_all_its_moves(department, crm, hinted, pause):
    await department.pull()
    moved = {one.deal_id for one in crm.ledger.moves if one.from_stage_id is not None}
    deal = next(one for one in crm.ledger.deals.all if one.deleted_at is None and one.id in moved)
    hints = [Hint(Kind.DEALS, str(deal.id))] if hinted else []
    crm.ledger.delete(deal, at=department.now())
    department.settle()
    await department.pull(hints=hints)
    gone = {row.external_id for row in await department.rows(deals)}
    crm.watch.advance(pause)
    crm.ledger.restore(deal, at=department.now())
    department.settle()

    await department.pull(hints=hints)
    await department.pull()

    assert str(deal.id) not in gone
    assert await department.differences() == {}


async def test_a_deal_that_went_and_came_back_between_two_readings_stays_as_it_is(department, crm):
    await department.pull()
    before = await department.differences()
    for deal in [one for one in crm.ledger.deals.all if one.deleted_at is None][:5]:
        crm.ledger.delete(deal, at=department.now())
        crm.watch.advance(1)
        crm.ledger.restore(deal, at=department.now())
    department.settle()

    await department.pull()

    assert (before, await department.differences()) == ({}, {})


@on_sqlite
async def test_a_deal_that_only_a_hint_has_told_of_and_that_is_no_more_goes_too(department, crm):
    await department.pull()
    stage, user = crm.ledger.pipelines.all[0].first, crm.ledger.users.all[0]
    crm.watch.advance(10)
    gone, kept = [crm.ledger.add_deal(name, at=department.now(), stage=stage, responsible=user) for name in "АБ"]
    await department.pull(hints=[Hint(Kind.DEALS, str(gone.id))])
    crm.ledger.delete(gone, at=department.now())
    department.settle()

    await department.pull()

    told = {row.external_id for row in await department.rows(deals)}
    assert str(kept.id) in told and str(gone.id) not in told


@on_sqlite
async def test_of_two_changes_within_one_second_the_later_one_counts(department, crm):
    await department.pull()
    deal = next(one for one in crm.ledger.deals.all if one.deleted_at is None)
    crm.watch.advance(10)
    moment = department.now()
    crm.ledger.reprice(deal, 111, at=moment)
    crm.watch.advance(10)
    await department.pull()
    crm.ledger.reprice(deal, 222, at=moment)

    await department.pull()

    assert await department.differences() == {}


async def test_one_reads_at_a_time_and_a_lease_that_is_over_hinders_nobody(department):
    source = await department.source()
    async with department.database.writing(department.company.id) as unit:
        await Sources(unit).lease(source.id, department.machine(), department.machine() + timedelta(minutes=5))

    assert (await department.pull()).busy
    department.machine.leap(minutes=6)
    assert (await department.pull()).added


async def test_a_key_that_is_refused_is_remembered_and_forgotten_when_it_works_again(department, crm, played):
    played.shut(crm)
    pulled = await department.pull()
    lost = await department.source()
    played.unlock(crm)
    await department.connect()
    await department.pull()
    well = await department.source()

    since = datetime.fromtimestamp(department.now(), UTC)
    assert pulled.trouble is not None
    assert (lost.state, lost.trouble, lost.since) == (State.LOST, "source-access-lost", since)
    assert (well.state, well.trouble, well.since, well.tries) == (State.ON, None, None, 0)
