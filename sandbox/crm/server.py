"""What the played CRMs have in common: the way of a request, troubles, a second address, the control beside it."""

import asyncio
import json
from abc import ABC, abstractmethod
from collections.abc import Callable
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl

from aiohttp import web

from sandbox.crm.bodies import cut, spoilt, whole
from sandbox.crm.control import Rates, control_of
from sandbox.crm.faults import Fault, Faults
from sandbox.crm.hooks import Form, Hooks
from sandbox.crm.ledger import Ledger
from sandbox.crm.protocol import Answer, Asked, Broken, Refused, Wire, nested
from sandbox.crm.requests import Entry, Requests
from sandbox.crm.rows import Event
from sandbox.telegram.background import Background
from sandbox.telegram.watch import Watch

LARGEST_BODY = 2**20
_SPOILING = ("truncate", "garble", "drip", "flood", "bomb")
_SECRET = {"client_secret", "refresh_token", "access_token", "auth", "code"}
Do = Callable[[Asked, Entry], Answer]
Act = Callable[[], None]


class CrmServer(ABC):
    """A CRM over HTTP on loopback; made with `await Server.start(ledger)` or `async with Server(ledger) as crm`."""

    limits: Rates

    def __init__(self, ledger: Ledger | None = None, *, watch: Watch | None = None) -> None:
        self.ledger = ledger or Ledger()
        self.watch = watch or Watch()
        self.requests = Requests()
        self.faults = Faults()
        self.hooks = Hooks(self.ledger, self.hook_forms)
        self.url = ""
        self._meanwhile: list[tuple[str | None, Act]] = []
        self._paused_until = 0.0
        self._old: set[int] = set()
        self._background = Background()
        self._runner: web.AppRunner | None = None
        self._host = "127.0.0.1"

    @classmethod
    async def start(cls, ledger: Ledger | None = None, port: int = 0, *, watch: Watch | None = None) -> Self:
        """A running server; port 0 takes a free one."""
        server = cls(ledger, watch=watch)
        await server.listen(port)
        return server

    async def listen(self, port: int = 0) -> None:
        """Begin to answer."""
        app = web.Application(client_max_size=LARGEST_BODY)
        self.route(app)
        app.add_subapp("/sandbox", control_of(self))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await self._open(port)
        self._background.start(self.hooks.run())

    async def move_away(self) -> str:
        """The account gets another address, and the old one behaves as the vendor's does; returns the new one."""
        self._old.add(int(self.url.rsplit(":", 1)[1]))
        await self._open(0)
        return self.url

    async def _open(self, port: int) -> None:
        runner = self._runner
        if runner is None:
            raise RuntimeError("the server does not listen")
        before = {address[1] for address in runner.addresses}
        await web.TCPSite(runner, self._host, port).start()
        opened = next(address[1] for address in runner.addresses if address[1] not in before)
        self.url = f"http://{self._host}:{opened}"

    async def stop(self) -> None:
        """End everything; raises the first error that work in the background had."""
        self.faults.lift()
        if self._runner is not None:
            await self._runner.cleanup()
        await self._background.stop()

    async def __aenter__(self) -> Self:
        await self.listen()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def meanwhile(self, act: Act, method: str | None = None) -> Act:
        """Have `act` run ahead of every answer (to `method`); the function that comes back ends it."""
        order = (method, act)
        self._meanwhile.append(order)
        return lambda: self._meanwhile.remove(order)

    @abstractmethod
    def route(self, app: web.Application) -> None:
        """Put the vendor's addresses into the application."""

    @abstractmethod
    def refusal(self, refused: Refused) -> Answer:
        """A refusal in the vendor's shape."""

    @abstractmethod
    def hook_forms(self, event: Event, wants: frozenset[str]) -> list[Form]:
        """What a hook that wants these things is told of an event, as forms."""

    @abstractmethod
    def admit(self, asked: Asked, entry: Entry) -> None:
        """Let a request in, or raise Refused: rates, blocks, tokens."""

    def is_old(self, request: web.Request) -> bool:
        """Whether an address was asked that the account has left."""
        address = request.transport.get_extra_info("sockname") if request.transport else None
        return address is not None and address[1] in self._old

    async def serve(self, request: web.Request, method: str, do: Do) -> web.StreamResponse:
        """The way of every request: written down, let in, spoilt on order, done."""
        entry = self.requests.write(method, {}, self.watch.seconds())
        entry.impatient = self._paused_until > entry.at
        troubles = self.faults.striking(method)
        entry.fault = " ".join(trouble.kind for trouble in troubles)
        for trouble in troubles:
            if trouble.kind == "delay":
                await asyncio.sleep(trouble.seconds)
            elif trouble.kind == "cut":
                return cut(request)
        answer = await self._answer(request, method, do, entry, troubles)
        if any(trouble.kind == "lose" for trouble in troubles):
            return cut(request)
        entry.status, entry.rows = answer.status, answer.count
        for trouble in troubles:
            if trouble.kind in _SPOILING:
                entry.status = trouble.status if trouble.kind == "garble" else answer.status
                return await spoilt(request, answer, trouble)
        return whole(answer)

    async def _answer(self, request: web.Request, method: str, do: Do, entry: Entry, troubles: list[Fault]) -> Answer:
        try:
            asked = await self._read(request, method)
            entry.values = {name: value for name, value in asked.values.items() if name not in _SECRET}
            self._refuse_on_order(troubles)
            self.admit(asked, entry)
            for only, act in list(self._meanwhile):
                if only in (None, method):
                    act()
            return do(asked, entry)
        except Refused as refused:
            return self._refused(refused, entry)

    def _refuse_on_order(self, troubles: list[Fault]) -> None:
        for trouble in troubles:
            if trouble.kind == "answer":
                seconds = trouble.retry_after or 0
                raise Refused(trouble.status, trouble.code, trouble.text, seconds=seconds)

    def _refused(self, refused: Refused, entry: Entry) -> Answer:
        entry.code = refused.code
        if isinstance(refused, Broken):
            entry.violates(refused.text or refused.code)
        self._paused_until = max(self._paused_until, entry.at + refused.seconds)
        return self.refusal(refused)

    async def _read(self, request: web.Request, method: str) -> Asked:
        raw = await request.read()
        body: object = None
        try:
            values: Wire = nested(parse_qsl(request.rel_url.raw_query_string, keep_blank_values=True))
            if "json" in request.content_type:
                body = json.loads(raw or b"{}")
            elif raw:
                body = nested(parse_qsl(raw.decode(), keep_blank_values=True))
        except (ValueError, RecursionError) as error:
            raise Broken(400, "INVALID_REQUEST", f"the request cannot be read: {error}") from None
        if isinstance(body, dict):
            values = values | body
        return Asked(
            method, values, dict(request.match_info), request.headers, body, f"{request.scheme}://{request.host}"
        )
