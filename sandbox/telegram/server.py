"""The server: one bot, its people, and the Bot API over HTTP on loopback."""

import asyncio
import json
import re
from dataclasses import replace
from itertools import count
from types import TracebackType

from aiohttp import web

from sandbox.telegram.accounts import Account, Standing
from sandbox.telegram.background import Background
from sandbox.telegram.chats import Chat
from sandbox.telegram.facts import the_facts
from sandbox.telegram.faults import Faults
from sandbox.telegram.gate import Answer, Cut, Gate
from sandbox.telegram.hooks import HookSender
from sandbox.telegram.ledger import Ledger
from sandbox.telegram.people import Person
from sandbox.telegram.protocol import Asked, Refused
from sandbox.telegram.rates import Rates
from sandbox.telegram.reading import LARGEST_BODY, read
from sandbox.telegram.reception import Reception
from sandbox.telegram.watch import Watch
from sandbox.telegram.world import World

TOKEN = "7000000001:AAsandbox-sandbox-sandbox-sandbox-00"
_TOKEN = re.compile(r"\d{1,16}:[A-Za-z0-9_-]{20,64}")


class TelegramServer:
    """A stand-in of the Bot API; make one with `await TelegramServer.start()` or `async with`."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        name: str = "Такт",
        username: str = "takt_bot",
        privacy: bool = True,
        watch: Watch | None = None,
    ) -> None:
        self.token = token
        self.url = ""
        self.bot = Account(int(token.split(":")[0]), name, username=username, is_bot=True)
        self.world = World(self.bot, watch or Watch(), privacy=privacy)
        self.ledger = Ledger()
        self.faults = Faults()
        self.rates = Rates(self.world.watch)
        self.updates = self.world.updates
        self.profile = self.world.profile
        self.reception = Reception(self.world.pulse.beat)
        self.gate = Gate(self.world, self.reception, self.ledger, self.faults, self.rates)
        self._background = Background()
        self.hooks = HookSender(self.world, self.reception, self.gate, self._background)
        self._people_ids, self._group_ids = count(5_000_000_001), count(4_000_000_001)
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
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"
        self._background.start(self.hooks.run())

    async def stop(self) -> None:
        """End everything; raises the first error that work in the background had."""
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

    def person(
        self,
        name: str,
        *,
        id: int | None = None,
        username: str | None = None,
        language: str | None = "ru",
        started: bool = False,
        is_bot: bool = False,
    ) -> Person:
        """Somebody new; `started` means that they have written to the bot before."""
        first, _, last = name.partition(" ")
        number = next(self._people_ids) if id is None else id
        person = Person(self.world, Account(number, first, last or None, username, language, is_bot))
        person.chat.started = started
        self.world.people[number] = person
        return person

    def group(self, title: str, *members: Person, kind: str = "group", with_bot: bool = True) -> Chat:
        """A group (or a `supergroup`, a `channel`); the first of the members owns it."""
        number = next(self._group_ids)
        chat = self.world.open_chat(-number if kind == "group" else -1_000_000_000_000 - number, kind, title)
        for place, person in enumerate(members):
            chat.members[person.id] = Standing(person.account, "member" if place else "creator")
        if with_bot:
            chat.members[self.bot.id] = Standing(self.bot, "administrator" if kind == "channel" else "member")
        return chat

    async def settled(self, quiet: float = 0.05, within: float = 5.0) -> None:
        """Wait until the bot has taken every update, asks nothing and nothing changes for a moment."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while loop.time() < deadline:
            before = self.world.pulse.count
            await asyncio.sleep(quiet)
            still = self.world.pulse.count == before
            if still and not self.updates.waiting and not self.ledger.under_way:
                return
        waiting = [update.kind for update in self.updates.waiting]
        raise TimeoutError(f"the bot is still busy after {within} s; updates not taken: {waiting}")

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
        file = self.world.files.at(request.match_info["path"])
        if request.match_info["token"] != self.token:
            return web.json_response(Refused(401, "Unauthorized").wire, status=401)
        if file is None:
            return web.json_response(Refused(404, "Not Found").wire, status=404)
        return web.Response(body=file.content, content_type="application/octet-stream")


def _renamed(asked: Asked, method: str) -> Asked:
    return replace(asked, method=method)


def _cut(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
