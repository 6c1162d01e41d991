"""Marked person-days are counted anew inside the database: the facts of their rows, and no others."""

from datetime import timedelta

from sqlalchemy import event

from services.store.day_counts import DayCounts
from services.store.pending import Kind, Mark, Pending
from services.store.tables import activities, calls, facts
from services.store.types import to_micros
from tests.factories import TUESDAY, a_call, an_activity, at
from tests.marks import on_sqlite

YESTERDAY = TUESDAY - timedelta(days=1)


async def given(unit, rows=(), sent=(), known=(), marks=()):
    """Rows, facts that were counted before, and marks, written as imports leave them."""
    await unit.put(calls, rows)
    await unit.put(activities, sent)
    await unit.put(facts, [{"person_id": by, "day": day, "kpi": key, "value": n} for by, day, key, n in known])
    await Pending(unit).add(Mark(Kind.DAY, str(person), day) for person, day in marks)


async def held(unit, *keys):
    """The facts of these measures by person and day."""
    rows = await unit.rows(unit.select(facts))
    return {(row.person_id, row.day, row.kpi): row.value for row in rows if row.kpi in keys}


async def test_a_day_starts_with_the_first_deed_and_ends_with_the_last_of_whatever_kind(database, company):
    async with database.writing(company.id) as unit:
        await given(
            unit,
            rows=[a_call("10:00", by=1), a_call("12:00", by=1)],
            sent=[an_activity("09:30", by=1), an_activity("17:00", by=1)],
            marks=[(1, TUESDAY)],
        )

        await DayCounts(unit).settle(company, 10)

        found = await held(unit, "day_start", "day_end", "first_call_at", "calls_total")
    assert found == {
        (1, TUESDAY, "day_start"): to_micros(at("09:30")),
        (1, TUESDAY, "day_end"): to_micros(at("17:00")),
        (1, TUESDAY, "first_call_at"): to_micros(at("10:00")),
        (1, TUESDAY, "calls_total"): 2,
    }


async def test_only_marked_person_days_are_counted_and_a_fact_without_rows_is_gone(database, company):
    async with database.writing(company.id) as unit:
        await given(
            unit,
            rows=[a_call(by=1), a_call(by=2)],
            known=[(1, TUESDAY, "calls_in", 7), (2, TUESDAY, "calls_total", 9), (1, YESTERDAY, "calls_total", 5)],
            marks=[(1, TUESDAY)],
        )

        await DayCounts(unit).settle(company, 10)

        found = await held(unit, "calls_total", "calls_in")
    assert found == {
        (1, TUESDAY, "calls_total"): 1,
        (2, TUESDAY, "calls_total"): 9,
        (1, YESTERDAY, "calls_total"): 5,
    }


async def test_whole_days_are_taken_the_earliest_first_until_no_mark_is_left(database, company):
    async with database.writing(company.id) as unit:
        await given(unit, marks=[(1, TUESDAY), (1, YESTERDAY), (2, YESTERDAY), (3, TUESDAY + timedelta(days=1))])
        await Pending(unit).add([Mark(Kind.DEAL, "7")])

        counted = [await DayCounts(unit).settle(company, 1) for _ in range(4)]

        left = await Pending(unit).take(Kind.DEAL, 10)
    assert (counted, left) == ([2, 1, 1, 0], [Mark(Kind.DEAL, "7")])


@on_sqlite
async def test_no_statement_reads_through_all_rows_of_a_kind(database, company):
    asked = []
    async with database.writing(company.id) as unit:
        connection = unit.connection.sync_connection
        await given(unit, rows=[a_call(by=1)], marks=[(1, TUESDAY)])
        event.listen(connection, "before_cursor_execute", lambda _c, _k, *said: asked.append(said[:2]))
        await DayCounts(unit).settle(company, 10)
        plans = [
            row.detail
            for words, values in list(asked)
            for row in await unit.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)
        ]

    looked = [plan for plan in plans if plan.startswith(("SCAN", "SEARCH"))]
    scanned = {plan for plan in looked if plan.startswith("SCAN") and "CONSTANT" not in plan}
    assert {plan.split()[1] for plan in scanned} <= {"counted", "names", "anon_1", "(subquery-1)"}
    assert any(plan.startswith("SEARCH calls USING INDEX") and "person_id=?" in plan for plan in looked)
