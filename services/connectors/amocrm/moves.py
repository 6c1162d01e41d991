"""Moves: changes of status from the feed of events, and the first stage of each deal that ever moved."""

from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping, Sequence
from typing import Any

from services.connectors.amocrm import mapping
from services.connectors.amocrm.client import Client
from services.connectors.amocrm.deals import Deals, portions
from services.connectors.amocrm.feeds import Feed
from services.connectors.amocrm.sheet import Sheet, name_of
from services.connectors.amocrm.touches import STATUS
from services.connectors.amocrm.values import Row, Senseless, maybe_ident, moment, seconds_of
from services.connectors.kit.contract import Page
from services.connectors.kit.records import Kind, SourceMove

_ADDED, _DELETED, _RESTORED, _MERGED = "lead_added", "lead_deleted", "lead_restored", "entity_merged"
_TYPES = (STATUS, _ADDED, _DELETED, _RESTORED, _MERGED)
_ENTITIES_AT_ONCE = 10
_MOST_KNOWN = 200_000


class Moves:
    """The history of stages. The feed tells a birth without its stage; the first change of status tells it later.

    Births are remembered as long as this object lives. A deal whose birth was not seen is asked for by itself.
    """

    def __init__(self, client: Client, deals: Deals) -> None:
        self._feed = Feed(client, _TYPES)
        self._deals = deals
        self._firsts = _Firsts()

    async def read(self, place: Mapping[str, Any] | None, until: int) -> AsyncGenerator[Page]:
        """What happened up to a moment; deals that came back from the bin or were merged are asked for again."""
        place = await self._feed.typed(place or await self._feed.begin(until), until)
        self._firsts.begin()
        unsure: set[str] = set()
        async for seen in self._feed.read(place, until):
            yield self._page(seen.rows, place)
            self._firsts.take(seen.rows)
            unsure |= _unsure(seen.rows)
            if seen.place is None:
                continue
            async for page in self._rest(unsure, place, until):
                yield page
            place, unsure = dict(seen.place), set()
            yield Page((), place)
            self._firsts.end()

    async def fetch(self, numbers: Iterable[str], until: int) -> AsyncGenerator[Page]:
        """The whole history of some deals."""
        for some in portions(numbers, _ENTITIES_AT_ONCE):
            firsts = _Firsts()
            async for rows in self._history(some, until, (STATUS, _ADDED, _DELETED)):
                firsts.take(rows)
                yield self._page(rows, {})
            yield Page(tuple(firsts.moves()), {})

    async def _rest(self, unsure: Iterable[str], place: Mapping[str, Any], until: int) -> AsyncGenerator[Page]:
        """What a window leaves open: first stages, and deals that are back or that were merged."""
        for some in portions(self._firsts.unborn, _ENTITIES_AT_ONCE):
            async for rows in self._history(some, until, (STATUS, _ADDED)):
                self._firsts.take(rows)
        if found := tuple(self._firsts.moves()):
            yield Page(found, dict(place))
        if unsure:
            async for page in self._deals.fetch(sorted(unsure)):
                yield Page(page.records, dict(place), page.odd, page.unknown)

    def _history(self, numbers: Sequence[str], until: int, types: Sequence[str]) -> AsyncGenerator[Sequence[Any]]:
        asked = [("filter[entity]", "lead"), *(("filter[entity_id][]", number) for number in numbers)]
        return self._feed.window(types, 0, until, asked)

    @staticmethod
    def _page(rows: Sequence[Any], place: Mapping[str, Any]) -> Page:
        sheet = Sheet()
        sheet.add(Kind.MOVES, _of_type(rows, STATUS), mapping.move)
        sheet.add(Kind.MOVES, _of_type(rows, _DELETED), mapping.deleted)
        return sheet.page(dict(place))


class _Firsts:
    """Puts births and first changes of status together: only both make a first move.

    Windows come in the order of time, so what is the earliest change in the first window that has one is the first of
    all. A deal is told once a window is over and stored.
    """

    def __init__(self) -> None:
        self._born: dict[str, Row] = {}
        self._told: set[str] = set()
        self._earliest: dict[str, Row] = {}

    @property
    def unborn(self) -> list[str]:
        """Deals that moved, and nobody has told yet when they came."""
        return [number for number in self._earliest if number not in self._born]

    def begin(self) -> None:
        """A window begins, perhaps once more."""
        self._earliest = {}
        if len(self._born) + len(self._told) > _MOST_KNOWN:
            self._born, self._told = {}, set()

    def end(self) -> None:
        """A window is over: its deals need not be looked at again."""
        self._told.update(self._earliest)
        for number in self._earliest:
            self._born.pop(number, None)
        self.begin()

    def take(self, rows: Sequence[Any]) -> None:
        """Look at some events, in any order."""
        for row in _of_type(rows, _ADDED, STATUS):
            number = maybe_ident(row, "entity_id")
            if number is None or number in self._told:
                continue
            known = self._born if row.get("type") == _ADDED else self._earliest
            if number not in known or _order(row) < _order(known[number]):
                known[number] = row

    def moves(self) -> Iterator[SourceMove]:
        """The first move of every deal of which both are known."""
        for number, row in self._earliest.items():
            born = self._born.get(number)
            if born is None:
                continue
            try:
                at = moment(born, "created_at")
                pipeline_id, stage_id = mapping.came_into(row, "value_before")
            except Senseless:
                continue
            yield SourceMove(number, pipeline_id, stage_id, at, mapping.employee(born, "created_by"))


def _order(row: Row) -> tuple[int, str]:
    return seconds_of(row, "created_at"), name_of(row)


def _unsure(rows: Sequence[Any]) -> set[str]:
    """Deals of which events say that they are back, or that one of them is no more."""
    back = {maybe_ident(row, "entity_id") or "" for row in _of_type(rows, _RESTORED)}
    return back.union(*(mapping.merged(row) for row in _of_type(rows, _MERGED))) - {""}


def _of_type(rows: Iterable[Any], *types: str) -> list[Row]:
    return [row for row in rows if isinstance(row, Mapping) and row.get("type") in types]
