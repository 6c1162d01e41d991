"""Of a letter that did not arrive hears the nearest head who can be reached, or an owner; never the person."""

import pytest

from services.domain.letters import LetterKind
from services.domain.people import Role
from services.store.jobs import Job
from services.store.letters import Letters
from services.store.people import People
from services.usecases.tell_undelivered import TellUndelivered
from services.work.job import Skipped
from tests.factories import NOON, TUESDAY, a_person
from tests.marks import on_sqlite

pytestmark = [on_sqlite]


@pytest.fixture
def told(database, company, clock):
    """Does the job of somebody's lost letter; who was told, with the data."""

    async def run(person, reason="blocked", group=None):
        payload = {"v": 1, "reason": reason, "group": group}
        job = Job(company.id, 1, "failed", person, TUESDAY, f"{person}/{reason}", payload, NOON, 1)
        found = await TellUndelivered(database, clock, lambda: NOON)(job)
        if isinstance(found, Skipped) or found is None:
            return found
        async with database.writing(company.id, answers_change=False) as unit:
            await found(unit)
            await found(unit)
            people = await People(unit).roster(company.zone)
            return {
                people.people[who].name: one
                for who in people.people
                for one in await Letters(unit).of(who, NOON, NOON.replace(hour=13))
                if f":{person}:" in one.key
            }

    return run


@pytest.fixture
def hires(database, company):
    """Adds somebody, with an account unless it is said otherwise."""

    async def hire(name, role, team=None, *, reachable=True):
        person = await a_person(database, company, name, role=role, team=team)
        if reachable:
            async with database.writing(company.id) as unit:
                await People(unit).bind(person, "telegram", str(person % 1_000_000_007))
        return person

    return hire


async def test_the_nearest_head_hears_it(told, hires):
    await hires("Вера", Role.OWNER)
    await hires("Глава Продаж", Role.HEAD, "Продажи")
    await hires("Глава Севера", Role.HEAD, "Продажи/Север")
    await hires("Глава Юга", Role.HEAD, "Продажи/Юг")
    boris = await hires("Борис", Role.MANAGER, "Продажи/Север")

    found = await told(boris)

    assert list(found) == ["Глава Севера"]
    letter = found["Глава Севера"]
    assert letter.kind is LetterKind.DELIVERY_FAILED
    assert letter.data == {"v": 1, "person": "Борис", "reason": "blocked", "group": None}


async def test_a_head_without_an_account_cannot_be_told(told, hires):
    await hires("Глава Продаж", Role.HEAD, "Продажи")
    await hires("Глава Севера", Role.HEAD, "Продажи/Север", reachable=False)
    boris = await hires("Борис", Role.MANAGER, "Продажи/Север")

    assert list(await told(boris)) == ["Глава Продаж"]


async def test_of_a_head_hears_the_one_above_and_of_an_owner_another(told, hires):
    vera = await hires("Вера", Role.OWNER)
    north = await hires("Глава Севера", Role.HEAD, "Север")

    assert list(await told(north)) == ["Вера"]
    assert await told(vera) == Skipped("nobody")
    await hires("Зоя", Role.OWNER)
    assert list(await told(vera)) == ["Зоя"]


async def test_of_a_lost_group_hears_whoever_set_it_up(told, hires):
    await hires("Вера", Role.OWNER)
    north = await hires("Глава Севера", Role.HEAD, "Север")

    found = await told(north, "gone", group="Отдел")

    assert list(found) == ["Глава Севера"]
    assert found["Глава Севера"].data["group"] == "Отдел"


async def test_somebody_who_is_known_no_more_is_nobodys_news(told):
    assert await told(99) == Skipped("nobody")
