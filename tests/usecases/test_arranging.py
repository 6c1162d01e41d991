"""Who may do what about people and norms: a table of members, people and deeds."""

from types import SimpleNamespace

import pytest

from services.domain.people import Role
from services.domain.rights import member_of
from services.errors import Refused
from services.store.installation import Installation
from services.store.people import People
from services.usecases.add_colleague import AddColleague
from services.usecases.change_colleague import Change, ChangeColleague
from services.usecases.invite_colleague import InviteColleague
from services.usecases.let_colleague_leave import LetColleagueLeave
from services.usecases.show_colleagues import ShowColleagues
from tests.factories import TUESDAY
from tests.marks import on_sqlite

pytestmark = on_sqlite

PEOPLE = {
    "owner": ("Ольга Орлова", "owner", None),
    "admin": ("Артур Админ", "admin", None),
    "chief": ("Глеб Главный", "head", None),
    "head": ("Пётр Великий", "head", "Север"),
    "under": ("Зоя Звеньева", "head", "Север/Звено"),
    "mine": ("Анна Белова", "manager", "Север"),
    "others": ("Борис Котов", "manager", "Юг"),
    "both": ("Вера Лось", "manager head", "Север"),
}
NO, UNKNOWN = "people-not-yours", "nobody-found"


@pytest.fixture
async def house(office, database, company, clock):
    ids = {}
    for key, (name, roles, team) in PEOPLE.items():
        ids[key] = (await office.add(name, *roles.split(), **({"team": team} if team else {}))).person
    async with database.writing(company.id) as unit:
        south = await People(unit).team("Юг")
        await People(unit).join(ids["both"], south, Role.HEAD, TUESDAY.replace(day=1))
    roster = await office.roster()
    teams = {team.path: team.id for team in roster.teams.values()}

    def member(key):
        return member_of(company, roster, ids[key], TUESDAY)

    return SimpleNamespace(ids=ids, teams=teams, member=member, database=database, clock=clock, office=office)


async def outcome(call):
    try:
        await call
    except Refused as trouble:
        return trouble.phrase
    return "done"


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("owner", dict.fromkeys(PEOPLE, "done")),
        ("chief", dict.fromkeys(PEOPLE, "done") | {"owner": NO}),
        ("admin", dict.fromkeys(PEOPLE, "done") | {"owner": NO, "chief": NO}),
        ("head", dict.fromkeys(PEOPLE, UNKNOWN) | {"head": NO, "under": "done", "mine": "done", "both": NO}),
        ("under", dict.fromkeys(PEOPLE, UNKNOWN) | {"under": NO}),
        ("mine", dict.fromkeys(PEOPLE, UNKNOWN) | {"mine": NO}),
    ],
)
async def test_who_may_invite_whom(house, who, expected):
    invite = InviteColleague(house.database, house.clock)

    found = {key: await outcome(invite(house.member(who), person)) for key, person in house.ids.items()}

    assert found == expected


@pytest.mark.parametrize(
    ("who", "whom", "roles", "team", "expected"),
    [
        ("head", "mine", "head", None, "done"),
        ("head", "mine", "owner", None, "people-whole"),
        ("head", "mine", "manager admin", None, NO),
        ("head", "mine", None, "Север/Звено", "done"),
        ("head", "mine", None, "Юг", UNKNOWN),
        ("head", "others", None, "Север", UNKNOWN),
        ("head", "head", "owner", None, NO),
        ("admin", "mine", None, "Юг", "done"),
        ("admin", "mine", "owner", None, "people-whole"),
        ("admin", "admin", "owner", None, "people-whole"),
        ("admin", "admin", "admin head", None, "people-whole"),
        ("admin", "head", "head admin", None, "done"),
        ("owner", "mine", "owner", None, "done"),
        ("owner", "mine", None, "Нет такой", UNKNOWN),
        ("chief", "mine", "owner", None, "people-owner"),
        ("chief", "mine", "head admin", None, "done"),
        ("chief", "owner", "manager", None, NO),
        ("mine", "mine", "owner", None, NO),
    ],
)
async def test_who_may_give_which_role_and_team(house, who, whom, roles, team, expected):
    wanted = Change(
        frozenset(map(Role, roles.split())) if roles else None,
        None if team is None else house.teams.get(team, 12345),
    )

    found = await outcome(ChangeColleague(house.database, house.clock)(house.member(who), house.ids[whom], wanted))

    assert found == expected


@pytest.mark.parametrize(
    ("who", "name", "role", "team", "expected"),
    [
        ("head", "Новый Новиков", "manager", "Север", "done"),
        ("head", "Новый Новиков", "manager", "Юг", UNKNOWN),
        ("head", "Новый Новиков", "manager", None, UNKNOWN),
        ("head", "Новый Новиков", "owner", "Север", "people-whole"),
        ("head", "Борис Котов", "manager", "Север", "people-name-known"),
        ("admin", "Новый Новиков", "admin", None, "done"),
        ("admin", "Новый Новиков", "head", None, "people-whole"),
        ("admin", "Борис Котов", "manager", "Север", "person-already"),
        ("owner", "Новый Новиков", "owner", None, "done"),
        ("chief", "Новый Новиков", "owner", None, "people-owner"),
        ("owner", " \u200b", "manager", None, "name-empty"),
        ("mine", "Новый Новиков", "manager", "Север", "people-of-heads"),
    ],
)
async def test_who_may_add_whom(house, who, name, role, team, expected):
    add = AddColleague(house.database, house.clock)

    assert await outcome(add(house.member(who), name, Role(role), house.teams[team] if team else 0)) == expected


@pytest.mark.parametrize(
    ("who", "whom", "expected"),
    [
        ("owner", "owner", "people-not-oneself"), ("owner", "head", "done"), ("admin", "owner", NO),
        ("head", "mine", "done"), ("head", "others", UNKNOWN), ("head", "both", NO), ("mine", "others", UNKNOWN),
    ],
)  # fmt: skip
async def test_who_may_let_whom_go(house, who, whom, expected):
    leave = LetColleagueLeave(house.database, house.clock)

    assert await outcome(leave(house.member(who), house.ids[whom], TUESDAY)) == expected


async def test_a_head_sees_their_team_and_all_below_it(house):
    office = await ShowColleagues(house.database, house.clock)(house.member("head"))

    assert {one.id for one in office.people} == {house.ids[key] for key in ("head", "under", "mine", "both")}
    assert office.unknown == office.nobodys == ()


async def test_the_link_names_our_bot_once_it_is_known(house):
    invite = InviteColleague(house.database, house.clock, lambda: "CODE")
    made = await invite(house.member("owner"), house.ids["mine"])
    assert made.link is None
    async with house.database.connection() as connection:
        await Installation(connection).keep_bot(42, "takt_bot")

    made = await invite(house.member("owner"), house.ids["mine"])

    assert made.link == "https://t.me/takt_bot?start=CODE"
