"""What was answered and is not yet settled, on paper: a process that is killed in between does not answer it again."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from services.store.updates import Settled


class Answered:
    """A file with a line per answer, written without waiting: the kernel keeps it when the process is killed.

    It is emptied whenever everything in it is settled in the database. A power failure may lose its last lines; then
    those are answered again, and marked in the log.
    """

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._paper = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)

    def note(self, update_id: int, attempt: int) -> None:
        """An update is answered; a disk that is full costs this certainty and nothing else."""
        with suppress(OSError):
            os.write(self._paper, f"{update_id} {attempt}\n".encode())

    def left(self) -> list[Settled]:
        """What an earlier process answered and did not settle; a line cut short is none."""
        lines = os.pread(self._paper, os.fstat(self._paper).st_size, 0).decode("ascii", "replace").split("\n")[:-1]
        return list(_settled(lines))

    def clear(self) -> None:
        """Everything is settled."""
        with suppress(OSError):
            os.ftruncate(self._paper, 0)

    def close(self) -> None:
        """Put the file away."""
        os.close(self._paper)


def _settled(lines: Iterable[str]) -> Iterable[Settled]:
    for line in lines:
        number, _, attempt = line.partition(" ")
        if number.isdigit() and attempt.isdigit():
            yield Settled(int(number), int(attempt))
