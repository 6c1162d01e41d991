"""People and teams are found by what they are called, listed, and nothing wrong is taken in."""

from datetime import date

import pytest

from services.domain.people import Role
from services.errors import Refused
from services.store.people import People
from services.usecases.find_person import FindPerson
from services.usecases.find_team import FindTeam
from services.usecases.let_person_leave import LetPersonLeave
from services.usecases.list_people import ListPeople
from tests.marks import on_sqlite


@on_sqlite
async def test_somebody_on_the_list_is_not_added_twice(office):
    await office.add("Пётр Орлов")

    assert await office.refused(office.add("орлов  петр")) == "person-already"


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
