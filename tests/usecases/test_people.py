"""People come, move, lead and leave; what waited for them finds them, and nobody sees another company's people."""

from datetime import date, datetime, timedelta
from hashlib import sha256
from types import SimpleNamespace

import pytest

from services.domain.ids import NOBODY
from services.domain.people import BEGINNING, Role
from services.domain.period import Period
from services.errors import Refused
from services.store.facts import Facts
from services.store.pending import Kind, Mark, Pending
from services.store.people import People
from services.store.tables import activities, calls, deals, invites, logins
from services.usecases.add_person import AddPerson
from services.usecases.change_person import ChangePerson
from services.usecases.find_person import FindPerson
from services.usecases.find_team import FindTeam
from services.usecases.invite_person import InvitePerson
from services.usecases.let_person_leave import LetPersonLeave
from services.usecases.list_people import ListPeople
from services.usecases.organising.details import Details
from services.usecases.settle import Settle
from tests.factories import MOSCOW, TUESDAY, a_call, a_company, a_deal, a_person, an_activity
from tests.marks import on_sqlite

MONDAY = TUESDAY - timedelta(days=1)
WEEK = Period(MONDAY - timedelta(days=7), TUESDAY + timedelta(days=7))


@pytest.fixture
def office(database, company, clock):
    """A company with the calls that change who works in it."""

    def add(name, *roles, to=company, **details):
        return AddPerson(database, clock)(to, name, Details(roles=roles or ("manager",), **details))

    def change(name, *roles, of=company, **details):
        return ChangePerson(database, clock)(of, name, Details(roles=roles, **details))

    async def roster(of=company):
        async with database.reading(of.id) as read:
            return await People(read).roster(of.zone)

    async def fact(person, key, day=TUESDAY, of=company):
        async with database.reading(of.id) as read:
            found = await Facts(read).days(WEEK)
        return sum(one.value for one in found if (one.person, one.key, one.day) == (person, key, day))

    async def rows(table, *written, of=company):
        async with database.writing(of.id) as unit:
            await unit.put(table, written)
            await Pending(unit).add([Mark(Kind.CUT, "calls"), Mark(Kind.CUT, "activities")])
            await Pending(unit).add(Mark(Kind.DEAL, str(row["id"])) for row in written if table is deals)
        await Settle(database)(of)

    async def refused(call):
        with pytest.raises(Refused) as trouble:
            await call
        return trouble.value.phrase

    return SimpleNamespace(
        database=database, company=company, clock=clock, add=add, change=change, roster=roster, fact=fact, rows=rows, refused=refused
    )  # fmt: skip


async def held(office, name, day=TUESDAY):
    """The roles of a person on a day with the paths of the teams they are held in."""
    roster = await office.roster()
    person = next(one.id for one in roster.people.values() if one.name == name)
    return {(m.role.value, roster.path_of(m.team)) for m in roster.memberships.get(person, ()) if m.holds_on(day)}


@on_sqlite
async def test_a_person_is_added_with_a_role_and_a_nested_team_that_is_made(office):
    stands = await office.add("Иван Петров", "manager", team="Sales / North")

    roster = await office.roster()
    assert (stands.name, stands.roles, stands.team) == ("Иван Петров", (Role.MANAGER,), "Sales/North")
    assert sorted(team.path for team in roster.teams.values()) == ["Sales", "Sales/North"]
    assert await held(office, "Иван Петров", BEGINNING) == {("manager", "Sales/North")}


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

    assert await held(office, "Ольга Власова") == {("owner", None), ("admin", None), ("head", "Sales")}


@on_sqlite
async def test_roles_may_be_said_in_russian(office):
    stands = await office.add("Ольга Власова", "Руководитель", "менеджер")

    assert stands.roles == (Role.HEAD, Role.MANAGER)


@on_sqlite
async def test_somebody_on_the_list_is_not_added_twice(office):
    await office.add("Пётр Орлов")

    assert await office.refused(office.add("орлов  петр")) == "person-already"


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

    assert await held(office, "Иван Петров", date(2026, 11, 10)) == {("manager", "Sales")}
    assert await held(office, "Иван Петров", MONDAY) == set()
    assert await held(office, "Иван Петров", TUESDAY) == {("manager", "Support")}


@on_sqlite
async def test_the_named_head_heads_the_team_of_the_person_added(office):
    await office.add("Анна Ким")
    stands = await office.add("Иван Петров", team="Sales", head="Ким Анна")

    assert (stands.head, stands.head_made) == ("Анна Ким", False)
    assert await held(office, "Анна Ким") == {("manager", None), ("head", "Sales")}


@on_sqlite
async def test_an_unknown_head_is_made_as_a_head(office):
    stands = await office.add("Иван Петров", team="Sales", head="Мария Котова")

    assert stands.head_made
    assert await held(office, "Мария Котова", BEGINNING) == {("head", "Sales")}


@on_sqlite
async def test_the_beginning_of_a_name_is_not_taken_for_a_head(office):
    await office.add("Котова Мария")

    stands = await office.add("Иван Петров", team="Sales", head="Кот")

    assert stands.head_made


@on_sqlite
async def test_a_head_of_the_team_above_is_head_enough(office):
    await office.add("Анна Ким", "head", team="Sales")
    await office.add("Иван Петров", team="Sales/North", head="Ким")

    assert await held(office, "Анна Ким") == {("head", "Sales")}


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
    assert await held(office, "Анна Ким", MONDAY) == {("manager", "Sales"), ("head", "Sales")}
    assert await held(office, "Анна Ким", TUESDAY) == {("manager", "Support"), ("head", "Support")}


@on_sqlite
async def test_a_move_may_have_its_own_day_and_may_be_moved_again(office):
    await office.add("Иван Петров", team="Sales")
    await office.change("Иван", team="Support", since="2026-11-02")
    await office.change("Иван", team="North", since="02.11.2026")
    await office.change("Иван", team="Sales", since="2026-11-09")

    assert await held(office, "Иван Петров", date(2026, 11, 1)) == {("manager", "Sales")}
    assert await held(office, "Иван Петров", date(2026, 11, 2)) == {("manager", "North")}
    assert await held(office, "Иван Петров", date(2026, 11, 9)) == {("manager", "Sales")}


@on_sqlite
async def test_new_roles_replace_those_held(office):
    await office.add("Иван Петров", "manager", "admin", team="Sales")

    await office.change("Иван", "head")

    assert await held(office, "Иван Петров", MONDAY) == {("manager", "Sales"), ("admin", None)}
    assert await held(office, "Иван Петров", TUESDAY) == {("head", "Sales")}


@on_sqlite
async def test_a_head_of_several_teams_keeps_the_others_when_moving(office):
    await office.add("Анна Ким", "manager", team="Sales")
    await office.add("Иван Петров", team="Support", head="Анна Ким")
    await office.change("Анна Ким", "manager", "head")

    await office.change("Анна Ким", team="North", since="2026-12-01")

    assert ("head", "Support") in await held(office, "Анна Ким", date(2026, 12, 1))
    assert ("manager", "North") in await held(office, "Анна Ким", date(2026, 12, 1))


@on_sqlite
async def test_something_has_to_be_said_to_change_a_person(office):
    await office.add("Иван Петров")

    assert await office.refused(office.change("Иван")) == "person-set-nothing"
    assert await office.refused(office.change("Иван", since="2026-11-01")) == "person-set-nothing"


async def test_calls_of_an_extension_find_their_owner_and_are_counted_again(office):
    await office.rows(
        calls, a_call(owner_ref="101"), a_call("11:00", owner_ref="102"), a_call(f"{MONDAY} 09:30", owner_ref="101")
    )

    stands = await office.add("Иван Петров", extension="101")

    assert stands.matched
    assert [await office.fact(stands.person, "calls_total", day) for day in (MONDAY, TUESDAY)] == [1, 1]
    assert [await office.fact(NOBODY, "calls_total", day) for day in (MONDAY, TUESDAY)] == [0, 1]


@on_sqlite
async def test_matched_calls_are_cut_in_the_zone_of_their_owner(office):
    late = a_call("20:00", owner_ref="101")
    await office.rows(calls, late)

    stands = await office.add("Иван Петров", extension="101", timezone="Asia/Vladivostok")

    wednesday = TUESDAY + timedelta(days=1)
    assert await office.fact(stands.person, "calls_total", wednesday) == 1
    assert (
        await office.fact(stands.person, "calls_total", TUESDAY)
        == await office.fact(NOBODY, "calls_total", TUESDAY)
        == 0
    )


async def test_deals_and_messages_of_an_unknown_owner_are_matched_too(office):
    won = a_deal(status="won", closed="15:00", amount=100, owner_ref="Ivan@Example.com")
    await office.rows(deals, won)
    await office.rows(activities, an_activity(owner_ref="ivan@example.com"))
    assert await office.fact(NOBODY, "deals_won") == 1

    stands = await office.add("Иван Петров", email="IVAN@example.com")

    assert [await office.fact(stands.person, key) for key in ("deals_won", "leads_new", "emails")] == [1, 1, 1]
    assert [await office.fact(NOBODY, key) for key in ("deals_won", "leads_new", "emails")] == [0, 0, 0]


@on_sqlite
async def test_a_phone_is_the_same_phone_in_any_spelling(office):
    await office.rows(calls, a_call(owner_ref="8 (916) 123-45-67"))

    stands = await office.add("Иван Петров", phone="+7 916 123 45 67")

    assert await office.fact(stands.person, "calls_total") == 1


async def test_a_new_zone_cuts_days_from_its_date_on_only(office):
    stands = await office.add("Иван Петров")
    await office.rows(calls, a_call(f"{MONDAY} 20:00", by=stands.person), a_call("20:00", by=stands.person))

    await office.change("Иван", timezone="Asia/Vladivostok", since=str(TUESDAY))

    days = [MONDAY, TUESDAY, TUESDAY + timedelta(days=1)]
    assert [await office.fact(stands.person, "calls_total", day) for day in days] == [0, 1, 1]


async def test_an_account_is_bound_at_once_and_speaks_for_one_person(office):
    await office.add("Иван Петров", telegram_id="555")
    stands = await office.add("Анна Ким", telegram_id="555")
    await office.change("Анна", telegram_id="777")

    async with office.database.reading(office.company.id) as read:
        bound = [(row.channel, row.account_id, row.person_id) for row in await read.rows(read.select(logins))]
    assert stands.account_of == "Иван Петров"
    assert bound == [("telegram", "777", stands.person)]


async def test_leaving_ends_roles_and_accounts_and_keeps_the_history(office):
    stands = await office.add("Иван Петров", team="Sales", telegram_id="555")
    await office.rows(calls, a_call(by=stands.person))
    await InvitePerson(office.database, office.clock)(office.company, "Иван")

    left = await LetPersonLeave(office.database, office.clock)(office.company, "Иван")

    async with office.database.reading(office.company.id) as read:
        assert await read.rows(read.select(logins)) == await read.rows(read.select(invites)) == []
    assert (left.last, left.unbound) == (TUESDAY, True)
    assert await held(office, "Иван Петров", TUESDAY) == {("manager", "Sales")}
    assert await held(office, "Иван Петров", TUESDAY + timedelta(days=1)) == set()
    assert await office.fact(stands.person, "calls_total") == 1
    assert await office.refused(LetPersonLeave(office.database, office.clock)(office.company, "Иван")) == "person-left"


@on_sqlite
async def test_whoever_leaves_later_keeps_the_account_until_then(office):
    await office.add("Иван Петров", telegram_id="555")

    left = await LetPersonLeave(office.database, office.clock)(office.company, "Иван", "2026-12-31")

    async with office.database.reading(office.company.id) as read:
        assert len(await read.rows(read.select(logins))) == 1
    assert not left.unbound


@pytest.mark.parametrize(("on", "phrase"), [("2028-01-01", "leave-too-far"), ("2026-10-31", "leave-before-hire")])
@on_sqlite
async def test_a_day_of_leaving_that_cannot_be_is_refused(office, on, phrase):
    await office.add("Иван Петров", since="2026-11-01")

    assert await office.refused(LetPersonLeave(office.database, office.clock)(office.company, "Иван", on)) == phrase


async def test_an_invite_is_long_kept_as_a_hash_and_lives_seven_days(office):
    await office.add("Иван Петров")
    invite = InvitePerson(office.database, office.clock)
    await invite(office.company, "Ваня")

    made = await invite(office.company, "Ваня")

    async with office.database.reading(office.company.id) as read:
        [row] = await read.rows(read.select(invites))
    assert row.code_hash == sha256(made.code.encode()).hexdigest()
    assert made.code not in str(row)
    assert 22 <= len(made.code) <= 64
    assert set(made.code) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
    assert row.expires_at == made.until == office.clock.now() + timedelta(days=7)


@on_sqlite
async def test_invites_are_for_people_with_a_role_here(office):
    async with office.database.writing(office.company.id) as unit:
        await People(unit).add_unlisted(["Анна Ким"])
    await office.add("Иван Петров")
    await LetPersonLeave(office.database, office.clock)(office.company, "Иван")
    invite = InvitePerson(office.database, office.clock)

    assert await office.refused(invite(office.company, "Анна")) == "invite-without-role"
    assert await office.refused(invite(office.company, "Иван")) == "person-left"


async def test_the_list_has_everybody_with_what_they_are(office):
    async with office.database.writing(office.company.id) as unit:
        await People(unit).add_unlisted(["Яков Из Файла"])
    await office.add("Пётр Орлов")
    await office.add(
        "Иван Петров",
        "head",
        team="Sales",
        extension="101",
        phone="+79161234567",
        telegram_id="5",
        timezone="Asia/Omsk",
    )
    await LetPersonLeave(office.database, office.clock)(office.company, "Пётр", "2026-11-20")

    ivan, jacob, peter = await ListPeople(office.database, office.clock)(office.company)

    assert (ivan.name, ivan.roles, ivan.team, ivan.zone, ivan.bound) == (
        "Иван Петров",
        (Role.HEAD,),
        "Sales",
        "Asia/Omsk",
        True,
    )
    assert ivan.called == ("101", "•••4567")
    assert (jacob.name, jacob.listed) == ("Яков Из Файла", False)
    assert (peter.name, peter.left_on) == ("Пётр Орлов", date(2026, 11, 20))


@on_sqlite
async def test_a_person_is_found_by_a_short_name_and_several_are_named(office):
    for name in ("Иван Петров", "Иван Смирнов", "Анна Ким"):
        await office.add(name)
    find = FindPerson(office.database)

    assert (await find(office.company, "Ваня Петров")).name == "Иван Петров"
    with pytest.raises(Refused) as several:
        await find(office.company, "Иван")
    with pytest.raises(Refused) as near:
        await find(office.company, "Смирнофа")
    assert several.value.phrase == "person-several"
    assert several.value.values["names"] == "Иван Петров, Иван Смирнов"
    assert near.value.values["names"] == "Иван Смирнов"
    assert await office.refused(find(office.company, "Ъ")) == "person-unknown"


@on_sqlite
async def test_an_alias_is_a_name_too(office):
    stands = await office.add("Иван Петров")
    async with office.database.writing(office.company.id) as unit:
        await People(unit).identify(stands.person, "alias", "ваныч")

    assert (await FindPerson(office.database)(office.company, "Ваныч")).id == stands.person


@on_sqlite
async def test_a_team_is_found_by_its_path_or_last_part(office):
    for name, team in (("Иван Петров", "Sales/North"), ("Анна Ким", "Support/South"), ("Пётр Орлов", "Sales/South")):
        await office.add(name, team=team)
    find = FindTeam(office.database)

    assert (await find(office.company, "NORTH")).path == "Sales/North"
    assert (await find(office.company, "sales/ south")).path == "Sales/South"
    assert await office.refused(find(office.company, "South")) == "team-several"
    assert await office.refused(find(office.company, "Nort")) == "team-unknown-near"
    assert await office.refused(find(office.company, "Ъ")) == "team-unknown"


@pytest.mark.parametrize(
    ("details", "phrase"),
    [
        ({"team": "Sales//North"}, "name-empty"),
        ({"team": "/".join("abcdefghi")}, "team-deep"),
        ({"telegram_id": "-5"}, "telegram-unreadable"),
        ({"telegram_id": "9" * 20}, "telegram-unreadable"),
        ({"timezone": "Moscow"}, "zone-unreadable"),
        ({"email": "ivan"}, "email-unreadable"),
        ({"phone": "101"}, "phone-unreadable"),
        ({"extension": "1" * 65}, "extension-unreadable"),
        ({"since": "31.02.2026"}, "day-unreadable"),
        ({"head": "\u200b"}, "name-empty"),
    ],
)
@on_sqlite
async def test_a_wrong_detail_changes_nothing(office, details, phrase):
    assert await office.refused(office.add("Иван Петров", **details)) == phrase
    assert (await office.roster()).people == {}
    assert (await office.roster()).teams == {}


async def test_two_companies_with_equal_people_never_meet(office):
    other = await a_company(office.database, "Василёк")
    for company in (office.company, other):
        await office.rows(calls, a_call(owner_ref="101", id=7), of=company)
    await a_person(office.database, other, "Иван Петров", team="Sales")

    stands = await office.add("Иван Петров", team="Sales", extension="101", phone="+79161234567", telegram_id="555")
    await LetPersonLeave(office.database, office.clock)(other, "Иван Петров")
    twin = await office.add("Иван Петров", to=other, extension="101", phone="+79161234567", telegram_id="555")

    assert stands.person != twin.person
    assert await office.fact(stands.person, "calls_total") == 1
    assert await office.fact(twin.person, "calls_total", of=other) == 1
    for company, mine in ((office.company, stands), (other, twin)):
        async with office.database.reading(company.id) as read:
            assert await People(read).bound() == {mine.person: "555"}
            assert {known.person for known in await People(read).identities()} == {mine.person}
    assert await held(office, "Иван Петров") == {("manager", "Sales")}
    assert (await FindPerson(office.database)(other, "Ваня")).id == twin.person


@on_sqlite
async def test_the_day_of_the_company_decides_what_today_is(office):
    await office.add("Иван Петров", team="Sales")
    office.clock.move_to(datetime(2026, 11, 25, 0, 30, tzinfo=MOSCOW))

    stands = await office.change("Иван", team="Support")

    assert stands.since == date(2026, 11, 25)
