"""Who receives updates at present: one poller, or one hook, never both."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(eq=False, slots=True)
class Poll:
    """A long poll that waits; a newer one ends it."""

    ended: bool = False


@dataclass(eq=False, slots=True)
class Hook:
    """An address that updates are sent to."""

    url: str
    secret: str | None
    connections: int
    certified: bool = False
    trouble: str = ""
    trouble_at: int = 0


class Reception:
    """The state of receiving; `on_change` is told when a hook comes or goes."""

    def __init__(self, wake: Callable[[], object]) -> None:
        self.hook: Hook | None = None
        self._poll: Poll | None = None
        self._wake = wake

    def begin_poll(self) -> Poll:
        """A new poll; the one that waited is told of the conflict."""
        self._end()
        self._poll = Poll()
        return self._poll

    def end_poll(self, poll: Poll) -> None:
        """A poll has got its answer."""
        if self._poll is poll:
            self._poll = None

    def set_hook(self, hook: Hook) -> None:
        """From now on updates go to an address."""
        self._end()
        self.hook = hook
        self._wake()

    def unhook(self) -> None:
        """From now on updates are asked for."""
        self.hook = None
        self._wake()

    def _end(self) -> None:
        if self._poll is not None:
            self._poll.ended = True
            self._poll = None
            self._wake()
