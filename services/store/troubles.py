"""A database that is damaged, full, locked, away or not allowed is one clear line, never a traceback."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from services.errors import Refused

_STATES = {
    "database-away": ("08", "28", "3D", "57P", "53300"),
    "disk-full": ("53100", "58"),
    "database-busy": ("40P01", "55P03"),
    "database-readonly": ("25006", "42501"),
    "database-damaged": ("XX001", "XX002"),
}
"""How PostgreSQL's own codes begin."""

_WORDS = {
    "database-damaged": ("malformed", "not a database", "corrupt"),
    "database-busy": ("database is locked", "table is locked"),
    "disk-full": ("disk is full", "no space left", "disk i/o error"),
    "database-readonly": ("readonly database", "read-only file system", "permission denied"),
    "database-away": ("unable to open database file", "connection is closed", "connection was closed"),
}
"""What SQLite and the drivers say, in small letters."""


@contextmanager
def clear_trouble() -> Iterator[None]:
    """Turn what a database says of its own state into Refused; mistakes of the program stay as they are."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as trouble:
        phrase = _phrase(trouble)
        if phrase is None:
            raise
        raise Refused(phrase) from trouble


@contextmanager
def clear_absence() -> Iterator[None]:
    """The same around reaching a database: whatever the system refuses there means it is away."""
    try:
        with clear_trouble():
            yield
    except OSError as trouble:
        raise Refused("database-away") from trouble


def _phrase(trouble: Exception) -> str | None:
    said = getattr(trouble, "orig", None) or trouble
    state = str(getattr(said, "sqlstate", None) or "")
    words = str(said).lower()
    by_state = (phrase for phrase, begins in _STATES.items() if state.startswith(begins))
    by_words = (phrase for phrase, marks in _WORDS.items() if any(mark in words for mark in marks))
    return next(by_state if state else by_words, None)
