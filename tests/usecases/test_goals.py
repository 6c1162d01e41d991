"""Development goals are set for a horizon, checked on the way and closed."""

from datetime import date
from decimal import Decimal

import pytest

from services.errors import Refused
from services.store.rules import Rules
from services.usecases.add_goal import AddGoal
from services.usecases.check_goal import CheckGoal, CloseGoal
from services.usecases.list_goals import ListGoals
from tests.factories import TUESDAY, a_company, a_person
from tests.marks import on_sqlite


@pytest.fixture
async def aim(database, company, clock):
    await a_person(database, company, "Иван Петров")
    await a_person(database, company, "Анна Ким")

    def call(text="Больше встреч", months=3, name="Ваня", **more):
        return AddGoal(database, clock)(company, name, text, months, **more)

    return call


async def refused(call):
    with pytest.raises(Refused) as trouble:
        await call
    return trouble.value.phrase


@pytest.mark.parametrize(("months", "due"), [(1, date(2026, 12, 24)), (3, date(2027, 2, 24)), (12, date(2027, 11, 24))])
async def test_a_goal_is_due_so_many_calendar_months_later(database, company, aim, months, due):
    await aim(months=months, start="10", target="12,5")

    async with database.reading(company.id) as read:
        [goal] = await Rules(read).goals()
    assert (goal.start_on, goal.due_on, goal.months) == (TUESDAY, due, months)
    assert (goal.start, goal.target, goal.now, goal.closed_on) == (10, Decimal("12.5"), None, None)


@on_sqlite
async def test_a_goal_of_a_leap_day_ends_with_its_month(aim):
    made = await aim(months=12, since="2027-08-31")
    leap = await aim(text="Ещё", months=6, since="31.08.2027")

    assert made.goal.due_on == date(2028, 8, 31)
    assert leap.goal.due_on == date(2028, 2, 29)


async def test_a_goal_is_checked_by_a_part_of_its_text_and_closed(database, company, clock, aim):
    await aim()
    await aim(text="Меньше пропущенных")

    checked = await CheckGoal(database, clock)(company, "ВСТРЕЧ", "-3,5")
    closed = await CloseGoal(database, clock)(company, str(checked.goal.id))

    assert (checked.name, checked.goal.now) == ("Иван Петров", Decimal("-3.5"))
    assert (closed.goal.now, closed.goal.closed_on) == (Decimal("-3.5"), TUESDAY)
    assert [line.goal.text for line in await ListGoals(database)(company)] == ["Меньше пропущенных", "Больше встреч"]
    assert await refused(CheckGoal(database, clock)(company, "встреч", "5")) == "goal-unknown"
    assert await refused(CheckGoal(database, clock)(company, str(checked.goal.id), "5")) == "goal-closed"
    assert await refused(CloseGoal(database, clock)(company, str(checked.goal.id))) == "goal-closed"


async def test_several_goals_of_one_text_are_told_apart_by_number(database, company, clock, aim):
    await aim()
    hers = await aim(name="Анна")

    assert await refused(CheckGoal(database, clock)(company, "встреч", "5")) == "goal-several"
    assert (await CheckGoal(database, clock)(company, str(hers.goal.id), "5")).name == "Анна Ким"
    assert [line.name for line in await ListGoals(database)(company, "Ким")] == ["Анна Ким"]


@on_sqlite
@pytest.mark.parametrize(
    ("more", "phrase"),
    [
        ({"months": 2}, "goal-months"),
        ({"months": -1}, "goal-months"),
        ({"months": 10**30}, "goal-months"),
        ({"start": "много"}, "goal-number"),
        ({"target": "NaN"}, "goal-number"),
        ({"since": "2028-01-01"}, "goal-too-far"),
        ({"text": "\u200b"}, "name-empty"),
        ({"text": "я" * 501}, "name-long"),
        ({"name": "Никто"}, "person-unknown"),
    ],
)
async def test_a_goal_that_cannot_be_is_refused(database, company, aim, more, phrase):
    assert await refused(aim(**more)) == phrase
    assert await ListGoals(database)(company) == []


@on_sqlite
async def test_the_same_goal_is_not_set_twice(aim):
    await aim()

    assert await refused(aim(text=" больше  ВСТРЕЧ ")) == "goal-already"


async def test_goals_of_one_company_are_unknown_in_another(database, company, clock, aim):
    other = await a_company(database, "Василёк")
    await a_person(database, other, "Иван Петров")
    mine = await aim()
    theirs = await AddGoal(database, clock)(other, "Иван", "Больше встреч", 3)

    assert mine.goal.id != theirs.goal.id
    assert await refused(CheckGoal(database, clock)(other, str(mine.goal.id), "5")) == "goal-unknown"
    await CloseGoal(database, clock)(other, "встреч")
    assert [line.goal.closed_on for line in await ListGoals(database)(company)] == [None]
