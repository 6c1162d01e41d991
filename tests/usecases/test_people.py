"""People come, move, lead and leave; what is said of them holds from its day on."""

from datetime import date, datetime, timedelta

import pytest

from services.domain.people import BEGINNING, Role
from services.store.people import People
from services.store.tables import calls
from services.usecases.find_person import FindPerson
from services.usecases.let_person_leave import LetPersonLeave
from tests.factories import MOSCOW, TUESDAY, a_call
from tests.marks import on_sqlite

MONDAY = TUESDAY - timedelta(days=1)


@on_sqlite
async def test_a_person_is_added_with_a_role_and_a_nested_team_that_is_made(office):
    stands = await office.add("Иван Петров", "manager", team="Sales / North")

    roster = await office.roster()
    assert (stands.name, stands.roles, stands.team) == ("Иван Петров", (Role.MANAGER,), "Sales/North")
    assert sorted(team.path for team in roster.teams.values()) == ["Sales", "Sales/North"]
    assert await office.held("Иван Петров", BEGINNING) == {("manager", "Sales/North")}


@on_sqlite
async def test_a_team_is_the_same_team_however_it_is_written(office):
    await office.add("Иван Петров", team="Sales")
    await office.add("Анна Ким", team="sales/North")
    stands = await office.add("Пётр Орлов", team="north")

    roster = await office.roster()
    assert sorted(team.path for team in roster.teams.values()) == ["Sales", "Sales/North"]
    assert stands.team == "Sales/North"


@on_sqlite
async def test_owners_and_admins_belong_to_no_team(office):
    await office.add("Ольга Власова", "owner,admin", "head", team="Sales")

    assert await office.held("Ольга Власова") == {("owner", None), ("admin", None), ("head", "Sales")}


@on_sqlite
async def test_roles_may_be_said_in_russian(office):
    stands = await office.add("Ольга Власова", "Руководитель", "менеджер")

    assert stands.roles == (Role.HEAD, Role.MANAGER)


@on_sqlite
async def test_a_name_from_a_file_becomes_the_person_with_what_came_under_it(office):
    async with office.database.writing(office.company.id) as unit:
        await People(unit).add_unlisted(["петров иван"])
    person = (await FindPerson(office.database)(office.company, "Иван Петров")).id
    await office.rows(calls, a_call(by=person))

    await office.add("Иван Петров", team="Sales")

    known = (await office.roster()).people[person]
    assert (known.name, known.listed) == ("Иван Петров", True)
    assert await office.fact(person, "calls_total") == 1


@on_sqlite
async def test_whoever_left_may_come_back(office):
    await office.add("Иван Петров", team="Sales")
    await LetPersonLeave(office.database, office.clock)(office.company, "Иван", "2026-11-10")

    await office.add("Иван Петров", team="Support")

    assert await office.held("Иван Петров", date(2026, 11, 10)) == {("manager", "Sales")}
    assert await office.held("Иван Петров", MONDAY) == set()
    assert await office.held("Иван Петров", TUESDAY) == {("manager", "Support")}


@on_sqlite
async def test_the_named_head_heads_the_team_of_the_person_added(office):
    await office.add("Анна Ким")
    stands = await office.add("Иван Петров", team="Sales", head="Ким Анна")

    assert (stands.head, stands.head_made) == ("Анна Ким", False)
    assert await office.held("Анна Ким") == {("manager", None), ("head", "Sales")}


@on_sqlite
async def test_an_unknown_head_is_made_as_a_head(office):
    stands = await office.add("Иван Петров", team="Sales", head="Мария Котова")

    assert stands.head_made
    assert await office.held("Мария Котова", BEGINNING) == {("head", "Sales")}


@on_sqlite
async def test_the_beginning_of_a_name_is_not_taken_for_a_head(office):
    await office.add("Котова Мария")

    stands = await office.add("Иван Петров", team="Sales", head="Кот")

    assert stands.head_made


@on_sqlite
async def test_a_head_of_the_team_above_is_head_enough(office):
    await office.add("Анна Ким", "head", team="Sales")
    await office.add("Иван Петров", team="Sales/North", head="Ким")

    assert await office.held("Анна Ким") == {("head", "Sales")}


@on_sqlite
async def test_a_person_without_a_team_joins_the_only_team_of_their_head(office):
    await office.add("Анна Ким", "head", team="Sales")

    stands = await office.add("Иван Петров", head="Анна Ким")

    assert stands.team == "Sales"
    assert await office.refused(office.add("Пётр Орлов", head="Мария Котова")) == "head-needs-team"


async def test_a_new_team_holds_from_today_and_takes_its_roles_along(office):
    await office.add("Анна Ким", "manager", "head", team="Sales")

    stands = await office.change("Ким", team="Support")

    assert (stands.team, stands.since) == ("Support", TUESDAY)
    assert await office.held("Анна Ким", MONDAY) == {("manager", "Sales"), ("head", "Sales")}
    assert await office.held("Анна Ким", TUESDAY) == {("manager", "Support"), ("head", "Support")}


@on_sqlite
async def test_a_move_may_have_its_own_day_and_may_be_moved_again(office):
    await office.add("Иван Петров", team="Sales")
    await office.change("Иван", team="Support", since="2026-11-02")
    await office.change("Иван", team="North", since="02.11.2026")
    await office.change("Иван", team="Sales", since="2026-11-09")

    assert await office.held("Иван Петров", date(2026, 11, 1)) == {("manager", "Sales")}
    assert await office.held("Иван Петров", date(2026, 11, 2)) == {("manager", "North")}
    assert await office.held("Иван Петров", date(2026, 11, 9)) == {("manager", "Sales")}


@on_sqlite
async def test_new_roles_replace_those_held(office):
    await office.add("Иван Петров", "manager", "admin", team="Sales")

    await office.change("Иван", "head")

    assert await office.held("Иван Петров", MONDAY) == {("manager", "Sales"), ("admin", None)}
    assert await office.held("Иван Петров", TUESDAY) == {("head", "Sales")}


@on_sqlite
async def test_a_head_of_several_teams_keeps_the_others_when_moving(office):
    await office.add("Анна Ким", "manager", team="Sales")
    await office.add("Иван Петров", team="Support", head="Анна Ким")
    await office.change("Анна Ким", "manager", "head")

    await office.change("Анна Ким", team="North", since="2026-12-01")

    assert ("head", "Support") in await office.held("Анна Ким", date(2026, 12, 1))
    assert ("manager", "North") in await office.held("Анна Ким", date(2026, 12, 1))


@on_sqlite
async def test_something_has_to_be_said_to_change_a_person(office):
    await office.add("Иван Петров")

    assert await office.refused(office.change("Иван")) == "person-set-nothing"
    assert await office.refused(office.change("Иван", since="2026-11-01")) == "person-set-nothing"


@pytest.mark.parametrize(("on", "phrase"), [("2028-01-01", "leave-too-far"), ("2026-10-31", "leave-before-hire")])
@on_sqlite
async def test_a_day_of_leaving_that_cannot_be_is_refused(office, on, phrase):
    await office.add("Иван Петров", since="2026-11-01")

    assert await office.refused(LetPersonLeave(office.database, office.clock)(office.company, "Иван", on)) == phrase


@on_sqlite
async def test_the_day_of_the_company_decides_what_today_is(office):
    await office.add("Иван Петров", team="Sales")
    office.clock.move_to(datetime(2026, 11, 25, 0, 30, tzinfo=MOSCOW))

    stands = await office.change("Иван", team="Support")

    assert stands.since == date(2026, 11, 25)
