"""Packaging: locks without addresses, everything named is locked, everything of ours is in the wheel."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)( ; .+?)? \\$", re.MULTILINE)


def pins(lock):
    """The versions a lock names, by package; one package may have several, for different Pythons."""
    found = {}
    for name, version, _marker in PIN.findall((ROOT / lock).read_text()):
        found.setdefault(name, set()).add(version)
    return found


def plain(requirement):
    """A requirement's package name as locks write it."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)[0]
    return re.sub(r"[._]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_address(lock):
    text = (ROOT / lock).read_text()

    assert "://" not in text
    assert not re.search(r"^\s*-", text.replace("    --hash", "hash"), re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_a_pin_or_a_hash(lock):
    lines = (ROOT / lock).read_text().splitlines()

    strange = [line for line in lines if not re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line)]

    assert [line for line in strange if not PIN.fullmatch(line)] == []


@pytest.mark.parametrize("name", ["numpy", "pillow", "matplotlib", "sqlalchemy", "cryptography", "pydantic-core"])
def test_hashes_are_of_files_for_every_system_not_for_one_machine(name):
    text = (ROOT / "requirements.lock").read_text()

    block = re.search(rf"^{name}==.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)[0]

    assert block.count("--hash=") > 20


def test_the_lock_of_development_contains_the_other_with_the_same_versions():
    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")

    differing = {name for name in run if run[name] != dev.get(name)}

    assert differing == set()


def test_everything_the_project_names_is_locked():
    extras = [name for group in PROJECT["project"]["optional-dependencies"].values() for name in group]
    named = {plain(name) for name in (*PROJECT["project"]["dependencies"], *extras)}
    tools = {plain(name) for name in PROJECT["dependency-groups"]["dev"]}

    assert named - set(pins("requirements.lock")) == set()
    assert tools - set(pins("requirements-dev.lock")) == set()


def test_tools_of_development_are_not_installed_where_takt_only_runs():
    tools = {plain(name) for name in PROJECT["dependency-groups"]["dev"]} - {"asyncpg"}

    assert tools & set(pins("requirements.lock")) == set()


def test_no_lock_that_holds_addresses_is_kept():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True
    )

    names = {Path(name).name for name in listed.stdout.decode().splitlines()}

    assert names & {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"} == set()


def test_the_wheel_lists_every_package_of_ours():
    listed = set(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])

    here = {path.parent.name for path in ROOT.glob("*/*.py")} - {"tests", "benchmarks"}

    assert listed == here


def test_the_page_of_the_demo_travels_with_its_package():
    """Whatever lies in a package is in the wheel, but what git is told to pass over."""
    here = {str(path.relative_to(ROOT)) for path in (ROOT / "sandbox/page/files").iterdir()}
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "sandbox/page/files"],
                            cwd=ROOT, capture_output=True, text=True)  # fmt: skip

    assert here == set(listed.stdout.splitlines())
    assert {"index.html", "page.js", "page.css"} <= {Path(name).name for name in here}
    assert set(PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]) == {"packages"}


def test_the_version_stands_in_the_changelog():
    assert f"## [{PROJECT['project']['version']}]" in (ROOT / "CHANGELOG.md").read_text()


def test_every_setting_is_shown_in_the_example_and_nothing_else():
    from bot.settings import Settings

    shown = set(re.findall(r"^#?(TAKT_[A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert shown == {f"TAKT_{name.upper()}" for name in Settings.model_fields}
