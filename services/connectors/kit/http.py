"""The one way out over HTTP: to one host, over checked addresses, in time, in size, and without a word of secrets.

No redirects, no cookies, no proxies of the environment. Errors of the library hold addresses with passwords in them, so
they end here, and what is raised instead has no trace of them.
"""

import asyncio
import logging
import random
import ssl
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from json import dumps
from urllib.parse import urlencode, urlsplit

import httpx

from services.connectors.kit.asking import FILE_BYTES, SLOW_DOWN, Answer, Ask, Moved, Trouble, usual_trouble
from services.connectors.kit.contract import Limiter
from services.connectors.kit.guard import Guard, Origin
from services.connectors.kit.receiving import TooBig, Unreadable, received
from services.errors import AccessLost, Blocked, Busy, Down, Refused, SourceError, Strange

for _talker in ("httpx", "httpcore"):
    logging.getLogger(_talker).setLevel(logging.WARNING)

_A_SECOND = timedelta(seconds=1)
_LONGEST_PAUSE = timedelta(hours=1)
"""More than this nobody may ask us to wait in a header."""

_SHORTEST_SECRET = 8

_LIMITS = httpx.Limits(max_connections=4, max_keepalive_connections=2, keepalive_expiry=15)
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True, slots=True)
class Waits:
    """How long to wait, in seconds: for a connection, for the next bytes, for all of it; how often to try to read.

    `first` is the pause before the second try; each later one is twice as long, give or take a half.
    `short` is the longest pause a vendor may ask for that is waited out on the spot.
    `known` is how long the checked addresses of the host are used.
    """

    connect: float = 5
    next: float = 20
    whole: float = 60
    tries: int = 3
    first: float = 0.5
    short: float = 10
    known: float = 60


class Line:
    """The way to one host for one account: each try takes its turn, what may be repeated is tried again.

    Raises SourceErrors only. `trouble` says what answers of this vendor mean.
    """

    def __init__(
        self,
        origin: Origin,
        guard: Guard,
        limiter: Limiter,
        machine_now: Callable[[], datetime],
        *,
        trouble: Trouble = usual_trouble,
        trust: ssl.SSLContext | None = None,
        waits: Waits | None = None,
    ) -> None:
        self.origin = origin
        self._guard = guard
        self._limiter = limiter
        self._machine_now = machine_now
        self._trouble = trouble
        self._waits = waits or Waits()
        self._out = httpx.AsyncHTTPTransport(verify=trust or _usual_trust(), trust_env=False, limits=_LIMITS)
        self._addresses: list[str] = []
        self._known_until = 0.0
        self._refused = 0

    async def close(self) -> None:
        """Hang up."""
        await self._out.aclose()

    async def ask(self, ask: Ask) -> Answer:
        """The answer, when it is good."""
        left = self._waits.tries if ask.repeats else 1
        pause = self._waits.first
        while True:
            await self._limiter.turn(ask.method)
            outcome = await self._once(ask)
            if isinstance(outcome, Answer):
                self._refused = 0
                return outcome
            await self._heed(outcome)
            left -= 1
            if not left or not self._passes_soon(outcome):
                raise outcome
            if isinstance(outcome, Down):
                await asyncio.sleep(pause * random.uniform(0.5, 1.5))
                pause *= 2

    async def _heed(self, trouble: SourceError) -> None:
        """Stop asking for as long as the vendor says; each refusal in a row doubles the shortest pause."""
        if not isinstance(trouble, Busy):
            return
        self._refused = min(self._refused + 1, 9)
        least = SLOW_DOWN * 2 ** (self._refused - 1) * random.uniform(1, 1.25)
        pause = max(trouble.after, least) if trouble.whole else trouble.after
        await self._limiter.pause(pause, None if trouble.whole else trouble.method)

    def _passes_soon(self, trouble: SourceError) -> bool:
        if isinstance(trouble, Busy):
            return not isinstance(trouble, Blocked) and trouble.after <= self._waits.short * _A_SECOND
        return isinstance(trouble, Down)

    async def _once(self, ask: Ask) -> Answer | SourceError:
        """One try; troubles are returned, so that none carries the library's error behind it."""
        sent = False
        try:
            async with asyncio.timeout(self._waits.whole):
                addresses = await self._where()
                sent = True
                answer = await self._through(ask, addresses)
        except _NOT_SENT as trouble:
            self._addresses = []
            code = "certificate" if "CERTIFICATE_VERIFY_FAILED" in str(trouble) else "no-connection"
            return Down(sent=False, method=ask.method, code=code)
        except Refused as refused:
            return AccessLost(refused.phrase, method=ask.method, **refused.values)
        except TooBig:
            return Strange(method=ask.method, code="too-big")
        except Unreadable:
            return Strange(method=ask.method, code="packing")
        except (httpx.HTTPError, httpx.StreamError, OSError, TimeoutError):
            return Down(sent=sent, method=ask.method, code="no-answer")
        except httpx.InvalidURL:
            return Strange(method=ask.method, code="path")
        return self._judged(ask, answer)

    def _judged(self, ask: Ask, answer: Answer) -> Answer | SourceError:
        """The answer, or what is wrong with it; a code that is a piece of our own question is not told."""
        if 300 <= answer.status < 400 and "location" in answer.headers:
            return self._moved(ask, answer)
        try:
            trouble = self._trouble(ask, answer)
        except SourceError as strange:
            trouble = strange
        if trouble is None:
            return answer
        trouble.__context__ = trouble.__cause__ = None
        if len(trouble.code) >= _SHORTEST_SECRET and trouble.code in _secrets_of(ask):
            trouble.code = ""
        return trouble

    def _moved(self, ask: Ask, answer: Answer) -> SourceError:
        where = urlsplit(answer.headers["location"])
        told = f"{where.scheme}://{where.netloc.rpartition('@')[2]}"
        if not where.netloc or told == str(self.origin):
            return Strange(method=ask.method, status=answer.status, code="redirect")
        return Moved(told, method=ask.method, status=answer.status)

    async def _where(self) -> list[str]:
        """The checked addresses of the host, asked for anew from time to time."""
        now = asyncio.get_running_loop().time()
        if not self._addresses or now >= self._known_until:
            self._addresses = await self._guard.addresses(self.origin)
            self._known_until = now + self._waits.known
        return self._addresses

    async def _through(self, ask: Ask, addresses: list[str]) -> Answer:
        """Ask the first address that can be connected to."""
        for address in addresses[:-1]:
            try:
                return await self._asked(ask, address)
            except _NOT_SENT:
                continue
        return await self._asked(ask, addresses[-1])

    async def _asked(self, ask: Ask, address: str) -> Answer:
        response = await self._out.handle_async_request(self._request(ask, address))
        try:
            headers = {name.lower(): value for name, value in response.headers.items()}
            async with aclosing(_raw(response)) as chunks:
                body = await received(chunks, headers, min(ask.most, FILE_BYTES))
        finally:
            await response.aclose()
        kind, _, rest = headers.get("content-type", "").partition(";")
        return Answer(
            ask.method,
            response.status_code,
            kind.strip().lower(),
            response.charset_encoding if rest else None,
            headers,
            body,
            _retry_after(headers.get("retry-after", ""), self._machine_now()),
        )

    def _request(self, ask: Ask, address: str) -> httpx.Request:
        query = ask.query if isinstance(ask.query, str) else urlencode(ask.query)
        path = f"/{ask.path.lstrip('/')}" + (f"?{query}" if query else "")
        where = f"[{address}]" if ":" in address else address
        url = httpx.URL(f"{self.origin.scheme}://{where}:{self.origin.port}").copy_with(raw_path=path.encode("ascii"))
        body, kind = _body(ask)
        waits = {"connect": self._waits.connect, "pool": self._waits.whole}
        return httpx.Request(
            ask.verb,
            url,
            headers={
                "Host": self.origin.authority,
                "User-Agent": "Takt",
                "Accept": "application/json",
                "Accept-Encoding": "gzip",
                **kind,
                **ask.headers,
            },
            content=body,
            extensions={
                "sni_hostname": self.origin.host,
                "timeout": {**waits, "read": self._waits.next, "write": self._waits.next},
            },
        )


@cache
def _usual_trust() -> ssl.SSLContext:
    """The usual authorities, read once: it takes longer than a question."""
    return httpx.create_ssl_context(trust_env=False)


async def _raw(response: httpx.Response) -> AsyncGenerator[bytes]:
    async for chunk in response.aiter_raw():
        yield chunk


def _body(ask: Ask) -> tuple[bytes | None, dict[str, str]]:
    """The body and the header that says what it is."""
    if ask.form is not None:
        return urlencode(ask.form).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
    if ask.json is not None:
        return dumps(ask.json, ensure_ascii=False).encode(), {"Content-Type": "application/json"}
    return None, {}


def _secrets_of(ask: Ask) -> str:
    """Everything of a question that may hold a secret, as one text to look for a code in."""
    return repr((ask.path, ask.query, dict(ask.headers), ask.json, ask.form))


def _retry_after(value: str, now: datetime) -> timedelta | None:
    """What the header asks for, in seconds or as a date; None when it is missing or makes no sense."""
    text = value.strip()
    if text.isdecimal() and len(text) < 10:
        asked = timedelta(seconds=int(text))
    else:
        try:
            until = parsedate_to_datetime(text)
        except (ValueError, IndexError, TypeError):
            return None
        asked = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
    return min(max(asked, timedelta(0)), _LONGEST_PAUSE)
