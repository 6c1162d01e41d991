"""Ways through a list: by windows of ids, fifty in one question; by the moment of change; and over its newest rows.

Windows are closed on both sides, so the fifty of a question do not wait for each other, and what is added, changed or
deleted meanwhile moves no row over a border.
"""

import hashlib
import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass

from services.connectors.bitrix24.client import MOST, Client
from services.connectors.bitrix24.listing import PAGE, Listing
from services.connectors.bitrix24.values import Row, stamp
from services.connectors.kit.paging import Read, by_moment
from services.errors import Down, Strange

_WANTED = 35
"""Rows that a window should hold: few enough to overflow seldom, many enough to be worth its place."""
_WIDEST = 1_000_000
_FEW = 10
_ENOUGH = 5_000
"""Rows of one stretch: wide windows may turn out to be full."""
_TOO_MUCH = ("no-answer", "too-big")
_WIDER = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """All rows with ids up to `upto`; `width` is how wide the next windows should be, `most` how many of them."""

    rows: list[Row]
    upto: int
    width: int
    most: int


async def stretch(
    client: Client,
    listing: Listing,
    after: int,
    top: int,
    width: int = PAGE,
    *,
    most: int = MOST,
    bare: bool = False,
    more: Sequence[str] = (),
) -> Stretch:
    """The next rows with ids above `after`, up to `top` at most: as many as fifty windows hold, or as ten do where
    fifty are more than the portal answers in time or than an answer may hold.
    """
    try:
        return await _stretch(client, listing, (after, top, width), most, bare, more)
    except (Down, Strange) as trouble:
        if trouble.code not in _TOO_MUCH or most <= _FEW:
            raise
    return await _stretch(client, listing, (after, top, width), _FEW, bare, more)


async def _stretch(
    client: Client, listing: Listing, place: tuple[int, int, int], most: int, bare: bool, more: Sequence[str]
) -> Stretch:
    after, top, width = place
    upto = min(top, after + width * most)
    windows = [(low, min(low + width, upto)) for low in range(after, upto, width)]
    rows: list[Row] = []
    while windows and len(rows) < _ENOUGH:
        now, windows = windows[:most], windows[most:]
        commands = {f"w{at}": listing.by_id(*window, bare=bare, more=more) for at, window in enumerate(now)}
        answers = await client.batch(commands)
        for at, (low, high) in enumerate(now):
            found = listing.rows(answers.good(f"w{at}"))
            rows += within(listing, found, low, high)
            windows += _rest([listing.id_of(row) for row in found], high)
    if windows:
        upto = min(low for low, _ in windows)
        rows = within(listing, rows, after, upto)
    return Stretch(rows, upto, _width(width, len(rows), upto - after), most)


def _rest(ids: Sequence[int], high: int) -> list[tuple[int, int]]:
    """What is left of a window that held more rows than a page: windows as narrow as its rows lie close."""
    last = max(ids, default=0)
    if len(ids) < PAGE or last >= high:
        return []
    step = max((last - min(ids)) * _WANTED // PAGE, PAGE)
    cut = min(high, last + step * (MOST - 1))
    return [(low, min(low + step, cut)) for low in range(last, cut, step)] + ([(cut, high)] if cut < high else [])


def within(listing: Listing, rows: Sequence[Row], low: int, high: int | None = None) -> list[Row]:
    """The rows of a window, and those whose id cannot be read; Strange where the portal did not heed the filter."""
    if any(0 < listing.id_of(row) <= low for row in rows):
        raise Strange(method=listing.method, code="unfiltered")
    return [row for row in rows if high is None or listing.id_of(row) <= high]


def _width(width: int, rows: int, ids: int) -> int:
    """Ids lie as densely as they did: so many of them hold the wanted number of rows."""
    if not rows:
        return min(width * _WIDER, _WIDEST)
    return min(max(_WANTED * ids // rows, PAGE) if ids > 2 * rows else PAGE, width * _WIDER, _WIDEST)


async def changes(
    client: Client,
    listing: Listing,
    since: int,
    until: int,
    first: Sequence[Row] | None = None,
    more: Sequence[str] = (),
) -> AsyncGenerator[Read[int]]:
    """Rows that were changed from one moment to another, oldest first; `first` is the first page, when it is here."""
    kept = first

    async def ask(moment: int, page: int) -> tuple[Sequence[Row], bool]:
        nonlocal kept
        rows, kept = kept, None
        if rows is None or (moment, page) != (since, 1):
            command = listing.changed(stamp(moment), stamp(until), page, more)
            rows = listing.rows(await client.ask(command))
        return rows, len(rows) >= PAGE

    async for read in by_moment(ask, lambda row: listing.moment_of(row) or since, since):
        yield read


async def beyond(client: Client, listing: Listing, after: int, first: Sequence[Row]) -> list[Row]:
    """Rows with ids above `after`, to the end of the list, in the order of ids; `first` is their first page."""
    rows = page = within(listing, first, after)
    while len(page) >= PAGE:
        low = max(map(listing.id_of, page))
        if low <= after:
            raise Strange(method=listing.method, code="circle")
        after = low
        page = within(listing, listing.rows(await client.ask(listing.by_id(low))), low)
        rows = [*rows, *page]
    return rows


def digest(row: Row, *more: object) -> str:
    """A few letters that differ when a row does."""
    told = json.dumps([row, *more], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=6).hexdigest()


def unlike(listing: Listing, rows: Sequence[Row], known: Mapping[str, str], *more: object) -> list[Row]:
    """The rows that are not known as they are."""
    return [row for row in rows if known.get(str(listing.id_of(row))) != digest(row, *more)]
