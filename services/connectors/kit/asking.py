"""A question to a vendor and its answer; what an answer means, unless a vendor means something of its own."""

import codecs
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from http import HTTPStatus
from typing import Any, TypeAlias

from services.errors import AccessLost, Blocked, Busy, Down, SourceError, Strange

PAGE_BYTES = 8 * 2**20
"""The longest answer that is read as JSON, unpacked."""
FILE_BYTES = 20 * 2**20
"""The longest answer at all."""

SLOW_DOWN = timedelta(seconds=1)
SHUT_OUT = timedelta(hours=6)
"""How long a vendor that shut us out is left alone: asking makes it longer."""

_MOST_VALUES = 500_000
"""Values in one JSON answer; millions of empty lists fit into little text and into no memory."""

_PAGES = ("text/html", "application/xhtml+xml", "text/xml", "application/xml")


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. `method` is what logs, errors and rates call it; the rest may hold secrets and is never told.

    `path` is already quoted; `query` is pairs, or a text that is sent as it is. `json` or `form` is the body.
    `repeats`: nothing changes by it, so it may be asked again when an answer was lost.
    """

    method: str
    path: str = field(repr=False)
    verb: str = "GET"
    query: str | Sequence[tuple[str, str]] = field(default=(), repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    json: Any = field(default=None, repr=False)
    form: Sequence[tuple[str, str]] | None = field(default=None, repr=False)
    repeats: bool = True
    most: int = PAGE_BYTES


@dataclass(frozen=True, slots=True)
class Answer:
    """What a vendor answered; `kind` is its type without parameters, `headers` have names in lower case.

    `retry_after` is how long the vendor asks to wait, None when it does not say.
    """

    method: str
    status: int
    kind: str
    charset: str | None
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    retry_after: timedelta | None = None

    @property
    def is_page(self) -> bool:
        """A page for a browser, so it comes from what stands before the API and not from the API."""
        return self.kind in _PAGES or self.body[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")

    def text(self) -> str:
        """The body as text; Strange when it is not in the charset it says."""
        try:
            return self.body.decode(_codec(self.charset))
        except (UnicodeDecodeError, LookupError):
            pass
        raise self.strange("charset")

    def json(self) -> Any:
        """The body as JSON, fractions as Decimal; None for an empty one; Strange when it is something else."""
        if not self.body.strip():
            return None
        if self.is_page:
            raise self.strange("page")
        if len(self.body) > PAGE_BYTES or sum(map(self.body.count, b"[{,")) > _MOST_VALUES:
            raise self.strange("too-big")
        text = self.text()
        try:
            return json.loads(text, parse_float=Decimal, parse_constant=_refuse)
        except (ValueError, RecursionError):
            pass
        raise self.strange("not-json")

    def strange(self, why: str) -> Strange:
        """The error that says this answer cannot be used."""
        return Strange(method=self.method, status=self.status, code=why)


class Moved(AccessLost):
    """The vendor says that the account lives elsewhere now; nothing was asked there.

    `origin` is as the vendor told it, without a path, and believed by nobody: whoever follows checks it first.
    """

    def __init__(self, origin: str, **more: Any) -> None:
        super().__init__("source-moved", **more)
        self.origin = origin


Trouble: TypeAlias = Callable[[Ask, Answer], SourceError | None]
"""What is wrong with an answer, by a vendor's own rules; None when it is good."""


def usual_trouble(ask: Ask, answer: Answer) -> SourceError | None:
    """What statuses mean with most vendors. A page with 403 is a ban, JSON with 403 is a right we have not."""
    status = answer.status
    if status < HTTPStatus.MULTIPLE_CHOICES or status == HTTPStatus.NOT_MODIFIED:
        return None
    told: dict[str, Any] = {"method": ask.method, "status": status, "code": vendor_code(answer)}
    if status == HTTPStatus.UNAUTHORIZED:
        return AccessLost(**told)
    if status == HTTPStatus.PAYMENT_REQUIRED:
        return AccessLost("source-unpaid", **told)
    if status == HTTPStatus.FORBIDDEN:
        return Blocked(SHUT_OUT, **told) if answer.is_page else AccessLost("source-no-right", **told)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Busy(answer.retry_after or SLOW_DOWN, **told)
    if status == HTTPStatus.SERVICE_UNAVAILABLE and answer.retry_after is not None:
        return Busy(answer.retry_after, **told)
    if status in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY) or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Down(sent=True, **told)
    return Strange(**told)


def vendor_code(answer: Answer) -> str:
    """The vendor's own code of an error, where its answer has one in a usual place; empty otherwise."""
    try:
        said = answer.json()
    except Strange:
        return ""
    for name in ("code", "error"):
        code = said.get(name) if isinstance(said, Mapping) else None
        if isinstance(code, Mapping):
            code = code.get("code")
        if isinstance(code, str | int) and not isinstance(code, bool):
            return str(code)
    return ""


def mapping_of(value: Any, answer: Answer) -> Mapping[str, Any]:
    """A value that should be an object; programs in PHP say `[]` for an empty one."""
    if value is None or value == []:
        return {}
    if isinstance(value, Mapping):
        return value
    raise answer.strange("no-object")


def rows_of(value: Any, answer: Answer) -> list[Any]:
    """A value that should be a list; programs in PHP say an object for one that has gaps."""
    if value is None:
        return []
    if isinstance(value, Mapping):
        return list(value.values())
    if isinstance(value, list):
        return value
    raise answer.strange("no-list")


def _codec(charset: str | None) -> str:
    """The codec of a charset; UTF-8, with or without its mark, when none or a form of it is named."""
    found = codecs.lookup(charset or "utf-8").name
    return "utf-8-sig" if found in ("utf-8", "ascii") else found


def _refuse(constant: str) -> None:
    raise ValueError(constant)
