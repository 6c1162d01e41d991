"""What a page sees: people, chats, requests; and how it learns that something has changed."""

import json
from functools import partial

from aiohttp import web

from sandbox.telegram.control.faces import chat_face, entry_face, message_face, person_face
from sandbox.telegram.protocol import Wire
from sandbox.telegram.stage import Stage

_LONGEST_WAIT = 30.0
_HEARTBEAT = 10.0


class Watching:
    """Routes that change nothing."""

    def __init__(self, server: Stage) -> None:
        self._server = server

    def routes(self) -> list[web.RouteDef]:
        """The addresses of all of them."""
        return [
            web.get("/state", self.state),
            web.get("/people", self.people),
            web.get("/chats", self.chats),
            web.get(r"/chats/{chat:-?\d+}", self.chat),
            web.get("/files/{path:.+}", self.file),
            web.get("/ledger", self.ledger),
            web.get("/changes", self.changes),
            web.get("/stream", self.stream),
        ]

    async def state(self, _request: web.Request) -> web.Response:
        """The bot, how it receives updates, and how many wait."""
        hook, server = self._server.reception.hook, self._server
        told = {"bot": server.bot.user, "url": server.url, "hook": hook.url if hook else None}
        counts = {"updates_waiting": len(server.updates.waiting), "requests": len(server.ledger.entries)}
        violations = [str(one) for one in server.ledger.violations]
        return web.json_response(told | counts | {"rates": server.rates.on, "violations": violations})

    async def people(self, _request: web.Request) -> web.Response:
        """Everybody."""
        return web.json_response([person_face(person) for person in self._server.world.people.values()])

    async def chats(self, _request: web.Request) -> web.Response:
        """All chats, each with its last message."""
        return web.json_response([chat_face(chat) for chat in self._server.world.chats.values()])

    async def chat(self, request: web.Request) -> web.Response:
        """A chat with its messages, its menu of commands; `?deleted=1` shows what is gone, too."""
        chat = self._server.world.chats[int(request.match_info["chat"])]
        shown = chat.history if request.query.get("deleted") else chat.messages
        owner, profile = chat.owner, self._server.profile
        menu = profile.menu(chat, owner.id if owner else 0, owner.language if owner else None)
        more = {"messages": [message_face(one) for one in shown], "menu": menu}
        return web.json_response(chat_face(chat) | more | {"menu_button": profile.menu_button(chat.id)})

    async def file(self, request: web.Request) -> web.Response:
        """A picture or a file of a message."""
        file = self._server.world.files.at(request.match_info["path"])
        if file is None:
            raise LookupError("there is no such file")
        picture = file.mime if file.mime.startswith("image/") else "application/octet-stream"
        return web.Response(body=file.content, content_type=picture, headers={"X-Content-Type-Options": "nosniff"})

    async def ledger(self, request: web.Request) -> web.Response:
        """What the bot asked after request number `?after=`; asking for updates is left out."""
        after, most = int(request.query.get("after", 0)), int(request.query.get("limit", 200))
        calls = [entry for entry in self._server.ledger.calls if entry.number > after]
        return web.json_response([entry_face(entry) for entry in calls[-most:]])

    async def changes(self, request: web.Request) -> web.Response:
        """The chats that changed after revision `?since=`; waits up to `?timeout=` seconds for one."""
        since = int(request.query.get("since", 0))
        wait = min(float(request.query.get("timeout", 0)), _LONGEST_WAIT)
        await self._server.world.pulse.until(partial(self._changed, since), wait)
        return web.json_response(self._news(since))

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """The same as events: one for each moment in which something changed."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        since = int(request.headers.get("Last-Event-ID") or request.query.get("since", "0"))
        while not self._server.is_stopping:
            changed = await self._server.world.pulse.until(partial(self._changed, since), _HEARTBEAT)
            if not changed:
                await response.write(b": still here\n\n")
                continue
            news = self._news(since)
            since = news["revision"]
            await response.write(f"id: {since}\ndata: {json.dumps(news)}\n\n".encode())
        return response

    def _changed(self, since: int) -> list[int] | None:
        return [chat.id for chat in self._server.world.chats.values() if chat.revision > since] or None

    def _news(self, since: int) -> Wire:
        count = self._server.world.pulse.count
        return {"revision": count, "chats": self._changed(since) or [], "requests": len(self._server.ledger.entries)}
