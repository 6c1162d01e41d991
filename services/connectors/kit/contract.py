"""What a connector is, and what it is given from above.

A vendor is a folder beside this one whose package offers `VENDOR`; the registry finds it, and nobody names it.
"""

import ssl
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

from services.connectors.kit.guard import Guard
from services.connectors.kit.records import Kind, Record

Cursor: TypeAlias = Mapping[str, Any]
"""Where reading goes on: plain JSON values that only the connector understands."""


class Family(StrEnum):
    """What a vendor is to a sales department."""

    CRM = "crm"
    TELEPHONY = "telephony"
    ADS = "ads"


@dataclass(frozen=True, slots=True)
class Need:
    """Something the admin has to give to connect: a name such as `url` or `token`."""

    name: str
    secret: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Odd:
    """A row that could not be understood and was set aside: which one, and why in one word."""

    kind: Kind
    external_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Page:
    """A piece of what was read; once it is stored together with `cursor`, reading may go on from there.

    `unknown` counts values the mapping has no word for, by `field=value`: kept and counted, never dropped.
    """

    records: tuple[Record, ...]
    cursor: Cursor
    odd: tuple[Odd, ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Account:
    """What a source says of itself when it is asked for the first time.

    `external_id` is the vendor's own name of the account. `kinds` are what this key really may read; `lacking` names
    the rights it has not.
    """

    external_id: str
    title: str
    zone: str | None = None
    currency: str | None = None
    kinds: frozenset[Kind] = frozenset()
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hint:
    """A thing that may have changed and should be asked for again; what the delivery says of it is not believed."""

    kind: Kind
    external_id: str
    at: datetime | None = None


class Connector(Protocol):
    """One connected account of a vendor; every method may raise a SourceError."""

    async def probe(self) -> Account:
        """Ask a real question: who are we here, and what may we read?"""
        ...

    def read(self, kind: Kind, cursor: Cursor | None, now: datetime) -> AsyncIterator[Page]:
        """What is new of a kind since `cursor`, in pages; None is from the very beginning.

        `now` is the moment up to which is read. The same record may come again: whoever stores it takes the later
        version.
        """
        ...

    def fetch(self, hints: Sequence[Hint]) -> AsyncIterator[Page]:
        """The things of these hints as they are now, many in one question; the cursors of these pages are empty and not
        kept.

        A thing that does not come back is Erased. Hints of a kind that cannot be asked for by id bring nothing.
        """
        ...

    async def close(self) -> None:
        """Hang up."""
        ...


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came to the door of a source by itself: raw, with the names of its headers in lower case."""

    verb: str
    path: str
    query: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class Forged(Exception):
    """A delivery whose signature or secret is not the vendor's."""


Hook: TypeAlias = Callable[[Delivery, Mapping[str, str]], tuple[Hint, ...]]
"""Reads a delivery with the source's secrets by name; raises Forged."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Tokens of an account. `home` is an address the vendor told with them, `expires_at` is of the machine's clock.

    `asking_until` is set while somebody renews them, `asked` counts the renewals begun with this `refresh`, `dead` says
    that the vendor refuses it. `version` grows with every change.
    """

    version: int
    access: str = field(repr=False)
    refresh: str | None = field(repr=False)
    expires_at: datetime
    home: str | None = None
    asking_until: datetime | None = None
    asked: int = 0
    dead: bool = False


class TokenBox(Protocol):
    """Where the tokens of one source lie, sealed, shared by all processes."""

    async def look(self) -> Grant | None:
        """What lies there now."""
        ...

    async def swap(self, old: Grant | None, new: Grant) -> bool:
        """Put `new` in the place of `old` under the next version, durably; False, with no change, when `old` is not
        what lies there any more. None is the empty box: the first tokens lie there under the version they bring.
        """
        ...


class Limiter(Protocol):
    """Keeps the pace of one account, over all processes."""

    async def turn(self, method: str) -> None:
        """Wait for one's turn to ask; Busy when that would take too long to stand and wait for."""
        ...

    async def pause(self, after: timedelta, method: str | None = None) -> None:
        """Nobody asks for so long: the account, or this method of it only."""
        ...


@dataclass(frozen=True, slots=True)
class Rate:
    """So many questions a second on the average, and so many at once after a silence."""

    a_second: float
    at_once: int = 1

    @property
    def spacing(self) -> timedelta:
        """How far apart they go."""
        return timedelta(seconds=1 / self.a_second)


@dataclass(frozen=True, slots=True)
class Tools:
    """What a connector is given from above: `trust` are the certificates it believes, None the usual ones.

    `machine_now` is the machine's clock: for leases, rates and tokens, never for the business.
    """

    guard: Guard
    limiter: Limiter
    tokens: TokenBox
    machine_now: Callable[[], datetime]
    trust: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class Vendor:
    """A vendor: how it is called, what the admin gives to connect it, what it can be asked for.

    `opens` makes a connector of the given values (by the names of `needs`) without asking anything; it raises Refused
    when one of them cannot be right. `rate` is the pace that one account of it takes.
    """

    key: str
    title: str
    family: Family
    kinds: frozenset[Kind]
    needs: tuple[Need, ...]
    rate: Rate
    opens: Callable[[Mapping[str, str], Tools], Connector]
    hook: Hook | None = None
