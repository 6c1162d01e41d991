"""What is remembered from page to page is never more than what is stored, and nothing of what others have changed."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from services.connectors.kit.contract import Odd, Page
from services.connectors.kit.records import Employee, Erased, Kind, SourceDeal, SourcePerson, SourceStage
from services.domain.deals import Status
from services.domain.ids import NOBODY
from services.store.people import People
from services.store.sources import Sources
from services.store.tables import deals, identities, persons
from services.usecases.pulling.reader import Ground, Pulled, Reader
from tests.usecases.pulling.department import PlayedClock
from tests.usecases.pulling.vendors import Bitrix24

AT = datetime(2024, 7, 1, 9, tzinfo=UTC)


@pytest.fixture
def played():
    """One vendor is enough: pages are made by hand."""
    return Bitrix24


@pytest.fixture
async def reader(department):
    """Takes pages into the company."""
    ground = Ground(department.database, PlayedClock(department.crm.watch), department.machine, department.vault)
    return Reader(ground, department.company, await department.source(), frozenset(), Pulled())


def deal(number, owner, amount=Decimal(100)):
    return SourceDeal(number, AT, "1", "NEW", Status.OPEN, Employee(owner), AT, amount=amount, currency="RUB")


def page(*records):
    return Page(records, {})


async def owners(department):
    return {row.external_id: (row.person_id, row.owner_ref) for row in await department.rows(deals)}


async def test_people_of_a_page_that_was_not_stored_are_met_again(department, reader):
    anna = SourcePerson("31", "Анна Лугова")
    await reader.fetched(page(deal("1", "17")))

    with pytest.raises(Exception, match=r"(?i)int|large|range"):
        await reader.fetched(page(anna, deal("2", "31"), deal("3", "31", Decimal(10) ** 30)))
    nobody = [row.name for row in await department.rows(persons)]
    await reader.fetched(page(deal("2", "31")))
    unknown = await owners(department)
    await reader.fetched(page(anna, deal("4", "31")))

    known = {row.value: row.person_id for row in await department.rows(identities)}
    told = await owners(department)
    assert nobody == [] and unknown["2"] == (NOBODY, "crm_id:31")
    assert told["4"] == (known["31"], None) and told["4"][0] != NOBODY


async def test_somebody_whom_the_company_names_between_two_pages_is_known_at_the_next(department, reader):
    await reader.fetched(page(deal("1", "17")))
    async with department.database.writing(department.company.id) as unit:
        olga = await People(unit).add("Ольга Зимина", listed=True)
        await People(unit).identify(olga, "crm_id", "17")

    await reader.fetched(page(deal("2", "17")))

    assert (await owners(department))["2"] == (olga, None)


async def test_a_stage_that_is_renamed_between_two_pages_has_its_new_name_at_the_next(department, reader):
    await reader.fetched(page(SourceStage("1", "Продажи", "NEW", "Заявка", 1), deal("1", "17")))

    await reader.fetched(page(SourceStage("1", "Продажи", "NEW", "Новая", 1)))
    await reader.fetched(page(deal("2", "17")))

    assert {row.external_id: row.stage for row in await department.rows(deals)} == {"1": "Новая", "2": "Новая"}


async def test_what_was_set_aside_is_so_until_it_makes_sense(department, reader):
    source = await department.source()

    async def aside():
        async with department.database.reading(department.company.id) as read:
            return set(await Sources(read).aside(source.id))

    odd = tuple(Odd(kind, number, "moment") for kind, number in
                ((Kind.DEALS, "1"), (Kind.DEALS, "2"), (Kind.DEALS, "3"), (Kind.CALLS, "1")))  # fmt: skip
    await reader.fetched(page(deal("9", "17")))
    await reader.fetched(Page((), {}, odd))
    before = await aside()

    await reader.fetched(page(deal("1", "17"), Erased(Kind.DEALS, "3")))

    assert before == {("deals", "1"), ("deals", "2"), ("deals", "3"), ("calls", "1")}
    assert await aside() == {("deals", "2"), ("calls", "1")}
