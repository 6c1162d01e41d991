"""SQLite databases as files: whose they are, whether they are sound, and how one is copied or put in another's place.

These calls wait for the disk: ask them from a thread.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from services.errors import Refused
from services.store.troubles import clear_trouble

APPLICATION = 0x54414B54
"""What SQLite keeps in the header of our files: the letters TAKT."""

_MAGIC = b"SQLite format 3\x00"
_PATIENCE_SECONDS = 30.0
_COMPANIONS = ("-wal", "-shm", "-journal")


def is_sqlite(file: Path) -> bool:
    """Whether the file begins as SQLite's do; an empty one is a database without tables."""
    with file.open("rb") as opened:
        return opened.read(len(_MAGIC)) in (_MAGIC, b"")


def is_ours(file: Path) -> bool:
    """Whether it is a database that Takt has made."""
    with _opened(file) as connection:
        return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION)


def is_sound(file: Path) -> bool:
    """Whether every page can be read and every reference leads somewhere."""
    try:
        with _opened(file) as connection:
            pages = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            return pages and connection.execute("PRAGMA foreign_key_check").fetchone() is None
    except Refused as trouble:
        if trouble.phrase == "database-damaged":
            return False
        raise


def size(file: Path) -> int:
    """How many bytes of the database are in use, the write-ahead log included."""
    with _opened(file) as connection:
        count, free, page = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        return int((count - free) * page)


def snapshot(source: Path, target: Path) -> None:
    """Write the database as it is at one moment into an empty file, while others go on writing.

    What was deleted does not come along: the copy is built anew from the rows.
    """
    with _opened(source) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def close_up(file: Path) -> None:
    """Bring everything of a database into its one file and the file onto the disk."""
    with _opened(file) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    to_disk(file)


def put_in_place(copy: Path, target: Path) -> None:
    """Make the target the same database as the copy, all at once: whoever looks finds the old one or the new.

    A sound target may be in use: its readers and writers take turns with us as with each other. One that is damaged or
    no database is replaced as a file.
    """
    try:
        with _opened(target) as live, _opened(copy) as source:
            source.backup(live, progress=_until(time.monotonic() + _PATIENCE_SECONDS))
    except Refused as trouble:
        if trouble.phrase not in ("database-damaged", "database-away"):
            raise
        for companion in _COMPANIONS:
            target.with_name(target.name + companion).unlink(missing_ok=True)
        copy.replace(target)
        to_disk(target)


def forget(file: Path) -> None:
    """Remove a database with everything that SQLite laid beside it."""
    for companion in ("", *_COMPANIONS):
        file.with_name(file.name + companion).unlink(missing_ok=True)


def to_disk(file: Path) -> None:
    """Wait until the file and its name are on the disk."""
    for path in (file, file.parent):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _until(deadline: float) -> Callable[[int, int, int], None]:
    """`backup` tries a locked database for ever; we give up when the patience of every writer ends."""

    def look(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
            raise Refused("database-busy")

    return look


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """The database in a file that exists; one that does not is never made."""
    with clear_trouble():
        address = f"{file.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=_PATIENCE_SECONDS)) as opened:
            yield opened
