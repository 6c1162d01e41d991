"""The rules that keep SQLite honest; each test fails where its rule is given up."""

import asyncio
import random
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import BigInteger, Boolean, Integer, LargeBinary, SmallInteger, String, Text, text

from migrations import runner
from migrations.runner import upgrade
from services.domain.people import Role
from services.errors import Refused
from services.store.db import Database
from services.store.tables import calls, companies, deals, facts, memberships, metadata, payments, persons, rates
from services.store.types import Day, Exact, Moment, from_micros, to_micros
from tests.factories import TUESDAY, a_call, a_company, a_deal, a_person
from tests.marks import on_sqlite

ALLOWED = (BigInteger, Integer, SmallInteger, Boolean, String, Text, LargeBinary, Moment, Day, Exact)
"""Types that hold the same on both databases; a sum is never among the inexact ones."""


@on_sqlite
@pytest.mark.parametrize("side", ["connection", "overview"])
@pytest.mark.parametrize(
    ("pragma", "expected"),
    [("journal_mode", "wal"), ("synchronous", 1), ("foreign_keys", 1), ("busy_timeout", 30_000)],
)
async def test_every_connection_keeps_the_house_rules(database, side, pragma, expected):
    async with getattr(database, side)() as connection:
        assert (await connection.execute(text(f"PRAGMA {pragma}"))).scalar() == expected


@on_sqlite
async def test_what_is_acknowledged_right_after_survives_a_power_failure(database):
    async with database.durable() as connection:
        assert (await connection.execute(text("PRAGMA synchronous"))).scalar() == 2
        assert (await connection.execute(text("PRAGMA journal_mode"))).scalar() == "wal"


async def one_more(database, company):
    """Read a number, let others have a turn, write one more."""
    async with database.writing(company.id) as unit:
        row = await unit.row(unit.select(facts))
        await asyncio.sleep(random.random() / 1000)
        await unit.put(facts, [{"person_id": 0, "day": TUESDAY, "kpi": "x", "value": row.value + 1 if row else 1}])


async def test_fifty_who_read_and_write_at_once_lose_nothing(database, company):
    another_process = Database(database.url.render_as_string(hide_password=False))

    await asyncio.gather(*(one_more((database, another_process)[turn % 2], company) for turn in range(50)))

    async with database.reading(company.id) as unit:
        assert (await unit.row(unit.select(facts))).value == 50
    await another_process.close()


async def test_a_failed_write_leaves_nothing(database, company):
    async def fail():
        async with database.writing(company.id) as unit:
            await unit.put(deals, [a_deal()])
            raise RuntimeError("on the way")

    with pytest.raises(RuntimeError):
        await fail()

    async with database.reading(company.id) as unit:
        assert await unit.rows(unit.select(deals)) == []


async def test_a_reader_cannot_write(database, company):
    async with database.reading(company.id) as unit:
        with pytest.raises(Exception, match=r"read-?only"):
            await unit.put(deals, [a_deal()])


async def test_a_writers_refusal_of_a_read_only_database_is_one_clear_line(database, company):
    with pytest.raises(Refused, match="database-readonly"):
        async with database.reading(company.id) as unit:
            await unit.put(deals, [a_deal()])


@pytest.mark.parametrize("row", [a_call(started_at=datetime(2026, 11, 24, 9)), a_deal(closed_at=datetime(2026, 1, 1))])
async def test_a_moment_without_a_zone_is_refused(database, company, row):
    table = calls if "started_at" in row else deals

    with pytest.raises(ValueError, match="without a zone"):
        async with database.writing(company.id) as unit:
            await unit.put(table, [row])


moments = st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29)).flatmap(
    lambda naive: st.integers(-14 * 60, 14 * 60).map(
        lambda minutes: naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    )
)


@given(moments)
def test_a_moment_keeps_its_instant_to_the_microsecond(moment):
    assert from_micros(to_micros(moment)) == moment
    assert from_micros(to_micros(moment)).tzinfo is UTC


@given(moments, moments)
def test_stored_moments_are_ordered_as_the_real_ones(one, other):
    assert (to_micros(one) < to_micros(other)) == (one < other)


async def test_a_moment_comes_back_aware_whatever_its_offset(database, company):
    said = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))

    async with database.writing(company.id) as unit:
        await unit.put(calls, [a_call(started_at=said)])

    async with database.reading(company.id) as unit:
        kept = (await unit.row(unit.select(calls))).started_at
    assert (kept, kept.utcoffset()) == (said, timedelta(0))


def test_no_column_of_any_table_is_inexact():
    inexact = [
        str(column) for table in metadata.sorted_tables for column in table.c if type(column.type) not in ALLOWED
    ]

    assert inexact == []


@on_sqlite
async def test_money_is_stored_whole_and_rates_as_they_were_written(database, company):
    large, rate = 9_007_199_254_740_993, Decimal("0.1000000000000000000000000001")
    payment = {"id": 1, "deal_id": 1, "paid_at": datetime(2026, 1, 1, tzinfo=UTC), "amount": large, "kind": "payment"}
    async with database.writing(company.id) as unit:
        await unit.put(payments, [payment])
        await unit.put(rates, [{"currency": "EUR", "day": TUESDAY, "rate": rate}])

    async with database.reading(company.id) as unit:
        kinds = (await unit.connection.execute(text("SELECT typeof(amount), typeof(rate) FROM payments, rates"))).one()
        assert tuple(kinds) == ("integer", "text")
        assert (await unit.row(unit.select(payments))).amount == large
        assert (await unit.row(unit.select(rates))).rate == rate


def rebuild_persons(connection):
    """What every change of a column does on SQLite: a new table, the rows, the old one dropped, a new name."""
    operations = Operations(MigrationContext.configure(connection))
    with operations.batch_alter_table("persons", recreate="always"):
        pass


async def with_children(database):
    """A person with a membership, whose row refers to theirs."""
    company = await a_company(database)
    await a_person(database, company, "Иван", role=Role.HEAD)
    return company


async def children(database, company):
    """How many memberships there are."""
    async with database.reading(company.id) as unit:
        return len(await unit.rows(unit.select(memberships)))


@on_sqlite
async def test_rebuilding_a_table_in_a_migration_keeps_its_children(database):
    company = await with_children(database)

    async def rebuild(connection):
        await connection.run_sync(rebuild_persons)
        return True

    await database.migrate(rebuild)

    assert await children(database, company) == 1


@on_sqlite
async def test_rebuilding_a_table_anywhere_else_would_lose_them(database):
    company = await with_children(database)

    async with database.connection() as connection:
        await connection.run_sync(rebuild_persons)

    assert await children(database, company) == 0, "then migrations need no connection of their own"


@on_sqlite
async def test_a_migration_that_loses_a_parent_is_undone(empty_url, monkeypatch):
    database, walk = Database(empty_url), runner._walk

    def careless(connection, to, direction):
        walk(connection, to, direction)
        orphan = {"company_id": 1, "person_id": 5, "team_id": 0, "role": "manager", "from_day": TUESDAY}
        connection.execute(memberships.insert(), orphan)

    monkeypatch.setattr(runner, "_walk", careless)
    with pytest.raises(Refused, match="database-damaged"):
        await database.migrate(upgrade)

    async with database.overview() as connection:
        assert await runner.revision(connection) is None
    await database.close()


async def test_removing_a_person_takes_along_what_is_theirs(database, company):
    await a_person(database, company, "Иван", extension="101")

    async with database.writing(company.id) as unit:
        await unit.run(unit.delete(persons))

    assert await children(database, company) == 0


async def test_two_companies_of_one_name_are_refused_by_the_database_itself(database, company):
    with pytest.raises(Exception, match=r"(?i)unique"):
        async with database.connection() as connection:
            await connection.execute(
                companies.insert(),
                {"id": 5, "name": "РОМАШКА", "name_key": "ромашка", "timezone": "UTC", "currency": "RUB"}
                | {"language": "ru", "country": "RU"},
            )


async def test_whoever_opens_a_new_file_while_another_changes_its_mode_comes_again(tmp_path):
    """A file that is not yet in WAL, held by someone: SQLite answers "locked" at once, without any patience."""
    file = tmp_path / "new.db"
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("CREATE TABLE t (x)")
    holder.execute("BEGIN IMMEDIATE")
    database = Database(f"sqlite+aiosqlite:///{file}")

    async def let_go():
        await asyncio.sleep(0.2)
        holder.execute("COMMIT")
        holder.close()

    freed = asyncio.create_task(let_go())
    async with database.connection() as connection:
        mode = (await connection.execute(text("PRAGMA journal_mode"))).scalar_one()
    await freed

    assert mode == "wal"
    await database.close()
