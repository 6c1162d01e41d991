"""What faults need: processes that can be killed, disks that fill up, files that cannot be written."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Process:
    """A Python program of ours in a process of its own; speaks line by line."""

    def __init__(self, source, *words):
        command = [sys.executable, "-c", source, *map(str, words)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        # Unbuffered: what a reader had read ahead would be lost when the rest is collected after a kill.
        self._process = subprocess.Popen(command, cwd=ROOT, bufsize=0, **pipes)

    def line(self):
        """The next line it prints; waits for it."""
        return self._process.stdout.readline().decode().strip()

    def kill(self):
        """SIGKILL; returns the whole lines it had printed and nobody had read."""
        os.kill(self._process.pid, signal.SIGKILL)
        said, _ = self._process.communicate(timeout=30)
        return [line for line in said.decode().splitlines(keepends=True) if line.endswith("\n")]

    def end(self):
        """Let it finish; returns its exit status and its complaints."""
        _, trouble = self._process.communicate(timeout=60)
        return self._process.returncode, trouble.decode()


@pytest.fixture
def process():
    """Starts processes and leaves none behind."""
    started = []

    def start(source, *words):
        started.append(Process(source, *words))
        return started[-1]

    yield start
    for each in started:
        if each._process.poll() is None:
            each.kill()


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of 3 MB of its own; where none can be mounted the test is skipped."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "takt", folder], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here; the same is injected in the other tests")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def remount(folder, options):
    """Make the disk larger, or read-only."""
    subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True)
