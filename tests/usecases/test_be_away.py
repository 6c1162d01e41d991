"""Absences as members may note them, and their own time zone."""

from datetime import date, timedelta

import pytest

from services.domain.people import Role
from services.domain.period import Period
from services.errors import Gone, Refused
from services.store.people import People
from services.store.tables import calls
from services.usecases.be_away import Absent, BeAway, NotAway, SeeAbsences
from services.usecases.choose_zone import ChooseZone
from services.usecases.worktime import load_worktime
from tests.factories import TUESDAY, a_call, a_person
from tests.marks import on_sqlite
from tests.usecases.members import a_member

WEEK = Period(TUESDAY, TUESDAY + timedelta(days=6))


@pytest.fixture
async def people(database, company, clock):
    """A manager, a colleague, their head, and the head of others."""
    found = {}
    for name, role, team in (
        ("Иван", Role.MANAGER, "Север"),
        ("Анна", Role.MANAGER, "Север"),
        ("Ольга", Role.HEAD, "Север"),
        ("Сергей", Role.HEAD, "Юг"),
    ):
        person = await a_person(database, company, name, role=role, team=team)
        found[name] = await a_member(database, company, person, clock)
    return found


async def refused(call, kind=Refused):
    with pytest.raises(kind) as trouble:
        await call
    return trouble.value.phrase


async def weight(database, company, person):
    async with database.reading(company.id) as read:
        worktime = await load_worktime(read, company, await People(read).roster(company.zone))
    return worktime.of(person, TUESDAY).weight(TUESDAY)


async def test_days_away_weigh_nothing_until_they_are_cancelled(database, company, clock, people):
    ivan = people["Иван"]

    await BeAway(database, clock)(ivan, ivan.id, WEEK, "vacation")
    away, seen = await weight(database, company, ivan.id), await SeeAbsences(database, clock)(ivan, ivan.id)
    await NotAway(database)(ivan, ivan.id, TUESDAY)

    assert (away, await weight(database, company, ivan.id)) == (0, 1)
    assert seen.absences == (Absent(WEEK, "vacation"),)
    assert (await SeeAbsences(database, clock)(ivan, ivan.id)).absences == ()


async def test_a_head_does_it_for_their_people_and_others_do_not(database, clock, people):
    ivan, be_away = people["Иван"], BeAway(database, clock)

    await be_away(people["Ольга"], ivan.id, WEEK, "sick")

    for who in ("Анна", "Сергей"):
        assert await refused(be_away(people[who], ivan.id, WEEK, "sick")) == "nobody-found"
        assert await refused(NotAway(database)(people[who], ivan.id, TUESDAY)) == "nobody-found"
        assert await refused(SeeAbsences(database, clock)(people[who], ivan.id)) == "nobody-found"
    assert [name for _, name in await SeeAbsences(database, clock).people(people["Ольга"])] == ["Анна", "Иван"]


@on_sqlite
@pytest.mark.parametrize(
    ("who", "first", "last", "kind", "phrase"),
    [
        ("Иван", date(2026, 10, 23), TUESDAY, "sick", "away-too-old"),
        ("Ольга", date(2030, 1, 1), date(2030, 1, 2), "sick", "away-too-far"),
        ("Ольга", TUESDAY, date(2030, 11, 24), "sick", "away-too-long"),
        ("Ольга", TUESDAY, TUESDAY, "lazy", "away-kind-unknown"),
    ],
)
async def test_days_that_cannot_be_are_refused(database, clock, people, who, first, last, kind, phrase):
    call = BeAway(database, clock)(people[who], people["Иван"].id, Period(first, last), kind)

    assert await refused(call) == phrase
    assert (await SeeAbsences(database, clock)(people["Иван"], people["Иван"].id)).absences == ()


@on_sqlite
async def test_a_head_may_note_what_was_long_ago(database, clock, people):
    long_ago = Period(date(2026, 3, 2), date(2026, 3, 6))

    await BeAway(database, clock)(people["Ольга"], people["Иван"].id, long_ago, "vacation")

    assert await refused(NotAway(database)(people["Иван"], people["Иван"].id, TUESDAY), Gone) == "away-gone"
    await NotAway(database)(people["Иван"], people["Иван"].id, long_ago.first)


@on_sqlite
async def test_days_are_read_by_the_persons_own_calendar(database, company, clock):
    far = await a_person(database, company, "Дальний", zone="Asia/Kamchatka")
    member = await a_member(database, company, far, clock)
    clock.advance(timedelta(hours=6))

    period = await SeeAbsences(database, clock).read(member, far, "сегодня")

    assert period == Period(TUESDAY + timedelta(days=1), TUESDAY + timedelta(days=1))


async def test_a_zone_cuts_days_from_today_on_and_not_before(database, company, clock, people):
    ivan, choose = people["Иван"], ChooseZone(database, clock)
    async with database.writing(company.id) as unit:
        yesterday = a_call("2026-11-23 12:00", by=ivan.id)
        await unit.put(calls, [yesterday, a_call("09:00", by=ivan.id)])

    before = await choose.now(ivan)
    after = await choose(ivan, "Хабаровск")

    assert (before.zone, before.own) == ("Europe/Moscow", False)
    assert (after.zone, after.own, f"{after.now:%H:%M}") == ("Asia/Vladivostok", True, "19:00")
    async with database.reading(company.id) as read:
        days = {row.id: row.local_day for row in await read.rows(read.select(calls))}
    assert days[yesterday["id"]] == TUESDAY - timedelta(days=1)
    assert await refused(choose(ivan, "Атлантида")) == "zone-city-unknown"
