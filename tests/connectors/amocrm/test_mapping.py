"""Rows of the account become people, stages, deals and moves."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.connectors import amocrm
from services.connectors.amocrm import mapping, touches
from services.connectors.amocrm.sheet import Sheet
from services.connectors.amocrm.wishes import Wishes
from services.connectors.kit.contract import Odd
from services.connectors.kit.records import (
    Employee,
    Erased,
    Kind,
    SourceDeal,
    SourceMove,
    SourcePerson,
    SourceStage,
)
from services.domain.deals import Status
from services.errors import Refused
from tests.connectors.amocrm.samples import mapped

HOME = Path(amocrm.__file__).parent
ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=True)
    | st.text(max_size=8)
    | st.sampled_from(["142", 1761900000, "NaN", "1e9", -1, 0, "call_in", "lead_status_changed", "lead"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "lead_status", "pipeline_id", "note", "value", "values", "field_id", "link", "entity", "type"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def at(seconds):
    return datetime.fromtimestamp(seconds, UTC)


def sample(kind):
    return json.loads((HOME / "samples" / f"{kind}.json").read_text(encoding="utf-8"), parse_float=Decimal)


def lead(**more):
    plain = {"id": 5, "updated_at": 1761900000, "created_at": 1759300000, "status_id": 7, "pipeline_id": 3}
    return plain | more


def deal_of(row, currency="RUB", **wishes):
    sheet = Sheet()
    sheet.add(Kind.DEALS, [row], lambda one: mapping.deal(one, Wishes.of(wishes), currency, sheet))
    return sheet


def field(number, *values, code=None):
    return {"field_id": number, "field_code": code, "values": [{"value": value} for value in values]}


def test_people_come_with_their_teams_and_whether_they_still_work():
    assert mapped(Kind.PEOPLE, sample("people")).records == (
        SourcePerson("8800101", "Олег Савин", email="user8800101@example.org", team_id="0", team="Отдел продаж"),
        SourcePerson(
            "8800201",
            "Ольга Зимина",
            email="user8800201@example.org",
            phone="+74950001122",
            team_id="501234",
            team="Опт",
        ),
        SourcePerson(
            "8800202", "Марк Фадеев", active=False, email="user8800202@example.org", team_id="501234", team="Опт"
        ),
    )


def test_stages_stand_in_their_order_and_two_numbers_mean_won_and_lost_in_every_pipeline():
    found = mapped(Kind.STAGES, sample("stages")).records

    assert [(one.pipeline_id, one.stage_id, one.position, one.meaning) for one in found] == [
        ("3177727", "32392156", 1, Status.OPEN),
        ("3177727", "32392159", 2, Status.OPEN),
        ("3177727", "32392165", 3, Status.OPEN),
        ("3177727", "142", 4, Status.WON),
        ("3177727", "143", 5, Status.LOST),
        ("3177900", "32392301", 1, Status.OPEN),
        ("3177900", "142", 2, Status.WON),
        ("3177900", "143", 3, Status.LOST),
    ]
    assert found[0] == SourceStage("3177727", "Продажи", "32392156", "Неразобранное", 1)
    assert (found[6].stage, found[6].archived, found[3].archived) == ("Отгружено", True, False)


def test_a_deal_comes_with_all_that_the_admin_named():
    won, *_rest = mapped(Kind.DEALS, sample("deals")).records

    assert won == SourceDeal(
        "25399013",
        at(1761900000),
        pipeline_id="3177727",
        stage_id="142",
        status=Status.WON,
        owner=Employee("8800201"),
        created_at=at(1759300000),
        closed_at=at(1761899990),
        amount=Decimal("480000.5"),
        paid=Decimal("240000.50"),
        cost=Decimal(310000),
        currency="RUB",
        source="yandex",
        medium="cpc",
        campaign="весна",
        product="Стеллажи, Монтаж",
        contact_id="17611273",
    )


def test_deals_that_are_lost_open_or_gone():
    _won, dear, silent, opened, gone = mapped(Kind.DEALS, sample("deals")).records

    assert (dear.status, dear.lost_reason, dear.contact_id) == (Status.LOST, "Дорого", "17611280")
    assert (silent.lost_reason, silent.amount, silent.source) == ("Перестал отвечать", 0, "Форма на сайте")
    assert (opened.status, opened.closed_at, opened.owner, opened.amount) == (Status.OPEN, None, None, None)
    assert gone == Erased(Kind.DEALS, "25399017", at(1761900100))


@pytest.mark.parametrize(
    ("row", "name", "value"),
    [
        ({"price": 15}, "amount", Decimal(15)),
        ({"price": 15, "price_with_minor_units": Decimal("15.75")}, "amount", Decimal("15.75")),
        ({"price": None}, "amount", None),
        ({"custom_fields_values": None}, "cost", None),
        ({"custom_fields_values": []}, "cost", None),
        ({"custom_fields_values": [field(1, "1 250,40")]}, "cost", Decimal("1250.40")),
        ({"custom_fields_values": [field(1, "")]}, "cost", None),
        ({"custom_fields_values": [field(1)]}, "cost", None),
        ({"custom_fields_values": [field(2, "Окна")]}, "product", "Окна"),
        ({"custom_fields_values": [field(3, "Совет"), field(9, "vk", code="UTM_SOURCE")]}, "source", "Совет"),
        ({"custom_fields_values": [field(9, "vk", code="UTM_SOURCE")]}, "source", "vk"),
        ({"custom_fields_values": [field(9, " ", code="UTM_SOURCE")]}, "source", None),
        ({"_embedded": []}, "contact_id", None),
        ({"_embedded": {"contacts": [{"id": 8}, {"id": 9}]}}, "contact_id", "8"),
        ({"status_id": 142, "closed_at": None}, "closed_at", None),
        ({"status_id": 142, "loss_reason_id": 4, "_embedded": {"loss_reason": [{"name": "x"}]}}, "lost_reason", None),
    ],
)
def test_what_a_deal_says_is_read_in_every_shape(row, name, value):
    (made,) = deal_of(lead(**row), cost_field="1", product_field="2", source_field="3").records

    assert getattr(made, name) == value


@pytest.mark.parametrize(
    ("row", "unknown"),
    [
        (lead(custom_fields_values=[field(1, "дорого")]), {"field_1=no-amount": 1}),
        (lead(custom_fields_values=[field(1, "NaN")]), {"field_1=no-amount": 1}),
        (lead(custom_fields_values=[field(1, True)]), {"field_1=no-amount": 1}),
        (lead(status_id=143, loss_reason_id=77), {"loss_reason_id=77": 1}),
        (lead(status_id=143, loss_reason_id=0), {}),
    ],
)
def test_what_there_is_no_word_for_is_counted_and_the_deal_stays(row, unknown):
    sheet = deal_of(row, cost_field="1")

    assert len(sheet.records) == 1
    assert sheet.page({}).unknown == unknown


@pytest.mark.parametrize(
    ("row", "odd"),
    [
        ({"id": None}, ("", "id")),
        ({"id": "x" * 90}, ("x" * 64, "id")),
        ({"updated_at": "вчера"}, ("5", "updated_at")),
        ({"updated_at": 1761900000000}, ("5", "updated_at")),
        ({"updated_at": True}, ("5", "updated_at")),
        ({"created_at": None}, ("5", "created_at")),
        ({"status_id": 0}, ("5", "status_id")),
        ({"pipeline_id": []}, ("5", "pipeline_id")),
        ({"price": "много"}, ("5", "amount")),
        ({"price": "1e300"}, ("5", "amount")),
        ({"price": {}}, ("5", "amount")),
        ({"price": Decimal("Infinity")}, ("5", "amount")),
        ({"status_id": 142, "closed_at": -4}, ("5", "closed_at")),
    ],
)
def test_a_deal_that_makes_no_sense_is_set_aside_with_the_reason(row, odd):
    sheet = deal_of(lead(**row))

    assert (sheet.records, sheet.odd) == ([], [Odd(Kind.DEALS, *odd)])


def test_moves_have_their_author_and_robots_have_none():
    page = mapped(Kind.MOVES, sample("moves"))

    assert page.records == (
        SourceMove("25399013", "3177727", "142", at(1761899990), Employee("8800201")),
        SourceMove("25399013", "3177727", "32392165", at(1760000000)),
        Erased(Kind.DEALS, "25399017", at(1761900100)),
    )


def test_a_merge_names_leads_and_says_nothing_of_contacts():
    leads, contacts = (row for row in sample("moves")["events"]["_embedded"]["events"] if "merged" in row["type"])

    assert mapping.merged(leads) == {"25399013", "25399018"}
    assert mapping.merged(contacts) == set()


@pytest.mark.parametrize("after", [None, [], [{}], [{"lead_status": []}], [{"lead_status": {"id": 5}}], "x"])
def test_a_move_without_its_stage_is_set_aside(after):
    sheet = Sheet()
    row = {"id": "01", "type": "lead_status_changed", "entity_id": 5, "created_at": 1761899990, "value_after": after}
    sheet.add(Kind.MOVES, [row], mapping.move)

    assert sheet.records == []
    assert [one.external_id for one in sheet.odd] == ["01"]


@pytest.mark.parametrize(
    ("given", "column"),
    [
        ({"cost_field": "себестоимость"}, "cost_field"),
        ({"cost_field": "1, 2"}, "cost_field"),
        ({"proposal_stage": "3177727:кп"}, "proposal_stage"),
        ({"meeting_task": "2 x"}, "meeting_task"),
        ({"paid_field": "-5"}, "paid_field"),
    ],
)
def test_a_wish_that_is_no_number_is_refused_by_name(given, column):
    with pytest.raises(Refused) as caught:
        Wishes.of(given)

    assert caught.value.values["column"] == column


def test_wishes_may_name_several_stages_and_types():
    wishes = Wishes.of({"proposal_stage": "3:5, 9", "meeting_task": "11;12", "proposal_task": "13", "url": "x"})

    assert [wishes.is_proposal(*one) for one in (("3", "5"), ("4", "5"), ("4", "9"), ("3", "7"))] == [
        *(True, False, True, False)
    ]
    assert [wishes.task_kind(one) for one in ("2", "11", "12", "13", "14")] == [
        *("meeting", "meeting", "meeting", "proposal", None)
    ]


@given(st.lists(ODD, max_size=4))
def test_whatever_comes_is_a_record_or_set_aside(rows):
    sheet, wishes, beside = Sheet(), Wishes.of({"cost_field": "1", "proposal_stage": "5"}), touches.Beside()
    spoilt = [row for row in rows if not isinstance(row, dict)]
    for row in rows:
        if isinstance(row, dict):
            spoilt += [lead(**row), lead(custom_fields_values=row, _embedded=row, closed_at=row.get("id")), row]
            spoilt += [{"type": one, "created_at": 1, "value_after": row, **row} for one in touches.ACTIVITIES]
            spoilt.append({"id": 1, "note_type": "call_in", "created_at": 1, "params": row} | row)

    sheet.add(Kind.PEOPLE, spoilt, mapping.person)
    sheet.add(Kind.STAGES, spoilt, lambda row: mapping.stages(row, sheet))
    sheet.add(Kind.DEALS, spoilt, lambda row: mapping.deal(row, wishes, None, sheet))
    sheet.add(Kind.MOVES, spoilt, mapping.move)
    sheet.add(Kind.MOVES, spoilt, mapping.deleted)
    assert all(one.isdecimal() for row in spoilt if isinstance(row, dict) for one in mapping.merged(row))
    sheet.add(Kind.CALLS, spoilt, lambda row: touches.call(row, "contacts", beside, sheet))
    sheet.add(Kind.ACTIVITIES, spoilt, lambda row: touches.mail(row, "leads"))
    sheet.add(Kind.ACTIVITIES, spoilt, lambda row: touches.activity(row, wishes, beside, sheet))

    page = sheet.page({})
    assert len(page.records) + len(page.odd) >= len([row for row in rows if not isinstance(row, dict)])
