"""Texts, identifiers, flags, choices and currencies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.files.clean import plain, tidy
from services.files.fields import KINDS
from services.files.reads import Reads
from tests.files.making import values


@pytest.mark.parametrize("cell", ["1234567890123456789", "00123", "1.5", "1e5", "A-17/б", "+7 916"])
def test_an_identifier_stays_what_it_is(cell):
    assert values(Reads.IDENTIFIER, cell) == [cell]


@pytest.mark.parametrize("cell", ["1.23456789012346E+18", "1,23457E+12", "7,91612E+10"])
@pytest.mark.parametrize("reads", [Reads.IDENTIFIER, Reads.PHONE])
def test_an_identifier_that_a_spreadsheet_has_shortened_is_refused(reads, cell):
    assert values(reads, cell, "17") == ["cell-shortened", "17"]


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("Иванов\u00a0 Иван", "Иванов Иван"),
        ("a\tb\nc", "a b c"),
        ("Iv\x00an\x07", "Ivan"),
        ("a\ud800b", "a\ufffdb"),
        ("\ufeffИван", "Иван"),
        ("и\u0306", "й"),
        ("Ив\u200dан \u202eabc\u202c", "Ив\u200dан \u202eabc\u202c"),
        ("<b>=1+1</b>", "<b>=1+1</b>"),
    ],
)
def test_text_is_kept_as_far_as_it_can_be_shown(cell, kept):
    assert values(Reads.TEXT, cell) == [kept]


def test_a_text_of_ten_thousand_characters_is_the_longest():
    assert values(Reads.TEXT, "я" * 10_000, "я" * 10_001) == ["я" * 10_000, "cell-too-long"]


@given(st.text())
def test_tidy_text_is_tidy_already(text):
    once = tidy(text)

    assert tidy(once) == once
    assert "\n" not in once.encode().decode()


@pytest.mark.parametrize(
    "cell", ["yes", "1", "true", "TRUE", "да", "Да ", "Y", "+", "✓", "1.0", "ИСТИНА", "Отвечен", "ANSWERED"]
)
def test_yes_in_many_words(cell):
    assert values(Reads.FLAG, cell) == [True]


@pytest.mark.parametrize(
    "cell", ["no", "0", "false", "нет", "N", "0.0", "ЛОЖЬ", "не отвечен", "NO ANSWER", "Busy", "пропущенный"]
)
def test_no_in_many_words(cell):
    assert values(Reads.FLAG, cell) == [False]


def test_an_unknown_word_refuses_its_row_and_no_other():
    assert values(Reads.FLAG, "maybe", "да", "") == ["cell-word", True, None]


@pytest.mark.parametrize(
    ("kind", "field", "cell", "meaning"),
    [
        ("deals", "status", "Won", "won"),
        ("deals", "status", "Выиграна", "won"),
        ("deals", "status", "Closed Won", "won"),
        ("deals", "status", "closedwon", "won"),
        ("deals", "status", "Успешно реализовано", "won"),
        ("deals", "status", "Закрыто и не реализовано", "lost"),
        ("deals", "status", "Lost", "lost"),
        ("deals", "status", "В работе", "open"),
        ("deals", "status", "OPEN", "open"),
        ("calls", "direction", "Входящий", "in"),
        ("calls", "direction", "outbound", "out"),
        ("calls", "direction", "внутренний", "internal"),
        ("activities", "kind", "Письмо", "email"),
        ("activities", "kind", "КП", "proposal"),
        ("activities", "kind", "WhatsApp", "message"),
        ("costs", "category", "Реклама", "ads"),
        ("costs", "category", "ФОТ", "payroll"),
        ("payments", "kind", "Возврат", "refund"),
        ("people", "role", "РОП", "head"),
    ],
)
def test_a_choice_understands_the_words_of_its_trade(kind, field, cell, meaning):
    words = next(known.choice for known in KINDS[kind] if known.name == field)

    assert values(Reads.CHOICE, cell, words=words) == [meaning]


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_a_choice_is_written_the_way_it_is_looked_up(kind):
    words = [word for field in KINDS[kind] for word in field.choice or ()]

    assert [plain(word) for word in words] == words


@pytest.mark.parametrize(
    ("cell", "usual", "code"),
    [
        ("rub", "RUB", "RUB"),
        ("₽", "EUR", "RUB"),
        ("руб.", "BYN", "BYN"),
        ("RUR", "RUB", "RUB"),
        ("EUR", "RUB", "EUR"),
        ("$", "RUB", "USD"),
        ("$", "CAD", "CAD"),
        ("тенге", "RUB", "KZT"),
        ("золото", "RUB", "cell-currency"),
        ("R1", "RUB", "cell-currency"),
    ],
)
def test_a_currency_is_told_by_code_sign_or_name(cell, usual, code):
    assert values(Reads.CURRENCY, cell, currency=usual) == [code]
