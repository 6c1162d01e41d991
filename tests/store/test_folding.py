"""What the database folds is what plain loops would fold, the same on both databases."""

from datetime import timedelta
from fractions import Fraction

import pytest

from services.domain.kpi import CLOCK_PARTS
from services.domain.period import Period
from services.domain.quantiles import P75, quantile
from services.store.facts import Facts
from services.store.funnels import Funnels
from services.store.tables import deals, facts
from services.store.types import to_micros
from tests.factories import NOON, TUESDAY, a_deal

DAYS = [TUESDAY + timedelta(days=number) for number in range(6)]


def a_fact(person, day, key, value):
    return {"person_id": person, "day": day, "kpi": key, "value": value}


@pytest.mark.parametrize("starts", [DAYS[:1], [DAYS[0], DAYS[2], DAYS[3]], DAYS], ids=["one", "three", "each day"])
async def test_sums_are_added_and_clocks_listed_between_the_starts(database, company, starts):
    rows = [
        a_fact(person, day, key, to_micros(NOON) + turn * 60_000_000 + person if key in CLOCK_PARTS else turn + person)
        for person in (0, 3)
        for turn, day in enumerate(DAYS)
        for key in ("calls_total", "talk_time", "first_call_at", "day_end")
    ]
    async with database.writing(company.id) as unit:
        await unit.put(facts, rows)

    async with database.reading(company.id) as unit:
        found = {
            (f.person, f.since, f.key): (f.value, sorted(f.moments)) for f in await Facts(unit).folded(starts, DAYS[-1])
        }

    expected = {}
    for row in rows:
        since = max(start for start in starts if start <= row["day"])
        value, moments = expected.get((row["person_id"], since, row["kpi"]), (0, []))
        clock = row["kpi"] in CLOCK_PARTS
        folded = (value, [*moments, row["value"]]) if clock else (value + row["value"], moments)
        expected[row["person_id"], since, row["kpi"]] = folded
    assert found == expected


@pytest.mark.parametrize("length", [1, 6, 400, 401])
async def test_one_persons_facts_are_theirs_out_of_everybodys(database, company, length):
    wanted = Period(DAYS[-1] - timedelta(days=length - 1), DAYS[-1])
    keys = ("calls_total", "first_call_at")
    days = {wanted.first, wanted.last, wanted.first - timedelta(days=1), wanted.last + timedelta(days=1)}
    rows = [a_fact(person, day, key, 5 + person) for person in (0, 3, 4) for day in sorted(days) for key in keys]
    async with database.writing(company.id) as unit:
        await unit.put(facts, rows)

    async with database.reading(company.id) as unit:
        everybody, one = Facts(unit), Facts(unit, 3)
        starts = sorted({wanted.first, wanted.last})
        folded, listed = await everybody.folded(starts, wanted.last), await everybody.days(wanted)
        assert await one.folded(starts, wanted.last) == [fact for fact in folded if fact.person == 3] != []
        assert await one.days(wanted) == [fact for fact in listed if fact.person == 3] != []


async def test_moments_of_twenty_years_are_never_added_up(database, company):
    days = [TUESDAY - timedelta(days=number) for number in range(7_300)]
    async with database.writing(company.id) as unit:
        await unit.put(facts, [a_fact(1, day, "day_start", to_micros(NOON)) for day in days])

    async with database.reading(company.id) as unit:
        (folded,) = await Facts(unit).folded([days[-1]], TUESDAY)

    assert (folded.value, len(folded.moments)) == (0, 7_300)


@pytest.mark.parametrize("seconds", [[], [5], [5, 8], [9, 1, 5], [7, 7, 1, 100, 3], list(range(0, 900, 7))], ids=len)
@pytest.mark.parametrize("share", [P75, Fraction(1, 2), Fraction(0), Fraction(1)], ids=str)
async def test_the_usual_cycle_is_the_quantile_of_all_wins(database, company, seconds, share):
    closed = [NOON + timedelta(seconds=spent, microseconds=spent % 3 * 400_000) for spent in seconds]
    won = [{**a_deal(status="won"), "created_at": NOON, "closed_at": at} for at in closed]
    later = {**a_deal(status="won"), "created_at": NOON, "closed_at": NOON + timedelta(days=9)}
    async with database.writing(company.id) as unit:
        await unit.put(deals, [*won, later, {**a_deal(status="open"), "created_at": NOON, "closed_at": NOON}])

    async with database.reading(company.id) as unit:
        found = await Funnels(unit).cycle(NOON + timedelta(days=1), share)

    assert found == quantile(seconds, share)
