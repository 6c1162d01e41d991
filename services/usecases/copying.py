"""What backup and restore ask of a folder: that it can be written to and has room."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from services.errors import Refused

_SPARE = 16 * 2**20
"""Room left for everybody else."""

_MEGABYTE = 2**20


def ensure_room(folder: Path, needed: int) -> None:
    """Refuse to begin what the disk cannot hold; sizes in bytes."""
    free = shutil.disk_usage(folder).free
    if free < needed + _SPARE:
        wanted = -(-(needed + _SPARE) // _MEGABYTE)
        raise Refused("disk-short", path=str(folder), needed=wanted, free=free // _MEGABYTE)


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """What the system says against writing there is said with the folder's name."""
    try:
        yield
    except OSError as trouble:
        raise Refused("folder-unwritable", path=str(folder), why=trouble.strerror or "") from trouble
