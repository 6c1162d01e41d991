"""Deals as the rules see them: when they came, how they ended, whose they are and through which stages they went."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.domain.ids import DealId, PersonId


class Status(StrEnum):
    """How a deal stands."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a pipeline; won is the last position, lost stands outside the order."""

    id: int
    pipeline: str | None
    name: str
    position: int
    meaning: Status
    qualified: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A deal came into a stage, moved by somebody or by nobody known (0)."""

    stage: int
    at: datetime
    by: PersonId


@dataclass(frozen=True, slots=True)
class DealTimes:
    """What is known of a deal's life without its history."""

    id: DealId
    owner: PersonId
    status: Status
    stage: int | None
    created_at: datetime | None
    closed_at: datetime | None
