"""One running bot per data folder: a second one would answer everything twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from services.errors import Refused


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder as long as the block lasts; Refused when another process holds it. A killed one lets go."""
    with (folder / "running.lock").open("w") as file:
        try:
            _hold(file.fileno())
        except OSError as trouble:
            raise Refused("already-running", path=str(folder)) from trouble
        yield


def _hold(number: int) -> None:
    try:
        import fcntl
    except ImportError:
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        return
    fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
