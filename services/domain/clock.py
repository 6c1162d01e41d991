"""What time it is in the business: the one door through which time comes in."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells business time; rules, reports and plans ask it and nothing else."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...
