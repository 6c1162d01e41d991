"""Work over very many people that lets everything else run in between."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import TypeVar

_AT_ONCE = 50

T = TypeVar("T")


async def in_turns(items: Iterable[T]) -> AsyncIterator[T]:
    """The items one after another; after every fifty of them the chat has its turn."""
    for place, item in enumerate(items, 1):
        yield item
        if place % _AT_ONCE == 0:
            await asyncio.sleep(0)
