"""A company measures something of its own: a formula over the product's KPIs, and nothing that is not one."""

import pytest

from services.domain.kpi import BY_KEY
from services.errors import Refused
from services.store.rules import OwnKpi, Rules
from services.usecases.add_kpi import AddKpi
from services.usecases.list_kpis import ListKpis
from services.usecases.reporting.asked import DIMENSIONS
from tests.corpus import TEXTS
from tests.factories import a_company
from tests.marks import on_sqlite


@pytest.fixture
def measure(database, company):
    def call(key="meet_rate", formula="meetings / calls_connected", name="Встречи", unit="rate"):
        return AddKpi(database)(company, key, formula, name, unit)

    return call


async def refused(call):
    with pytest.raises(Refused) as trouble:
        await call
    return trouble.value.phrase


async def test_a_kpi_is_added_and_changed_by_its_key(database, company, measure):
    added = await measure()
    changed = await measure(formula=" 2 * meetings ", name="Дважды", unit="COUNT")

    async with database.reading(company.id) as read:
        assert await Rules(read).own_kpis() == [OwnKpi("meet_rate", "Дважды", "2 * meetings", "count")]
    assert (added.changed, changed.changed) == (False, True)


@on_sqlite
@pytest.mark.parametrize("key", ["calls_total", "person", "person_id", "norms", "won_amount", "score", "channel"])
async def test_a_key_with_a_meaning_is_not_given_another(measure, key):
    assert await refused(measure(key=key)) == "kpi-key-taken"


@on_sqlite
@pytest.mark.parametrize("key", ["", "a", "1a", "Meet", "meet-rate", "встречи", "a" * 42, "a b", "_a", "a\n"])
async def test_a_key_is_small_latin_letters(measure, key):
    assert await refused(measure(key=f"{key}" if key != "a\n" else "a\nb")) == "kpi-key-unreadable"


@on_sqlite
@pytest.mark.parametrize(
    ("formula", "phrase"),
    [
        ("", "formula-not-arithmetic"),
        ("5", "formula-no-kpi"),
        ("sales / calls_total", "formula-unknown-kpi"),
        ("__import__('os')", "formula-unknown-kpi"),
        ("calls_total ** 99", "formula-not-arithmetic"),
        ("calls_total.real", "formula-not-arithmetic"),
        ("calls_total * 1e308", "formula-bad-number"),
        ("meet_rate / calls_total", "formula-unknown-kpi"),
        ("+".join(["calls_total"] * 90), "formula-too-long"),
        ("calls_total\x00", "formula-not-arithmetic"),
    ],
)
async def test_what_is_no_formula_is_refused_by_the_name_of_its_trouble(measure, formula, phrase):
    assert await refused(measure(formula=formula)) == phrase


@on_sqlite
async def test_a_name_and_a_unit_are_checked_too(measure):
    assert await refused(measure(name=" ")) == "name-empty"
    assert await refused(measure(unit="штуки")) == "kpi-unit-unknown"


@on_sqlite
async def test_bad_input_is_refused_everywhere(database, company, measure):
    for text in TEXTS:
        for field in ("key", "formula", "unit"):
            if field != "key" or not text.isascii() or not text.isidentifier():
                await refused(measure(**{field: text}))

    async with database.reading(company.id) as read:
        assert await Rules(read).own_kpis() == []


async def test_own_kpis_are_listed_first_and_only_in_their_company(database, company, measure):
    other = await a_company(database, "Василёк")
    await measure()

    mine = await ListKpis(database)(company)
    theirs = await ListKpis(database)(other)

    assert (mine[0].kpi.key, mine[0].formula) == ("meet_rate", "meetings / calls_connected")
    assert [line.kpi.key for line in mine[1:]] == [line.kpi.key for line in theirs] == list(BY_KEY)


def test_no_dimension_can_be_a_key():
    assert not set(DIMENSIONS) & set(BY_KEY)
