"""Golden plans: no report reads a table from end to end, nor looks through a company's whole past for a few days.

Every statement of every report is caught as it goes to the database, and SQLite is asked how it will go about it.
"""

import re
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import event

from services.domain.period import Period
from services.store.tables import activities, calls, deals, metadata
from services.usecases.reporting.asked import Asked
from services.usecases.show_calls import ShowCalls
from services.usecases.show_deals import ShowDeals
from services.usecases.show_funnel import ShowFunnel
from services.usecases.show_kpi import ShowKpi
from services.usecases.show_plan import ShowPlan
from services.usecases.show_roi import ShowRoi
from services.usecases.show_team import ShowTeam
from tests.factories import NOON, TUESDAY, a_call, a_deal, a_person, an_activity
from tests.marks import on_sqlite, some_now

OURS = frozenset(metadata.tables)
PAST = frozenset({"calls", "activities", "facts"})
"""Tables that grow with every day: of these a report reads its own days or people, not all that the company has."""

MOMENTS = {"later": datetime(2027, 1, 10, 9, tzinfo=UTC), "within": NOON, "before": NOON - timedelta(days=60)}
NOVEMBER = Period(TUESDAY.replace(day=1), TUESDAY.replace(day=30))

REPORTS = [
    *((ShowKpi, {"by": by}) for by in ((), ("day",), ("week", "person"), ("team",), ("person", "day"))),
    *((ShowKpi, {"person": 7, "by": by}) for by in ((), ("week",))),
    (ShowTeam, {}),
    (ShowTeam, {"rank": "margin"}),
    *((ShowFunnel, {"view": view}) for view in ("cohort", "entry_cohort", "flow", "snapshot")),
    *((ShowRoi, {"view": view, "by": by}) for view in ("cash", "cohort") for by in ((), ("person",))),
    (ShowPlan, {}),
    (ShowDeals, {}),
    (ShowCalls, {}),
]
_STEP = re.compile(r"(SCAN|SEARCH) (\w+)(?: USING [^(]*\((.*)\))?")


@pytest.fixture
async def seasoned(database, company, office):
    """A company in which something of everything has happened."""
    person = await a_person(database, company, "Анна Белова", team="Sales")
    numbers = count(1)
    await office.rows(calls, *(a_call(by=person, id=next(numbers)) for _ in range(3)))
    await office.rows(activities, *(an_activity(by=person, id=next(numbers)) for _ in range(3)))
    sold = (a_deal(by=person, status="won", closed="11:00", amount=5), a_deal(by=person))
    await office.rows(deals, *sold)
    return company


async def statements(database, ask):
    """What goes to the database while this is asked, with its parameters."""
    caught = []

    def catch(_connection, _cursor, statement, parameters, _context, _many):
        caught.append((statement, parameters))

    engine = database._read.sync_engine
    event.listen(engine, "before_cursor_execute", catch)
    try:
        await ask()
    finally:
        event.remove(engine, "before_cursor_execute", catch)
    return [(statement, parameters) for statement, parameters in caught if statement.startswith(("SELECT", "WITH"))]


async def plan(database, statement, parameters):
    """The steps SQLite will take: scan or search, the table, and the terms of the index."""
    async with database.overview() as connection:
        rows = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)).all()
    return [found.groups() for row in rows if (found := _STEP.match(row.detail))]


def faults(steps):
    """Tables read from end to end, and those of the past that are searched by nothing but their company."""
    for how, table, terms in steps:
        if table in OURS and (how == "SCAN" or (table in PAST and (terms or "") in ("", "company_id=?"))):
            yield how, table, terms


@on_sqlite
@pytest.mark.parametrize("moment", some_now(MOMENTS, 3))
@pytest.mark.parametrize(("show", "options"), REPORTS, ids=lambda value: getattr(value, "__name__", str(value)))
async def test_no_report_reads_a_table_from_end_to_end(database, seasoned, show, options, moment):
    asked = Asked(seasoned, NOVEMBER, MOMENTS[moment], **options)

    caught = await statements(database, lambda: show(database)(asked))

    assert caught
    for statement, parameters in caught:
        assert not [*faults(await plan(database, statement, parameters))], statement


@on_sqlite
async def test_a_scan_would_be_noticed(database, company):
    for statement in ("SELECT * FROM calls", "SELECT * FROM facts WHERE company_id = 1"):
        assert [*faults(await plan(database, statement, ()))], statement


@on_sqlite
@pytest.mark.parametrize(
    ("show", "most"), [(ShowKpi, 17), (ShowTeam, 17), (ShowFunnel, 15), (ShowRoi, 15)], ids=lambda v: str(v)
)
async def test_the_number_of_questions_does_not_grow_with_people(database, seasoned, show, most):
    asked = Asked(seasoned, NOVEMBER, MOMENTS["later"])
    few = len(await statements(database, lambda: show(database)(asked)))
    for number in range(20):
        await a_person(database, seasoned, f"Человек {number}", team=f"Отдел {number}")

    assert len(await statements(database, lambda: show(database)(asked))) == few <= most
