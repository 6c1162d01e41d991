"""The words of the wire: requests, uploads, refusals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Wire: TypeAlias = dict[str, Any]
"""An object as it travels; its shape is checked against the facts, so it has no type of its own here."""


class Refused(Exception):
    """The server says no: a status, a sentence and sometimes what to do about it."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    @property
    def wire(self) -> Wire:
        """The body of the answer."""
        body: Wire = {"ok": False, "error_code": self.status, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad(description: str, **parameters: int) -> Refused:
    """400 in Telegram's manner."""
    return Refused(400, f"Bad Request: {description}", **parameters)


def forbidden(description: str) -> Refused:
    """403 in Telegram's manner."""
    return Refused(403, f"Forbidden: {description}")


def too_many(seconds: int) -> Refused:
    """429 with the time to wait."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    name: str
    content: bytes
    mime: str

    def __repr__(self) -> str:
        return f"<{self.name}, {len(self.content)} bytes>"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came: who it is meant for, the values still unread."""

    token: str
    method: str
    values: Wire
    uploads: Mapping[str, Upload] = field(default_factory=dict)
    typed: bool = False
    """Whether values have the types of JSON; in a form every value is text."""


@dataclass(frozen=True, slots=True)
class Violation:
    """Where a request breaks the reference, and how."""

    method: str
    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.method}: {self.path}: {self.what}"
