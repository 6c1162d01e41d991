"""Looks at the rules of the day: when something is said, and the many times when nothing is."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine, event

from services.domain.pace import Outcome
from services.domain.period import Period
from services.store.calendar import Calendar
from services.store.companies import Companies
from services.store.nudging import Nudging, Preference
from services.usecases.add_kpi import AddKpi
from services.usecases.set_holiday import AddHoliday
from services.usecases.set_hours import SetHours
from tests.factories import TUESDAY, a_call, an_activity
from tests.marks import on_sqlite
from tests.usecases.nudging import Desk, dialled

pytestmark = on_sqlite

YESTERDAY = TUESDAY - timedelta(days=1)


@pytest.fixture
def desk(database, company, clock):
    return Desk(database, company, clock)


@pytest.fixture
async def ivan(desk):
    """Somebody of whom 36 calls a day are asked: four in each of nine hours."""
    await desk.asks("calls_total", "36")
    return await desk.hires("Иван Петров")


async def chose(desk, person, **more):
    async with desk.database.writing(desk.company.id) as unit:
        await Nudging(unit).prefer(person, Preference(**more))


async def test_who_is_behind_is_told_what_is_done_due_and_left(desk, ivan):
    await desk.brings("11:00", *dialled(3, ivan))

    (told,) = await desk.looks("11:00", ivan)

    assert (told.about, told.reader, told.kpi, told.day) == ("pace", ivan, "calls_total", "2026-11-24")
    assert (told.norm["norm"], told.norm["fact"], told.norm["expected_to_date"]) == (36, 3, 8)
    assert (told.left, told.gap, told.time_left) == (33, 5, timedelta(hours=7))
    assert (f"{told.ends:%H:%M}", told.waiting, told.fresh, told.again) == ("18:00", 0, None, False)


@pytest.mark.parametrize(("done", "told"), [(6, True), (7, False), (8, False)])
async def test_behind_is_below_four_fifths(desk, ivan, done, told):
    await desk.brings("11:00", *dialled(done, ivan))

    assert bool(await desk.looks("11:00", ivan)) is told


async def test_the_matter_with_the_largest_part_of_its_norm_missing_is_told_alone(desk, ivan):
    await desk.asks("talk_time", "3:00:00")
    await desk.brings("11:00", *dialled(5, ivan, talk="1m"))

    told = await desk.looks("11:00", ivan)

    assert [one.kpi for one in told] == ["talk_time"]
    assert await desk.outcomes(ivan) == [("calls_total", Outcome.LESS_URGENT), ("talk_time", Outcome.TOLD)]


async def test_who_is_catching_up_is_left_alone(desk, ivan):
    await chose(desk, ivan, rings=0)
    await desk.brings("13:00", *dialled(2, ivan, "09:30"), *dialled(7, ivan, "11:40"))
    await desk.looks("11:00", ivan)
    await chose(desk, ivan)

    assert await desk.looks("12:00", ivan) == []
    assert await desk.last(ivan) is Outcome.CATCHING_UP


async def test_on_one_matter_nothing_is_said_again_for_ninety_minutes(desk, ivan):
    await desk.brings("17:00", *dialled(1, ivan))

    said = [len(await desk.looks(at, ivan)) for at in ("11:00", "11:30", "12:00", "12:29", "12:30")]

    assert said == [1, 0, 0, 0, 1]


async def test_between_two_matters_there_is_an_hour(desk, ivan):
    await desk.asks("talk_time", "1:00:00")
    await desk.brings("17:00", *dialled(1, ivan, talk="3m"))
    first = await desk.looks("11:00", ivan)

    second = [await desk.looks(at, ivan) for at in ("11:30", "12:00")]

    assert [one.kpi for one in first] == ["calls_total"]
    assert [[one.kpi for one in told] for told in second] == [[], ["talk_time"]]


@pytest.mark.parametrize(("rings", "said"), [(3, [1, 1, 1, 0]), (1, [1, 0, 0, 0]), (0, [0, 0, 0, 0])])
async def test_a_day_has_a_budget(desk, ivan, rings, said):
    await chose(desk, ivan, rings=rings)
    await desk.brings("17:00", *dialled(1, ivan))

    assert [len(await desk.looks(at, ivan)) for at in ("11:00", "12:30", "14:00", "15:30")] == said
    assert await desk.last(ivan) is Outcome.BUDGET


async def test_a_holiday_is_silent(desk, ivan):
    await AddHoliday(desk.database, desk.clock)(desk.company, "2026-11-24")
    await desk.brings("11:00", *dialled(1, ivan))

    assert await desk.looks("11:00", ivan) == await desk.starts("09:10", ivan) == []
    assert await desk.last(ivan) is Outcome.AWAY


async def test_vacation_is_silent(desk, ivan):
    async with desk.database.writing(desk.company.id) as unit:
        await Calendar(unit).set_away(ivan, Period(TUESDAY, TUESDAY), "vacation")
    await desk.brings("11:00")

    assert await desk.starts("09:10", ivan) == await desk.looks("11:00", ivan) == []


@pytest.mark.parametrize("moment", ["08:30", "18:01", "21:00"])
async def test_outside_the_working_hours_nothing_is_said(desk, ivan, moment):
    await desk.brings(moment)

    assert await desk.looks(moment, ivan) == []


async def test_lunch_is_silent_and_counts_in_no_pace(desk, ivan):
    await SetHours(desk.database)(desk.company, "09:00-18:00", lunch="13:00-14:00")
    await desk.brings("14:00", *dialled(8, ivan))

    lunch = await desk.looks("13:30", ivan)
    (after,) = await desk.looks("14:00", ivan)

    assert lunch == []
    assert after.norm["expected_to_date"] == 18


async def test_quiet_hours_are_silent(desk, ivan):
    await chose(desk, ivan, quiet_from=10 * 60, quiet_to=12 * 60)
    await desk.brings("12:00", *dialled(1, ivan))

    assert [len(await desk.looks(at, ivan)) for at in ("11:00", "11:59", "12:00")] == [0, 0, 1]


async def test_without_any_data_nothing_is_said(desk, ivan):
    assert await desk.starts("09:10", ivan) == await desk.looks("11:00", ivan) == []
    assert await desk.last(ivan) is Outcome.STALE


async def test_data_from_before_the_day_say_nothing(desk, ivan):
    await desk.brings(f"{YESTERDAY} 23:59", *dialled(3, ivan))

    assert await desk.looks("11:00", ivan) == []
    assert await desk.last(ivan) is Outcome.STALE


async def test_older_data_are_named_by_their_time(desk, ivan):
    await desk.brings("11:40", *dialled(3, ivan))

    (told,) = await desk.looks("12:30", ivan)

    assert f"{told.fresh:%H:%M}" == "11:40"
    assert told.norm["expected_to_date"] == 14
    assert (told.left, told.time_left) == (33, timedelta(hours=5, minutes=30))


async def test_data_older_than_the_company_allows_say_nothing(database, desk, ivan):
    async with database.connection() as connection:
        await Companies(connection).change(desk.company.id, {"stale_after_hours": 1})
    await desk.brings("11:40", *dialled(1, ivan))

    assert await desk.looks("12:30", ivan)
    assert await desk.looks("14:00", ivan) == []
    assert await desk.last(ivan) is Outcome.STALE


async def test_data_stamped_later_than_now_are_fresh(desk, ivan):
    await desk.brings("2027-01-01 00:00", *dialled(3, ivan), *dialled(30, ivan, "15:00"))

    (told,) = await desk.looks("11:00", ivan)

    assert (told.norm["fact"], told.fresh) == (3, None)


async def test_a_file_of_costs_does_not_make_data_fresh(desk, ivan):
    await desk.brings(f"{YESTERDAY} 18:30", *dialled(30, ivan, f"{YESTERDAY} 10:00"))
    await desk.brings("10:50", kind="costs")

    assert await desk.looks("11:00", ivan) == []
    assert await desk.last(ivan) is Outcome.STALE


async def test_a_late_start_is_noticed_once(desk, ivan):
    await desk.brings("09:10", a_call("2026-11-24 06:30", by=ivan, in_shift=False, direction="in", talk="0s"))

    (told,) = await desk.starts("09:10", ivan)

    assert (told.about, told.waiting, f"{told.begins:%H:%M}") == ("start_of_day", 0, "09:00")
    assert [norm["kpi"] for norm in told.norms] == ["calls_total"]
    assert await desk.starts("09:12", ivan) == []


@pytest.mark.parametrize(
    "row", [lambda who: a_call("09:05", by=who), lambda who: an_activity("09:05", by=who)], ids=["call", "activity"]
)
async def test_who_has_begun_is_not_asked(desk, ivan, row):
    made = row(ivan)
    await desk.brings("09:09", made, kind="activities" if "kind" in made else "calls")
    await desk.brings("09:09")

    assert await desk.starts("09:10", ivan) == []
    assert await desk.last(ivan) is Outcome.IN_PACE


async def test_a_norm_that_was_told_and_is_reached_earns_one_kind_word(desk, ivan):
    await desk.brings("11:00", *dialled(3, ivan))
    await desk.looks("11:00", ivan)
    await desk.brings("15:00", *dialled(33, ivan, "14:00"))

    (told,) = await desk.news("15:00")

    assert (told.about, told.kpi, told.norm["fact"]) == ("norm_met", "calls_total", 36)
    assert await desk.news("15:01") == await desk.looks("15:30", ivan) == []


async def test_a_norm_that_nobody_spoke_of_is_reached_quietly(desk, ivan):
    await desk.brings("15:00", *dialled(36, ivan))

    assert await desk.news("15:00") == await desk.looks("15:00", ivan) == []


async def test_who_waits_for_a_call_is_named_first(desk, ivan):
    missed = [
        a_call(at, by=ivan, talk="0s", direction="in", wait_s=20, phone_key=key)
        for at, key in (("09:20", 5), ("09:40", 6))
    ]
    await desk.brings("11:00", *missed)

    (told,) = await desk.looks("11:00", ivan)

    assert (told.waiting, f"{told.since:%H:%M}") == (2, "09:20")


async def test_an_own_kpi_has_its_name_and_unit_and_a_ratio_has_no_pace(desk, ivan):
    await AddKpi(desk.database)(desk.company, "talks_double", "calls_connected * 2", "Двойные разговоры", "count")
    await AddKpi(desk.database)(desk.company, "reach", "calls_connected / calls_total", "Дозвон", "rate")
    await desk.asks("talks_double", "90")
    await desk.asks("reach", "0.9")
    await desk.brings("11:00", *dialled(7, ivan))

    (told,) = await desk.looks("11:00", ivan)

    assert (told.kpi, told.unit, told.left) == ("talks_double", "count", 76)
    assert told.own_words == {"talks_double": "Двойные разговоры = calls_connected * 2"}
    assert {rule for rule, _outcome in await desk.outcomes(ivan)} == {"calls_total", "talks_double"}


async def test_who_has_no_account_is_looked_at_and_not_written_to(desk, ivan):
    anna = await desk.hires("Анна", account=False)
    await desk.brings("11:00")

    told = await desk.looks("11:00", ivan, anna)

    assert [one.reader for one in told] == [ivan]


async def test_everybody_lives_in_their_own_zone(desk, ivan):
    """At 08:10 in Moscow it is 15:10 in Vladivostok."""
    anna = await desk.hires("Анна", zone="Asia/Vladivostok")
    await desk.brings("08:10")

    told = await desk.looks("08:10", ivan, anna, slot="15:10")

    assert [(one.reader, f"{one.ends:%H:%M}") for one in told] == [(anna, "18:00")]


async def test_many_people_cost_as_many_questions_as_a_few(desk, ivan):
    few = [await desk.hires(f"Человек {number}") for number in range(3)]
    await desk.brings("13:00", *(row for who in few for row in dialled(2, who, "10:55")))
    first = await _statements(desk.looks("11:00", ivan, *few))
    many = [await desk.hires(f"Ещё {number}") for number in range(40)]

    second = await _statements(desk.looks("12:30", ivan, *few, *many))

    assert len(second.result) == 44
    assert second.count <= first.count + 2


async def _statements(work):
    counted = []

    def count(*_):
        counted.append(1)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        result = await work
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    return SimpleNamespace(result=result, count=len(counted))
