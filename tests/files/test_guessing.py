"""What a file is and which column is which, told by headings."""

import pytest

from services.files.fields import KINDS
from services.files.guessing import candidates, guess_columns, heading_key


def the_kind(headings):
    """The likeliest kind, where all that it needs is there."""
    best = candidates(headings)[0]
    return best.kind if best.complete else None


FILES = {
    "deals of a sales data set": (
        "deals",
        "opportunity_id sales_agent product account deal_stage engage_date close_date close_value",
        "external_id manager product client stage created_at closed_at amount",
    ),
    "deals of HubSpot": (
        "deals",
        "Record ID|Deal Stage|Deal owner|Amount|Create Date|Close Date|Pipeline|Closed Lost Reason",
        "external_id stage manager amount created_at closed_at pipeline lost_reason",
    ),
    "deals of Pipedrive": (
        "deals",
        "Deal - ID|Deal - Owner|Deal - Stage|Deal - Status|Deal - Value|Deal - Currency|Deal - Deal created",
        "external_id manager stage status amount currency created_at",
    ),
    "deals of amoCRM": (
        "deals",
        "ID|Компания|Основной контакт|Ответственный|Этап сделки|Воронка|Бюджет, ₽|Дата создания сделки|Дата закрытия",
        "external_id client contact_id manager stage pipeline amount created_at closed_at",
    ),
    "calls of a call centre": (
        "calls",
        "Call Id|Agent|Date+Time|Answered (Y/N)|Speed of answer in seconds|AvgTalkDuration",
        "external_id manager started_at answered wait_seconds talk_seconds",
    ),
    "calls of the canonical record": (
        "calls",
        "call_id started_at direction client_phone manager answered talk_s wait_s recording",
        "external_id started_at direction phone manager answered talk_seconds wait_seconds recording",
    ),
    "calls in Russian": (
        "calls",
        "Дата+Время|Менеджер|Направление|Телефон|Длительность, сек|Запись разговора",
        "started_at manager direction phone talk_seconds recording",
    ),
    "costs of Metrica": (
        "costs",
        "Date UTMSource UTMMedium UTMCampaign Currency Clicks Expenses",
        "date channel medium campaign currency clicks amount",
    ),
    "costs in Russian": (
        "costs",
        "Дата Источник Канал Кампания Расход Валюта Показы Клики",
        "date channel medium campaign amount currency impressions clicks",
    ),
    "costs by channel": ("costs", "Дата|Канал|Сумма, ₽", "date channel amount"),
    "people": (
        "people",
        "ФИО|Должность|Отдел|Руководитель|E-mail|Телефон|Внутренний номер|Дата приёма",
        "name role team head email phone extension hired_at",
    ),
    "people of a sales data set": ("people", "sales_agent manager regional_office", "name head team"),
    "people by two names": ("people", "Фамилия+Имя|Роль", "name role"),
    "stages": ("stages", "ID сделки|Этап|Дата входа|Воронка|Кем", "deal_id stage entered_at pipeline by"),
    "activities": ("activities", "Дата|Тип|Менеджер|Сделка", "at kind manager deal_id"),
    "plans": ("plans", "Период|Показатель|План|Менеджер|Отдел", "period kpi target person team"),
    "rates": ("rates", "Дата Валюта Курс", "date currency rate"),
    "payments": ("payments", "ID сделки|Дата оплаты|Сумма|НДС|Валюта|Тип", "deal_id paid_at amount vat currency kind"),
}


def split(text):
    """Headings apart by `|`, or by spaces where there is no such mark."""
    return text.split("|") if "|" in text else text.split()


@pytest.mark.parametrize("name", FILES)
def test_the_headings_of_common_exports_are_recognised(name):
    kind, headings, fields = FILES[name]
    expected = {
        field: tuple(heading.split("+")) for field, heading in zip(fields.split(), split(headings), strict=True)
    }
    written = [part for heading in split(headings) for part in heading.split("+")]

    assert the_kind(written) == kind
    assert guess_columns(kind, written) == expected


def test_a_deal_id_names_the_deal_in_a_file_of_deals():
    columns = guess_columns("deals", ["Deal ID", "Deal Name", "Deal Stage", "Amount"])

    assert columns["external_id"] == ("Deal ID",)
    assert the_kind(["deal_id", "stage", "entered_at"]) == "stages"


def test_a_needed_field_chooses_its_heading_first():
    assert guess_columns("people", ["Менеджер", "Отдел"]) == {"name": ("Менеджер",), "team": ("Отдел",)}
    assert guess_columns("people", ["manager"]) == {"name": ("manager",)}
    assert guess_columns("payments", ["Сделка", "Дата", "Оплачено", "Сумма"])["amount"] == ("Сумма",)


@pytest.mark.parametrize("kind", KINDS)
def test_the_names_of_the_contract_are_recognised(kind):
    names = [field.name for field in KINDS[kind]]

    assert the_kind(names) == kind
    assert guess_columns(kind, names) == {name: (name,) for name in names}


@pytest.mark.parametrize("kind", KINDS)
def test_every_known_heading_is_written_the_way_it_is_looked_up(kind):
    for field in KINDS[kind]:
        for heading in field.headings:
            assert " + ".join(map(heading_key, heading.split(" + "))) == heading


def test_one_heading_is_written_in_many_ways():
    keys = {
        heading_key(text)
        for text in ("UTMSource", "utm_source", "UTM Source", "utm-source ", "Utm source:", "«UTM source»")
    }

    assert keys == {"utm source"}


def test_units_and_asides_do_not_hide_a_heading():
    keys = {
        heading_key(text) for text in ("Сумма", "Сумма, ₽", "Сумма (руб.)", "СУММА, руб.", "сумма [RUB]", "Сумма ₽")
    }

    assert keys == {"сумма"}


@pytest.mark.parametrize("headings", [[], ["a", "b"], ["", ""], ["Комментарий"], ["x" * 100_000, "(" * 100_000]])
def test_what_is_no_table_of_ours_is_no_kind(headings):
    assert the_kind(headings) is None
