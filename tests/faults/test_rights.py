"""Files and folders that the user who runs Takt may not read or write: one clear line with the way out."""

import os
from contextlib import contextmanager

import pytest

from tests.journeys.conftest import Takt

NOBODY = 65534

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")


@contextmanager
def somebody_else():
    """Whoever has no rights to files of others; root would be allowed everything."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def kept(tmp_path):
    """An installation in a folder that others may enter."""
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(folder.stat().st_mode | 0o011)
    takt = Takt(tmp_path)
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
    for words in (("doctor",), ("company", "list"), ("backup", tmp_path / "warm.copy")):
        takt.call(*words)
    data = tmp_path / "data"
    data.chmod(0o755)
    return takt


@pytest.mark.parametrize(("folder", "file"), [(0o000, 0o644), (0o555, 0o000), (0o555, 0o444)])
@pytest.mark.parametrize("words", ["doctor", "doctor --brief", "company list", "migrate", "backup x"])
def test_without_rights_every_call_says_which_are_missing(kept, folder, file, words, monkeypatch):
    database = kept.folder / "data" / "takt.db"
    before = database.read_bytes()
    monkeypatch.chdir(kept.folder)
    database.chmod(file)
    database.parent.chmod(folder)

    with somebody_else():
        result = kept.call(*words.split())
    database.parent.chmod(0o755)
    database.chmod(0o644)

    said = result.stdout + result.stderr
    assert result.exit_code == 1, said
    assert isinstance(result.exception, SystemExit), result.exception
    assert "прав" in said
    assert database.read_bytes() == before


@pytest.mark.parametrize("words", ["doctor", "doctor --brief", "company list"])
def test_a_folder_out_of_reach_is_told_as_such(kept, words, monkeypatch):
    monkeypatch.chdir(kept.folder)
    kept.folder.chmod(0o700)

    with somebody_else():
        result = kept.call(*words.split())
    kept.folder.chmod(0o711)

    assert result.exit_code == 1
    assert "прав" in result.stdout + result.stderr
