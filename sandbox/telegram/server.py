"""The server: the Bot API, its files and the control, over HTTP on loopback."""

import json
import re
from dataclasses import replace
from types import TracebackType

from aiohttp import web

from sandbox.telegram.background import Background
from sandbox.telegram.control.application import control_of
from sandbox.telegram.facts import the_facts
from sandbox.telegram.gate import Answer, Cut
from sandbox.telegram.hooks import HookSender
from sandbox.telegram.protocol import Asked, Refused
from sandbox.telegram.reading import LARGEST_BODY, read
from sandbox.telegram.stage import TOKEN, Stage
from sandbox.telegram.watch import Watch

_TOKEN = re.compile(r"\d{1,16}:[A-Za-z0-9_-]{20,64}")


class TelegramServer(Stage):
    """A stand-in of the Bot API; make one with `await TelegramServer.start()` or `async with`."""

    def __init__(self, *, token: str = TOKEN, privacy: bool = True, watch: Watch | None = None) -> None:
        super().__init__(token=token, privacy=privacy, watch=watch)
        self._background = Background()
        self.hooks = HookSender(self.world, self.reception, self.gate, self._background)
        self._runner: web.AppRunner | None = None

    @classmethod
    async def start(cls, port: int = 0, *, host: str = "127.0.0.1", token: str = TOKEN,
                    privacy: bool = True, watch: Watch | None = None) -> "TelegramServer":  # fmt: skip
        """A running server; port 0 takes a free one."""
        server = cls(token=token, privacy=privacy, watch=watch)
        await server.listen(port, host)
        return server

    async def listen(self, port: int = 0, host: str = "127.0.0.1") -> None:
        """Begin to answer."""
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        app.add_subapp("/sandbox", control_of(self))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"
        self._background.start(self.hooks.run())

    async def stop(self) -> None:
        """End everything; raises the first error that work in the background had."""
        self.is_stopping = True
        self.reception.unhook()
        if self._runner is not None:
            await self._runner.cleanup()
        await self._background.stop()

    async def __aenter__(self) -> "TelegramServer":
        await self.listen()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = the_facts().method_named(request.match_info["method"])
        try:
            self._ensure_known(request, method)
            asked = await read(request)
            answer = await self.gate.answer(_renamed(asked, str(method)))
        except Refused as refusal:
            answer = Answer(refusal.status, refusal.wire)
        except Cut:
            return _cut(request)
        if isinstance(answer.body, str):
            return web.Response(text=answer.body, status=answer.status, content_type="text/html")
        return web.Response(text=json.dumps(answer.body, ensure_ascii=False), status=answer.status,
                            content_type="application/json")  # fmt: skip

    def _ensure_known(self, request: web.Request, method: str | None) -> None:
        token = request.match_info["token"]
        if not _TOKEN.fullmatch(token):
            raise Refused(404, "Not Found")
        if token != self.token:
            raise Refused(401, "Unauthorized")
        if method is None:
            self.ledger.strange(request.match_info["method"], self.world.watch.seconds())
            raise Refused(404, "Not Found")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        try:
            if request.match_info["token"] != self.token:
                raise Refused(401, "Unauthorized")
            file = await self.gate.download(request.match_info["path"])
            if file is None:
                raise Refused(404, "Not Found")
        except Refused as refusal:
            return web.json_response(refusal.wire, status=refusal.status)
        except Cut:
            return _cut(request)
        return web.Response(body=file.content, content_type="application/octet-stream")


def _renamed(asked: Asked, method: str) -> Asked:
    return replace(asked, method=method)


def _cut(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
