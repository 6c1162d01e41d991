"""A Bot API server that checks nothing and answers at once: what is measured against it is the bot."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web

TOKEN = "123456:" + "q" * 35
_ASKS_S = 5.0
_AT_ONCE = 100
_BOT = {"id": 1, "is_bot": True, "first_name": "Takt"}


class QuickServer:
    """Hands out updates and takes messages, each for the person with the number it names."""

    def __init__(self) -> None:
        self.url = ""
        self._updates: list[dict[str, Any]] = []
        self._news = asyncio.Event()
        self._number = 0
        self._wanted = 0
        self._all = asyncio.Event()

    async def answers(self, people: Sequence[int], text: str, within: float = 30.0) -> float:
        """Everybody says the text at once; seconds until as many messages have come."""
        self._wanted, begun = len(people), time.perf_counter()
        self._all.clear()
        self._updates += [self._said(person, text) for person in people]
        self._news.set()
        async with asyncio.timeout(within):
            await self._all.wait()
        return time.perf_counter() - begun

    def _said(self, person: int, text: str) -> dict[str, Any]:
        self._number += 1
        command = text.split()[0]
        marks = [{"type": "bot_command", "offset": 0, "length": len(command)}] if command.startswith("/") else []
        who = {"id": person, "is_bot": False, "first_name": "Anna", "language_code": "ru"}
        message = {
            "message_id": self._number, "date": int(time.time()), "from": who, "text": text,
            "chat": {"id": person, "type": "private", "first_name": "Anna"}, "entities": marks,
        }  # fmt: skip
        return {"update_id": self._number, "message": message}

    async def handle(self, request: web.Request) -> web.Response:
        """One method of the Bot API."""
        asked = parse_qs(await request.text())
        result: Any = True
        match request.match_info["method"].casefold():
            case "getupdates":
                result = await self._from(int(asked.get("offset", ["0"])[0]))
            case "getme":
                result = _BOT | {"username": "takt_bot"}
            case "sendmessage":
                result = self._taken(asked)
        return web.Response(text=json.dumps({"ok": True, "result": result}), content_type="application/json")

    def _taken(self, asked: dict[str, list[str]]) -> dict[str, Any]:
        """The message as Telegram tells it back, whole."""
        self._number += 1
        self._wanted -= 1
        if self._wanted <= 0:
            self._all.set()
        markup = {"reply_markup": json.loads(asked["reply_markup"][0])} if "reply_markup" in asked else {}
        chat = {"id": int(asked["chat_id"][0]), "type": "private", "first_name": "Anna"}
        told = {"message_id": self._number, "date": int(time.time()), "from": _BOT, "chat": chat}
        return told | {"text": asked["text"][0]} | markup

    async def _from(self, offset: int) -> list[dict[str, Any]]:
        """What nobody has acknowledged yet: a number asked for acknowledges all before it."""
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        if not self._updates:
            self._news.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(_ASKS_S):
                    await self._news.wait()
        return self._updates[:_AT_ONCE]


@asynccontextmanager
async def quick_server() -> AsyncIterator[QuickServer]:
    """A running one, on a free port of loopback."""
    server = QuickServer()
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", server.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield server
    finally:
        await runner.cleanup()
