"""What the demo keeps between two starts."""

import sys
from datetime import date

import pytest

from bot.prepared import Prepared

DAY = date(2026, 11, 24)


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """An environment of the program's own."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "venv"))
    (tmp_path / "venv").mkdir()
    return tmp_path / "venv"


def made(tmp_path, name="made"):
    folder = tmp_path / name
    (folder / "keys").mkdir(parents=True)
    (folder / "takt.db").write_text("rows")
    (folder / "keys/phone").write_text("key")
    (folder / "takt.log").write_text("log")
    return folder


def test_a_second_start_finds_the_department_of_the_first_without_its_log(environment, tmp_path):
    Prepared.for_day(DAY).keep(made(tmp_path))

    assert Prepared.for_day(DAY).copy_to(tmp_path / "second")
    assert sorted(path.name for path in (tmp_path / "second").rglob("*")) == ["keys", "phone", "takt.db"]


def test_another_day_has_a_department_of_its_own_and_the_old_one_goes(environment, tmp_path):
    Prepared.for_day(DAY).keep(made(tmp_path))
    tomorrow = Prepared.for_day(date(2026, 11, 25))

    assert not tomorrow.copy_to(tmp_path / "second")

    tomorrow.keep(made(tmp_path, "tomorrow"))

    assert not Prepared.for_day(DAY).copy_to(tmp_path / "third")
    assert len(list((environment / "takt-demo").iterdir())) == 1


def test_without_an_environment_of_its_own_nothing_is_kept(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    kept = Prepared.for_day(DAY)

    kept.keep(made(tmp_path))

    assert not kept.copy_to(tmp_path / "second")


def test_a_disk_that_takes_nothing_is_no_trouble(environment, tmp_path):
    (environment / "takt-demo").write_text("a file where a folder should be")

    Prepared.for_day(DAY).keep(made(tmp_path))

    assert not Prepared.for_day(DAY).copy_to(tmp_path / "second")
