"""Files become tables: encodings, separators, quotes, blank and damaged rows."""

import gzip

import pytest

from services.errors import Refused
from tests.files.making import as_csv, as_xlsx, refusal_of, table

ROWS = [["Имя", "Роль"], ["Иван Петров", "менеджер"], ["Анна, Щукина; №5", "руководитель"]]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"]


def body(found):
    """The rows of a table below its heading."""
    return [list(row) for row in zip(*found.columns, strict=True)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("packed", [False, True], ids=["bare", "gz"])
def test_a_table_is_the_same_in_every_encoding_and_with_every_separator(separator, encoding, packed):
    content = as_csv(ROWS, separator, encoding)

    found = table(gzip.compress(content) if packed else content)

    assert found.headings == ("Имя", "Роль")
    assert body(found) == ROWS[1:]
    assert found.lines == [2, 3]


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866", "mac_cyrillic"])
def test_other_russian_code_pages_are_told_apart(encoding):
    rows = [["Имя", "Роль"], ["Иван Петров", "менеджер"], ["Анна Щукина", "руководитель отдела"]]

    assert body(table(as_csv(rows, ";", encoding))) == rows[1:]


def test_a_few_broken_bytes_do_not_spoil_a_file():
    found = table(("name\n" + "Иван\n" * 20).encode() + b"\xd0\n")

    assert found.columns[0][0] == "Иван"
    assert found.columns[0][-1] == "\ufffd"


def test_halves_of_an_emoji_are_joined_and_a_lone_half_is_marked():
    found = table(b"name,role\n\xed\xa0\xbd\xed\xb8\x80,a\n\xed\xa0\x80,b\n")

    assert found.columns[0] == ["😀", "\ufffd"]


def test_a_comma_inside_a_file_of_semicolons_separates_nothing():
    assert body(table("a;b\n3500,00;x,y\n1,5;z\n")) == [["3500,00", "x,y"], ["1,5", "z"]]


def test_a_file_of_one_column_keeps_its_commas():
    assert table("name\nИванов, Иван\nПетров, Пётр\n").columns == (["Иванов, Иван", "Петров, Пётр"],)


def test_a_cell_may_span_lines_and_the_line_of_its_record_is_the_first():
    found = table('a,b\n"one\ntwo",1\n3,4\n')

    assert body(found) == [["one\ntwo", "1"], ["3", "4"]]
    assert found.lines == [2, 4]


def test_an_unclosed_quote_spoils_its_own_line_only():
    found = table('a,b\n1,"x\n2,y\n"3","z"\n"4\n5",t\n')

    assert body(found) == [["2", "y"], ["3", "z"], ["4\n5", "t"]]
    assert [(refusal.line, refusal.phrase) for refusal in found.broken] == [(2, "row-quotes")]


def test_an_unclosed_quote_does_not_eat_what_another_one_closes():
    found = table('a,b,c\n1,"x,1\n2,y,2\n3,"z,3\n4,t,4\n')

    assert [row[0] for row in body(found)] == ["2", "4"]
    assert [refusal.line for refusal in found.broken] == [2, 4]


def test_two_open_quotes_do_not_make_one_record_of_two_lines():
    found = table('a,b\n1,"x\n2,y",z\n3,t\n')

    assert body(found) == [["3", "t"]]
    assert [(refusal.line, refusal.phrase) for refusal in found.broken] == [(2, "row-quotes"), (3, "row-too-many")]


def test_a_quote_within_a_word_is_a_quote():
    assert body(table('a,b\nМонитор 24",1\n"ООО ""Ромашка""",2\n')) == [['Монитор 24"', "1"], ['ООО "Ромашка"', "2"]]


def test_careless_quotes_inside_a_name_are_forgiven():
    found = table('a,b\n"ООО "Ромашка"",1\n')

    assert body(found) == [['ООО Ромашка""', "1"]]


def test_rows_of_another_width_are_refused_by_their_line():
    found = table("a,b,c\n1,2\n1,2,3\n1,2,3,4\n1,2,3,,\n")

    assert body(found) == [["1", "2", "3"], ["1", "2", "3"]]
    assert [(refusal.line, refusal.phrase) for refusal in found.broken] == [(2, "row-too-few"), (4, "row-too-many")]
    assert found.broken[0].values == {"cells": 2, "headings": 3}


def test_excel_drops_empty_last_cells_of_a_whole_block_of_rows():
    full = [f"{number},x,y" for number in range(15)]
    short = [f"{number},x" for number in range(16, 32)]

    found = table("\n".join(["a,b,c", *full, *short, "32,x,y", "33,x"]))

    assert [row[2] for row in body(found)] == ["y"] * 15 + [""] * 16 + ["y"]
    assert [refusal.line for refusal in found.broken] == [34]


def test_a_last_row_cut_off_is_not_taken_for_excel_s_way():
    found = table("\n".join(["a,b,c", *("1,x,y" for _ in range(15)), "2,x"]))

    assert len(found.lines) == 15
    assert [(refusal.line, refusal.phrase) for refusal in found.broken] == [(17, "row-too-few")]


def test_blank_rows_titles_and_repeated_headings_are_left_out_silently():
    found = table("Отчёт\n\na,b\n1,2\n\n,\n \na,b\n3,4\n")

    assert body(found) == [["1", "2"], ["3", "4"]]
    assert found.lines == [4, 9]
    assert found.broken == ()


def test_blank_rows_are_left_out_of_an_even_file_too():
    found = table("a,b\n1,2\n,\na,b\n3,4\n,5")

    assert body(found) == [["1", "2"], ["3", "4"], ["", "5"]]
    assert found.lines == [2, 5, 6]


def test_the_hint_of_excel_names_the_separator():
    found = table("sep=;\na;b,c\n1;2,5\n")

    assert found.headings == ("a", "b,c")
    assert found.lines == [3]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(line_end):
    found = table(as_csv([["a", "b"], ["1", "2"], ["3", "4"]], line_end=line_end))

    assert body(found) == [["1", "2"], ["3", "4"]]
    assert found.lines == [2, 3]


def test_headings_alone_are_a_table_without_rows():
    found = table("a,b\n")

    assert (found.headings, found.columns, found.lines) == (("a", "b"), ([], []), [])


def test_a_table_of_a_thousand_columns_is_the_widest():
    assert len(table(",".join(f"c{number}" for number in range(1_000))).headings) == 1_000
    assert refusal_of(table, ",".join(f"c{number}" for number in range(1_001))).phrase == "file-too-wide"


def test_too_many_rows_are_refused_before_they_are_read():
    assert refusal_of(table, b"a,b\n" + b"\n" * 5_000_001).phrase == "file-too-long"
    assert refusal_of(table, b"a,b\n" + b"," * 20_000_001).phrase == "file-too-long"


def test_the_name_of_a_file_means_nothing():
    found = table(as_xlsx([["a", "b"], ["1", "2"]]))

    assert found.headings == ("a", "b")


def test_a_refusal_names_the_file_in_a_readable_way():
    from services.files.table import read_table

    with pytest.raises(Refused) as refused:
        read_table("x" * 300 + "\n\x00.csv", b"")

    assert len(refused.value.values["name"]) <= 40
    assert refused.value.values["name"].isprintable()
