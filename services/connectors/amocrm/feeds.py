"""Two ways to read on: lists by the moment of their last change, and the feed of events window by window."""

from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.connectors.amocrm.client import EVENTS_PAGE, Client, between
from services.connectors.amocrm.sheet import name_of
from services.connectors.amocrm.values import inner_rows, seconds_of
from services.connectors.kit.paging import by_moment
from services.errors import Strange

OVERLAP_S = 120
"""So far back it is asked again: boundaries are whole seconds, and rows may become visible a little late."""

_HOUR = 3_600
_SHORTEST, _FIRST, _LONGEST = _HOUR, 24 * _HOUR, 32 * 24 * _HOUR
_FEW_PAGES, _MANY_PAGES = 5, 20
_TYPES_FOR = 7 * 24 * _HOUR
_MOST_SEEN = 1_000
_NO_ACCOUNT_BEFORE = 1_230_768_000
"""2009, the vendor's own beginning."""

Query = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of a list; when they are stored, reading may go on from `at`."""

    rows: Sequence[Any]
    at: int


async def by_change(
    client: Client, path: str, query: Query, after: int, until: int, name: str = ""
) -> AsyncGenerator[Batch]:
    """Rows of a list that changed from `after` on, oldest first, each page asked for from the newest moment seen.

    A plan without filters answers with everything: then the list is read from its newest change down.
    """
    since, newest = max(after - OVERLAP_S, 0), after

    async def ask(low: int, number: int) -> tuple[Sequence[Any], bool]:
        asked = [*between("updated_at", low, until), *query, ("order[updated_at]", "asc")]
        page = await client.page(path, asked, number, name=name)
        return page.rows, page.more

    try:
        async for part in by_moment(ask, _changed, since):
            newest = _newest(newest, map(_changed, part.rows), until)
            yield Batch(part.rows, newest)
        return
    except Strange as strange:
        if strange.code != "unfiltered":
            raise
    async for rows in _down(client, path, query, since, name):
        yield Batch(rows, after)
        newest = _newest(newest, map(_changed, rows), until)
    yield Batch((), newest)


async def _down(client: Client, path: str, query: Query, since: int, name: str) -> AsyncGenerator[Sequence[Any]]:
    """Pages from the newest change down to `since`, and up again: a row that slid over a border is met on the way."""
    asked, number = [*query, ("order[updated_at]", "desc")], 1
    while True:
        page = await client.page(path, asked, number, name=name)
        yield page.rows
        if not page.more or min(map(_changed, page.rows)) < since:
            break
        number += 1
    for lower in range(number - 1, 0, -1):
        yield (await client.page(path, asked, lower, name=name)).rows


def _newest(known: int, moments: Iterable[int], until: int) -> int:
    """The newest moment, of those up to `until`: a moment that is yet to come leads nowhere."""
    return max([known, *(one for one in moments if one <= until)])


def _changed(row: object) -> int:
    return seconds_of(row, "updated_at")


@dataclass(frozen=True, slots=True)
class Seen:
    """Events of one question; the last of a window says so by the place from which the next one begins."""

    rows: Sequence[Any]
    place: Mapping[str, Any] | None


class Feed:
    """The feed of events of some types, in windows of time that are over: no page of them can shift.

    A place is `at` (until where everything is read), `step` (how long the next window may be), `types` (those of ours
    that this account tells of), `typed` (when that was asked) and `seen` (the ids of the last events, which are met
    once more and passed over).
    """

    def __init__(self, client: Client, wanted: Sequence[str]) -> None:
        self._client = client
        self._wanted = wanted
        self._typed: dict[str, Any] = {}

    async def begin(self, until: int) -> dict[str, Any]:
        """The place before the first event: when the account was made."""
        born = seconds_of(await self._client.account(), "created_at")
        return {"at": max(min(born, until) - OVERLAP_S, _NO_ACCOUNT_BEFORE), "step": _FIRST}

    @staticmethod
    def place(at: int) -> dict[str, Any]:
        """The place after a moment, where little is expected."""
        return {"at": at, "step": _LONGEST}

    async def typed(self, place: Mapping[str, Any], until: int) -> dict[str, Any]:
        """The place with the types that the account knows; it may refuse a question for others."""
        if until - place.get("typed", -_TYPES_FOR) < _TYPES_FOR:
            return dict(place)
        if until - self._typed.get("typed", -_TYPES_FOR) >= _TYPES_FOR:
            said = await self._client.one("events/types", "events/types")
            known = {one.get("key") for one in inner_rows(said, "_embedded", "events_types")} or set(self._wanted)
            self._typed = {"types": [one for one in self._wanted if one in known], "typed": until}
        return {**place, **self._typed}

    async def read(self, place: Mapping[str, Any], until: int) -> AsyncGenerator[Seen]:
        """Everything new from a place on, window by window; each window ends with the next place."""
        over = not place["types"]
        if over:
            yield Seen((), place)
        while not over:
            low, high = place["at"], min(place["at"] + place["step"], until)
            recent, pages, newest = _Recent(place.get("seen", ())), 0, low
            async for rows in self.window(place["types"], max(low - OVERLAP_S, 0), high):
                pages += 1
                newest = _newest(newest, map(_happened, rows), high)
                yield Seen(recent.fresh(rows), None)
            over = high >= until
            at = newest if over else high
            place = {**place, "at": at, "step": _next_step(place["step"], pages), "seen": recent.since(at - OVERLAP_S)}
            yield Seen((), place)

    async def window(
        self, types: Sequence[str], since: int, until: int, more: Query = ()
    ) -> AsyncGenerator[Sequence[Any]]:
        """The pages of one window."""
        asked = [("filter[type]", ",".join(types)), *between("created_at", since, until), *more]
        number = 1
        while True:
            page = await self._client.page("events", asked, number, limit=EVENTS_PAGE)
            yield page.rows
            if not page.more:
                return
            number += 1


class _Recent:
    """The events of a window by id: those that were seen before it are passed over."""

    def __init__(self, seen: Sequence[str]) -> None:
        self._seen = frozenset(seen)
        self._met: dict[str, int] = {}

    def fresh(self, rows: Sequence[Any]) -> list[Any]:
        """Those that were not seen yet."""
        self._met |= {name_of(row): _happened(row) for row in rows if isinstance(row, Mapping)}
        return [row for row in rows if not isinstance(row, Mapping) or name_of(row) not in self._seen]

    def since(self, at: int) -> list[str]:
        """The ids of the newest ones, from a moment on."""
        late = sorted((name for name, when in self._met.items() if when >= at), key=lambda name: -self._met[name])
        return late[:_MOST_SEEN]


def _happened(row: object) -> int:
    return seconds_of(row, "created_at")


def _next_step(step: int, pages: int) -> int:
    """Longer windows where little happens, shorter ones where pages would be deep."""
    if pages > _MANY_PAGES:
        return max(step // 2, _SHORTEST)
    return min(step * 2, _LONGEST) if pages <= _FEW_PAGES else step
