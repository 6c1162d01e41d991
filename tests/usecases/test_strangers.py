"""Companies of one installation are strangers: whatever one does, the other is as if it were alone."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.domain.period import Period
from services.errors import Refused
from services.store.facts import Facts
from services.store.people import People
from services.store.rules import Rules
from services.store.tables import calls
from services.usecases.add_company import AddCompany, Founding
from services.usecases.add_goal import AddGoal
from services.usecases.add_kpi import AddKpi
from services.usecases.add_person import AddPerson
from services.usecases.change_company import ChangeCompany
from services.usecases.change_person import ChangePerson
from services.usecases.let_person_leave import LetPersonLeave
from services.usecases.list_goals import ListGoals
from services.usecases.list_hours import ListHours
from services.usecases.list_norms import ListNorms
from services.usecases.list_people import ListPeople
from services.usecases.organising.details import Details
from services.usecases.set_away import SetAway
from services.usecases.set_hours import SetHours
from services.usecases.set_norm import SetNorm
from tests.corpus import TEXTS
from tests.factories import TUESDAY, a_call, a_company, a_person
from tests.marks import on_sqlite

NAMES = ("Иван Петров", "Анна Ким")
_houses = itertools.count(1)

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "move", "number", "leave", "norm", "hours", "away", "goal", "setting"]),
        st.sampled_from(NAMES),
        st.sampled_from(["Sales", "Sales/North"]),
        st.sampled_from(["101", "102"]),
    ),
    max_size=6,
)


async def step(database, clock, company, what, name, team, number):
    """One deed in one company; one that is refused changes nothing."""
    deeds = {
        "add": lambda: AddPerson(database, clock)(company, name, Details(("manager",), team, telegram_id=number)),
        "move": lambda: ChangePerson(database, clock)(company, name, Details(("head",), team)),
        "number": lambda: ChangePerson(database, clock)(company, name, Details(extension=number, phone="+79161234567")),
        "leave": lambda: LetPersonLeave(database, clock)(company, name),
        "norm": lambda: SetNorm(database, clock)(company, "calls_total", number, team=team),
        "hours": lambda: SetHours(database)(company, "10:00-15:00", person=name),
        "away": lambda: SetAway(database, clock)(company, name, "today", "tomorrow"),
        "goal": lambda: AddGoal(database, clock)(company, name, number, 3),
        "setting": lambda: ChangeCompany(database, ("ru",))(company, "quality_talk_seconds", number),
    }
    try:
        await deeds[what]()
    except Refused:
        return


async def seen(database, clock, company):
    """Everything that the company's own people may see of it, without numbers made of its id."""
    async with database.reading(company.id) as read:
        names = {person.id: person.name for person in (await People(read).roster(company.zone)).people.values()}
        facts = await Facts(read).days(Period(TUESDAY, TUESDAY))
    goals = await ListGoals(database)(company)
    norms = await ListNorms(database)(company)
    return (
        [replace(line, id=0) for line in await ListPeople(database, clock)(company)],
        [(line.kpi.key, line.target, line.whom.name) for line in norms],
        [(line.whom.name, line.weekday, line.hours) for line in await ListHours(database)(company)],
        [(line.name, line.goal.text) for line in goals],
        sorted((names.get(fact.person, ""), fact.key, fact.value) for fact in facts),
    )


@on_sqlite
@settings(max_examples=12)
@given(mine=STEPS, theirs=STEPS)
async def test_a_company_beside_another_is_as_it_would_be_alone(database, clock, mine, theirs):
    house = next(_houses)
    beside, alone, other = [await a_company(database, f"{name} {house}") for name in ("Рядом", "Одна", "Чужая")]
    for company in (beside, alone, other):
        async with database.writing(company.id) as unit:
            await unit.put(calls, [a_call(owner_ref="101", id=house), a_call(owner_ref="102", id=house + 10**9)])

    for number in range(max(len(mine), len(theirs))):
        for company in (beside, alone) if number < len(mine) else ():
            await step(database, clock, company, *mine[number])
        if number < len(theirs):
            await step(database, clock, other, *theirs[number])

    assert await seen(database, clock, beside) == await seen(database, clock, alone)


async def test_any_text_is_kept_or_refused_and_the_same_on_both_databases(database, clock, company):
    await a_person(database, company, "Иван Петров")
    kept = {"name": 0, "team": 0, "goal": 0, "kpi": 0, "company": 0}
    for number, text in enumerate(TEXTS):
        deeds = {
            "name": AddPerson(database, clock)(company, text, Details(("manager",))),
            "team": AddPerson(database, clock)(company, f"Кто-то {number}", Details(("manager",), team=text)),
            "goal": AddGoal(database, clock)(company, "Иван Петров", text, 3),
            "kpi": AddKpi(database)(company, f"own_{number}", "calls_total", text, "count"),
            "company": AddCompany(database, ("ru",))(Founding(text, "Europe/Moscow", "RUB")),
        }
        for what, deed in deeds.items():
            try:
                await deed
                kept[what] += 1
            except Refused:
                continue

    async with database.reading(company.id) as read:
        names = [own.name for own in await Rules(read).own_kpis()]
    assert min(kept.values()) > 20
    assert not [name for name in names if not name.isprintable()]


@pytest.mark.parametrize("text", ["", "\x00", "\ud800"])
async def test_a_text_that_cannot_be_stored_finds_nobody(database, clock, company, text):
    await a_person(database, company, "Иван Петров")

    with pytest.raises(Refused):
        await LetPersonLeave(database, clock)(company, text)
