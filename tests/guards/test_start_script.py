"""The start script: prepares once, notices what changed, survives being cut short, speaks kindly."""

import importlib.util
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
START = ROOT / "start.py"


class Steps:
    """Stands in for the commands that reach the network: notes them, and makes what they would make."""

    def __init__(self, folder):
        self.folder = folder
        self.said = []
        self.failing = ()

    def __call__(self, command, trouble, quiet=False):
        words = " ".join(command[1:])
        self.said.append(words)
        if any(word in words for word in self.failing):
            raise self.cannot_prepare(trouble)
        if "-m venv" in words:
            python = self.folder / ".venv/bin/python"
            python.parent.mkdir(parents=True)
            python.touch()

    @property
    def environments_made(self):
        return sum("-m venv" in words for words in self.said)


@pytest.fixture
def folder(tmp_path):
    """A checkout in a folder with a space in its name."""
    folder = tmp_path / "мой takt"
    folder.mkdir()
    shutil.copy(START, folder)
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (folder / name).write_text(f"{name} one\n")
    return folder


@pytest.fixture
def start(folder):
    return _load(folder)


@pytest.fixture
def steps(start, folder, monkeypatch):
    steps = Steps(folder)
    steps.cannot_prepare = start.CannotPrepare
    monkeypatch.setattr(start, "_run", steps)
    return steps


def _load(folder):
    spec = importlib.util.spec_from_file_location("start_of_a_test", folder / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_fresh_folder_is_prepared_once_and_then_costs_nothing(start, steps, capsys):
    first, again = start.main([]), start.main([])

    assert (first, again) == (0, 0)
    assert steps.environments_made == 1
    assert len(steps.said) == 4
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_installed_into_the_same_environment(start, steps, folder, name):
    start.main([])
    steps.said.clear()

    (folder / name).write_text("two\n")
    start.main([])

    assert steps.environments_made == 0
    assert any("requirements.lock" in words for words in steps.said)
    assert start.ready_for("run")


def test_the_lock_of_development_does_not_concern_who_only_runs_takt(start, steps, folder):
    start.main([])

    (folder / "requirements-dev.lock").write_text("two\n")

    assert start.ready_for("run")
    assert not start.ready_for("dev")


def test_an_environment_of_development_also_runs_takt_and_stays_one(start, steps, folder):
    start.main(["--dev"])
    assert start.ready_for("run")

    (folder / "pyproject.toml").write_text("two\n")
    start.main([])

    assert start.ready_for("dev")


def test_another_python_remakes_the_environment(start, steps, monkeypatch):
    start.main([])

    monkeypatch.setattr(start.platform, "python_version", lambda: "3.99.0")
    start.main([])

    assert steps.environments_made == 2


def test_a_moved_folder_is_made_again(start, steps, folder, tmp_path, monkeypatch):
    start.main([])
    moved = tmp_path / "moved"
    folder.rename(moved)

    moved_start = _load(moved)

    assert not moved_start.ready_for("run")
    assert not moved_start._stamp().startswith(moved_start._maker())


def test_an_environment_without_a_stamp_is_thrown_away_whole(start, steps, folder):
    half_made = folder / ".venv/bin/python"
    half_made.parent.mkdir(parents=True)
    half_made.touch()
    (folder / ".venv/half").touch()

    start.main([])

    assert not (folder / ".venv/half").exists()
    assert start.ready_for("run")


def test_a_preparation_cut_short_leaves_no_stamp(start, steps, folder, monkeypatch):
    start.main([])
    (folder / "requirements.lock").write_text("two\n")

    def interrupted(lock):
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "_install", interrupted)
    status = start.main([])

    assert status == 130
    assert not start.STAMP.exists()
    assert not start.ready_for("run")


def test_a_vanished_python_is_noticed(start, steps):
    start.main([])

    start.PYTHON.unlink()

    assert not start.ready_for("run")


@pytest.mark.parametrize("failing", ["uv>=", "-m uv"])
def test_without_uv_pip_installs_the_same_lock(start, steps, folder, failing):
    steps.failing = (failing,)

    status = start.main([])

    assert status == 0
    assert any("-m pip" in words and "requirements.lock" in words for words in steps.said)
    assert any("-m pip" in words and f"--editable {folder}" in words for words in steps.said)


def test_no_network_is_one_line_and_no_stamp(start, steps, capsys):
    steps.failing = ("-m uv", "-m pip")

    status = start.main(["report", "kpi"])

    assert status == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("Takt could not be prepared: packages")
    assert not start.ready_for("run")


def test_a_python_without_ensurepip_is_told_what_to_install(start, steps, monkeypatch, capsys):
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None)

    status = start.main([])

    assert status == 1
    assert "apt install python3-venv" in capsys.readouterr().err.splitlines()[-1]
    assert steps.said == []


@pytest.mark.parametrize("version", [(3, 10), (3, 6)])
def test_an_older_python_hears_one_kind_line(version):
    code = "import sys; sys.version_info = ({}, {}, 0, 'final', 0); exec(open('start.py').read())".format(*version)

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 1
    assert done.stderr == "Takt needs Python 3.11 or newer, this is {}.{}.\n".format(*version)


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for Python")
def test_arguments_reach_the_program_from_any_folder_and_a_strangers_bot_is_not_taken(start, folder, tmp_path):
    _pretend_prepared(start, '#!/bin/sh\nfor word in "$@"; do echo "$word"; done\n')
    command = [sys.executable, str(folder / "start.py"), "report", "kpi", "--period", "прошлая неделя"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    assert done.stdout.splitlines() == ["-P", "-m", "bot", "report", "kpi", "--period", "прошлая неделя"]
    assert done.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for Python")
def test_the_programs_exit_status_is_ours(start, folder):
    _pretend_prepared(start, "#!/bin/sh\nexit 2\n")

    done = subprocess.run([sys.executable, str(folder / "start.py"), "wrong"])

    assert done.returncode == 2


def test_two_starts_at_once_prepare_once(folder):
    code = (
        "import sys, time; sys.path.insert(0, '.'); import start\n"
        "def install(lock):\n"
        "    open('installed.txt', 'a').write('x'); time.sleep(0.5)\n"
        "def run(command, trouble, quiet=False):\n"
        "    start.PYTHON.parent.mkdir(parents=True); start.PYTHON.touch()\n"
        "start._install, start._run = install, run\n"
        "sys.exit(start.main([]))\n"
    )

    started = [subprocess.Popen([sys.executable, "-c", code], cwd=folder) for _ in range(3)]

    assert [process.wait() for process in started] == [0, 0, 0]
    assert (folder / "installed.txt").read_text() == "x"


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_a_killed_start_is_waited_for_until_its_last_step_has_ended(folder):
    code = (
        "import sys; sys.path.insert(0, '.'); import start\n"
        "with start._one_at_a_time():\n"
        "    print('holding', flush=True)\n"
        "    start._run([sys.executable, '-c', 'import time; time.sleep(1); open(\"ended\", \"w\")'], '')\n"
    )
    waiting = "import sys; sys.path.insert(0, '.'); import start\nwith start._one_at_a_time(): open('ended')\n"
    killed = subprocess.Popen([sys.executable, "-c", code], cwd=folder, stdout=subprocess.PIPE)
    killed.stdout.readline()
    _wait_for_a_child_of(killed)

    killed.kill()
    killed.wait()

    assert subprocess.run([sys.executable, "-c", waiting], cwd=folder).returncode == 0


def _pretend_prepared(start, script):
    start.PYTHON.parent.mkdir(parents=True)
    start.PYTHON.write_text(script)
    start.PYTHON.chmod(start.PYTHON.stat().st_mode | stat.S_IXUSR)
    start.STAMP.write_text(start.wanted_stamp("run"), encoding="utf-8")


def _wait_for_a_child_of(process):
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while children.exists() and not children.read_text().strip():
        pass
