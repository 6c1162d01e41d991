"""A transaction of one company: what it writes comes back as it was, and a second time does no harm."""

import random
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from services.store.merge import merge, standing
from services.store.tables import deals, facts, identities, stage_entries
from tests.factories import TUESDAY, a_deal, a_person, at
from tests.store.invented import TABLES, everything, rows_of


def a_fact(value, person=0, key="calls_total"):
    """A row of `facts`."""
    return {"person_id": person, "day": TUESDAY, "kpi": key, "value": value}


async def the(database, company, table, *columns):
    """The rows of a table as plain tuples of these columns."""
    async with database.reading(company.id) as unit:
        rows = await unit.rows(unit.select(table))
    return sorted(tuple(getattr(row, column) for column in columns) for row in rows)


def steady(row):
    """The order of rows, whatever the zone in which a moment is written."""
    return repr([value.astimezone(UTC) if isinstance(value, datetime) else value for value in row.values()])


@pytest.mark.parametrize("seed", range(3))
async def test_every_table_gives_back_what_it_was_given(database, company, seed):
    given = {table: rows_of(table, random.Random(seed), "Щ ё 😀 '\"; --") for table in TABLES}

    async with database.writing(company.id) as unit:
        for table, rows in given.items():
            await unit.put(table, rows)

    async with database.reading(company.id) as unit:
        for table, rows in given.items():
            kept = [row._asdict() for row in await unit.rows(unit.select(table))]
            expected = [
                {column.name: {**row, "company_id": company.id}[column.name] for column in table.c} for row in rows
            ]
            assert sorted(kept, key=steady) == sorted(expected, key=steady), table.name


async def test_the_same_rows_twice_are_the_same_rows(database, company):
    async def fill_again():
        async with database.writing(company.id) as unit:
            for table in TABLES:
                await unit.put(table, rows_of(table, random.Random(7), "A"))
            return await everything(unit)

    assert await fill_again() == await fill_again()


async def test_a_row_of_the_same_key_is_replaced(database, company):
    async with database.writing(company.id) as unit:
        await unit.put(facts, [a_fact(1), a_fact(2, person=5)])
        await unit.put(facts, [a_fact(10)])

    assert await the(database, company, facts, "person_id", "value") == [(0, 10), (5, 2)]


async def test_a_row_that_is_there_may_be_left_alone(database, company):
    async with database.writing(company.id) as unit:
        await unit.put(facts, [a_fact(1)])
        await unit.put(facts, [a_fact(10), a_fact(3, key="talk_time")], replace=False)

    assert await the(database, company, facts, "kpi", "value") == [("calls_total", 1), ("talk_time", 3)]


async def test_only_the_named_columns_are_replaced(database, company):
    async with database.writing(company.id) as unit:
        await unit.put(deals, [a_deal(id=1, source="Сайт", product="А")])
        await unit.put(deals, [a_deal(id=1, source="Реклама", product="Б")], only=["product"])

    assert await the(database, company, deals, "source", "product") == [("Сайт", "Б")]


async def test_a_column_that_rows_lack_stays_as_it_is(database, company):
    async with database.writing(company.id) as unit:
        await unit.put(deals, [a_deal(id=1, source="Сайт")])
        lacking = a_deal(id=1, status="won")
        await unit.put(deals, [lacking])

    assert await the(database, company, deals, "source", "status") == [("Сайт", "won")]


async def test_nothing_to_put_is_no_trouble(database, company):
    async with database.writing(company.id) as unit:
        await unit.put(deals, [])

    assert await the(database, company, deals, "id") == []


async def test_a_column_of_nothing_clears_what_was_known(database, company):
    async with database.writing(company.id) as unit:
        await unit.put(deals, [a_deal(id=1, source="Сайт"), a_deal(id=2, source="Реклама")])
        await unit.put(deals, [a_deal(id=1, source=None), a_deal(id=2, source=None)])

    assert await the(database, company, deals, "source") == [(None,), (None,)]


async def test_nothing_is_written_and_removed_where_there_are_no_rows(database, company):
    async with database.writing(company.id) as unit:
        await unit.put(facts, [a_fact(1)])
        await unit.put_columns(facts, {"day": [], "person_id": [], "kpi": [], "value": []})
        await unit.remove_columns(facts, {"day": []})

    assert await the(database, company, facts, "value") == [(1,)]


async def test_rows_are_removed_by_what_they_hold(database, company):
    async with database.writing(company.id) as unit:
        await unit.put(facts, [a_fact(n, person=n) for n in range(4)])
        await unit.remove_columns(facts, {"day": [TUESDAY, TUESDAY], "person_id": [1, 3]})

    assert await the(database, company, facts, "value") == [(0,), (2,)]


async def test_more_rows_than_one_round_trip_all_arrive(database, company):
    async with database.writing(company.id) as unit:
        await unit.put(facts, [a_fact(n, person=n) for n in range(12_345)])

    assert len(await the(database, company, facts, "value")) == 12_345


async def test_more_ids_than_a_statement_may_name_are_all_found(database, company):
    async with database.writing(company.id) as unit:
        await unit.put(facts, [a_fact(n, person=n) for n in range(2_500)])
        query = unit.select(facts, facts.c.person_id)

        found = await unit.by_ids(query, facts.c.person_id, (n for n in range(0, 5_000, 2)))

    assert sorted(row.person_id for row in found) == list(range(0, 2_500, 2))


async def test_a_second_row_of_the_same_key_is_not_added(database, company):
    row = {"deal_id": 1, "stage_id": 1, "entered_at": at("10:00"), "person_id": 3, "local_day": TUESDAY}

    async with database.writing(company.id) as unit:
        first = await unit.add(stage_entries, row)
        second = await unit.add(stage_entries, {**row, "person_id": 4})

    assert (first, second) == (True, False)
    assert await the(database, company, stage_entries, "person_id") == [(3,)]


async def test_what_breaks_another_rule_than_the_key_is_never_dropped_in_silence(database, company):
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        async with database.writing(company.id) as unit:
            await unit.put(identities, [{"source_id": 0, "kind": "extension", "value": "1", "person_id": 404}])


async def test_changes_say_how_many_rows_they_touched(database, company):
    async with database.writing(company.id) as unit:
        await unit.put(facts, [a_fact(n, person=n) for n in range(5)])

        changed = await unit.run(unit.update(facts).where(facts.c.person_id < 2).values(value=9))
        removed = await unit.run(unit.delete(facts).where(facts.c.value == 9))
        nothing = await unit.run(unit.delete(facts).where(facts.c.value == 9))

    assert (changed, removed, nothing) == (2, 2, 0)


async def test_many_rows_are_removed_by_id(database, company):
    async with database.writing(company.id) as unit:
        await unit.put(deals, [a_deal(id=n) for n in range(1, 2_001)])
        await unit.drop(deals, list(range(2, 2_001)))

    assert await the(database, company, deals, "id") == [(1,)]


async def merged(database, company, rows, **more):
    """What a merge of deals did: added, changed, unchanged."""
    async with database.writing(company.id) as unit:
        outcome = await merge(unit, deals, rows, **{"defaults": {}, "fresh": False, **more})
    return len(outcome.added), len(outcome.changed), outcome.unchanged


def told(number, **columns):
    """What a file says of a deal: the key and these columns only."""
    return {"id": number, "source_id": 0, "external_id": f"D-{number}", **columns}


async def test_a_merge_counts_what_is_new_what_changed_and_what_is_as_it_was(database, company):
    first = await merged(database, company, [told(1, source="Сайт"), told(2, source="Сайт")])
    second = await merged(database, company, [told(1, source="Сайт"), told(2, source="Реклама"), told(3, source=None)])

    assert (first, second) == ((2, 0, 0), (1, 1, 1))
    assert await the(database, company, deals, "id", "source") == [(1, "Сайт"), (2, "Реклама"), (3, None)]


async def test_a_merge_of_the_same_rows_writes_nothing(database, company):
    rows = [told(n, amount=n, created_at=at("10:00"), vat=None) for n in range(50)]
    await merged(database, company, rows)

    assert await merged(database, company, rows) == (0, 0, 50)


async def test_a_row_stands_only_where_every_column_is_stored_as_it_is_given(database, company):
    rows = [told(1, source="Сайт", vat=Decimal("0.20"), created_at=at("10:00"), is_lead=True)]
    given = {name: [row[name] for row in rows] * 4 for name in rows[0]} | {"id": [1, 2, 3, 4]}
    async with database.writing(company.id) as unit:
        await unit.put_columns(deals, given | {"status": ["won"] * 4})

        asked = given | {"source": ["Сайт", None, "Сайт", "Сайт"], "is_lead": [True, True, False, True]}
        found = await standing(unit, deals, asked | {"id": [1, 2, 3, 5]})

    assert found == [True, False, False, False]


async def test_a_column_that_a_file_lacks_leaves_what_is_known_and_an_empty_one_clears_it(database, company):
    await merged(database, company, [told(1, source="Сайт", product="А")])
    await merged(database, company, [told(1, product=None)])

    assert await the(database, company, deals, "source", "product") == [("Сайт", None)]


async def test_defaults_fill_new_rows_only(database, company):
    await merged(database, company, [told(1, source=None)], defaults={"source": "Сайт", "currency": "EUR"})
    await merged(database, company, [told(1, source=None)], defaults={"source": "Реклама", "currency": "USD"})

    assert await the(database, company, deals, "source", "currency") == [(None, "EUR")]


async def test_a_fresh_table_needs_no_looking_up(database, company):
    assert await merged(database, company, [told(1, source="Сайт"), told(1, source="Реклама")], fresh=True) == (1, 0, 0)
    assert await the(database, company, deals, "source") == [("Реклама",)]


async def test_derived_columns_are_made_of_the_whole_row(database, company):
    await merged(database, company, [told(1, source="Сайт", product="А")])

    def complete(row):
        return {**row, "client": f"{row['source']} {row['product']}"}

    await merged(database, company, [told(1, product="Б")], complete=complete)

    assert await the(database, company, deals, "client") == [("Сайт Б",)]


async def test_what_stood_before_a_change_is_told(database, company):
    await a_person(database, company, "Иван")
    await merged(database, company, [told(1, source="Сайт")])

    async with database.writing(company.id) as unit:
        outcome = await merge(unit, deals, [told(1, source="Реклама")], defaults={}, fresh=False)

    assert {key: row.source for key, row in outcome.before.items()} == {(1,): "Сайт"}


async def test_a_batch_or_many_end_the_same(database, company):
    rows = [told(n % 7, source=f"s{n % 3}", product=None if n % 2 else "A") for n in range(40)]
    at_once, in_turns = [], []
    await merged(database, company, rows)
    at_once = await the(database, company, deals, "id", "source", "product")
    async with database.writing(company.id) as unit:
        await unit.run(unit.delete(deals))

    for row in rows:
        await merged(database, company, [row])
    in_turns = await the(database, company, deals, "id", "source", "product")

    assert at_once == in_turns
