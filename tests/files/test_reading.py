"""Tables become records: needed fields, refused rows, totals, doubled headings, currencies, guesses thought over."""

from decimal import Decimal

import pytest

from tests.files.making import records, refusal_of

DEALS = """ID;Ответственный;Статус;Сумма;Дата создания
00123;Иван Петров;Выиграна;3 500,00;23.11.2026
1234567890123456789;Анна;В работе;1 200,50;24.11.2026 10:15
"""


def test_records_are_typed_columns_with_their_lines():
    found = records("deals", DEALS)

    assert found.columns["external_id"] == ["00123", "1234567890123456789"]
    assert found.columns["status"] == ["won", "open"]
    assert found.columns["amount"] == [Decimal("3500.00"), Decimal("1200.50")]
    assert [str(at) for at in found.columns["created_at"]] == ["2026-11-22 21:00:00+00:00", "2026-11-24 07:15:00+00:00"]
    assert (list(found.lines), found.refused, found.skipped) == ([2, 3], (), 0)


def test_only_fields_of_the_file_are_there_and_unused_headings_are_named():
    found = records("deals", "id,Комментарий,,amount\nA,x,y,\n")

    assert found.columns == {"external_id": ["A"], "amount": [None]}
    assert found.headings_unused == ("Комментарий",)


def test_one_bad_row_never_stops_the_file():
    found = records("deals", DEALS + "3;Анна;Странно;5;23.11.2026\n4;Анна;Won;#REF!;31.02.2026\n5;Анна\n;Анна;Won;1;\n")

    assert found.columns["external_id"] == ["00123", "1234567890123456789"]
    assert [(refusal.line, refusal.phrase) for refusal in found.refused] == [
        (4, "cell-word"),
        (5, "cell-date"),
        (6, "row-too-few"),
        (7, "cell-needed"),
    ]


def test_an_unknown_status_is_refused_with_the_way_out():
    [refusal] = records("deals", "id,status\nA,Weird\n").refused

    assert refusal.phrase == "cell-word"
    assert refusal.values == {"column": "status", "cell": "Weird", "field": "status", "words": "lost, open, won"}


@pytest.mark.parametrize("cell", ["", "-", "null"])
def test_an_empty_cell_of_a_needed_field_refuses_its_row(cell):
    found = records("payments", f"deal_id,paid_at,amount\nA,{cell},5\nB,2026-11-23,6\n")

    assert found.columns["deal_id"] == ["B"]
    assert [(refusal.line, refusal.phrase) for refusal in found.refused] == [(2, "cell-needed")]


def test_a_needed_field_that_is_not_found_is_named_with_the_headings():
    refused = refusal_of(records, "payments", "a,b\n1,2\n")

    assert refused.phrase == "field-missing"
    assert refused.values == {"fields": "deal_id, paid_at, amount", "headings": "«a», «b»"}


def test_an_unknown_kind_is_named_with_those_there_are():
    assert refusal_of(records, "dreams", "a\n").values["kind"] == "dreams"


@pytest.mark.parametrize("total", ["Итого", "ИТОГО:", "Всего", "Total", "Итого за ноябрь"])
def test_totals_are_skipped_and_counted(total):
    found = records("costs", f"Канал,Дата,Расход\nvk,2026-11-23,5\n{total},,5\n")

    assert (found.columns["amount"], found.skipped, found.refused) == ([5], 1, ())


def test_a_total_in_the_column_of_days_is_skipped_too():
    found = records("costs", "Дата,Канал,Расход\n2026-11-23,vk,5\nИтого:,,5\n")

    assert (len(found.lines), found.skipped, found.refused) == (1, 1, ())


def test_a_channel_called_total_is_a_channel():
    found = records("costs", "Канал,Дата,Расход\nTotal,2026-11-23,5\n")

    assert found.columns["channel"] == ["Total"]


def test_headings_that_stand_twice_are_refused_only_where_they_matter():
    assert refusal_of(records, "deals", "id,amount,amount\nA,5,6\n").phrase == "heading-doubled"
    assert records("deals", "id,amount,amount\nA,5,5\n").columns["amount"] == [5]
    assert records("deals", "id,x,x\nA,5,6\n").columns == {"external_id": ["A"]}


def test_a_sign_beside_an_amount_counts_where_the_column_of_currencies_is_empty():
    found = records("deals", "id,amount,currency\nA,5 $,\nB,6,EUR\nC,7,\nD,8 $,EUR\n")

    assert found.columns["currency"] == ["USD", "EUR", "RUB", "EUR"]


def test_a_foreign_sign_beside_an_amount_is_its_currency():
    found = records("deals", "id,amount\nA,€ 5\nB,6\nC,7 ₽\n")

    assert found.columns["currency"] == ["EUR", "RUB", "RUB"]


def test_the_usual_sign_adds_nothing():
    assert "currency" not in records("deals", "id,amount\nA,5 ₽\nB,6\n").columns
    assert "currency" not in records("deals", "id,amount\nA,€ 5\n", '[defaults]\ncurrency = "EUR"\n').columns


def test_a_column_of_currencies_says_it_better():
    assert records("deals", "id,amount,currency\nA,€ 5,USD\n").columns["currency"] == ["USD"]


def test_a_guessed_status_full_of_unknown_words_is_a_stage():
    found = records("deals", "ID,Статус\n1,Бриф\n2,Смета\n3,Договор\n4,В работе\n")

    assert found.columns["stage"] == ["Бриф", "Смета", "Договор", "В работе"]
    assert "status" not in found.columns


def test_a_guessed_answer_full_of_unknown_words_is_left_alone():
    found = records("calls", "started_at,Status\n2026-11-23,Held\n2026-11-24,Moved\n2026-11-25,Lead\n")

    assert "answered" not in found.columns
    assert found.headings_unused == ("Status",)
    assert len(found.lines) == 3


def test_a_mapped_status_is_taken_at_its_word():
    found = records("deals", "ID,Статус\n1,Бриф\n2,Смета\n3,Договор\n", '[columns]\nstatus = "Статус"\n')

    assert [refusal.phrase for refusal in found.refused] == ["cell-word"] * 3


def test_a_long_text_refuses_its_row_only_where_it_is_kept():
    assert len(records("deals", f"id,Комментарий\nA,{'x' * 20_000}\n").lines) == 1
    assert records("deals", f"id,client\nA,{'x' * 20_000}\n").refused[0].phrase == "cell-too-long"


def test_headings_alone_are_no_records():
    found = records("deals", "id,amount,created_at,status\n")

    assert (found.columns["amount"], list(found.keys), found.refused) == ([], [], ())


def test_a_cost_over_a_span_is_shared_out_to_the_last_kopeck():
    found = records("costs", "Date,UTMSource,Expenses,Clicks\n2026-11-01/2026-11-03,vk,100.00,10\n2026-11-05,vk,-7,\n")

    assert [str(day) for day in found.columns["date"]] == ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-05"]
    assert found.columns["amount"] == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33"), Decimal(-7)]
    assert found.columns["clicks"] == [4, 3, 3, None]
    assert list(found.lines) == [2, 2, 2, 3]
    assert len(set(found.keys)) == 4


@pytest.mark.parametrize(
    ("amount", "currency", "shares"),
    [
        ("100", "JPY", ["34", "33", "33"]),
        ("0.01", "RUB", ["0.01", "0", "0"]),
        ("-1", "RUB", ["-0.34", "-0.33", "-0.33"]),
        ("0.001", "RUB", ["0.001", "0", "0"]),
        ("1", "KWD", ["0.334", "0.333", "0.333"]),
    ],
)
def test_the_smallest_unit_is_that_of_the_currency(amount, currency, shares):
    found = records("costs", f"date,amount\n2026-11-01/2026-11-03,{amount}\n", currency=currency)

    assert found.columns["amount"] == [Decimal(share) for share in shares]
    assert sum(found.columns["amount"]) == Decimal(amount)
