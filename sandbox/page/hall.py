"""What the page is given to show: whose phones, how far the preparation is, and the clock of the business."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from sandbox.telegram.people import Person
from sandbox.telegram.protocol import Wire


class BusinessClock(Protocol):
    """The clock that the bot lives by, in the hands of whoever looks at the page."""

    @property
    def zone(self) -> ZoneInfo:
        """Where its times are read."""

    @property
    def ends_at(self) -> datetime:
        """The moment beyond which there is nothing to see."""

    @property
    def speed(self) -> int:
        """How many times quicker than life it goes; 0 while it stands."""

    @property
    def is_busy(self) -> bool:
        """Whether what happened until now is still on its way to the bot."""

    def now(self) -> datetime:
        """The present moment of the business."""

    async def go_to(self, at: datetime) -> None:
        """Be at a later moment, with everything that happens until then."""

    def play(self, speed: int) -> None:
        """Go by itself; 0 stands still."""


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone on the page: whose it is, and as whom: `manager head stranger`."""

    person: Person
    role: str

    @property
    def face(self) -> Wire:
        """The phone as it travels."""
        return {"person": self.person.id, "chat": self.person.chat.id, "name": self.person.name, "role": self.role}


@dataclass
class Show:
    """The phones, and how far the preparation has come."""

    phones: tuple[Phone, ...]
    step: str = ""
    done: int = 0
    of: int = 1
    ready: bool = False
    _steps: list[str] = field(default_factory=list)

    def plan(self, *steps: str) -> None:
        """What has to be done before people can chat, in order."""
        self._steps, self.of = list(steps), len(steps)

    def begin(self, step: str) -> None:
        """One of the steps begins."""
        self.step, self.done = step, self._steps.index(step)

    def open(self) -> None:
        """People can chat."""
        self.step, self.done, self.ready = "", self.of, True

    @property
    def face(self) -> Wire:
        """The preparation as it travels."""
        return {
            "ready": self.ready,
            "step": self.step,
            "done": self.done,
            "of": self.of,
            "phones": [phone.face for phone in self.phones],
        }
