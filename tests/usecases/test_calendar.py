"""Hours, holidays and absences: when they change, days are cut and counted again by them."""

from datetime import date, time, timedelta

import pytest

from services.domain.hours import Hours
from services.domain.ids import NOBODY
from services.domain.period import Period
from services.errors import Refused
from services.store.facts import Facts
from services.store.pending import Kind, Mark, Pending
from services.store.people import People
from services.store.tables import calls
from services.usecases.list_absences import ListAbsences
from services.usecases.list_holidays import DayKind, ListHolidays, UnusualDay
from services.usecases.list_hours import ListHours
from services.usecases.set_away import CancelAway, SetAway
from services.usecases.set_holiday import AddHoliday, RemoveHoliday, ShortenDay
from services.usecases.set_hours import SetHours
from services.usecases.settle import Settle
from services.usecases.worktime import load_worktime
from tests.factories import TUESDAY, a_call, a_company, a_person
from tests.marks import on_sqlite

NEW_YEAR = date(2026, 1, 1)
SATURDAY = date(2026, 11, 28)


async def calendar_of(database, company, person=NOBODY, day=TUESDAY):
    """The working calendar of a person, or of the company."""
    async with database.reading(company.id) as read:
        worktime = await load_worktime(read, company, await People(read).roster(company.zone))
    return worktime.of(person, day) if person else worktime.of_company()


async def missed(database, company, day=TUESDAY):
    async with database.reading(company.id) as read:
        found = await Facts(read).days(Period(day, day))
    return {one.key: one.value for one in found if one.key in ("calls_missed", "after_hours_missed")}


async def take(database, company, *rows):
    async with database.writing(company.id) as unit:
        await unit.put(calls, rows)
        await Pending(unit).add([Mark(Kind.CUT, "calls"), Mark(Kind.CALLBACKS, "")])
    await Settle(database)(company)


def a_missed(moment, **more):
    return a_call(moment, talk="0s", direction="in", wait_s=30, **more)


async def refused(call):
    with pytest.raises(Refused) as trouble:
        await call
    return trouble.value.phrase


async def test_hours_are_set_for_monday_to_friday_and_cut_the_past_again(database, company):
    await take(database, company, a_missed("08:30"))
    assert await missed(database, company) == {"after_hours_missed": 1}

    now = await SetHours(database)(company, "08:00-17:00", lunch="13:00-14:00")

    assert now.weekdays == (0, 1, 2, 3, 4)
    assert await missed(database, company) == {"calls_missed": 1}
    shift = (await calendar_of(database, company)).shift(TUESDAY)
    assert shift.minutes == 8 * 60


async def test_the_nearer_hours_win(database, company):
    ivan = await a_person(database, company, "Иван Петров", team="Sales/North")
    await SetHours(database)(company, "10:00-19:00", team="sales")
    assert (await calendar_of(database, company, ivan)).week[1] == Hours(time(10), time(19))

    await SetHours(database)(company, "12:00-24:00", person="Ваня", weekday="tue")

    calendar = await calendar_of(database, company, ivan)
    assert (calendar.week[0], calendar.week[1]) == (Hours(time(10), time(19)), Hours(time(12), time(0)))
    assert (await calendar_of(database, company)).week[1] == Hours(time(9), time(18))


async def test_a_weekday_may_be_free_and_a_weekend_worked(database, company):
    await SetHours(database)(company, "10:00-15:00", weekday="сб")
    await SetHours(database)(company, "off", weekday="пн")

    assert sorted((await calendar_of(database, company)).week) == [1, 2, 3, 4, 5]


@on_sqlite
@pytest.mark.parametrize(
    ("hours", "more", "phrase"),
    [
        ("9-18", {}, "hours-unreadable"),
        ("18:00-09:00", {}, "hours-unreadable"),
        ("off", {}, "hours-off-which"),
        ("off", {"weekday": "sat", "lunch": "13:00-14:00"}, "hours-off-lunch"),
        ("09:00-18:00", {"lunch": "14:00"}, "lunch-unreadable"),
        ("09:00-18:00", {"lunch": "18:00-19:00"}, "lunch-outside"),
        ("09:00-18:00", {"lunch": "13:00-24:00"}, "lunch-outside"),
        ("09:00-18:00", {"weekday": "someday"}, "weekday-unreadable"),
        ("09:00-18:00", {"person": "Никто"}, "person-unknown"),
        ("09:00-18:00", {"team": "Нигде"}, "team-unknown"),
    ],
)
async def test_hours_that_cannot_be_are_refused(database, company, hours, more, phrase):
    assert await refused(SetHours(database)(company, hours, **more)) == phrase


async def test_hours_are_listed_with_the_usual_ones(database, company):
    await a_person(database, company, "Иван Петров", team="Sales")
    await SetHours(database)(company, "10:00-19:00", weekday="mon")
    await SetHours(database)(company, "off", weekday="fri", person="Иван")

    lines = await ListHours(database)(company)

    everybody = {line.weekday: (line.hours, line.usual) for line in lines if line.whom.name is None}
    assert everybody[0] == (Hours(time(10), time(19)), False)
    assert everybody[1] == (Hours(time(9), time(18)), True)
    assert everybody[6] == (None, True)
    assert [(line.weekday, line.hours) for line in lines if line.whom.name] == [(4, None)]


async def test_a_holiday_of_the_company_frees_its_calls(database, company, clock):
    await take(database, company, a_missed("12:00"))
    assert await missed(database, company) == {"calls_missed": 1}

    await AddHoliday(database, clock)(company, "24.11.2026")

    assert await missed(database, company) == {"after_hours_missed": 1}
    assert await refused(AddHoliday(database, clock)(company, "сегодня")) == "holiday-already"


async def test_a_forgotten_holiday_is_a_working_day_again(database, company, clock):
    await take(database, company, a_missed("12:00"))
    await AddHoliday(database, clock)(company, str(TUESDAY))

    await RemoveHoliday(database, clock)(company, str(TUESDAY))

    assert await missed(database, company) == {"calls_missed": 1}
    assert await refused(RemoveHoliday(database, clock)(company, str(TUESDAY))) == "holiday-none"


async def test_a_holiday_of_the_country_may_be_worked_and_given_back(database, company, clock):
    fourth = date(2026, 11, 4)
    assert (await calendar_of(database, company)).shift(fourth) is None

    await RemoveHoliday(database, clock)(company, str(fourth))
    worked = (await calendar_of(database, company)).shift(fourth)
    await AddHoliday(database, clock)(company, str(fourth))

    assert worked is not None
    assert (await calendar_of(database, company)).shift(fourth) is None
    async with database.reading(company.id) as read:
        assert UnusualDay(fourth, DayKind.COUNTRY_OFF) in await ListHolidays(database, clock)(company)
        assert await refused(AddHoliday(database, clock)(company, str(fourth))) == "holiday-already"
        assert read.company == company.id


async def test_a_day_may_be_shorter(database, company, clock):
    await ShortenDay(database, clock)(company, "2026-12-30", "1:00")
    again = await ShortenDay(database, clock)(company, "2026-12-30", "2:00")

    calendar = await calendar_of(database, company)
    assert again.shorter_by_minutes == 120
    assert calendar.shift(date(2026, 12, 30)).minutes == 7 * 60


@on_sqlite
@pytest.mark.parametrize(
    ("day", "by", "phrase"),
    [
        ("2026-11-28", "1:00", "shorter-free"),
        ("2026-11-04", "1:00", "shorter-free"),
        ("2026-11-24", "9:00", "shorter-too-much"),
        ("2026-11-24", "0:00", "shorter-unreadable"),
        ("2026-11-24", "90", "shorter-unreadable"),
        ("2026-11-24", "час", "shorter-unreadable"),
        ("31.02.2026", "1:00", "day-unreadable"),
    ],
)
async def test_a_day_that_cannot_be_shortened_is_refused(database, company, clock, day, by, phrase):
    assert await refused(ShortenDay(database, clock)(company, day, by)) == phrase


@on_sqlite
async def test_the_unusual_days_of_a_year_are_listed_in_order(database, company, clock):
    await AddHoliday(database, clock)(company, str(TUESDAY))
    await ShortenDay(database, clock)(company, "2026-12-30", "1:00")

    days = await ListHolidays(database, clock)(company)

    assert [one.day for one in days] == sorted(one.day for one in days)
    assert UnusualDay(NEW_YEAR, DayKind.COUNTRY_OFF) in days
    assert UnusualDay(TUESDAY, DayKind.OWN_OFF) in days
    assert UnusualDay(date(2026, 12, 30), DayKind.OWN_SHORT, timedelta(hours=1)) in days
    assert await refused(ListHolidays(database, clock)(company, 9999)) == "year-unknown"


async def test_absence_takes_the_day_out_of_the_plan_and_may_be_moved(database, company, clock):
    ivan = await a_person(database, company, "Иван Петров")

    await SetAway(database, clock)(company, "Ваня", "2026-11-23", "2026-12-04", "sick")
    assert (await calendar_of(database, company, ivan)).weight(date(2026, 12, 1)) == 0
    await SetAway(database, clock)(company, "Ваня", "2026-11-23", "2026-11-27")

    assert (await calendar_of(database, company, ivan)).weight(date(2026, 12, 1)) == 1
    [away] = await ListAbsences(database, clock)(company)
    assert (away.name, away.period, away.kind) == (
        "Иван Петров",
        Period(date(2026, 11, 23), date(2026, 11, 27)),
        "vacation",
    )


async def test_absence_may_be_cancelled(database, company, clock):
    ivan = await a_person(database, company, "Иван Петров")
    await SetAway(database, clock)(company, "Иван", "завтра", "2026-12-04", "day_off")

    assert await CancelAway(database, clock)(company, "Иван", "2026-11-25") == "Иван Петров"

    assert (await calendar_of(database, company, ivan)).weight(date(2026, 11, 25)) == 1
    assert await ListAbsences(database, clock)(company) == []
    assert await refused(CancelAway(database, clock)(company, "Иван", "2026-11-25")) == "away-none"


@on_sqlite
async def test_an_absence_that_is_over_is_not_listed(database, company, clock):
    await a_person(database, company, "Иван Петров")
    await SetAway(database, clock)(company, "Иван", "2026-11-02", "2026-11-23")

    assert await ListAbsences(database, clock)(company) == []


@on_sqlite
@pytest.mark.parametrize(
    ("first", "last", "kind", "phrase"),
    [
        ("2026-12-04", "2026-12-01", "vacation", "away-turned"),
        ("2026-12-04", "2036-12-01", "vacation", "away-too-long"),
        ("2026-12-01", "2026-12-04", "party", "away-kind-unknown"),
        ("1970-01-01", "2026-12-04", "vacation", "day-unreadable"),
    ],
)
async def test_an_absence_that_cannot_be_is_refused(database, company, clock, first, last, kind, phrase):
    await a_person(database, company, "Иван Петров")

    assert await refused(SetAway(database, clock)(company, "Иван", first, last, kind)) == phrase


async def test_working_times_are_measured_again_by_new_hours(database, company):
    lost = a_missed(f"{TUESDAY - timedelta(days=1)} 17:30", phone_key=5)
    back = a_call("09:30", phone_key=5)
    await take(database, company, lost, back)

    async def waited():
        async with database.reading(company.id) as read:
            rows = await read.rows(read.select(calls).where(calls.c.id == lost["id"]))
        return rows[0].callback_s

    assert await waited() == 60 * 60
    await SetHours(database)(company, "09:00-19:00")
    assert await waited() == 2 * 60 * 60


async def test_the_calendar_of_one_company_is_not_that_of_another(database, company, clock):
    other = await a_company(database, "Василёк")
    for each in (company, other):
        await take(database, each, a_missed("12:00"))

    await AddHoliday(database, clock)(company, str(TUESDAY))
    await SetHours(database)(company, "10:00-15:00", weekday="sat")

    assert await missed(database, other) == {"calls_missed": 1}
    assert (await calendar_of(database, other)).shift(SATURDAY) is None
