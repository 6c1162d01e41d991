"""The README keeps its word: its commands run, its tables are what the program prints, what it names is there."""

import contextlib
import re
import shlex
from pathlib import Path

import pytest

from tests.journeys.conftest import Takt

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PROGRAM = ".venv/bin/takt "


def section(title):
    """The text under a heading, up to the next one."""
    return re.split(r"^## ", README.split(f"\n## {title}\n", 1)[1], flags=re.MULTILINE)[0]


def commands(title):
    """The lines of a section's shell blocks, without their comments."""
    blocks = [body for language, body in FENCE.findall(section(title)) if language == "sh"]
    return [line.split("  #")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


def printed():
    """The tables shown: each call with the lines that it is said to print."""
    for _language, body in FENCE.findall(section("What it looks like")):
        call, *lines = body.splitlines()
        yield call.removeprefix("$ takt "), [line for line in map(words_of, lines) if line]


def words_of(line):
    """A line without its spacing; rules and the marks of a cut say nothing."""
    return " ".join(word for word in line.split() if word.strip("─…"))


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory):
    """Somebody who has typed the quick start, after the preparation, in a folder of their own."""
    folder = tmp_path_factory.mktemp("quick start")
    (folder / "docs").symlink_to(ROOT / "docs")
    takt = Takt(folder)
    takt.environment["COLUMNS"] = "80"
    typed = [line.removeprefix(PROGRAM) for line in commands("Quick start") if line.startswith(PROGRAM)]
    with contextlib.chdir(folder):
        takt.answers = {line: takt.call(*shlex.split(line)) for line in typed}
    return takt


def test_every_command_of_the_quick_start_runs(newcomer):
    failed = {
        line: answer.stderr or answer.exception for line, answer in newcomer.answers.items() if answer.exit_code != 0
    }

    assert failed == {}
    assert len(newcomer.answers) >= 8


def test_the_quick_start_begins_with_the_demo_and_the_preparation_and_nothing_else_is_needed():
    first, second, *others = commands("Quick start")

    assert [first, second] == ["make demo", "make setup"]
    assert [line for line in others if not line.startswith(PROGRAM)] == []


def test_the_quick_start_writes_the_picture_it_promises(newcomer):
    picture = newcomer.folder / "funnel.png"

    assert picture.read_bytes().startswith(b"\x89PNG")


def test_the_sample_is_read_without_a_refusal(newcomer):
    imports = [answer.stdout for line, answer in newcomer.answers.items() if line.startswith("import")]

    assert len(imports) == 5
    assert [text for text in imports if "refused: 0" not in text] == []


@pytest.mark.parametrize(("call", "lines"), list(printed()), ids=lambda value: value if isinstance(value, str) else "")
def test_a_table_of_the_readme_is_what_the_program_prints(newcomer, call, lines):
    said = iter([words_of(line) for line in newcomer(*shlex.split(call)).splitlines()])

    strange = [line for line in lines if line not in said]

    assert strange == [], f"print it again: takt {call}"


def test_the_readme_names_only_targets_that_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    named = set(re.findall(r"make ([a-z-]+)", README)) - {"that"}

    assert named <= targets
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


@pytest.mark.parametrize("name", ["docs/demo.png", "docs/demo-phone.png"])
def test_a_picture_of_the_readme_is_there_and_light(name):
    picture = ROOT / name

    assert name in README
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 250_000


def test_the_gallery_shows_its_pictures_and_they_are_light():
    shown = re.findall(r"\]\((gallery/[a-z-]+\.png)\)", (ROOT / "docs/gallery.md").read_text(encoding="utf-8"))

    assert sorted(shown) == sorted(f"gallery/{path.name}" for path in (ROOT / "docs/gallery").iterdir())
    assert all((ROOT / "docs" / name).stat().st_size < 80_000 for name in shown)


def test_the_map_of_the_project_is_the_project():
    named = set(re.findall(r"^\| `([a-z/]+)/` \|", README, re.MULTILINE))

    missing = [name for name in named if not (ROOT / name).is_dir()]

    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert missing == []
    assert packages <= {name.split("/")[0] for name in named}
