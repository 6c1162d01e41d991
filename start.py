#!/usr/bin/env python3
"""One command from nothing: prepares `.venv` beside this file when needed, then runs Takt.

    python3 start.py                 prepare only
    python3 start.py report kpi      prepare if needed, then `takt report kpi`
    python3 start.py --dev           prepare with the tools of development

Needs Python 3.11 or newer and its standard library, nothing else. A stamp of the lock, the project
file, the folder and the Python version is written last, so a preparation that was cut short is done
again from the beginning and a finished one costs nothing.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Takt needs Python 3.11 or newer, this is %d.%d." % sys.version_info[:2])

import contextlib
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "takt-stamp"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
"""What is installed for each purpose; the lock of development contains all of the other."""

UV = "uv>=0.9,<1"

MISLEADING = ("PIP_PREFIX", "PIP_TARGET", "PIP_USER", "PYTHONHOME", "UV_PYTHON", "VIRTUAL_ENV")
"""Settings of the person's shell that would send packages past our `.venv`."""


class CannotPrepare(Exception):
    """The reason in one line, for the person at the terminal."""


def wanted_stamp(purpose: str) -> str:
    """What a finished `.venv` for this purpose says of itself: who made it, for what, from what."""
    digest = hashlib.sha256()
    for name in (LOCKS[purpose], "pyproject.toml"):
        digest.update((ROOT / name).read_bytes() + b"\0")
    return f"{_maker()}\n{purpose} {digest.hexdigest()}\n"


def ready_for(purpose: str) -> bool:
    """Whether `.venv` is finished and fresh; one made for development also runs the program."""
    fitting = {wanted_stamp(purpose), wanted_stamp("dev")}
    return PYTHON.exists() and _stamp() in fitting


def prepare(purpose: str) -> None:
    """Make `.venv` hold what the lock names and the project itself, whatever was there before."""
    if importlib.util.find_spec("ensurepip") is None:
        raise CannotPrepare("this Python has no ensurepip; on Debian or Ubuntu: apt install python3-venv")
    whole = PYTHON.exists() and _stamp().startswith(_maker() + "\n")
    if _stamp().startswith(f"{_maker()}\ndev "):
        purpose = "dev"
    STAMP.unlink(missing_ok=True)
    if not whole:
        shutil.rmtree(VENV, ignore_errors=True)
        _run([sys.executable, "-m", "venv", str(VENV)], "the environment .venv could not be made")
    _install(ROOT / LOCKS[purpose])
    STAMP.write_text(wanted_stamp(purpose), encoding="utf-8")


def run_takt(arguments: list[str]) -> int:
    """Become the program; `-P` keeps a stranger's `bot` in the current folder from being taken for ours."""
    command = [str(PYTHON), "-P", "-m", "bot", *arguments]
    if os.name == "nt":
        return subprocess.call(command)
    os.execv(command[0], command)


def main(arguments: list[str]) -> int:
    """Prepare if needed, then run the program with the arguments, if there are any."""
    purpose = "dev" if arguments[:1] == ["--dev"] else "run"
    try:
        if not ready_for(purpose):
            with _one_at_a_time():
                if not ready_for(purpose):
                    _tell("Preparing Takt, up to half a minute.")
                    prepare(purpose)
    except CannotPrepare as reason:
        _tell(f"Takt could not be prepared: {reason}.")
        return 1
    except KeyboardInterrupt:
        return 130
    if arguments and purpose == "run":
        return run_takt(arguments)
    if not arguments:
        _tell("Takt is ready. What it can do: python3 start.py --help")
    return 0


def _install(lock: Path) -> None:
    """Install the lock and the project: with uv, which is quick, or with pip, which is there."""
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    uv = [str(PYTHON), "-m", "uv", "pip", "install", "--quiet", "--python", str(PYTHON), "--compile-bytecode"]
    project = ["--no-deps", "--editable", str(ROOT)]
    with contextlib.suppress(CannotPrepare):
        _run([*pip, UV], "no uv", quiet=True)
        _run([*uv, "--requirement", str(lock)], "uv failed", quiet=True)
        _run([*uv, *project], "uv failed", quiet=True)
        return
    _tell("Without uv this takes longer: a minute or two.")
    _run(
        [*pip, "--requirement", str(lock)],
        "packages could not be installed, and the first time needs a network",
    )
    _run([*pip, *project], "the project itself could not be installed")


def _run(command: list[str], trouble: str, quiet: bool = False) -> None:
    """Run one step in the project's folder; what it prints goes to standard error or nowhere.

    The step holds the lock too: should we be killed, the next start waits until it has ended.
    """
    clean = {name: value for name, value in os.environ.items() if name not in MISLEADING}
    out = subprocess.DEVNULL if quiet else sys.stderr
    try:
        done = subprocess.run(command, cwd=ROOT, env=clean, stdout=out, stderr=out, close_fds=False)
    except OSError as error:
        raise CannotPrepare(f"{trouble} ({error.strerror})") from error
    if done.returncode != 0:
        raise CannotPrepare(trouble)


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Hold the lock of this folder; the system lets go of it when we end, however we end."""
    with (ROOT / ".venv.lock").open("w") as file:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
            os.set_inheritable(file.fileno(), True)
        yield


def _maker() -> str:
    return f"{platform.python_implementation()} {platform.python_version()} in {ROOT}"


def _stamp() -> str:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return STAMP.read_text(encoding="utf-8")
    return ""


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
