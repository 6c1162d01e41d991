"""A company is added once, its settings change by key, and what was counted by the old value is counted again."""

from datetime import date
from decimal import Decimal

import pytest

from services.domain.ids import NOBODY
from services.domain.period import Period
from services.errors import Refused
from services.store.facts import Facts
from services.store.pending import Kind, Mark, Pending
from services.store.tables import calls, deals
from services.usecases.add_company import AddCompany, Founding
from services.usecases.change_company import ChangeCompany
from services.usecases.find_company import FindCompany
from services.usecases.list_companies import ListCompanies
from services.usecases.settle import Settle
from tests.factories import TUESDAY, a_call, a_company, a_deal
from tests.marks import on_sqlite

LANGUAGES = ("ru", "en")


def founding(name="Ромашка", timezone="Europe/Moscow", currency="RUB", **more):
    return Founding(name, timezone, currency, **more)


async def refused(call):
    with pytest.raises(Refused) as trouble:
        await call
    return trouble.value


async def fact(database, company, key, person=NOBODY, day=TUESDAY):
    async with database.reading(company.id) as read:
        found = await Facts(read).days(Period(day, day))
    return sum(one.value for one in found if (one.person, one.key) == (person, key))


async def put(database, company, table, *rows):
    async with database.writing(company.id) as unit:
        await unit.put(table, rows)
        await Pending(unit).add([Mark(Kind.CUT, "calls")])
        await Pending(unit).add(Mark(Kind.DEAL, str(row["id"])) for row in rows if table is deals)
    await Settle(database)(company)


async def test_a_company_is_added_with_what_is_told_of_it(database):
    made = await AddCompany(database, LANGUAGES)(
        founding(" Ромашка\t", language="EN", country="kz", currency="kzt", vat="12,5%")
    )

    assert (made.name, made.zone.key, made.currency) == ("Ромашка", "Europe/Moscow", "KZT")
    assert (made.language, made.country, made.vat) == ("en", "KZ", Decimal("12.5"))
    assert await ListCompanies(database)() == [made]
    assert await FindCompany(database)("РОМАШКА") == made


async def test_the_same_name_is_one_company_whatever_its_case(database):
    await AddCompany(database, LANGUAGES)(founding("ООО Ёлка"))

    assert (await refused(AddCompany(database, LANGUAGES)(founding("елка ооо")))).phrase == "company-already"


@on_sqlite
@pytest.mark.parametrize(
    ("told", "phrase"),
    [
        ({"name": " "}, "name-empty"),
        ({"name": "я" * 201}, "name-long"),
        ({"timezone": "Mars/Base"}, "company-value-unknown"),
        ({"timezone": "../../etc/passwd"}, "company-value-unknown"),
        ({"currency": "XXX"}, "company-value-unknown"),
        ({"currency": "рубли"}, "company-value-unknown"),
        ({"language": "fr"}, "company-value-unknown"),
        ({"country": "ZZ"}, "company-value-unknown"),
        ({"country": "RUS"}, "company-value-unknown"),
        ({"vat": "101"}, "company-value-unknown"),
        ({"vat": "-1"}, "company-value-unknown"),
    ],
)
async def test_what_makes_no_company_is_refused_and_nothing_is_stored(database, told, phrase):
    assert (await refused(AddCompany(database, LANGUAGES)(founding(**told)))).phrase == phrase
    assert await ListCompanies(database)() == []


@on_sqlite
@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("quality_talk_seconds", "90", 90),
        ("quality-talk-seconds", "0:02:00", 120),
        ("connected_min_talk_seconds", "10", 10),
        ("credit", "LAST", "last"),
        ("default_margin", "12,5", Decimal("12.5")),
        ("vat", "20 %", Decimal(20)),
        ("revenue", "paid", "paid"),
        ("language", "en", "en"),
        ("country", "kz", "KZ"),
        ("stale_after_hours", "48", 48),
        ("no_activity_days", "7", 7),
        ("lead_window_days", "60", 60),
        ("currency", "eur", "EUR"),
        ("name", "Василёк", "Василёк"),
    ],
)
async def test_a_setting_changes_by_its_key(database, company, key, typed, value):
    changed = await ChangeCompany(database, LANGUAGES)(company, key, typed)

    [stored] = await ListCompanies(database)()
    assert getattr(stored, key.replace("-", "_")) == value
    assert changed.company == stored
    assert changed.value == str(value)


@on_sqlite
async def test_the_zone_changes_while_nothing_stands_on_it(database, company):
    changed = await ChangeCompany(database, LANGUAGES)(company, "timezone", "Asia/Omsk")

    assert changed.company.zone.key == "Asia/Omsk"


@on_sqlite
@pytest.mark.parametrize("word", ["none", "нет", "NONE"])
@pytest.mark.parametrize("key", ["vat", "default_margin"])
async def test_what_may_be_empty_can_be_cleared(database, company, key, word):
    await ChangeCompany(database, LANGUAGES)(company, key, "20")

    changed = await ChangeCompany(database, LANGUAGES)(company, key, word)

    assert getattr(changed.company, key) is None
    assert changed.value is None


@on_sqlite
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("quality_talk_seconds", "-1"),
        ("quality_talk_seconds", "86401"),
        ("credit", "middle"),
        ("revenue", "none"),
        ("stale_after_hours", "0"),
        ("no_activity_days", "1.5"),
        ("lead_window_days", "366"),
        ("vat", "NaN"),
        ("timezone", "localtime"),
        ("language", ""),
    ],
)
async def test_a_value_that_does_not_fit_is_answered_with_what_does(database, company, key, value):
    trouble = await refused(ChangeCompany(database, LANGUAGES)(company, key, value))

    assert (trouble.phrase, trouble.values["key"]) == ("company-value-unknown", key)
    assert trouble.values["possible"]
    assert await ListCompanies(database)() == [company]


@on_sqlite
async def test_an_unknown_key_is_answered_with_the_keys_there_are(database, company):
    trouble = await refused(ChangeCompany(database, LANGUAGES)(company, "company_id", "5"))

    assert trouble.phrase == "company-key-unknown"
    assert {"name", "vat", "revenue", "timezone"} <= set(trouble.values["known"].split(", "))


async def test_a_name_that_another_company_has_is_refused(database, company):
    await a_company(database, "Василёк")

    assert (await refused(ChangeCompany(database, LANGUAGES)(company, "name", "василек"))).phrase == "company-already"
    assert (await ChangeCompany(database, LANGUAGES)(company, "name", "РОМАШКА")).company.name == "РОМАШКА"


async def test_a_new_threshold_counts_every_call_again(database, company):
    await put(database, company, calls, a_call(talk="70s"), a_call("2025-02-03 10:00", talk="70s"))
    assert await fact(database, company, "quality_talks") == 1

    await ChangeCompany(database, LANGUAGES)(company, "quality_talk_seconds", "90")
    await ChangeCompany(database, LANGUAGES)(company, "connected_min_talk_seconds", "80")

    for day in (TUESDAY, date(2025, 2, 3)):
        assert await fact(database, company, "quality_talks", day=day) == 0
        assert await fact(database, company, "calls_connected", day=day) == 0
        assert await fact(database, company, "calls_total", day=day) == 1


async def test_a_new_revenue_rule_vat_or_margin_counts_every_deal_again(database, company):
    await put(database, company, deals, a_deal(status="won", closed="12:00", amount=1_200, paid=60_000))
    change = ChangeCompany(database, LANGUAGES)

    seen = []
    for key, value in (
        ("revenue", "won"),
        ("vat", "20"),
        ("default_margin", "40"),
        ("revenue", "paid"),
        ("vat", "none"),
    ):
        after = (await change(company, key, value)).company
        seen.append([await fact(database, after, key) for key in ("revenue", "margin")])

    assert seen == [[120_000, 0], [100_000, 0], [100_000, 40_000], [50_000, 20_000], [60_000, 24_000]]


async def test_a_wider_lead_window_judges_every_contact_again(database, company):
    early, late = a_deal("2026-10-01 10:00", contact_id="C"), a_deal(contact_id="C")
    await put(database, company, deals, early, late)
    assert await fact(database, company, "leads_new") == 1

    await ChangeCompany(database, LANGUAGES)(company, "lead_window_days", "90")

    assert await fact(database, company, "leads_new") == 0


async def test_another_country_has_other_holidays(database, company):
    missed = a_call("2026-12-16 12:00", talk="0s", direction="in", wait_s=20)
    await put(database, company, calls, missed)
    assert await fact(database, company, "calls_missed", day=date(2026, 12, 16)) == 1

    await ChangeCompany(database, LANGUAGES)(company, "country", "KZ")

    assert await fact(database, company, "calls_missed", day=date(2026, 12, 16)) == 0
    assert await fact(database, company, "after_hours_missed", day=date(2026, 12, 16)) == 1


@on_sqlite
@pytest.mark.parametrize(("table", "row"), [(calls, a_call()), (deals, a_deal())])
async def test_the_zone_that_cut_stored_days_stays(database, company, table, row):
    await put(database, company, table, row)

    trouble = await refused(ChangeCompany(database, LANGUAGES)(company, "timezone", "Asia/Omsk"))

    assert trouble.phrase == "company-zone-fixed"
    assert await ListCompanies(database)() == [company]


@on_sqlite
async def test_the_currency_of_stored_sums_stays(database, company):
    await put(database, company, deals, a_deal(amount=5))

    trouble = await refused(ChangeCompany(database, LANGUAGES)(company, "currency", "EUR"))

    assert trouble.phrase == "company-currency-fixed"


async def test_settings_of_one_company_never_reach_another(database, company):
    other = await a_company(database, "Василёк")
    for each in (company, other):
        await put(database, each, calls, a_call(talk="70s"))

    await ChangeCompany(database, LANGUAGES)(company, "quality_talk_seconds", "90")

    assert await fact(database, company, "quality_talks") == 0
    assert await fact(database, other, "quality_talks") == 1
    assert (await FindCompany(database)("Василёк")) == other
