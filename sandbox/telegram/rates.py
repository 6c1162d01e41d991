"""Flood control: one message a second in a chat, twenty a minute in a group, thirty a second in all."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

from sandbox.telegram.chats import Chat
from sandbox.telegram.watch import Watch

COUNTED = ("send", "edit", "copy", "forward")
UNCOUNTED = {"sendChatAction"}


@dataclass(slots=True)
class Window:
    """So many within so many seconds."""

    most: int
    span: float
    taken: deque[float] = field(default_factory=deque)

    def wait(self, now: float, count: int) -> float:
        """Seconds until `count` more fit; a count over the limit fits into an empty window."""
        while self.taken and self.taken[0] <= now - self.span:
            self.taken.popleft()
        over = len(self.taken) + min(count, self.most) - self.most
        return 0.0 if over <= 0 else self.taken[over - 1] + self.span - now

    def take(self, now: float, count: int) -> None:
        """Use up a part of it."""
        self.taken.extend([now] * count)


@dataclass
class Rates:
    """Off until switched on; the limits may be changed before."""

    watch: Watch
    on: bool = False
    burst: int = 4
    """So many messages go into one chat at once, and as many in as many seconds."""
    per_minute: int = 20
    per_second: int = 30
    _all: Window = field(init=False)
    _chats: dict[int, Window] = field(init=False)
    _groups: dict[int, Window] = field(init=False)
    _pauses: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._all = Window(self.per_second, 1.0)
        self._chats = defaultdict(lambda: Window(self.burst, float(self.burst)))
        self._groups = defaultdict(lambda: Window(self.per_minute, 60.0))

    def charge(self, chat: Chat, method: str, count: int) -> int:
        """Seconds to wait before this may be sent; 0 lets it pass and counts it."""
        if not self.on or method in UNCOUNTED or not method.startswith(COUNTED):
            return 0
        now = self.watch.seconds()
        windows = [self._all, self._chats[chat.id]] + ([] if chat.is_private else [self._groups[chat.id]])
        wait = max(window.wait(now, count) for window in windows)
        wait = max(wait, self._pauses.get(chat.id, now) - now)
        if wait > 0:
            return self.pause(chat.id, math.ceil(wait))
        for window in windows:
            window.take(now, count)
        return 0

    def pause(self, chat_id: int, seconds: int) -> int:
        """A chat is told to wait; what comes sooner is impatient."""
        until = self.watch.seconds() + seconds
        self._pauses[chat_id] = max(self._pauses.get(chat_id, 0.0), until)
        return seconds

    def is_paused(self, chat_id: object) -> bool:
        """Whether a chat was told to wait and the time is not over."""
        return isinstance(chat_id, int) and self._pauses.get(chat_id, 0.0) > self.watch.seconds()
