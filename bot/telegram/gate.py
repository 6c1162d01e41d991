"""How many messages are on their way to Telegram at once."""

import math
from contextlib import AbstractAsyncContextManager

from handlers.middlewares.turns import Places

_A_SECOND = 30
"""Messages that Telegram takes from a bot."""

_MOST = 8
_KEPT_S = 1.0
_NEWEST = 0.3
"""The part of the newest journey in the usual one."""


class Gate:
    """Lets out as many messages at once as Telegram takes a second, and no more.

    What is on its way when the process is killed may have arrived or not: the fewer, the fewer are said twice.
    """

    def __init__(self) -> None:
        self._usual_s = 0.0
        self._places = Places(lambda: self.room, _KEPT_S)

    @property
    def room(self) -> int:
        """How many may be on their way at once, by how long a journey usually takes."""
        return max(1, min(_MOST, math.ceil(self._usual_s * _A_SECOND)))

    def place(self) -> AbstractAsyncContextManager[None]:
        """A place on the way; who is stuck there keeps it no longer than a second, so that nobody stops the others."""
        return self._places.place()

    def took(self, seconds: float) -> None:
        """Learn how long a journey took."""
        self._usual_s += _NEWEST * (seconds - self._usual_s)
