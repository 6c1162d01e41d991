"""Paints pictures in a process of its own: drawing never stops the chat, and a picture that hangs can be killed."""

import asyncio
import logging
import signal
from collections import OrderedDict
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from hashlib import blake2b
from multiprocessing import get_context
from pickle import dumps

from handlers.charts.picture import Picture
from handlers.screen import Drawable

_LONGEST_S = 5.0
_FIRST_S = 20.0
"""The first picture also loads the drawing library."""

_REPLACED_AFTER = 200
_KEPT_BYTES = 16_000_000

_log = logging.getLogger(__name__)


def painted(picture: Picture) -> bytes:
    """The picture as PNG; runs in the painting process."""
    from handlers.charts.painter import paint, png

    return png(paint(picture))


def undisturbed() -> None:
    """Leave Ctrl-C, which the terminal sends to every process of ours, to the bot that ends us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Artist:
    """One painting process, started at the first picture; equal pictures are painted once."""

    def __init__(self, longest_s: float = _LONGEST_S) -> None:
        self._longest = longest_s
        self._pool: ProcessPoolExecutor | None = None
        self._warm = False
        self._turn = asyncio.Lock()
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()

    async def __call__(self, picture: Drawable) -> bytes | None:
        """The PNG; None where it took too long or broke, and the screen goes without it."""
        if not isinstance(picture, Picture):
            raise TypeError("only pictures of handlers.charts can be painted")
        key = blake2b(dumps(picture), digest_size=16).digest()
        if key not in self._kept:
            async with self._turn:
                if key not in self._kept:
                    image = await self._paint(picture)
                    if image is None:
                        return None
                    self._keep(key, image)
        self._kept.move_to_end(key)
        return self._kept[key]

    async def _paint(self, picture: Picture) -> bytes | None:
        pool = self._pool or ProcessPoolExecutor(
            1, mp_context=get_context("spawn"), initializer=undisturbed, max_tasks_per_child=_REPLACED_AFTER
        )
        self._pool = pool
        try:
            async with asyncio.timeout(self._longest if self._warm else _FIRST_S):
                image = await asyncio.get_running_loop().run_in_executor(pool, painted, picture)
        except (TimeoutError, BrokenProcessPool):
            _log.warning("a picture could not be painted in time; it is left out")
            self.close()
            return None
        self._warm = True
        return image

    def _keep(self, key: bytes, image: bytes) -> None:
        self._kept[key] = image
        while sum(map(len, self._kept.values())) > _KEPT_BYTES and len(self._kept) > 1:
            self._kept.popitem(last=False)

    def close(self) -> None:
        """End the painting process, whatever it is doing."""
        pool, self._pool, self._warm = self._pool, None, False
        if pool is None:
            return
        for process in list((pool._processes or {}).values()):
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)
