"""People, teams, identities and logins as they are stored: said twice is said once."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.domain.people import BEGINNING, Role
from services.store.companies import Companies
from services.store.people import People
from services.store.tables import invites
from tests.factories import MOSCOW, NOON, TUESDAY, a_company, a_person

MONDAY = TUESDAY - timedelta(days=1)


async def roster(database, company):
    """Everybody of the company."""
    async with database.reading(company.id) as unit:
        return await People(unit).roster(company.zone)


async def change(database, company, *calls):
    """Carry out calls of the repository in one transaction; returns their answers."""
    async with database.writing(company.id) as unit:
        return [await call(People(unit)) for call in calls]


async def test_a_person_said_twice_is_one_person(database, company):
    first = await a_person(database, company, "Иван Петров")
    second = await a_person(database, company, "Петров Иван")

    assert first == second
    assert [person.name for person in (await roster(database, company)).people.values()] == ["Петров Иван"]


async def test_ё_and_case_make_no_other_person(database, company):
    assert await a_person(database, company, "Пётр Ёлкин") == await a_person(database, company, "пЕТР  елкин")


async def test_a_name_met_in_a_file_is_not_listed_until_somebody_confirms_it(database, company):
    await change(database, company, lambda people: people.add_unlisted(["Ольга", "Ольга", "Пётр"]))
    met = {person.name: person.listed for person in (await roster(database, company)).people.values()}

    await a_person(database, company, "Ольга")
    confirmed = {person.name: person.listed for person in (await roster(database, company)).people.values()}

    assert met == {"Ольга": False, "Пётр": False}
    assert confirmed == {"Ольга": True, "Пётр": False}


async def test_a_listed_person_met_in_a_file_stays_listed(database, company):
    person = await a_person(database, company, "Ольга")

    await change(database, company, lambda people: people.add_unlisted(["ольга"]))

    assert (await roster(database, company)).people[person].listed


async def test_a_team_is_made_with_those_above_it(database, company):
    (north,) = await change(database, company, lambda people: people.team("Sales/North"))
    again, top = await change(
        database, company, lambda people: people.team("sales / north"), lambda people: people.team("Sales")
    )

    known = await roster(database, company)
    assert (again, sorted(team.path for team in known.teams.values())) == (north, ["Sales", "Sales/North"])
    assert known.below(top) == {top, north}


async def test_the_same_role_twice_is_held_once(database, company):
    person = await a_person(database, company, "Иван", team="Sales", since=MONDAY)
    await a_person(database, company, "Иван", team="Sales", since=TUESDAY)

    held = (await roster(database, company)).memberships[person]

    assert [(membership.from_day, membership.to_day) for membership in held] == [(MONDAY, None)]


async def test_leaving_ends_what_has_begun_and_undoes_what_has_not(database, company):
    person = await a_person(database, company, "Иван", team="Sales", since=MONDAY)
    await a_person(database, company, "Иван", team="Second", role=Role.HEAD, since=TUESDAY + timedelta(days=3))

    await change(database, company, lambda people: people.leave_teams(person, TUESDAY))

    held = (await roster(database, company)).memberships[person]
    assert [(membership.role, membership.to_day) for membership in held] == [(Role.MANAGER, TUESDAY)]


async def test_one_role_may_end_while_another_goes_on(database, company):
    person = await a_person(database, company, "Иван", team="Sales", since=MONDAY)
    await a_person(database, company, "Иван", team="Sales", role=Role.HEAD, since=MONDAY)

    await change(database, company, lambda people: people.leave_teams(person, TUESDAY, role=Role.MANAGER))

    held = await roster(database, company)
    assert held.roles_of(person, TUESDAY) == {Role.MANAGER, Role.HEAD}
    assert held.roles_of(person, TUESDAY + timedelta(days=1)) == {Role.HEAD}


async def test_a_zone_applies_from_its_day(database, company):
    person = await a_person(database, company, "Иван", zone="Asia/Yekaterinburg")
    await change(database, company, lambda people: people.set_zone(person, "Asia/Tokyo", TUESDAY))

    zones = (await roster(database, company)).zone_of(person)

    assert zones.on(MONDAY) == ZoneInfo("Asia/Yekaterinburg")
    assert zones.on(TUESDAY) == ZoneInfo("Asia/Tokyo")
    assert (await roster(database, company)).zone_of(0).on(TUESDAY) == MOSCOW


async def test_an_extension_belongs_to_one_person(database, company):
    await a_person(database, company, "Иван", extension="101")
    olga = await a_person(database, company, "Ольга", extension="101")

    async with database.reading(company.id) as unit:
        known = await People(unit).identities()

    assert [(identity.value, identity.person) for identity in known] == [("101", olga)]


async def test_an_account_speaks_for_one_person_of_a_company(database, company):
    ivan, olga = await a_person(database, company, "Иван"), await a_person(database, company, "Ольга")

    await change(
        database,
        company,
        lambda people: people.bind(ivan, "telegram", "42"),
        lambda people: people.bind(olga, "telegram", "42"),
    )
    (bound,) = await change(database, company, lambda people: people.bound())

    assert bound == {olga: "42"}


async def test_an_account_may_speak_in_several_companies(database, company):
    other = await a_company(database, "Лютик")
    for each in (company, other):
        person = await a_person(database, each, "Иван")
        await change(database, each, lambda people, person=person: people.bind(person, "telegram", "42"))

    assert [len((await change(database, each, lambda people: people.bound()))[0]) for each in (company, other)] == [
        1,
        1,
    ]


async def test_a_new_invite_ends_the_one_before_and_leaving_ends_all(database, company):
    person = await a_person(database, company, "Иван")
    for code in ("one", "two"):
        await change(database, company, lambda people, code=code: people.invite(person, code, NOON))

    async with database.reading(company.id) as unit:
        open_ones = [row.code_hash for row in await unit.rows(unit.select(invites))]
    await change(database, company, lambda people: people.unbind(person))

    async with database.reading(company.id) as unit:
        assert (open_ones, await unit.rows(unit.select(invites))) == (["two"], [])


async def test_people_are_counted(database, company):
    await a_person(database, company, "Иван")

    assert await change(database, company, lambda people: people.count()) == [1]


async def test_a_person_without_a_told_start_belongs_since_ever(database, company):
    person = await a_person(database, company, "Иван")

    assert (await roster(database, company)).memberships[person][0].from_day == BEGINNING
    assert date.min == BEGINNING


async def test_companies_are_found_however_their_name_is_written(database, company):
    async with database.overview() as connection:
        found = await Companies(connection).named("  РОМАШКА ")
        nobody = await Companies(connection).named("Лютик")

    assert (found, nobody) == (company, None)


async def test_companies_come_in_the_order_of_their_names(database, company):
    await a_company(database, "Астра")

    async with database.overview() as connection:
        names = [each.name for each in await Companies(connection).all()]

    assert names == ["Астра", "Ромашка"]


@pytest.mark.parametrize("setting", [{"quality_talk_seconds": 90}, {"default_margin": None}, {"language": "en"}])
async def test_a_changed_setting_changes_that_company_only(database, company, setting):
    other = await a_company(database, "Лютик")

    async with database.connection() as connection:
        await Companies(connection).change(company.id, setting)
        changed, same = await Companies(connection).named("Ромашка"), await Companies(connection).named("Лютик")

    assert {name: getattr(changed, name) for name in setting} == setting
    assert same == other
