"""Files made to hurt: refused whole, under two seconds and a hundred megabytes, whatever they pretend to be."""

import gzip
import json
import subprocess
import sys
import warnings

import pytest

from tests import corpus
from tests.corpus_files import workbook_parts, zipped
from tests.files.making import refusal_of, table

_MEASURE = """
import json, resource, sys, time
from services.errors import Refused
from services.files.table import read_table
import python_calamine, charset_normalizer

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

for line in sys.stdin:
    with open(line.strip(), "rb") as file:
        content = file.read()
    before, begun, phrase = peak(), time.process_time(), None
    try:
        read_table("trap.xlsx", content)
    except Refused as refused:
        phrase = refused.phrase
    print(json.dumps([phrase, time.process_time() - begun, peak() - before]), flush=True)
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """Phrase, seconds and megabytes of every trap, each read by a process that may be killed by it."""
    folder = tmp_path_factory.mktemp("traps")
    files = {name: folder / f"{number}" for number, name in enumerate(corpus.REFUSED_FILES)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, file in files.items():
            file.write_bytes(corpus.REFUSED_FILES[name]())
    lines = "".join(f"{file}\n" for file in files.values())
    run = subprocess.run([sys.executable, "-c", _MEASURE], input=lines, capture_output=True, text=True, check=False)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    return dict(zip(files, found, strict=False))


@pytest.mark.parametrize("name", corpus.REFUSED_FILES)
def test_a_trap_is_refused_before_it_springs(outcomes, name):
    phrase, seconds, megabytes = outcomes[name]

    assert (phrase or "").startswith("file-")
    assert seconds < 2
    assert megabytes < 100


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("empty", "file-empty"),
        ("jpeg", "file-other-kind"),
        ("html", "file-other-kind"),
        ("noise", "file-binary"),
        ("old excel", "file-old-excel"),
        ("macros", "file-macros"),
        ("macro type", "file-macros"),
        ("bomb of zeros", "file-too-big"),
        ("gzip bomb", "file-too-big"),
        ("entity bomb", "file-unsafe"),
        ("symlink", "file-unsafe"),
        ("name that climbs", "file-unsafe"),
        ("sheet of 2^20 x 2^14", "file-too-wide"),
        ("sheet of 2^20 x 702", "file-sparse"),
        ("cut gzip", "file-broken"),
    ],
)
def test_a_trap_is_called_by_its_name(outcomes, name, phrase):
    assert outcomes[name][0] == phrase


def test_a_gzip_padded_with_zeros_is_read():
    assert table(gzip.compress(b"a,b\n1,2\n") + b"\0" * 512).lines == [2]


def test_gzip_members_in_a_row_are_one_file():
    assert table(gzip.compress(b"a,b\n1,2\n") + gzip.compress(b"3,4\n")).lines == [2, 3]


def test_every_way_to_write_a_cell_is_counted():
    """What the census overlooks, a reader would lay out: each spelling of the far cell has to be seen or refused."""
    spellings = (
        '<c r="{}"><v>1</v></c>', "<c r='{}'><v>1</v></c>", '<c s="0" r="{}"><v>1</v></c>', '<c\nr="{}"><v>1</v></c>',
        '<c r ="{}"><v>1</v></c>', '<x:c xmlns:x="y" r="{}"><v>1</v></x:c>', '<c r="{}" ><v>1</v></c>',
        '<c t="n"\tr="{}"><v>1</v></c>',
    )  # fmt: skip
    for spelling in spellings:
        for place in ("A1048577", "ZZZ1", "XFD1048576", "A99999999", "A18446744073709551617", "ZZZZZZZ1"):
            content = zipped(
                workbook_parts(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2">{spelling.format(place)}</row>')
            )

            assert refusal_of(table, content).phrase in ("file-too-wide", "file-sparse", "file-unsafe"), (
                spelling,
                place,
            )
