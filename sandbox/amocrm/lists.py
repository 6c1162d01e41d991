"""Pages of lists in the vendor's envelope: 204 for an empty one, `_links.next` while there is more."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from sandbox.amocrm.checking import Read
from sandbox.crm.protocol import Answer, Asked, Wire, pairs_of

Row = TypeVar("Row")
TYPE = "application/hal+json"
_HOLE_EVERY = 7


def answer(body: Wire, status: int = 200, count: int = 1) -> Answer:
    """A good answer."""
    return Answer(status, body, TYPE, count=count)


def nothing() -> Answer:
    """204 without a body."""
    return Answer(204)


def with_holes(rows: Sequence[Row]) -> list[Row | None]:
    """Rows with places between them that the reader may not see: pages are shorter than asked for, and not the last."""
    made: list[Row | None] = []
    for place, row in enumerate(rows, 1):
        made.append(row)
        if place % (_HOLE_EVERY - 1) == 0:
            made.append(None)
    return made


def page(asked: Asked, read: Read, rows: Sequence[Any], name: str, face: Callable[[Any], Wire], *,
         totals: bool = False) -> Answer:  # fmt: skip
    """The page that was asked for."""
    begin, end = (read.page - 1) * read.limit, read.page * read.limit
    shown = [face(row) for row in rows[begin:end] if row is not None]
    if not shown:
        return nothing()
    links = {"self": {"href": _address(asked, read, read.page)}}
    if end < len(rows):
        links["next"] = {"href": _address(asked, read, read.page + 1)}
    body: Wire = {"_page": read.page, "_links": links, "_embedded": {name: shown}}
    if totals:
        body |= {"_total_items": len(rows), "_page_count": -(-len(rows) // read.limit)}
    return answer(body, count=len(shown))


def _address(asked: Asked, read: Read, number: int) -> str:
    values = asked.values | {"page": number, "limit": read.limit}
    return f"{asked.base}/api/v4/{asked.method}?{urlencode(pairs_of(values))}"
