"""What became of a letter that was carried to the messenger."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Delivered:
    """It is there, as this message."""

    message_id: str | None


@dataclass(frozen=True, slots=True)
class Later:
    """The messenger asks to wait for this long."""

    after: timedelta


@dataclass(frozen=True, slots=True)
class Busy:
    """The messenger cannot be reached or has trouble of its own: it did not arrive."""


@dataclass(frozen=True, slots=True)
class Lost:
    """No answer came: it may have arrived."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Nothing more can be said in this chat until somebody comes back: `blocked` by its person, or `gone`."""

    state: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """Nothing can be said in this chat just now; such refusals were seen to come and go."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The group has another number from now on."""

    chat: str


@dataclass(frozen=True, slots=True)
class Void:
    """There is nobody to say it to any more, or nothing to say; why in one word."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unwanted:
    """The messenger does not take it as it is; why, for the log and the head."""

    reason: str


Verdict: TypeAlias = Delivered | Later | Busy | Lost | Gone | Quiet | Moved | Void | Unwanted
