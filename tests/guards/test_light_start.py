"""The command line starts light: nothing of the chat, and no charts unless a picture is asked for."""

import json
import subprocess
import sys

import pytest

_PROBE = """
import json, sys
from bot.__main__ import main
try:
    main()
except SystemExit as end:
    code = end.code
print(json.dumps([code, sorted(name.split(".")[0] for name in sys.modules)]))
"""


def modules_after(tmp_path, *words):
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *words],
        env={"TAKT_DATA_DIR": str(tmp_path / "data"), "PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    code, loaded = json.loads(done.stdout.splitlines()[-1])
    assert code in (0, None), done.stderr
    return set(loaded)


@pytest.fixture(scope="module")
def company_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("light")
    modules_after(folder, "company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
    return folder


HEAVY = {"aiogram", "matplotlib", "aiohttp", "apscheduler", "alembic", "numpy"}


IDLE = {"sqlalchemy", "pydantic_settings", "fluent", "cryptography", "holidays", "phonenumbers"}
"""What every call needs that does something, and none that only explains itself."""


@pytest.mark.parametrize("words", [("--help",), ("report", "--help"), ("import", "--help")], ids=" ".join)
def test_help_loads_no_chat_no_charts_no_database(tmp_path, words):
    assert not modules_after(tmp_path, *words) & (HEAVY | IDLE)


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_report_loads_no_chat_and_no_charts(company_folder, form):
    assert not modules_after(company_folder, "report", "kpi", "--format", form) & HEAVY


def test_a_picture_loads_charts_and_still_no_chat(company_folder, tmp_path):
    picture = tmp_path / "kpi.png"

    loaded = modules_after(company_folder, "report", "kpi", "--format", "png", "--out", str(picture))

    assert "matplotlib" in loaded
    assert "aiogram" not in loaded
    assert picture.read_bytes().startswith(b"\x89PNG")
