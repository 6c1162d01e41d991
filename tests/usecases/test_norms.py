"""What is asked of a working day: by unit, for whom, on which weekdays, from when."""

from datetime import date
from decimal import Decimal

import pytest

from services.domain.norms import Scope
from services.errors import Refused
from services.store.people import People
from services.store.rules import OwnKpi, Rules
from services.usecases.list_norms import ListNorms
from services.usecases.set_norm import SetNorm
from tests.factories import TUESDAY, a_company, a_person
from tests.marks import on_sqlite


@pytest.fixture
def ask(database, company, clock):
    def call(kpi, target, **more):
        return SetNorm(database, clock)(company, kpi, target, **more)

    return call


async def stored(database, company):
    async with database.reading(company.id) as read:
        return await Rules(read).norms()


async def test_a_norm_without_a_date_holds_from_the_beginning_of_the_month(database, company, ask):
    asked = await ask("calls_total", "50")

    [norm] = await stored(database, company)
    assert asked.since == norm.since == date(2026, 11, 1)
    assert (norm.scope, norm.scope_id, norm.kpi, norm.weekday, norm.target) == (
        Scope.COMPANY,
        0,
        "calls_total",
        None,
        50,
    )


@on_sqlite
@pytest.mark.parametrize(
    ("kpi", "typed", "target"),
    [
        ("calls_total", "50", "50"),
        ("CALLS-TOTAL", "12,5", "12.5"),
        ("talk_time", "2:00:00", "7200"),
        ("talk_time", "2ч", "7200"),
        ("first_response", "10m", "600"),
        ("day_start", "09:15", "33300"),
        ("last_call_at", "17:30", "63000"),
        ("win_rate", "25%", "0.25"),
        ("revenue", "150 000,50", "150000.5"),
        ("average_deal", "1,200.50", "1200.5"),
        ("tasks_overdue", "0", "0"),
    ],
)
async def test_the_target_is_read_by_the_unit_of_the_kpi(database, company, ask, kpi, typed, target):
    await ask(kpi, typed)

    [norm] = await stored(database, company)
    assert norm.target == Decimal(target)


@on_sqlite
@pytest.mark.parametrize(
    ("kpi", "typed", "phrase"),
    [
        ("calls_total", "09:00", "target-number"),
        ("calls_total", "1,000", "target-number"),
        ("calls_total", "-1", "target-number"),
        ("talk_time", "2:00", "target-duration"),
        ("talk_time", "25:00:00", "target-duration"),
        ("day_start", "9", "target-clock"),
        ("day_start", "24:00", "target-clock"),
        ("win_rate", "25", "target-rate"),
        ("revenue", "много", "target-money"),
        ("call_total", "5", "kpi-unknown-near"),
        ("ъ", "5", "kpi-unknown"),
    ],
)
async def test_a_target_of_another_unit_is_refused(database, company, ask, kpi, typed, phrase):
    with pytest.raises(Refused) as trouble:
        await ask(kpi, typed)

    assert trouble.value.phrase == phrase
    assert await stored(database, company) == []


async def test_a_norm_may_be_for_some_weekdays_of_a_person_or_a_team(database, company, ask):
    ivan = await a_person(database, company, "Иван Петров", team="Sales/North")

    await ask("calls_total", "40", person="Ваня", weekday="пн,вт", since="2026-11-16")
    await ask("calls_total", "30", team="north")

    async with database.reading(company.id) as read:
        north = next(t.id for t in (await People(read).roster(company.zone)).teams.values() if t.path == "Sales/North")
    found = {(n.scope, n.scope_id, n.weekday, n.since, int(n.target)) for n in await stored(database, company)}
    assert found == {
        (Scope.PERSON, ivan, 0, date(2026, 11, 16), 40),
        (Scope.PERSON, ivan, 1, date(2026, 11, 16), 40),
        (Scope.TEAM, north, None, date(2026, 11, 1), 30),
    }


async def test_the_same_norm_said_again_replaces_itself(database, company, ask):
    await ask("calls_total", "500")
    await ask("calls_total", "50")
    await ask("calls_total", "60", since=str(TUESDAY))

    assert [(norm.since, norm.target) for norm in await stored(database, company)] == [
        (date(2026, 11, 1), 50),
        (TUESDAY, 60),
    ]


@on_sqlite
async def test_a_norm_may_be_of_the_companys_own_kpi(database, company, ask):
    async with database.writing(company.id) as unit:
        await Rules(unit).add_own_kpi(OwnKpi("meet_rate", "Встречи", "meetings / calls_connected", "rate"))

    asked = await ask("meet_rate", "10%")

    assert (asked.kpi.name, asked.target) == ("Встречи", Decimal("0.1"))


@on_sqlite
async def test_a_person_and_a_team_at_once_are_refused(database, company, ask):
    with pytest.raises(Refused) as trouble:
        await ask("calls_total", "5", person="Иван", team="Sales")

    assert trouble.value.phrase == "person-or-team"


async def test_norms_are_listed_by_kpi_from_the_company_to_people(database, company, ask):
    await a_person(database, company, "Иван Петров", team="Sales")
    await ask("talk_time", "2h")
    await ask("calls_total", "30", person="Иван", weekday="fri")
    await ask("calls_total", "40", team="Sales")
    await ask("calls_total", "50")

    lines = [(line.kpi.key, line.whom.name, line.weekday) for line in await ListNorms(database)(company)]

    assert lines == [
        ("calls_total", None, None),
        ("calls_total", "Sales", None),
        ("calls_total", "Иван Петров", 4),
        ("talk_time", None, None),
    ]


async def test_norms_of_one_company_are_unknown_in_another(database, company, ask):
    other = await a_company(database, "Василёк")
    await a_person(database, other, "Иван Петров", team="Sales")

    await ask("calls_total", "50")

    assert await ListNorms(database)(other) == []
    with pytest.raises(Refused):
        await ask("calls_total", "50", person="Иван Петров")
