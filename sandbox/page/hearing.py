"""Which message came when by the clock of the business, and whether the phone rang."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from aiohttp import web

from sandbox.page.hall import BusinessClock
from sandbox.telegram.background import Background
from sandbox.telegram.messages import Message
from sandbox.telegram.protocol import Wire
from sandbox.telegram.stage import Stage

_LOOKS_AT_LEAST_EVERY_S = 3_600.0
_HEAD = 120


@dataclass(frozen=True, slots=True)
class Heard:
    """A message with its moment."""

    message: Message
    at: datetime

    @property
    def rang(self) -> bool:
        """Whether the person's phone made itself heard: the bot wrote, and not silently."""
        chat = self.message.chat
        return self.message.sender is chat.bot and self.message.rings and self.message.kind != "service"


class Hearing:
    """Listens to all chats; Telegram's own dates are those of the machine and say nothing of the business."""

    def __init__(self, server: Stage, clock: BusinessClock) -> None:
        self._server = server
        self._clock = clock
        self._heard: list[Heard] = []
        self._seen: dict[int, int] = {}

    def routes(self) -> list[web.RouteDef]:
        """The address of the list."""
        return [web.get("/heard", self.heard)]

    async def listening(self, _app: web.Application) -> AsyncIterator[None]:
        """Listen as long as the page is open."""
        background = Background()
        background.start(self._listen())
        yield
        await background.stop()

    async def heard(self, request: web.Request) -> web.Response:
        """The messages after number `?after=`, oldest first."""
        self._note()
        after = int(request.query.get("after", 0))
        news = enumerate(self._heard[after:], start=after + 1)
        return web.json_response([self._face(number, one) for number, one in news])

    async def _listen(self) -> None:
        pulse = self._server.world.pulse
        while True:
            self._note()
            await pulse.until(partial(self._later_than, pulse.count), _LOOKS_AT_LEAST_EVERY_S)

    def _later_than(self, count: int) -> bool | None:
        return True if self._server.world.pulse.count > count else None

    def _note(self) -> None:
        now = self._clock.now()
        for chat in self._server.world.chats.values():
            fresh = chat.history[self._seen.get(chat.id, 0) :]
            self._seen[chat.id] = len(chat.history)
            self._heard += [Heard(message, now) for message in fresh]

    def _face(self, number: int, one: Heard) -> Wire:
        message, at = one.message, one.at.astimezone(self._clock.zone)
        head = message.text[:_HEAD].partition("\n")[0]
        told = {"number": number, "chat": message.chat.id, "title": message.chat.title, "message": message.id}
        return told | {"at": at.isoformat(timespec="seconds"), "rang": one.rang, "head": head, "kind": message.kind}
