"""The time of the machine: dates that messages carry, and seconds that rates and waits are counted in."""

import time
from dataclasses import dataclass


class Watch:
    """The machine's own time."""

    def unix(self) -> int:
        """The present second as Telegram writes dates."""
        return int(time.time())

    def seconds(self) -> float:
        """Seconds that only go forward."""
        return time.monotonic()


@dataclass
class StoppedWatch(Watch):
    """Stands until it is moved; for tests of rates and dates."""

    passed: float = 0.0
    began: int = 1_800_000_000

    def unix(self) -> int:
        """The second it stands at."""
        return self.began + int(self.passed)

    def seconds(self) -> float:
        """What has passed so far."""
        return self.passed

    def advance(self, seconds: float) -> None:
        """Let some time pass."""
        self.passed += seconds
