"""Takt as a person meets it: the command line over a folder of its own."""

import json

import pytest
from typer.testing import CliRunner


class Takt:
    """The `takt` command in a data folder; every call stands for a new start of the program."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = {"TAKT_DATA_DIR": str(folder / "data"), "TAKT_CLOCK": "", "TAKT_DATABASE_URL": ""}

    def at(self, moment):
        """Live at this moment from now on."""
        self.environment["TAKT_CLOCK"] = moment
        return self

    def call(self, *words):
        """Run a call as it comes out, whatever its exit status."""
        from bot.cli.app import app

        return CliRunner().invoke(app, [str(word) for word in words], env=self.environment, prog_name="takt")

    def __call__(self, *words):
        """Run a call that must succeed; returns what it printed."""
        result = self.call(*words)
        assert result.exit_code == 0, (words, result.stdout, result.stderr, result.exception)
        return result.stdout

    def refused(self, *words):
        """Run a call that must be refused: exit status 1 and one clear line; returns the line."""
        result = self.call(*words)
        assert result.exit_code == 1, (words, result.stdout, result.stderr, result.exception)
        assert isinstance(result.exception, SystemExit), result.exception
        line = result.stderr.strip()
        assert line and "\n" not in line and "Traceback" not in line, result.stderr
        return line

    def file(self, name, text, encoding="utf-8"):
        """Write a file beside the data folder; returns its path."""
        path = self.folder / name
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_bytes(text.encode(encoding))
        return path

    def takes(self, kind, text, *options, name=None):
        """Import a file with this text; returns the report."""
        path = self.file(name or f"{kind}.csv", text)
        return json.loads(self("import", kind, path, "--format", "json", *options))

    def report(self, name, *options):
        """A report as JSON."""
        return json.loads(self("report", name, "--format", "json", *options))


@pytest.fixture
def takt(tmp_path):
    """A fresh installation."""
    return Takt(tmp_path)
