"""When a head is told how the day and the week went."""

from dataclasses import dataclass

NEVER = -1


@dataclass(frozen=True, slots=True)
class DigestTimes:
    """Minutes since midnight in the head's zone; -1 is never."""

    evening: int = 18 * 60 + 30
    monday: int = 9 * 60
