"""What a person answers to a nudge: it is kept, once, and what was promised happens."""

from datetime import timedelta

import pytest

from services.domain.pace import Outcome
from services.errors import Refused
from services.store.nudging import Nudging, Preference
from services.store.tables import jobs
from services.usecases.add_kpi import AddKpi
from services.usecases.choose_notices import ChooseNotices
from services.usecases.nudges.ground import START_RULE
from services.usecases.organising.kpi_named import kpi_token
from services.usecases.set_hours import SetHours
from tests.factories import NOON, TUESDAY, at
from tests.marks import on_sqlite
from tests.usecases.nudging import Desk, dialled

pytestmark = on_sqlite


@pytest.fixture
def desk(database, company, clock):
    return Desk(database, company, clock)


@pytest.fixture
async def ivan(desk):
    """Somebody who was told at noon that 12 calls are due and one is made."""
    await desk.asks("calls_total", "36")
    person = await desk.hires("Иван Петров")
    await desk.brings("18:00", *dialled(1, person))
    await desk.looks("12:00", person)
    return person


async def planned(desk):
    async with desk.database.reading(desk.company.id) as read:
        rows = await read.rows(read.select(jobs).where(jobs.c.kind == "again"))
    return [(row.subject, row.run_at) for row in rows]


async def test_in_an_hour_the_matter_comes_back_though_it_is_lately_told_and_the_budget_is_spent(desk, ivan):
    async with desk.database.writing(desk.company.id) as unit:
        await Nudging(unit).prefer(ivan, Preference(rings=1))

    told = await desk.answers_with("hour", ivan)

    assert (told.rule, told.kind, f"{told.until:%H:%M}", told.over) == ("calls_total", "hour", "13:00", False)
    assert await planned(desk) == [(ivan, at("13:00"))]
    assert await desk.looks("12:30", ivan) == []
    (again,) = await desk.looks("13:00", ivan, slot="again", rule="calls_total")
    assert (again.kpi, again.again) == ("calls_total", True)


async def test_a_matter_may_be_put_off_more_than_once(desk, ivan):
    for moment in ("13:00", "14:00"):
        await desk.answers_with("hour", ivan)
        assert len(await desk.looks(moment, ivan, slot="again", rule="calls_total")) == 1


async def test_what_was_put_off_and_is_done_by_then_is_not_told(desk, ivan):
    await desk.answers_with("hour", ivan)
    await desk.brings("13:00", *dialled(14, ivan, "12:30"))

    assert await desk.looks("13:00", ivan, slot="again", rule="calls_total") == []


async def test_a_start_that_was_put_off_comes_back_too(desk, ivan):
    anna = await desk.hires("Анна")
    await desk.starts("09:10", anna)
    told = await desk.answers_with("hour", anna, START_RULE)

    (again,) = await desk.looks("10:10", anna, slot="again", rule=START_RULE)

    assert f"{told.until:%H:%M}" == "10:10"
    assert again.about == "start_of_day"


async def test_an_hour_that_ends_at_lunch_is_put_off_until_after_it(desk, ivan):
    await SetHours(desk.database)(desk.company, "09:00-18:00", lunch="12:30-13:30")

    told = await desk.answers_with("hour", ivan)

    assert f"{told.until:%H:%M}" == "13:30"


@pytest.mark.parametrize("moment", ["17:00", "17:30", "19:00"])
async def test_with_less_than_an_hour_of_the_day_left_it_is_left_for_today(desk, ivan, moment):
    desk.clock.move_to(at(moment))

    told = await desk.answers_with("hour", ivan)

    assert (told.over, await planned(desk)) == (True, [])
    assert await desk.looks("17:00", ivan) == []


async def test_an_hour_that_ends_in_quiet_hours_is_left_for_today(desk, ivan):
    async with desk.database.writing(desk.company.id) as unit:
        await Nudging(unit).prefer(ivan, Preference(quiet_from=13 * 60))

    assert (await desk.answers_with("hour", ivan)).over


async def test_not_today_is_silent_until_tomorrow(desk, ivan):
    await desk.answers_with("today", ivan)

    assert await desk.looks("15:00", ivan) == []
    assert await desk.last(ivan) is Outcome.HUSHED
    wednesday = TUESDAY + timedelta(days=1)
    await desk.brings(f"{wednesday} 12:00")
    assert await desk.looks(f"{wednesday} 12:00", ivan, day=wednesday)


async def test_what_is_not_theirs_is_left_for_a_fortnight_and_twice_as_long_each_time(desk, ivan):
    lengths, at_ = [], NOON
    for _ in range(3):
        desk.clock.move_to(at_)
        told = await desk.answers_with("never", ivan, day=at_.date())
        lengths.append((told.until - at_).days)
        at_ = told.until + timedelta(hours=1)

    assert lengths == [14, 28, 56]


@pytest.mark.parametrize("kind", ["hour", "today", "never"])
async def test_the_same_answer_twice_is_one(desk, ivan, kind):
    first = await desk.answers_with(kind, ivan)
    desk.clock.move_to(at("12:01"))
    second = await desk.answers_with(kind, ivan)

    assert first == second
    assert len(await planned(desk)) == (kind == "hour")


async def test_an_answer_is_taken_back(desk, ivan):
    await desk.answers_with("today", ivan)

    told = await desk.answers.undo(await desk.member(ivan), "calls_total")

    assert told.rule == "calls_total"
    assert await desk.looks("13:30", ivan)


async def test_everything_is_spoken_of_again_at_one_word(desk, ivan):
    me = await desk.member(ivan)
    for rule in ("calls_total", "talk_time", START_RULE):
        await desk.answers_with("never", ivan, rule)
    notices = ChooseNotices(desk.database, desk.clock)
    assert (await notices.now(me)).hushed == 3

    await desk.answers.undo_all(me)

    assert (await notices.now(me)).hushed == 0


async def test_an_own_kpi_is_answered_by_its_own_name(desk, ivan):
    await AddKpi(desk.database)(desk.company, "talks_double", "calls_connected * 2", "Двойные разговоры", "count")

    told = await desk.answers_with("today", ivan, kpi_token("talks_double"))

    assert (told.rule, told.name) == ("talks_double", "Двойные разговоры")


@pytest.mark.parametrize(
    ("kind", "rule", "day"),
    [
        ("hour", "calls_total", TUESDAY - timedelta(days=1)),
        ("later", "calls_total", TUESDAY),
        ("hour", "no_such_rule", TUESDAY),
    ],
    ids=["yesterday", "unknown answer", "unknown rule"],
)
async def test_old_and_forged_buttons_are_out_of_date(desk, ivan, kind, rule, day):
    with pytest.raises(Refused) as trouble:
        await desk.answers_with(kind, ivan, rule, day)

    assert trouble.value.phrase == "button-outdated"


async def test_one_persons_silence_is_not_anothers(desk, ivan):
    anna = await desk.hires("Анна")
    await desk.answers_with("today", ivan)

    assert [one.reader for one in await desk.looks("14:00", ivan, anna)] == [anna]


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("21:00-09:00", (1260, 540)),
        ("22 – 7", (1320, 420)),
        ("С 22.30 до 7", (1350, 420)),
        ("from 10 to 12:15", (600, 735)),
        ("13:00-14:00", (780, 840)),
        ("0:00-0:00", (0, 0)),
    ],
)
async def test_quiet_hours_are_typed(desk, ivan, typed, ends):
    me, notices = await desk.member(ivan), ChooseNotices(desk.database, desk.clock)

    await notices.quiet_typed(me, typed)

    chosen = (await notices.now(me)).chosen
    assert (chosen.quiet_from, chosen.quiet_to, chosen.rings) == (*ends, 3)


@pytest.mark.parametrize("typed", ["ночью", "21:00", "25:00-09:00", "9-8-7", "", "21:00-"])
async def test_hours_that_cannot_be_read_are_refused(desk, ivan, typed):
    notices = ChooseNotices(desk.database, desk.clock)

    with pytest.raises(Refused) as trouble:
        await notices.quiet_typed(await desk.member(ivan), typed)

    assert trouble.value.phrase == "quiet-unreadable"
