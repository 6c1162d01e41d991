"""What is remembered of a company is what its rows say, in every process and every snapshot."""

from services.store.db import Database
from services.store.people import People
from tests.factories import a_company, a_person


async def names(unit, company):
    return sorted(person.name for person in (await People(unit).roster(company.zone)).people.values())


async def read_names(database, company):
    async with database.reading(company.id) as unit:
        return await names(unit, company)


async def test_what_has_not_changed_is_read_once(database, company):
    await a_person(database, company, "Анна")
    loads = []

    async def load():
        loads.append(1)
        return len(loads)

    for _ in range(3):
        async with database.reading(company.id) as unit:
            assert await unit.remembered("it", load) == 1
            assert await unit.remembered("another", load) in (2, 3)

    assert len(loads) == 2


async def test_a_change_is_seen_at_once_whoever_made_it(database, database_url, company):
    other = Database(database_url)
    await a_person(database, company, "Анна")
    assert await read_names(database, company) == ["Анна"]

    await a_person(other, company, "Борис")
    assert await read_names(database, company) == ["Анна", "Борис"]

    await a_person(database, company, "Вера")
    assert await read_names(other, company) == await read_names(database, company) == ["Анна", "Борис", "Вера"]
    await other.close()


async def test_a_transaction_that_writes_sees_what_it_has_written(database, company):
    await a_person(database, company, "Анна")
    await read_names(database, company)

    async with database.writing(company.id) as unit:
        await People(unit).add("Борис", listed=True)
        assert await names(unit, company) == ["Анна", "Борис"]


async def test_a_snapshot_begun_before_a_change_stays_what_it_was(database, company):
    await a_person(database, company, "Анна")
    async with database.reading(company.id) as old:
        assert await names(old, company) == ["Анна"]
        await a_person(database, company, "Борис")
        assert await read_names(database, company) == ["Анна", "Борис"]
        assert await names(old, company) == ["Анна"]
    assert await read_names(database, company) == ["Анна", "Борис"]


async def test_companies_do_not_share_what_is_remembered(database, company):
    other = await a_company(database, "Лютик")
    await a_person(database, company, "Анна")
    await a_person(database, other, "Пётр")

    for _ in range(2):
        assert await read_names(database, company) == ["Анна"]
        assert await read_names(database, other) == ["Пётр"]


async def test_a_change_undone_is_not_remembered(database, company):
    await a_person(database, company, "Анна")
    try:
        async with database.writing(company.id) as unit:
            await People(unit).add("Борис", listed=True)
            await names(unit, company)
            raise KeyError
    except KeyError:
        pass

    assert await read_names(database, company) == ["Анна"]
