"""The form for a terminal: it fits, it is honest about what it leaves out, and nothing in it steers the terminal."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from handlers.speech import Speech, languages
from handlers.tables.as_text import as_text
from services.domain.report import Report, Value
from tests.handlers.reports import KINDS, a_report, deals, funnel, kpi, plan, roi, rub, team

RU = Speech("ru")


def lines(report: Report, width: int = 80) -> list[str]:
    return as_text(report, RU, width).replace("\u00a0", " ").split("\n")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("count", [0, 1, 3, 40])
@pytest.mark.parametrize("kind", KINDS)
def test_no_line_is_wider_than_the_terminal(kind: str, count: int, width: int, language: str):
    text = as_text(KINDS[kind](count), Speech(language), width)

    assert max(cell_len(line) for line in text.split("\n")) <= width
    assert text.endswith("\n")
    assert not any(line.endswith(" ") for line in text.split("\n"))
    assert "[" not in text


def test_numbers_stand_at_the_right_and_long_names_are_cut():
    table = lines(team(4))

    (long,) = {line for line in table if "Мария" in line and "883 000 ₽" in line}
    assert "…" in long
    ends = {line.index("₽") for line in table if "₽" in line}
    assert len(ends) == 1


def test_a_wide_table_comes_in_parts_with_the_name_in_each():
    table = lines(kpi(5))

    assert sum(line.startswith("Иван Петров") and "₽" not in line for line in table) >= 2
    assert sum("Менеджер" in line for line in table) >= 3


def test_one_row_is_turned_on_its_side():
    table = lines(kpi(1))

    assert any(re.fullmatch(r"Звонки +61", line) for line in table)
    assert "Команда: Север" in table


def test_a_few_rows_on_their_side_keep_their_totals():
    table = lines(kpi(2))

    assert any(re.fullmatch(r"Звонки +61 +60 +96", line) for line in table)


def test_what_has_no_value_is_named_instead_of_shown():
    text = "\n".join(lines(kpi(5)))

    assert "По нулям: Сообщения" in text
    assert "Нет данных: Конец дня; Презентации; Задачи сделаны" in text
    assert "Презентации  " not in text


def test_a_zero_is_worth_its_column_outside_a_kpi_sheet():
    rows: list[dict[str, Value]] = [{"channel": "A", "spend": rub(0)}, {"channel": "B", "spend": rub(0)}]

    assert any("0 ₽" in line for line in lines(a_report("roi", "channel spend:money", rows)))


def test_totals_stand_under_their_columns():
    table = lines(kpi(5))

    total = next(line for line in table if line.startswith("Итого") and "240" in line)
    heading = next(line for line in table if "Звонки" in line)
    assert total.index("240") + 3 == heading.index("Звонки") + len("Звонки")


def test_totals_without_a_column_stand_below():
    assert "Создано: 300" in lines(funnel(3))


def test_what_all_rows_share_is_said_once():
    table = lines(deals(5))

    assert "Воронка: Основная" in table
    assert sum("Основная" in line for line in table) == 1


def test_identifiers_are_not_cut():
    assert any("9000000000000000004" in line for line in lines(deals(5)))


def test_exclusions_and_definitions_of_what_is_shown_stand_below():
    text = "\n".join(lines(kpi(5)))

    assert "  12 — внутренние звонки между сотрудниками" in text
    assert "короче" not in text.split("Не вошло")[1].split("Как посчитано")[0]
    assert "  Звонки: Все внешние звонки" in text
    assert "Как посчитано" not in as_text(kpi(5), RU, definitions=False)


def test_the_view_explains_itself():
    text = "\n".join(lines(roi(2)))

    assert text.startswith("Окупаемость, по дате оплаты\n")
    assert "по дате оплаты: Деньги по дате оплаты" in text


def test_no_rows_are_said_in_words():
    assert "Нет данных за этот период." in lines(kpi(0))


def test_a_plan_without_a_person_is_the_companys():
    assert any("вся компания" in line for line in lines(plan(4)))


def test_colours_only_where_asked_for():
    assert "\x1b" not in as_text(kpi(5), RU)
    assert "\x1b[1m" in as_text(kpi(5), RU, colour=True)


@pytest.mark.parametrize("name", ["\x1b[2J\x1b]0;pwned\x07", "\x9b31m", "\u202egnp.exe", "[bold]x[/bold]", ":smile:"])
def test_names_cannot_steer_the_terminal(name: str):
    rows: list[dict[str, Value]] = [{"person": name, "stage": name, "amount": rub(1)}] * 2
    text = as_text(a_report("deals", "person stage amount:money", rows, company=name, timezone="UTC"), RU)

    assert not any((ord(sign) < 32 and sign != "\n") or 0x7F <= ord(sign) <= 0x9F for sign in text)
    assert "\u202e" not in text
    assert name in text or not name.isprintable()


@settings(max_examples=60)
@given(st.text(max_size=60), st.integers(20, 120))
def test_any_name_fits_any_width(name: str, width: int):
    rows: list[dict[str, Value]] = [{"person": name, "revenue": rub(10)}, {"person": "Б", "revenue": rub(2)}]

    text = as_text(a_report("team", "person revenue:money", rows), RU, width)

    assert max(cell_len(line) for line in text.split("\n")) <= width


def test_a_long_word_of_a_heading_does_not_push_the_numbers_away():
    rows: list[dict[str, Value]] = [{"person": "А", "own": 1, "revenue": rub(5)}] * 4
    report = a_report("kpi", "person own:count revenue:money", rows, own_words={"own": "д" * 70})

    table = lines(report)

    assert any(line.startswith("А") and "1" in line and "5 ₽" in line for line in table)


def test_without_rows_the_totals_are_still_told():
    report = a_report("funnel", "stage entered:count", [], totals={"view": "cohort", "created": 3, "won": 1})

    told = as_text(report, RU)

    assert "Создано: 3" in told
    assert RU.say("table-no-rows") not in told
