"""The command line as a person meets it: words in, lines and an exit status out, on a database of its own."""

import shutil

import pytest
import typer
from typer.testing import CliRunner

from bot.cli import calendar, company, connecting, digest, goal, jobs, kpi, norm, person, sources

MORNING = "2026-11-24T09:00:00+03:00"


def organisation():
    """The groups of the organisation alone."""
    app = typer.Typer(pretty_exceptions_enable=False)
    for group in (company, person, norm, calendar, digest, kpi, goal, jobs, connecting, sources):
        group.register(app)
    return app


def settle_in(patch, folder):
    """Let calls of this process live in a folder, on a morning."""
    patch.chdir(folder)
    patch.setenv("TAKT_DATA_DIR", str(folder))
    patch.setenv("TAKT_CLOCK", MORNING)
    patch.delenv("TAKT_DATABASE_URL", raising=False)


def worked(result):
    """What a call said that had to succeed."""
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def takt(monkeypatch, tmp_path, sqlite_template):
    """Carries out a call on an empty database; `takt("company", "list")` gives its result."""
    shutil.copy(sqlite_template, tmp_path / "takt.db")
    settle_in(monkeypatch, tmp_path)
    app = organisation()
    return lambda *words: CliRunner().invoke(app, list(words))


@pytest.fixture(scope="session")
def office_template(tmp_path_factory, sqlite_template):
    """A database with a company and its team of two, made by calls once."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copy(sqlite_template, folder / "takt.db")
    with pytest.MonkeyPatch.context() as patch:
        settle_in(patch, folder)
        for words in (
            ("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB"),
            ("person", "add", "Иван Петров", "--role", "manager", "--team", "Sales/North", "--head", "Анна Ким"),
        ):
            worked(CliRunner().invoke(organisation(), list(words)))
    return folder / "takt.db"


@pytest.fixture
def office(takt, tmp_path, office_template):
    """Carries out a call that has to succeed where there is a company with a team of two; gives what was said."""
    shutil.copy(office_template, tmp_path / "takt.db")
    return lambda *words: worked(takt(*words))
