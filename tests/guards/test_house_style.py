"""House style in numbers: what keeps the code readable in one sitting, measured, not felt."""

import ast
import re
import tokenize
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = [file for top in ("bot", "handlers", "services", "sandbox") for file in sorted((ROOT / top).rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
LOCALES = sorted((ROOT / "handlers/locales").glob("*.ftl"))

LONGEST_FILE = 300
LONGEST_TABLE = 400
"""Wiring and tables may be longer: they are read by looking a line up."""
TABLES = re.compile(r"store/tables|wiring|domain/kpi\.py|/routers\.py")

LONGEST_FUNCTION = 60
MEDIAN_FILE = 120
MEDIAN_FUNCTION = 9
USUAL_FUNCTION = 25
COMMENTS_PER_HUNDRED = 4

NAMELESS = re.compile(r"(Helper|Util|Utils|Base|Data|Info|Manager)$")
NAMELESS_FILES = {"helper", "helpers", "util", "utils", "common", "misc"}


def short(file):
    """A file's place in the project."""
    return str(file.relative_to(ROOT))


def lines(file):
    """How long a file is."""
    return len(file.read_text(encoding="utf-8").splitlines())


def tree(file):
    """A module's syntax tree."""
    return ast.parse(file.read_text(encoding="utf-8"))


def functions(file):
    """Every function of a file with its length in lines, docstring included."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{short(file)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


def public_without_words(module):
    """Public classes, and functions too long to be obvious, that say nothing of themselves."""
    for node in module.body:
        wordy = isinstance(node, ast.ClassDef) or (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and node.end_lineno - node.lineno >= MEDIAN_FUNCTION
        )
        if wordy and not node.name.startswith("_") and not ast.get_docstring(node):
            yield node.name


@pytest.mark.parametrize("file", [*WRITTEN, *TESTS], ids=short)
def test_a_file_is_read_in_one_sitting(file):
    limit = LONGEST_TABLE if TABLES.search(short(file)) or file in TESTS else LONGEST_FILE

    assert lines(file) <= limit


@pytest.mark.parametrize("file", LOCALES, ids=short)
def test_a_locale_is_parted_by_headings(file):
    """One file per language holds every phrase, so it is long; a heading each screen or two keeps it findable."""
    places = [
        number for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()) if line.startswith("##")
    ]

    assert max(later - earlier for earlier, later in pairwise([0, *places, lines(file)])) <= 160


def test_files_are_short_as_a_rule():
    assert median(lines(file) for file in WRITTEN if lines(file) > 1) <= MEDIAN_FILE


def test_no_function_is_longer_than_a_screen():
    long = [name for file in [*WRITTEN, *TESTS] for name, length in functions(file) if length > LONGEST_FUNCTION]

    assert long == []


def test_functions_are_short_as_a_rule():
    lengths = sorted(length for file in WRITTEN for _name, length in functions(file))

    assert median(lengths) <= MEDIAN_FUNCTION
    assert lengths[int(len(lengths) * 0.9)] <= USUAL_FUNCTION


@pytest.mark.parametrize("file", WRITTEN, ids=short)
def test_every_module_and_public_thing_says_what_it_is_for(file):
    module = tree(file)

    assert ast.get_docstring(module), "say in the first line what this module is for"
    assert list(public_without_words(module)) == []


def test_comments_are_rare_enough_to_be_read():
    comments = sum(_comments(file) for file in WRITTEN)

    assert comments <= sum(lines(file) for file in WRITTEN) * COMMENTS_PER_HUNDRED / 100


def test_names_say_what_a_thing_is_not_that_it_is_a_thing():
    classes = [
        f"{short(file)} {node.name}"
        for file in WRITTEN
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef) and NAMELESS.search(node.name)
    ]

    assert classes == []
    assert [short(file) for file in WRITTEN if file.stem in NAMELESS_FILES] == []


def _comments(file):
    """Comments that speak to people; orders to tools do not count."""
    with file.open("rb") as source:
        found = [token.string for token in tokenize.tokenize(source.readline) if token.type == tokenize.COMMENT]
    return sum(not re.match(r"#\s*(noqa|type:|fmt:|pragma)", comment) for comment in found)
