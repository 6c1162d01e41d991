"""The bad input of the world, fed to every field and to the reading of files: refused or read, never anything else."""

import io
import random
from datetime import UTC, datetime
from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.period import Period
from services.errors import Refused
from services.files.fields import KINDS
from services.files.guessing import candidates
from services.files.mapping import Mapping, load_mapping
from services.files.reading import read_records
from services.files.reads import Reads
from services.files.refusal import shown
from services.files.table import Table, read_table
from tests import corpus
from tests.files.making import ALL_READS, MOSCOW, as_csv, values


def the_kind(headings):
    """The likeliest kind, where all that it needs is there."""
    best = candidates(headings)[0]
    return best.kind if best.complete else None


SECONDS = 2.0
"""Generous: a machine that tests in parallel is slow; a careless pattern takes minutes."""


def is_sane(reads, value):
    """Whether a value that was read may be stored and added up."""
    if value is None or isinstance(value, bool | Period):
        return True
    if isinstance(value, str):
        value.encode("utf-8")
        return bool(value) and len(value) <= 10_000 and not any(ord(sign) < 32 for sign in value)
    if isinstance(value, datetime):
        return value.utcoffset() == UTC.utcoffset(None) and 1989 <= value.year <= 2101
    if isinstance(value, Decimal):
        return value.is_finite() and abs(value) < 10**15
    if isinstance(value, int):
        return 0 <= value < (604_801 if reads is Reads.SECONDS else 10**15)
    return 1990 <= value.year <= 2100


def value_or_refusal(reads, cell):
    """What a column of this one cell is read as, or the phrase by which it is refused."""
    try:
        return values(reads, cell, words={"won": "won"})[0]
    except Refused as refused:
        return refused.phrase


def refusals(action, *arguments):
    """The phrase of the refusal in which an action ends, or None."""
    try:
        action(*arguments)
    except Refused as refused:
        return refused.phrase
    return None


@pytest.mark.parametrize("reads", ALL_READS)
def test_every_bad_cell_is_read_or_refused_alone(reads):
    for cell in corpus.CELLS:
        value = value_or_refusal(reads, cell)

        assert value == "column-ambiguous" or is_sane(reads, value), (cell, value)


@pytest.mark.parametrize("reads", ALL_READS)
def test_bad_cells_together_refuse_rows_and_never_more(reads):
    telling = [f"{number}.50" for number in range(300)] + [
        f"{day}/0{month}/2026" for day in range(13, 29) for month in (1, 3)
    ]
    cells = [*corpus.CELLS, *telling]

    found = values(reads, *cells, words={"won": "won"})

    assert len(found) == len(cells)
    assert all(is_sane(reads, value) for value in found)


@pytest.mark.parametrize("reads", ALL_READS)
@pytest.mark.parametrize("name", corpus.LONG_TEXTS)
def test_long_bad_cells_are_read_or_refused_in_no_time(reads, name):
    cell = corpus.LONG_TEXTS[name]()
    begun = process_time()

    value = value_or_refusal(reads, cell)

    assert value == "column-ambiguous" or is_sane(reads, value)
    assert process_time() - begun < SECONDS


@pytest.mark.parametrize("notation", ["%d.%m.%Y", "%d %B %Y %H:%M:%S.%f", "unix", "excel"])
@pytest.mark.parametrize("name", corpus.LONG_TEXTS)
def test_a_notation_of_the_mapping_takes_no_longer(notation, name):
    begun = process_time()

    [value] = values(Reads.MOMENT, corpus.LONG_TEXTS[name](), format=notation)

    assert value == "cell-date"
    assert process_time() - begun < SECONDS


@pytest.mark.parametrize("name", corpus.LONG_TEXTS)
def test_long_headings_and_mappings_are_read_or_refused_in_no_time(name):
    text = corpus.LONG_TEXTS[name]()
    begun = process_time()

    kind = the_kind([text, text[:1000]])
    mappings = [text, f'[columns]\namount = "{text}"\n', f"[values.x]\n{text} = 1"]
    found = {refusals(load_mapping, mapping.encode()) for mapping in mappings}

    assert kind is None
    assert all(phrase is None or phrase.startswith("map-") for phrase in found)
    assert len(shown(text)) <= 40
    assert process_time() - begun < SECONDS


@pytest.mark.parametrize("text", corpus.CELLS)
def test_any_text_may_stand_in_a_mapping(text):
    table = Table(("id", "amount"), (["1"], ["5"]), [2])
    for mapping in (
        Mapping(columns={"amount": (text,)}),
        Mapping(values={"amount": {text: text}}),
        Mapping(formats={"amount": text}),
        Mapping(formats={"created_at": text}, columns={"created_at": ("amount",)}),
        Mapping(defaults={"amount": text}),
        Mapping(skip={"amount": (text,)}, won=(text,), order=(text,)),
        Mapping(columns={text: ("amount",)}),
    ):
        phrase = refusals(read_records, "deals", table, mapping, MOSCOW, "RUB")

        assert phrase is None or phrase.split("-")[0] in ("field", "heading", "map", "column")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_takes_a_file_of_bad_cells(kind):
    chance = random.Random(7)
    fields = [field.name for field in KINDS[kind]]
    cells = [cell for cell in corpus.CELLS if cell.encode("utf-8", "ignore").decode() == cell]
    rows = [[chance.choice(cells) for _ in fields] for _ in range(400)]
    telling = [[(f"{day}/04/2026", f"{day}.50")[day % 2] for _ in fields] for day in range(13, 31)]

    for content in (as_csv([fields, *rows, *telling]), as_csv([fields, *rows, *telling], "\t", "utf-16")):
        table = read_table("bad.csv", content)
        phrase = refusals(read_records, kind, table, Mapping(), MOSCOW, "RUB")

        assert phrase in (None, "column-ambiguous", "column-mixed")
        if phrase is None:
            found = read_records(kind, table, Mapping(), MOSCOW, "RUB")
            assert len(found.lines) == len(found.keys) == len(found.columns[fields[0]])
            assert len(found.keys) == len(set(found.keys))
            assert len(found.lines) + len(found.refused) + found.skipped == len(table.lines) + len(table.broken)


@pytest.mark.parametrize("name", corpus.ODD_FILES)
def test_odd_files_are_tables_in_no_time(name):
    content = corpus.ODD_FILES[name]()
    begun = process_time()

    table = read_table(name, content)
    found = (
        read_records("people", table, Mapping(columns={"name": table.headings[:1]}), MOSCOW, "RUB")
        if "doubled" not in name
        else None
    )

    assert process_time() - begun < SECONDS
    assert all(len(column) == len(table.lines) for column in table.columns)
    assert found is None or len(found.lines) + len(found.refused) + found.skipped == len(table.lines) + len(
        table.broken
    )


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(data):
    for content in (data, b"a,b\n" + data, b'a;b\n"' + data, b"\xff\xfe" + data, b"\x1f\x8b\x08" + data):
        try:
            table = read_table("x.csv", content)
        except Refused:
            continue
        assert all(len(column) == len(table.lines) for column in table.columns)


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16"]))
def test_any_text_is_a_table_or_refused(text, encoding):
    try:
        table = read_table("x.csv", ("name,role\n" + text).encode(encoding, "surrogatepass"))
    except Refused:
        return
    assert all(cell == cell.strip() for column in table.columns for cell in column)
    assert len({*table.lines, *(refusal.line for refusal in table.broken)}) == len(table.lines) + len(table.broken)


@given(
    st.lists(st.lists(st.text(alphabet='ab",;\n\t é', max_size=8), min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from(",;\t"),
)
def test_what_a_careful_writer_quotes_is_read_back(rows, separator):
    headings = ["first", "second", "third"]
    buffer = io.StringIO()
    buffer.write(separator.join(f'"{heading}"' for heading in headings) + "\n")
    for row in rows:
        buffer.write(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n")
    expected = [[cell.strip() for cell in row] for row in rows]

    table = read_table("x.csv", buffer.getvalue().encode())

    assert table.broken == ()
    assert [list(row) for row in zip(*table.columns, strict=True)] == [row for row in expected if any(row)]
