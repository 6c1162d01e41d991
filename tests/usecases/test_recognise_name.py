"""A name from a file that turns out to be somebody known: as if it had been known from the beginning."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings

from services.domain.people import Role, name_key
from services.domain.rights import member_of
from services.errors import Refused
from services.store import absorbing, tables
from services.store.pending import Pending
from services.store.people import People
from services.store.tables.base import metadata
from services.usecases.recognise_name import RecogniseName
from tests.factories import TUESDAY, a_call, a_deal, a_person, an_activity
from tests.marks import on_sqlite
from tests.usecases.departments import departments
from tests.usecases.taking_in import a_database, founded, imported
from tests.usecases.taking_in import tables as files_of

CALM = settings(suppress_health_check=list(HealthCheck), max_examples=6)
UNKNOWN, KNOWN = "Новый Человек", "Анна Белова"
_numbers = itertools.count(1)


async def seen(database, company):
    """Every row with people by their names and without numbers made of the company's id."""
    async with database.reading(company.id) as read:
        names = {row.id: row.name for row in await read.rows(read.select(tables.persons))}
        found = {}
        for name in ("calls", "activities", "deals", "stage_entries", "visits", "income", "facts"):
            rows = [row._asdict() for row in await read.rows(read.select(getattr(tables, name)))]
            found[name] = sorted(
                str({key: names.get(value, value) if key == "person_id" else value for key, value in row.items()
                     if key not in ("company_id", "id", "deal_id", "stage_id", "present_stage", "phone_key")})
                for row in rows
            )  # fmt: skip
        assert not await Pending(read).any()
    return found


def differing(found, expected):
    """The rows that only one of both has, by table."""
    both = {name: (set(found[name]) - set(expected[name]), set(expected[name]) - set(found[name])) for name in expected}
    return {name: rows for name, rows in both.items() if any(rows) or len(found[name]) != len(expected[name])}


async def owner(database, company, name="Ольга Орлова"):
    await a_person(database, company, name, role=Role.OWNER)
    async with database.reading(company.id) as read:
        roster = await People(read).roster(company.zone)
    person = next(one.id for one in roster.people.values() if one.name == name)
    return member_of(company, roster, person, TUESDAY)


async def number(database, company, name):
    async with database.reading(company.id) as read:
        people = (await People(read).roster(company.zone)).people.values()
    return next((one.id for one in people if one.name == name), None)


@CALM
@given(firm=departments())
async def test_it_is_as_if_the_name_had_been_known_before_the_files_came(sqlite_template, tmp_path, clock, firm):
    turn = next(_numbers)
    files = files_of(firm)
    async with (
        a_database(sqlite_template, tmp_path, f"before{turn}") as before,
        a_database(sqlite_template, tmp_path, f"after{turn}") as after,
    ):
        told = await founded(before, firm)
        async with before.writing(told.id) as unit:
            await People(unit).identify(await number(before, told, KNOWN), "alias", name_key(UNKNOWN))
        told = await imported(before, told, files)
        late = await imported(after, await founded(after, firm), files)
        unknown = await number(after, late, UNKNOWN)
        if unknown is None:
            return

        await RecogniseName(after, clock)(await owner(after, late), unknown, await number(after, late, KNOWN))

        expected = await seen(before, told)
        assert differing(await seen(after, late), expected) == {}
        await imported(after, late, files)
        assert differing(await seen(after, late), expected) == {}
        assert await number(after, late, UNKNOWN) is None


@on_sqlite
async def test_everything_of_a_name_goes_over_and_is_counted_again(office, database, company, clock):
    ivan = (await office.add("Иван Иванов", timezone="Asia/Vladivostok")).person
    async with database.writing(company.id) as unit:
        ghost = await People(unit).add("Ванька", listed=False)
    await office.rows(tables.calls, a_call("20:00", by=ghost))
    await office.rows(tables.activities, an_activity(by=ghost))
    await office.rows(tables.deals, a_deal(by=ghost, status="won", closed="11:00", amount=100))
    boss = await owner(database, company)

    assert await RecogniseName(database, clock)(boss, ghost, ivan) == ("Ванька", "Иван Иванов")

    wednesday = TUESDAY.replace(day=25)
    assert await office.fact(ivan, "calls_total", wednesday) == 1
    assert await office.fact(ivan, "emails") == await office.fact(ivan, "deals_won") == 1
    assert await office.fact(ghost, "calls_total") == await office.fact(ghost, "deals_won") == 0


@on_sqlite
@pytest.mark.parametrize("role", [Role.MANAGER, Role.HEAD])
async def test_nobody_but_an_owner_or_an_admin_places_a_name(office, database, company, clock, role):
    ivan = (await office.add("Иван Иванов", team="Север")).person
    async with database.writing(company.id) as unit:
        ghost = await People(unit).add("Ванька", listed=False)
    await office.add("Пётр Великий", role.value, team="Север")
    roster = await office.roster()
    member = member_of(company, roster, await number(database, company, "Пётр Великий"), TUESDAY)

    assert await office.refused(RecogniseName(database, clock)(member, ghost, ivan)) == "nobody-found"
    assert await number(database, company, "Ванька") == ghost


@on_sqlite
async def test_a_confirmed_person_is_no_name_to_be_placed(office, database, company, clock):
    first, second = [(await office.add(name)).person for name in ("Иван Иванов", "Пётр Петров")]
    boss = await owner(database, company)

    for gone, into in ((first, second), (first, first), (12345, first)):
        with pytest.raises(Refused, match="name-placed"):
            await RecogniseName(database, clock)(boss, gone, into)


def test_every_table_that_names_a_person_knows_what_becomes_of_their_rows():
    handled = {*absorbing.MOVED, *absorbing.SCOPED, *absorbing.DROPPED}
    derived = {tables.facts, tables.visits, tables.income}
    named = {table for table in metadata.tables.values() if {"person_id", "scope_id"} & set(table.columns.keys())}

    assert named == handled | derived
