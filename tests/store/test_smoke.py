from tests.factories import a_call, a_person, a_deal, an_activity
from tests.marks import on_sqlite
from services.store.tables import calls, deals, activities
import pytest


@pytest.mark.parametrize("n", range(5))
async def test_a(database, company, clock, n):
    p = await a_person(database, company, "Иван", team="Sales/North", extension="101")
    async with database.writing(company.id) as u:
        await u.put(calls, [a_call(by=p)])
        await u.put(deals, [a_deal(amount=3)])
        await u.put(activities, [an_activity()])
    async with database.reading(company.id) as u:
        assert len(await u.rows(u.select(calls))) == 1


@on_sqlite
async def test_b(database):
    assert database.is_sqlite


async def test_c(empty_url):
    pass
