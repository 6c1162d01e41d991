"""Goals as members may handle them: their own, and a word about those of their people."""

from decimal import Decimal
from fractions import Fraction

import pytest

from services.domain.goals import GoalStatus, NoteKind
from services.domain.people import Role
from services.errors import Gone, Refused
from services.store.looks import Looks
from services.usecases.ask_report import AskReport, Words
from services.usecases.check_goal import CheckGoal
from services.usecases.keep_goal import MOST_OPEN, CheckIn, CommentGoal, EndGoal, SetGoal
from services.usecases.see_goals import SeeGoals
from tests.factories import TUESDAY, a_company, a_person
from tests.usecases.members import a_member


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


@pytest.fixture
def does(database, clock):
    """The use cases by name."""
    return {
        "set": SetGoal(database, clock), "check": CheckIn(database, clock), "end": EndGoal(database, clock),
        "comment": CommentGoal(database, clock), "see": SeeGoals(database, clock),
    }  # fmt: skip


async def refused(call, kind=Refused):
    with pytest.raises(kind) as trouble:
        await call
    return trouble.value.phrase


async def test_a_goal_keeps_its_history_and_its_verdict(people, does):
    ivan = people["Иван"]
    number = await does["set"](ivan, "Больше встреч", 3, Decimal(10), Decimal(20))
    await does["check"](ivan, number, "12,5")
    await does["check"](ivan, number, "провёл две встречи")
    await does["end"](ivan, number, reached=False)

    card = await does["see"].one(ivan, number)
    sheet = await does["see"].of(ivan, ivan.id)

    assert [(one.kind, one.by, one.value, one.text) for one in card.said] == [
        (NoteKind.CHECK, "Иван", None, "провёл две встречи"),
        (NoteKind.CHECK, "Иван", Decimal("12.5"), None),
    ]
    assert (card.goal.now, card.goal.closed_on, card.goal.reached) == (Decimal("12.5"), TUESDAY, False)
    assert card.goal.way.status is GoalStatus.CLOSED
    assert ([line.id for line in sheet.open], [line.id for line in sheet.closed]) == ([], [number])


async def test_the_status_is_that_of_the_report(database, company, clock, people, does):
    number = await does["set"](people["Иван"], "Больше встреч", 3, Decimal(10), Decimal(20))
    await does["check"](people["Иван"], number, "15")

    line = (await does["see"].one(people["Иван"], number)).goal
    report = await AskReport(database, clock)(company, "goals", Words())

    assert line.way.done == Fraction(1, 2)
    assert [row["status"] for row in report.rows] == [line.way.status.value] == ["ahead"]


async def test_a_head_sees_and_comments_but_changes_nothing(database, company, people, does):
    ivan, olga = people["Иван"], people["Ольга"]
    number = await does["set"](ivan, "Больше встреч", 3)

    await does["comment"](olga, number, "Обсудим в пятницу")
    await does["comment"](ivan, number, "Давайте")
    assert await refused(does["check"](olga, number, "5"), Gone) == "goal-gone"
    assert await refused(does["end"](olga, number, reached=True), Gone) == "goal-gone"
    card = await does["see"].one(olga, number)

    assert [(one.by, one.text) for one in card.said] == [("Иван", "Давайте"), ("Ольга", "Обсудим в пятницу")]
    async with database.reading(company.id) as read:
        (look,) = await Looks(read).at(ivan.id, 5)
    assert (look.viewer, look.what) == (olga.id, "goals")


@pytest.mark.parametrize("who", ["Анна", "Сергей"])
async def test_goals_of_others_are_as_unknown_as_goals_that_are_not(people, does, who):
    number = await does["set"](people["Иван"], "Больше встреч", 3)

    assert await refused(does["see"].of(people[who], people["Иван"].id)) == "nobody-found"
    assert await refused(does["see"].one(people[who], number), Gone) == "goal-gone"
    assert await refused(does["see"].one(people[who], 5), Gone) == "goal-gone"
    assert await refused(does["comment"](people[who], number, "И я")) == "goal-gone"


async def test_the_team_is_for_heads_and_tells_who_has_goals(people, does):
    await does["set"](people["Иван"], "Больше встреч", 3)

    found = await does["see"].team(people["Ольга"])

    assert [(one.name, one.open, one.behind) for one in found] == [("Иван", 1, 0), ("Анна", 0, 0)]
    assert await refused(does["see"].team(people["Анна"])) == "report-of-heads"


async def test_a_closed_goal_takes_nothing_more(people, does):
    ivan = people["Иван"]
    number = await does["set"](ivan, "Больше встреч", 3)
    await does["end"](ivan, number, reached=True)

    for call in (
        does["check"](ivan, number, "5"),
        does["comment"](ivan, number, "Ещё"),
        does["end"](ivan, number, reached=False),
    ):
        assert await refused(call, Gone) == "goal-ended-already"


async def test_a_list_of_goals_has_an_end(people, does):
    for number in range(MOST_OPEN):
        await does["set"](people["Иван"], f"Цель {number}", 1)

    assert await refused(does["set"](people["Иван"], "Ещё одна", 1)) == "goal-too-many"
    assert await refused(does["set"](people["Анна"], "Цель", 2)) == "goal-months"


async def test_a_check_of_the_command_line_is_noted_by_nobody(database, company, clock, people, does):
    number = await does["set"](people["Иван"], "Больше встреч", 3)
    await CheckGoal(database, clock)(company, "встреч", "7")

    card = await does["see"].one(people["Иван"], number)

    assert [(one.by, one.value) for one in card.said] == [(None, Decimal(7))]


async def test_goals_of_another_company_are_not_there(database, clock, people, does):
    other = await a_company(database, "Василёк")
    olga = await a_member(database, other, await a_person(database, other, "Ольга", role=Role.OWNER), clock)
    number = await does["set"](people["Иван"], "Больше встреч", 3)

    assert await refused(does["see"].one(olga, number), Gone) == "goal-gone"
    assert await refused(does["see"].of(olga, people["Иван"].id)) == "nobody-found"
