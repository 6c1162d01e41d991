"""Ways to read a long list page by page: each yields rows with the place from which reading goes on.

Lists change while they are read. A row may come twice, for whoever stores it takes the later version; none may be
missed.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar
from urllib.parse import parse_qs, urlsplit

from services.errors import Strange

Row: TypeAlias = Mapping[str, Any]
Place = TypeVar("Place")

AskSince: TypeAlias = Callable[[int, int], Awaitable[tuple[Sequence[Row], bool]]]
"""Asks for rows that changed at a moment (a whole number) or later, oldest first, by a page number from 1: the rows,
and whether there are more.
"""


@dataclass(frozen=True, slots=True)
class Part(Generic[Place]):
    """One page as the vendor gives it: its rows, and where the next one is; None is the end."""

    rows: Sequence[Row]
    next: Place | None


@dataclass(frozen=True, slots=True)
class Read(Generic[Place]):
    """Rows to be stored; when they are, reading may go on from `place` (None: all is read)."""

    rows: Sequence[Row]
    place: Place | None


def in_link(link: str | None, name: str) -> str | None:
    """A value of a vendor's link to the next page; the link itself is never followed."""
    found = parse_qs(urlsplit(link or "").query).get(name)
    return found[0] if found else None


async def by_cursor(
    ask: Callable[[Place | None], Awaitable[Part[Place]]], place: Place | None = None
) -> AsyncGenerator[Read[Place]]:
    """Pages that name the next one: by a token, an offset, a number or a link. A short page is not the last.

    Strange when a page names one that was read already. Offsets shift when rows vanish: for lists that stand still, or
    that are closed by a moment.
    """
    seen: set[Place | None] = {place}
    while True:
        part = await ask(place)
        place = part.next
        if place is not None and place in seen:
            raise Strange(method="paging", code="circle")
        seen.add(place)
        yield Read(part.rows, place)
        if place is None:
            return


async def by_id(
    ask: Callable[[int], Awaitable[Sequence[Row]]],
    id_of: Callable[[Row], int],
    after: int = 0,
    full: int | None = None,
) -> AsyncGenerator[Read[int]]:
    """Rows in the order of their ids: ask for those after the last one. Nothing can shift.

    The end is an empty page, or, where the vendor promises full pages, one shorter than `full`. Ids are compared as
    numbers; rows that were not asked for are passed over; Strange when a page brings nothing but such.
    """
    while True:
        rows = await ask(after)
        fresh = sorted((row for row in rows if id_of(row) > after), key=id_of)
        if not rows:
            return
        if not fresh:
            raise Strange(method="paging", code="circle")
        after = id_of(fresh[-1])
        yield Read(fresh, after)
        if full is not None and len(rows) < full:
            return


async def by_moment(ask: AskSince, moment_of: Callable[[Row], int], since: int) -> AsyncGenerator[Read[int]]:
    """Rows in the order of their last change, up to a moment that is over: nothing new comes into what is read.

    Each page is asked for anew from the last moment seen, so a row that changes meanwhile and leaves its place moves no
    other row over a border. Strange when the vendor does not heed `since`, or turns in a circle.
    """
    while True:
        rows, more = await ask(since, 1)
        last = max(map(moment_of, rows), default=since)
        if last < since or (more and not rows):
            raise Strange(method="paging", code="unfiltered" if rows else "circle")
        yield Read(rows, last)
        if not more:
            return
        if last > since:
            since = last
            continue
        async for crowd in _of_one_moment(ask, moment_of, since):
            yield Read(crowd, since)
        since += 1


async def _of_one_moment(ask: AskSince, moment_of: Callable[[Row], int], since: int) -> AsyncGenerator[Sequence[Row]]:
    """The rest of more rows of one moment than a page holds, by page numbers: up to the last one, and down again.

    A row that slides to an earlier page while we go up is met on the way down.
    """
    page, before = 1, None
    while True:
        page += 1
        rows, more = await ask(since, page)
        if rows and rows == before:
            raise Strange(method="paging", code="circle")
        yield rows
        before = rows
        if not more or any(moment_of(row) > since for row in rows):
            break
    for lower in range(page - 1, 0, -1):
        rows, _more = await ask(since, lower)
        yield rows
