"""Keys of rows without identifiers: they follow from what a row says and from nothing else."""

import subprocess
import sys
from collections import Counter
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.files.making import as_csv, as_xlsx, records

HEADINGS = ["started_at", "manager", "direction", "phone", "talk_seconds", "answered"]
_NAMES = st.sampled_from(
    ["Иванов Иван", "Анна Щукина", "Jürgen Müller", "Ёлкин", "O'Neil, Bob", "ООО «Север»; склад", 'Смит "Джо"', ""]
)
_MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2026, 12, 31)).map(lambda at: at.replace(microsecond=0))
_ROWS = st.lists(
    st.tuples(
        _MOMENTS,
        _NAMES,
        st.sampled_from(["in", "out", "internal", ""]),
        st.sampled_from(["+79161234567", "89161234568", "101", "anonymous", ""]),
        st.integers(0, 7_200),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip


def written(rows):
    """Rows as the text of their cells."""
    return [HEADINGS] + [
        [f"{at:%Y-%m-%d %H:%M:%S}", name, direction, phone, str(talk), "да" if answered else "нет"]
        for at, name, direction, phone, talk, answered in rows
    ]


def encodable(rows, encoding):
    """Whether the text of these rows can be written in an encoding."""
    text = "".join(name for _, name, *_ in rows)
    return text.encode(encoding, "ignore").decode(encoding) == text


@given(
    _ROWS,
    st.sampled_from(",;\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"]),
)
def test_encoding_and_separator_change_nothing(rows, separator, encoding):
    if encoding == "cp1251" and not encodable(rows, encoding):
        encoding = "utf-8"
    plain = records("calls", as_csv(written(rows)))

    found = records("calls", as_csv(written(rows), separator, encoding))

    assert found == plain
    assert len(plain.keys) == len(set(plain.keys)) == len(rows)


@given(_ROWS)
def test_a_workbook_says_the_same_as_a_text_file(rows):
    typed = [HEADINGS] + [
        [at, name, direction, phone, talk, answered] for at, name, direction, phone, talk, answered in rows
    ]

    assert records("calls", as_xlsx(typed)) == records("calls", as_csv(written(rows)))


@given(_ROWS, st.randoms(use_true_random=False))
def test_shuffled_rows_and_columns_have_the_same_keys(rows, chance):
    straight = records("calls", as_csv(written(rows)))
    order = list(range(len(HEADINGS)))
    chance.shuffle(order)
    shuffled = list(rows)
    chance.shuffle(shuffled)

    found = records("calls", as_csv([[row[place] for place in order] for row in written(shuffled)]))

    assert sorted(found.keys) == sorted(straight.keys)


@given(_ROWS, st.integers(0, 12), st.integers(0, 12))
def test_overlapping_halves_give_the_whole(rows, end, start):
    rows = rows * 2
    whole = records("calls", as_csv(written(rows)))
    first, second = rows[: max(end, start)], rows[min(end, start) :]

    halves = [records("calls", as_csv(written(half))) for half in (first, second) if half]

    keys = set().union(*(half.keys for half in halves))
    assert keys <= set(whole.keys)
    fuller = Counter()
    for half in (first, second):
        fuller |= Counter(half)
    assert len(keys) == sum(fuller.values())


def test_two_equal_rows_are_two_records():
    found = records("calls", "started_at,manager\n2026-11-23,Иван\n2026-11-23,Иван\n2026-11-23,Анна\n")

    assert len(set(found.keys)) == 3


def test_spelling_changes_no_key():
    plain = records("payments", "deal_id,paid_at,amount\nA 1,2026-11-23 09:15,3500.00\n")
    other = records("payments", "Сумма;ID сделки;Дата оплаты;НДС\n3 500;A\u00a0 1;2026-11-23T06:15:00Z;\n")

    assert plain.keys == other.keys


def test_a_phone_is_its_digits():
    plain = records("calls", "started_at,phone\n2026-11-23,+7 (916) 123-45-67\n2026-11-24,Anonymous\n")
    other = records("calls", "started_at,phone\n2026-11-23,79161234567\n2026-11-24,anonymous\n")

    assert plain.keys == other.keys


@pytest.mark.parametrize(
    "changed",
    ["2026-11-23 09:16,Иван,5", "2026-11-23 09:15,Анна,5", "2026-11-23 09:15,Иван,6", "2026-11-23 09:15,Иван,"],
)
def test_other_content_is_another_key(changed):
    heading = "started_at,manager,talk_seconds\n"

    assert records("calls", f"{heading}2026-11-23 09:15,Иван,5\n").keys != records("calls", heading + changed).keys


def test_cells_do_not_run_into_each_other():
    one = records("deals", "id,source,medium\nA,vk,\n")
    other = records("deals", "id,source,medium\nA,,vk\n")

    assert one.keys != other.keys


def test_kinds_do_not_share_keys():
    assert (
        records("stages", "deal_id,stage,entered_at\nA,x,2026-11-23\n").keys
        != records("deals", "id,stage,created_at\nA,x,2026-11-23\n").keys
    )


def test_a_key_is_the_same_on_every_machine_and_at_every_time():
    content = "started_at,manager,phone,talk_seconds\n2026-11-23 09:15,Иван,+79161234567,155\n"
    program = f"from tests.files.making import records\nprint(*records('calls', {content!r}).keys)"

    elsewhere = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.strip()

    assert [elsewhere] == records("calls", content).keys
    assert elsewhere == "e662664fe739dd5f7c598fb90cce77e3"
