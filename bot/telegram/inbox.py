"""Updates are stored before they are acknowledged; many at once share one commit, with what else is to be written."""

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeAlias

from services.store.updates import Incoming

Raw: TypeAlias = Mapping[str, Any]
"""An update as the messenger sent it."""

_NO_CHAT = 0


class Closing(Exception):
    """Nothing more is taken: whoever brought it is to bring it again later."""


class Inbox:
    """Holds what came until the next transaction of the reception stores it; whoever waits for news is woken."""

    def __init__(self) -> None:
        self.news = asyncio.Event()
        self._arrived: list[tuple[list[Incoming], asyncio.Future[None]]] = []
        self._closed = False

    async def accept(self, updates: Sequence[Raw]) -> None:
        """Return when all of them are stored; raises what hindered it."""
        if self._closed:
            raise Closing
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._arrived.append(([_incoming(update) for update in updates], done))
        self.news.set()
        await done

    @property
    def holds(self) -> bool:
        """Whether something came and is not stored yet."""
        return bool(self._arrived)

    @contextmanager
    def emptied(self) -> Iterator[list[Incoming]]:
        """What came since the last time; whoever brought it learns how the block ended."""
        arrived, self._arrived = self._arrived, []
        try:
            yield [one for updates, _ in arrived for one in updates]
        except BaseException as trouble:
            told = trouble if isinstance(trouble, Exception) else asyncio.CancelledError()
            for _, done in arrived:
                if not done.done():
                    done.set_exception(told)
            raise
        for _, done in arrived:
            if not done.done():
                done.set_result(None)

    def close(self) -> None:
        """Take nothing more."""
        self._closed = True
        with suppress(Closing), self.emptied():
            raise Closing


def _incoming(update: Raw) -> Incoming:
    return Incoming(int(update["update_id"]), lane_of(update), json.dumps(update, ensure_ascii=False))


def lane_of(update: Raw) -> int:
    """The chat an update belongs to: within it order is kept. Whatever has no chat goes by its sender."""
    for kind, content in update.items():
        if kind == "update_id" or not isinstance(content, Mapping):
            continue
        inner = content.get("message")
        chat = (inner if isinstance(inner, Mapping) else content).get("chat") or content.get("from")
        if isinstance(chat, Mapping) and isinstance(chat.get("id"), int):
            return int(chat["id"])
    return _NO_CHAT
