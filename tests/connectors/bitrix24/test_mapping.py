"""Rows of Bitrix24 in our words: a table of samples, and what is counted or set aside."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.connectors.bitrix24 import mapping, touches
from services.connectors.bitrix24.books import Books, directories_of, own_fields
from services.connectors.bitrix24.connector import KINDS
from services.connectors.bitrix24.values import Tray
from services.connectors.kit.contract import Odd
from services.connectors.kit.records import Employee, Erased, Kind, SourceDeal, SourceMove, SourcePerson, SourceStage
from services.domain.deals import Status
from tests.connectors.bitrix24 import samples
from tests.connectors.bitrix24.samples import BORN, OWN, sample


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture(scope="module")
def books():
    return samples.books()


@pytest.fixture
def tray():
    return Tray()


def test_people_have_teams_by_their_paths_and_heads_are_named(tray):
    told = sample("people")

    mapping.people(told["users"], told["departments"], tray)

    assert tray.records == [
        SourcePerson("21", "Олег Савин", True, "savin@example.org", "+79990000021", "105", "Europe/Moscow", "3",
                     "Северный свет/Отдел продаж"),
        SourcePerson("17", "Ольга Зимина", True, "zimina@example.org", "+79990000017", None, None, "1",
                     "Северный свет", heads=("3",)),
        SourcePerson("30", "former@example.org", False, "former@example.org"),
        SourcePerson("31", "31", True),
    ]  # fmt: skip
    assert tray.odd == [Odd(Kind.PEOPLE, "0", "id")]


def test_departments_that_are_each_others_parents_end(tray):
    told = sample("people")

    mapping.people([{"ID": "1", "UF_DEPARTMENT": [6]}], told["departments"], tray)

    assert [one.team for one in tray.records] == ["Опт/Склад"]


def test_stages_stand_in_order_and_mean_what_semantics_say(tray, books):
    mapping.stages(sample("stages")["categories"], books, tray)

    assert tray.records == [
        SourceStage("0", "Общая", "NEW", "Новая", 1),
        SourceStage("0", "Общая", "WON", "Неотвеченные", 2, Status.WON),
        SourceStage("9", "Опт", "C9:NEW", "Заявка", 1),
        SourceStage("9", "Опт", "C9:WON", "Успех", 2, Status.WON),
        SourceStage("9", "Опт", "C9:LOSE", "Сделка провалена", 3, Status.LOST),
        SourceStage("9", "Опт", "C9:APOLOGY", "Дорого", 4, Status.LOST),
        SourceStage("leads", "Лиды", "NEW", "Не обработан", 1),
        SourceStage("leads", "Лиды", "CONVERTED", "Качественный лид", 2),
        SourceStage("leads", "Лиды", "UC_SPAM", "Спам", 3, Status.LOST),
    ]


def test_deals(tray, books):
    tray.take(Kind.DEALS, sample("deals")["deals"], lambda row, to: mapping.deal(row, to, books, BORN), "id")

    assert tray.records == [
        SourceDeal("5199", utc("2025-10-31T08:39:50"), "9", "C9:WON", Status.WON, Employee("21"),
                   utc("2025-09-30T15:50:00"), utc("2025-10-31T08:39:49"), Decimal(480000), Decimal(480000),
                   Decimal(310000), "RUB", "yandex", "CPC", None, "Стеллажи, Окна", None, "84"),
        SourceDeal("5200", utc("2025-10-02T07:12:00"), "0", "NEW", Status.OPEN, None, utc("2025-10-02T07:12:00"),
                   utc("2024-09-09T10:00:00"), currency="RUB", source="7|OPENLINE", product="Окна",
                   contact_id="CO_9"),
        SourceDeal("5201", utc("2025-10-05T07:12:00"), "9", "C9:APOLOGY", Status.LOST, Employee("17"),
                   utc("2025-10-02T07:12:00"), utc("2025-10-05T07:12:00"), Decimal("1500.5"), currency="RUB",
                   source="Сайт", lost_reason="Дорого"),
        SourceDeal("5202", utc("2025-10-05T07:12:00"), "9", "C9:LOSE", Status.LOST, Employee("17"), None,
                   utc("2025-10-05T07:11:00"), Decimal(10), currency="RUB"),
        SourceDeal("5203", utc("2025-10-05T07:12:00"), "9", "C9:X"),
    ]  # fmt: skip
    assert [(one.external_id, one.why) for one in tray.odd] == [
        ("5204", "moment"), ("5205", "amount"), ("5206", "moment"), ("", "id"),
    ]  # fmt: skip
    assert tray.unknown == {"cost.currency=USD": 1, "stageSemanticId=Q": 1, "closedate=unreadable": 1}


def test_leads_are_deals_of_their_own_pipeline_until_they_are_converted(tray, books):
    tray.take(Kind.DEALS, sample("deals")["leads"], lambda row, to: mapping.lead(row, to, books), "id")

    assert tray.records == [
        Erased(Kind.DEALS, "L_250", utc("2025-10-01T07:12:00")),
        SourceDeal("L_251", utc("2025-09-30T15:50:00"), "leads", "NEW", Status.OPEN, Employee("21"),
                   utc("2025-09-30T15:50:00"), currency="RUB", source="Сайт", contact_id="L_251"),
        SourceDeal("L_252", utc("2025-10-02T15:50:00"), "leads", "UC_SPAM", Status.LOST, Employee("17"),
                   utc("2025-09-30T15:50:00"), utc("2025-10-01T15:50:00"), currency="RUB", contact_id="84",
                   lost_reason="Спам"),
    ]  # fmt: skip


def test_moves(tray):
    told = sample("moves")

    tray.take(Kind.MOVES, told["moves"], mapping.move, "ID")
    tray.take(Kind.MOVES, told["lead_moves"], mapping.lead_move, "ID")

    assert tray.records == [
        SourceMove("5199", "9", "C9:NEW", utc("2025-10-01T07:12:00")),
        SourceMove("5199", "9", "C9:WON", utc("2025-10-31T08:39:50")),
        SourceMove("5200", "0", "EXECUTING", utc("2025-10-31T08:40:00")),
        SourceMove("L_251", "leads", "IN_PROCESS", utc("2025-10-01T07:12:00")),
    ]
    assert [(one.external_id, one.why) for one in tray.odd] == [("63", "stage"), ("64", "id")]
    assert tray.unknown == {"TYPE_ID=4": 1}


def test_an_own_field_is_named_by_its_title_or_its_code_and_an_unknown_one_is_left_out():
    fields = sample("stages")["fields"]

    found = own_fields(fields, {**OWN, "source_field": "Откуда"})

    assert {need: one.key for need, one in found.items()} == {
        "cost_field": "ufCrm_1720019876534", "paid_field": "ufCrm_1720019876535",
        "product_field": "ufCrm_1720019876536",
    }  # fmt: skip
    assert found["product_field"].choices == {"61": "Стеллажи", "62": "Окна"}


_ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.decimals(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
_NAMES = sorted({name for kind in KINDS - {Kind.STAGES} for rows in sample(kind).values()
                 for row in rows for name in row})  # fmt: skip


@given(row=st.dictionaries(st.sampled_from(_NAMES), _ANY, max_size=12), good=st.booleans())
def test_no_row_is_an_exception(row, good, books):
    if good:
        row = {"id": 1, "ID": "1", "updatedTime": "2025-10-05T10:12:00+03:00", "CALL_TYPE": "1", "status": "5",
               "CALL_START_DATE": "2025-10-05T10:12:00+03:00", **row}  # fmt: skip
    now, tray = utc("2025-11-01T09:00:00"), Tray()
    makers = (
        lambda one, to: mapping.deal(one, to, books, {}), lambda one, to: mapping.lead(one, to, books), mapping.move,
        mapping.lead_move, lambda one, to: touches.call(one, to, now, {}), touches.task,
        lambda one, to: touches.activity(one, to, {"1": ("6", None)}),
        lambda one, to: touches.quote(one, to, books, {}),
    )  # fmt: skip

    for make in makers:
        tray.take(Kind.DEALS, [row, None, 7], make, "id")
    mapping.people([row, None], [row, None], tray)
    mapping.stages([row, None], Books(directories_of([row, None, row])), tray)
