"""What the store has to know of the database's shape: its newest revision and how to get there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Schema:
    """The migrations as the store sees them.

    `revision` is where a database stands, None before the first; `upgrade` brings it to `head` inside the caller's
    transaction and says whether anything was done, or refuses one that a newer Takt has changed; `knows` tells the
    revisions of our own past.
    """

    head: str
    revision: Callable[[AsyncConnection], Awaitable[str | None]]
    upgrade: Callable[[AsyncConnection], Awaitable[bool]]
    knows: Callable[[str], bool]
