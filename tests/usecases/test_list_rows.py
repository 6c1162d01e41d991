"""The rows behind a number: as many as the number says, of the same people and days, and no row more."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.domain.lists import CREATED, LISTS, list_of
from services.domain.measures import Rows
from services.domain.people import Role
from services.domain.question import Question, Span
from services.domain.rights import member_of
from services.errors import Refused
from services.store.people import People
from services.store.tables import calls, deals
from services.usecases.ask_as_member import AskAsMember
from services.usecases.list_rows import ListRows
from services.usecases.show_funnel import ShowFunnel
from services.usecases.show_kpi import ShowKpi
from tests.factories import TUESDAY, a_call, a_deal, a_person, at
from tests.marks import on_postgres, on_sqlite
from tests.usecases.departments import departments
from tests.usecases.taking_in import founded, imported, tables
from tests.usecases.test_counting_oracle import asked, questions

CALM = settings(suppress_health_check=list(HealthCheck))
_numbers = itertools.count(1)


async def agree(database, firm, asking):
    """Import the department and hold every number against its list."""
    company = await imported(database, await founded(database, firm, f"Списки {next(_numbers)}"), tables(firm))
    for question in asking:
        if question["team"] not in {None, *(team for member in firm.members for _, team in member.teams)}:
            question = question | {"team": None}
        whole = await asked(database, company, question | {"by": ("person",)})
        kpi = (await ShowKpi(database)(whole)).totals
        created = (await ShowFunnel(database)(replace(whole, by=(), view="cohort"))).totals["created"]
        for key, measure in LISTS.items():
            report = await ListRows(database)(replace(whole, by=(), view=key))
            told = created if key == CREATED else kpi[key]
            if told is not None:
                assert report.totals[key] == told, (key, question)
            if measure.rows is not Rows.INCOME:
                assert len(report.rows) == told, (key, question)


ASKING = st.lists(questions(), min_size=2, max_size=4)


@on_sqlite
@given(firm=departments(), asking=ASKING)
@settings(CALM, max_examples=10)
async def test_a_number_is_the_length_of_its_list(database, firm, asking):
    await agree(database, firm, asking)


@on_postgres
@given(firm=departments(), asking=ASKING)
@settings(CALM, max_examples=3)
async def test_a_number_is_the_length_of_its_list_on_postgres(database, firm, asking):
    await agree(database, firm, asking)


@pytest.fixture
async def people(office):
    """A manager with a neighbour in another team, and the head of the first."""
    made = {
        "anna": await a_person(office.database, office.company, "Анна Белова", team="Север"),
        "boris": await a_person(office.database, office.company, "Борис Ким", team="Юг"),
        "head": await a_person(office.database, office.company, "Глеб Лис", role=Role.HEAD, team="Север"),
    }
    async with office.database.reading(office.company.id) as read:
        roster = await People(read).roster(office.company.zone)
    return {name: member_of(office.company, roster, who, TUESDAY) for name, who in made.items()}


def listed(office, member, key, **more):
    return AskAsMember(office.database, office.clock)(member, Question("rows", Span("today"), view=key, **more))


@on_sqlite
async def test_who_waits_for_a_call_back_stands_first(office, people):
    anna = people["anna"].id
    back = {"callback_at": at("09:30"), "callback_s": 1_200}
    missed = {"direction": "in", "talk": "0s", "wait_s": 20, "by": anna}
    await office.rows(calls, a_call("09:10", **missed, **back), a_call("10:00", **missed), a_call("11:00", by=anna))

    report = (await listed(office, people["anna"], "calls_missed")).report

    assert [row["callback_at"] for row in report.rows] == [None, at("09:30")]
    assert report.totals == {"calls_missed": 2}


@on_sqlite
async def test_a_list_holds_only_those_who_may_be_seen(office, people):
    for name in ("anna", "boris"):
        await office.rows(calls, a_call("10:00", by=people[name].id))

    mine = await listed(office, people["head"], "calls_total")

    assert [row["person"] for row in mine.report.rows] == ["Анна Белова"]
    with pytest.raises(Refused, match="nobody-found"):
        await listed(office, people["head"], "calls_total", person=people["boris"].id)


@on_sqlite
async def test_a_won_deal_tells_its_client_and_sum(office, people):
    day = TUESDAY - timedelta(days=20)
    won = a_deal(f"{day} 10:00", by=people["anna"].id, status="won", closed="09:00", amount=1_000, client="Альфа")
    lost = {"status": "lost", "closed": "09:00", "client": "Бета", "lost_reason": "дорого"}
    await office.rows(deals, won)
    await office.rows(deals, a_deal(f"{day} 10:00", by=people["anna"].id, **lost))

    [row] = (await listed(office, people["anna"], "deals_won")).report.rows

    assert (row["client"], row["status"], row["lost_reason"]) == ("Альфа", "won", None)
    assert row["amount"].decimal() == 1_000
    [row] = (await listed(office, people["anna"], "deals_lost")).report.rows
    assert (row["client"], row["status"], row["lost_reason"]) == ("Бета", "lost", "дорого")


@on_sqlite
async def test_a_number_without_a_list_is_refused(office, people):
    for key in (None, "score", "talk_time"):
        with pytest.raises(Refused, match="view-unknown"):
            await listed(office, people["anna"], key)


def test_numbers_of_the_same_rows_open_the_same_list():
    assert list_of("talk_time") == "calls_total"
    assert list_of("margin") == "revenue"
    assert list_of("calls_out") == "calls_out"
    assert list_of("score") is None
