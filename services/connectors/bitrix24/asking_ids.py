"""Things that a delivery spoke of, asked for by their ids: fifty at once, together with what they refer to."""

from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from services.connectors.bitrix24 import listing
from services.connectors.bitrix24.client import MOST, Client
from services.connectors.bitrix24.leads import becomings, births
from services.connectors.bitrix24.reading import books_asked, books_in
from services.connectors.bitrix24.staff import people_page
from services.connectors.bitrix24.streams import STREAMS, Context, Stream
from services.connectors.bitrix24.values import Row, Tray
from services.connectors.kit.contract import Hint, Page
from services.connectors.kit.records import Erased, Kind


async def fetched(
    client: Client, hints: Sequence[Hint], own: Mapping[str, str], keys: Sequence[str], now: datetime
) -> AsyncGenerator[Page]:
    """What became of the hinted things. One that does not come back is Erased; a call that does not is late."""
    for kind, some in groupby(sorted(hints, key=lambda one: one.kind), key=lambda one: one.kind):
        if kind is Kind.PEOPLE:
            page = await people_page(client, {})
            yield Page(page.records, {}, page.odd, page.unknown)
        elif kind in STREAMS:
            ids = list(dict.fromkeys(one.external_id for one in some))
            for at in range(0, len(ids), MOST):
                yield await _page(client, kind, ids[at : at + MOST], own, keys, now)


async def _page(
    client: Client, kind: Kind, ids: Sequence[str], own: Mapping[str, str], keys: Sequence[str], now: datetime
) -> Page:
    context, tray = Context(now), Tray()
    asked = {stream.name: (stream, numbers) for stream, numbers in _sorted_out(kind, ids)}
    commands = {
        name: stream.listing.among(numbers, keys if stream.listing is listing.DEALS else ())
        for name, (stream, numbers) in asked.items()
    }
    if not commands:
        return Page((), {})
    answers = await client.batch(commands | books_asked(kind, bool(own)))
    context.books = books_in(answers, own, kind)
    for stream, numbers in asked.values():
        if stream.may_lack and stream.name in answers.errors:
            continue
        rows = stream.listing.rows(answers.good(stream.name))
        if stream.listing is listing.DEALS:
            context.born = await births(client, rows, {})
        if stream.listing in (listing.TOUCHES, listing.CALLS):
            context.became = await becomings(client, rows, {})
        tray.take(kind, rows, stream.made_with(context), stream.listing.row_id)
        tray.records += _erased(stream, numbers, rows)
    return tray.page({})


def _sorted_out(kind: Kind, ids: Sequence[str]) -> Iterator[tuple[Stream, list[str]]]:
    """Each list of a kind with the ids that are its own, as the portal calls them; moves cannot be asked for."""
    prefixes = tuple(one.prefix for one in STREAMS[kind] if one.prefix)
    for stream in STREAMS[kind]:
        numbers = [
            one.removeprefix(stream.prefix)
            for one in ids
            if (one.startswith(stream.prefix) if stream.prefix else not one.startswith(prefixes or "\0"))
        ]
        if numbers and stream.listing.several:
            yield stream, numbers


def _erased(stream: Stream, numbers: Sequence[str], rows: Sequence[Row]) -> list[Erased]:
    if stream.checked is None:
        return []
    there = {str(stream.listing.id_of(row)) for row in rows}
    return [Erased(stream.kind, stream.prefix + one) for one in numbers if one not in there]
