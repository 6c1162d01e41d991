"""Seven requests a second for an integration, and a block for those who do not listen."""

from collections import deque
from dataclasses import dataclass, field

from sandbox.crm.protocol import Refused
from sandbox.telegram.rates import Window
from sandbox.telegram.watch import Watch


@dataclass
class Limits:
    """Off until switched on; a block that was ordered holds in any case."""

    watch: Watch
    on: bool = False
    per_second: int = 7
    patience: int = 20
    """So many refusals within a minute bring a block."""
    blocked_for: float = 3_600.0
    _taken: Window = field(init=False)
    _refused: deque[float] = field(default_factory=deque)
    _blocked_until: float = -1.0

    def __post_init__(self) -> None:
        self._taken = Window(self.per_second, 1.0)

    def block(self, seconds: float = 3_600.0) -> None:
        """Answer 403 to everything, in HTML, for some time."""
        self._blocked_until = self.watch.seconds() + seconds

    def unblock(self) -> None:
        """The support has lifted the block."""
        self._blocked_until = -1.0

    def admit(self) -> None:
        """Count a request; raises Refused where it is one too many."""
        now = self.watch.seconds()
        if now < self._blocked_until:
            raise Refused(403, "blocked", seconds=self._blocked_until - now, html=True)
        if not self.on:
            return
        if self._taken.wait(now, 1) > 0:
            self._refused.append(now)
            while self._refused[0] <= now - 60:
                self._refused.popleft()
            if len(self._refused) >= self.patience:
                self.block(self.blocked_for)
            raise Refused(429, "too many requests", seconds=1.0, html=True)
        self._taken.take(now, 1)
