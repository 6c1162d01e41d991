"""Settings: what a person may write, and the one line they hear when it is wrong."""

import os
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.settings import load_settings, settings_apart
from services.errors import Refused


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty folder to start in, and no setting of ours in the environment."""
    for name in [name for name in os.environ if name.upper().startswith("TAKT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_everything_has_a_default_that_works(folder):
    settings = load_settings()

    assert settings.data_dir == folder / "data"
    assert settings.database == f"sqlite+aiosqlite:///{folder}/data/takt.db"
    assert settings.encryption_keys == ()
    assert settings.log == "text"
    assert settings.allow_local_sources is False


def test_the_environment_wins_over_the_file(folder, monkeypatch):
    (folder / ".env").write_text("TAKT_LOG=json\nTAKT_DATA_DIR=from-file\n")
    monkeypatch.setenv("TAKT_DATA_DIR", "/srv/takt")

    settings = load_settings()

    assert settings.log == "json"
    assert settings.data_dir == Path("/srv/takt")


def test_an_empty_setting_is_as_good_as_none(monkeypatch):
    monkeypatch.setenv("TAKT_LOG", "")
    monkeypatch.setenv("TAKT_SECRET_KEY", "")

    settings = load_settings()

    assert settings.log == "text"
    assert settings.secret_key is None


def test_the_home_folder_may_be_written_short(monkeypatch):
    monkeypatch.setenv("TAKT_DATA_DIR", "~/takt")

    assert load_settings().data_dir == Path.home() / "takt"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("postgres://me@db/takt", "postgresql+asyncpg://me@db/takt"),
        ("postgresql://me@db/takt", "postgresql+asyncpg://me@db/takt"),
        ("postgresql+asyncpg://me@db/takt", "postgresql+asyncpg://me@db/takt"),
        ("sqlite:////srv/takt.db", "sqlite+aiosqlite:////srv/takt.db"),
    ],
)
def test_a_database_address_may_be_written_as_people_write_it(monkeypatch, written, meant):
    monkeypatch.setenv("TAKT_DATABASE_URL", written)

    assert load_settings().database == meant


@pytest.mark.parametrize(
    ("name", "value", "phrase"),
    [
        ("TAKT_LOG", "xml", "setting-log"),
        ("TAKT_CLOCK", "yesterday", "setting-clock"),
        ("TAKT_ALLOW_LOCAL_SOURCES", "perhaps", "setting-allow-local-sources"),
        ("TAKT_DATABASE_URL", "mysql://me:qwerty@db/takt", "setting-database-url"),
        ("TAKT_DATABASE_URL", "takt.db", "setting-database-url"),
        ("TAKT_SECRET_KEY", "qwerty", "setting-secret-key"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_setting(monkeypatch, name, value, phrase):
    monkeypatch.setenv(name, value)

    with pytest.raises(Refused) as refused:
        load_settings()

    assert refused.value.phrase == phrase
    assert refused.value.values == {"name": name}
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None


@pytest.mark.parametrize("slip", ["TAKT_DATABASE_URI", "TAKT_SECRETKEY", "TAKT_LOGS", "takt_clok"])
def test_a_misspelt_setting_is_told_with_the_one_it_looks_like(monkeypatch, slip):
    monkeypatch.setenv(slip, "anything")

    with pytest.raises(Refused) as refused:
        load_settings()

    assert refused.value.phrase == "setting-unknown"
    assert refused.value.values["name"] == slip.upper()


def test_a_slip_in_the_file_is_told_too(folder):
    (folder / ".env").write_text("TAKT_DATA_DIRS=/srv\n")

    with pytest.raises(Refused, match="setting-unknown"):
        load_settings()


def test_names_that_resemble_nothing_are_left_alone(monkeypatch):
    monkeypatch.setenv("TAKT_TEST_DATABASE_URL", "postgresql://me@db/test")
    monkeypatch.setenv("TAKT_SOMETHING_ELSE", "1:later")

    assert load_settings().log == "text"


def test_keys_and_passwords_never_show_when_settings_are_printed(monkeypatch):
    key = Fernet.generate_key().decode()
    monkeypatch.setenv("TAKT_SECRET_KEY", key)
    monkeypatch.setenv("TAKT_DATABASE_URL", "postgres://me:qwerty@db/takt")

    settings = load_settings()

    assert key not in repr(settings)
    assert "qwerty" not in repr(settings)


def test_several_keys_keep_their_order(monkeypatch):
    new, old = Fernet.generate_key(), Fernet.generate_key()
    monkeypatch.setenv("TAKT_SECRET_KEY", f"{new.decode()}, {old.decode()}")

    assert load_settings().encryption_keys == (new, old)


def test_a_settings_file_of_another_encoding_is_one_clear_line(folder):
    (folder / ".env").write_bytes("TAKT_LOG=json # журнал".encode("cp1251"))

    with pytest.raises(Refused, match="settings-not-text"):
        load_settings()


def test_a_current_folder_that_has_gone_is_one_clear_line(folder, monkeypatch):
    gone = folder / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    with pytest.raises(Refused, match="settings-out-of-reach"):
        load_settings()


def test_settings_of_a_demo_hear_nothing_of_the_person(folder, monkeypatch):
    monkeypatch.setenv("TAKT_DATABASE_URL", "rubbish")
    monkeypatch.setenv("TAKT_PROXY", "socks5://proxy.example:1080")
    (folder / ".env").write_text("TAKT_PUBLIC_URL=https://bot.example\n")

    settings = settings_apart(data_dir=folder / "demo", web_port=0)

    assert settings.database == f"sqlite+aiosqlite:///{folder}/demo/takt.db"
    assert (settings.proxy, settings.public_url, settings.web_port) == (None, "", 0)
