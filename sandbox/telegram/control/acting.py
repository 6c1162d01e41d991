"""What a page lets people do: appear, write, press, send files, block."""

import json

from aiohttp import web

from sandbox.telegram.chats import Chat
from sandbox.telegram.control.faces import chat_face, message_face, person_face, press_face
from sandbox.telegram.messages import Message
from sandbox.telegram.people import Person
from sandbox.telegram.protocol import Wire
from sandbox.telegram.stage import Stage

_LONGEST_WAIT = 30.0


class Acting:
    """Routes that change something."""

    def __init__(self, server: Stage) -> None:
        self._server = server

    def routes(self) -> list[web.RouteDef]:
        """The addresses of all of them."""
        return [
            web.post("/people", self.appear),
            web.post(r"/people/{person:\d+}/{deed:blocks|unblocks|deactivates}", self.turn),
            web.post("/groups", self.gather),
            web.post(r"/chats/{chat:-?\d+}/say", self.say),
            web.post(r"/chats/{chat:-?\d+}/press", self.press),
            web.post(r"/chats/{chat:-?\d+}/edit", self.edit),
            web.post(r"/chats/{chat:-?\d+}/react", self.react),
            web.post(r"/chats/{chat:-?\d+}/file", self.send_file),
            web.get(r"/presses/{press:\d+}", self.see_press),
        ]

    async def appear(self, request: web.Request) -> web.Response:
        """`{"name", "id"?, "username"?, "language"?, "started"?}` → a new person."""
        given = await body_of(request)
        known = {key: given[key] for key in ("id", "username", "language", "started") if key in given}
        return web.json_response(person_face(self._server.person(str(given["name"]), **known)))

    async def turn(self, request: web.Request) -> web.Response:
        """Block the bot, let it write again, or delete the account."""
        person = self._person(request.match_info["person"])
        deeds = {"blocks": person.blocks, "unblocks": person.unblocks, "deactivates": person.deactivates}
        await deeds[request.match_info["deed"]]()
        return web.json_response(person_face(person))

    async def gather(self, request: web.Request) -> web.Response:
        """`{"title", "members": [ids], "kind"?, "with_bot"?}` → a new group."""
        given = await body_of(request)
        members = [self._person(one) for one in given["members"]]
        more = {key: given[key] for key in ("kind", "with_bot") if key in given}
        return web.json_response(chat_face(self._server.group(str(given["title"]), *members, **more)))

    async def say(self, request: web.Request) -> web.Response:
        """`{"by", "text", "reply_to"?}` → the message."""
        given, chat = await body_of(request), self._chat(request)
        reply_to = self._message(chat, given["reply_to"]) if given.get("reply_to") else None
        said = await self._person(given["by"]).says(str(given["text"]), chat, reply_to=reply_to)
        return web.json_response(message_face(said))

    async def press(self, request: web.Request) -> web.Response:
        """`{"by", "message", "label"}`, or `"data"` for what no button says → the press."""
        given, chat = await body_of(request), self._chat(request)
        on, person = self._message(chat, given["message"]), self._person(given["by"])
        return web.json_response(press_face(await person.presses(given.get("label"), on=on, data=given.get("data"))))

    async def edit(self, request: web.Request) -> web.Response:
        """`{"by", "message", "text"}` → the message written anew."""
        given, chat = await body_of(request), self._chat(request)
        message = self._message(chat, given["message"])
        return web.json_response(message_face(await self._person(given["by"]).edits(message, str(given["text"]))))

    async def react(self, request: web.Request) -> web.Response:
        """`{"by", "message", "emoji": […]}` → the message with its reactions."""
        given, chat = await body_of(request), self._chat(request)
        message = self._message(chat, given["message"])
        await self._person(given["by"]).reacts(message, *given["emoji"])
        return web.json_response(message_face(message))

    async def send_file(self, request: web.Request) -> web.Response:
        """The bytes of a file; `?by=…&name=…&caption=…` → the message."""
        given = request.query
        person, content = self._person(given["by"]), await request.read()
        caption = given.get("caption", "")
        sent = await person.sends_file(given["name"], content, caption=caption, chat=self._chat(request))
        return web.json_response(message_face(sent))

    async def see_press(self, request: web.Request) -> web.Response:
        """What became of a press; `?timeout=` waits for the answer."""
        press = self._server.world.presses[request.match_info["press"]]
        wait = min(float(request.query.get("timeout", 0)), _LONGEST_WAIT)
        await self._server.world.pulse.until(lambda: None if press.spins else True, wait)
        return web.json_response(press_face(press))

    def _person(self, number: object) -> Person:
        return self._server.world.people[int(str(number))]

    def _chat(self, request: web.Request) -> Chat:
        return self._server.world.chats[int(request.match_info["chat"])]

    def _message(self, chat: Chat, number: object) -> Message:
        found = next((one for one in chat.history if one.id == number), None)
        if found is None:
            raise LookupError(f"there is no message {number} in {chat.title}")
        return found


async def body_of(request: web.Request) -> Wire:
    """The object that was sent."""
    given = json.loads(await request.read() or b"{}")
    if not isinstance(given, dict):
        raise ValueError("an object is expected")
    return given
