"""Whoever keeps the installation: doctor, migrate, backup and restore from outside."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from migrations import HEAD

ROOT = Path(__file__).resolve().parents[2]

CALLS = "started_at,manager,talk_seconds,phone\n2024-03-12 09:40,Иван,180,+79161234567\n2024-03-12 10:00,Иван,20,\n"


@pytest.fixture
def kept(takt):
    """An installation with a company and a day of calls."""
    takt.at("2024-03-12T18:00:00+03:00")
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
    takt("person", "add", "Иван", "--role", "manager")
    takt.takes("calls", CALLS)
    return takt


def database_of(takt):
    """The database file of an installation."""
    return takt.folder / "data" / "takt.db"


def damage(file):
    """Rubbish over everything after the first page."""
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\x7f" * (len(content) - 4096))


def test_a_fresh_machine_is_told_what_to_do_first(takt):
    said = takt("doctor")

    assert "takt company add" in said
    assert not database_of(takt).exists()


def test_the_doctor_looks_at_every_part(kept):
    said = kept("doctor")

    for word in ("SQLite", HEAD, "Ключи", "WAL", "Ромашка", "12.03.2024", "TAKT_CLOCK"):
        assert word in said
    assert "беда" not in said


def test_the_doctor_speaks_the_language_of_the_company(takt):
    takt("company", "add", "Daisy", "--timezone", "Europe/London", "--currency", "GBP", "--language", "en")

    assert "Takt is well." in takt("doctor")


def test_a_health_check_is_one_line_and_needs_no_company(takt, kept):
    for installation in (takt, kept):
        assert installation("doctor", "--brief").count("\n") == 1


@pytest.mark.parametrize("words", [("doctor", "--brief"), ("doctor",)])
def test_trouble_is_exit_status_1_and_says_the_way_out(kept, words):
    database_of(kept).write_text("Это не база\n" * 1000)

    result = kept.call(*words)

    assert result.exit_code == 1
    assert "takt restore" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr
    assert database_of(kept).read_text() == "Это не база\n" * 1000


@pytest.mark.parametrize("words", [("report", "calls"), ("company", "list"), ("person", "list"), ("migrate",)])
def test_on_a_damaged_database_every_call_is_one_line_and_leaves_the_file_alone(kept, words):
    damage(database_of(kept))
    before = database_of(kept).read_bytes()

    line = kept.refused(*words)

    assert "takt restore" in line
    assert database_of(kept).read_bytes()[100:] == before[100:]


def test_a_server_that_is_away_is_one_line_without_the_password(takt):
    takt.environment["TAKT_DATABASE_URL"] = "postgresql://takt:canary@127.0.0.1:1/takt"

    line = takt.refused("report", "kpi")
    result = takt.call("doctor")

    assert "TAKT_DATABASE_URL" in line
    assert result.exit_code == 1
    assert "canary" not in line + result.stdout + result.stderr


def test_a_wrong_setting_is_one_line(takt):
    takt.environment["TAKT_DATABASE_URL"] = "mysql://x/y"

    assert "TAKT_DATABASE_URL" in takt.refused("doctor")


def test_a_data_folder_that_cannot_be_made_is_one_line(takt):
    takt.environment["TAKT_DATA_DIR"] = "/proc/takt"

    assert "/proc/takt" in takt.refused("company", "list")
    assert takt.call("doctor").exit_code == 1


def test_migrate_says_what_it_did(takt):
    first, second = takt("migrate"), takt("migrate")

    assert f"обновлена до {HEAD}" in first
    assert "уже текущая" in second


def test_a_copy_brings_everything_back_on_another_machine(kept, tmp_path):
    before = kept.report("calls", "--period", "2024-03-12")
    kept("backup", tmp_path / "takt.copy")
    kept.environment["TAKT_DATA_DIR"] = str(tmp_path / "another")

    said = kept("restore", tmp_path / "takt.copy")

    assert "1 компания" in said
    assert kept.report("calls", "--period", "2024-03-12") == before


def test_both_say_that_the_keys_are_kept_elsewhere_and_whether_these_fit(kept, tmp_path):
    of_backup = kept("backup", tmp_path / "takt.copy")
    of_restore = kept("restore", tmp_path / "takt.copy", "--force")
    kept.environment["TAKT_DATA_DIR"] = str(tmp_path / "another")
    elsewhere = kept("restore", tmp_path / "takt.copy")

    assert "Ключей в копии нет" in of_backup
    assert "ключ номеров здесь тот же" in of_restore
    assert "здесь другой или его нет" in elsewhere


def test_no_key_is_inside_a_copy(kept, tmp_path):
    kept("backup", tmp_path / "takt.copy")

    content = (tmp_path / "takt.copy").read_bytes()
    for key in (kept.folder / "data" / "keys").iterdir():
        assert key.read_bytes().strip() not in content
    assert b"9161234567" not in content


def test_numbers_of_another_key_are_refused_until_the_keys_are_back(kept, tmp_path):
    keys = kept.folder / "data" / "keys"
    keys.rename(tmp_path / "away")
    lost = kept.call("doctor")

    line = kept.refused("import", "calls", kept.file("more.csv", CALLS.replace("09:40", "11:40")))
    other = kept.call("doctor")
    for key in keys.iterdir():
        key.unlink()
        (tmp_path / "away" / key.name).rename(key)
    kept.takes("calls", CALLS.replace("09:40", "11:40"))

    assert (lost.exit_code, other.exit_code) == (1, 1)
    assert "keys" in line
    assert kept.call("doctor").exit_code == 0


def test_a_restore_over_companies_or_a_broken_database_wants_force(kept, tmp_path):
    kept("backup", tmp_path / "takt.copy")

    over = kept.refused("restore", tmp_path / "takt.copy")
    database_of(kept).write_bytes(b"rubbish" * 1000)
    broken = kept.refused("restore", tmp_path / "takt.copy")
    kept("restore", tmp_path / "takt.copy", "--force")

    assert "--force" in over
    assert "--force" in broken
    assert "Ромашка" in kept("company", "list")


def test_a_backup_is_not_overwritten_by_a_slip(kept, tmp_path):
    kept("backup", tmp_path / "takt.copy")

    assert "--force" in kept.refused("backup", tmp_path / "takt.copy")
    kept("backup", tmp_path / "takt.copy", "--force")
    assert stat.S_IMODE((tmp_path / "takt.copy").stat().st_mode) == 0o600


def test_the_data_folder_is_for_its_owner_alone(kept):
    assert stat.S_IMODE((kept.folder / "data").stat().st_mode) == 0o700
    assert {stat.S_IMODE(key.stat().st_mode) for key in (kept.folder / "data" / "keys").iterdir()} == {0o600}


def test_the_same_calls_work_on_postgres(takt, tmp_path, postgres_server):
    url = postgres_server.create(migrated=False)
    takt.environment["TAKT_DATABASE_URL"] = url

    takt("migrate")
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
    takt("backup", tmp_path / "takt.copy")
    takt("restore", tmp_path / "takt.copy", "--force")
    said = takt("doctor")
    takt.environment["TAKT_DATABASE_URL"] = ""
    takt("restore", tmp_path / "takt.copy")

    assert "PostgreSQL" in said
    assert "Ромашка" in takt("company", "list")
    postgres_server.drop(url)


@pytest.mark.parametrize("words", [["--help"], ["doctor", "--help"], ["backup", "--help"]])
def test_help_needs_nothing_heavy(words, tmp_path):
    source = (
        "import sys\nfrom bot.cli.app import app\n"
        f"try:\n    app({words!r}, prog_name='takt')\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('alembic', 'matplotlib', 'phonenumbers', 'holidays') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, env=os.environ)

    assert done.stdout.splitlines()[-1] == "[]", done.stderr
