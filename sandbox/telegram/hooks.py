"""Sends updates to the bot's address: a chat's in order, chats beside each other, again until taken."""

import asyncio
import json
from urllib.parse import urlsplit

import aiohttp

from sandbox.telegram.background import Background
from sandbox.telegram.facts import the_facts
from sandbox.telegram.gate import Cut, Gate
from sandbox.telegram.limits import LOOPBACK
from sandbox.telegram.protocol import Asked
from sandbox.telegram.reception import Hook, Reception
from sandbox.telegram.updates import Update
from sandbox.telegram.world import World

HEADER = "X-Telegram-Bot-Api-Secret-Token"
_FAR = 3600.0


class HookSender:
    """Hands updates to a hook; `gaps` are the seconds before each next try, then it gives up."""

    def __init__(self, world: World, reception: Reception, gate: Gate, background: Background) -> None:
        self.gaps: tuple[float, ...] = (0.5, 1, 2, 4, 8, 16, 30, 60, 60, 60, 60, 60)
        self._world = world
        self._reception = reception
        self._gate = gate
        self._background = background
        self._flying: dict[int, Update] = {}
        self._failures: dict[Update, tuple[int, float]] = {}

    async def run(self) -> None:
        """Send what waits, for ever."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
            while True:
                for update in self._ready():
                    self._flying[update.lane] = update
                    self._background.start(self._send(session, update))
                if not self._ready():
                    await self._world.pulse.next(asyncio.get_running_loop().time() + self._nap())

    def _ready(self) -> list[Update]:
        """The first of each chat, if its time has come and a connection is free."""
        hook = self._reception.hook
        if hook is None:
            return []
        first: dict[int, Update] = {}
        for update in self._world.updates.waiting:
            first.setdefault(update.lane, update)
        free = max(hook.connections - len(self._flying), 0)
        due = [one for lane, one in first.items() if lane not in self._flying and self._wait(one) <= 0]
        return due[:free]

    def _wait(self, update: Update) -> float:
        return self._failures.get(update, (0, 0.0))[1] - asyncio.get_running_loop().time()

    def _nap(self) -> float:
        if self._reception.hook is None:
            return _FAR
        waits = [wait for update in self._world.updates.waiting if (wait := self._wait(update)) > 0]
        return max(min(waits, default=_FAR), 0.001)

    async def _send(self, session: aiohttp.ClientSession, update: Update) -> None:
        hook = self._reception.hook
        try:
            if hook is not None:
                self._world.updates.served([update])
                trouble = await self._post(session, hook, update)
                self._settle(hook, update, trouble)
        finally:
            self._flying.pop(update.lane, None)
            self._world.pulse.beat()

    async def _post(self, session: aiohttp.ClientSession, hook: Hook, update: Update) -> str:
        """Empty when the update was taken, else what went wrong."""
        if urlsplit(hook.url).hostname not in LOOPBACK:
            return "Connection refused: the sandbox reaches this machine only"
        headers = {HEADER: hook.secret} if hook.secret else {}
        try:
            async with session.post(hook.url, json=update.wire, headers=headers, ssl=False) as response:
                body = await response.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            return f"Connection failed: {type(error).__name__}"
        if not 200 <= response.status < 300:
            return f"Wrong response from the webhook: {response.status} {response.reason}"
        await self._obey(body)
        return ""

    async def _obey(self, body: bytes) -> None:
        """A hook may answer with a request of its own."""
        try:
            values = json.loads(body)
        except ValueError:
            return
        if isinstance(values, dict) and (method := the_facts().method_named(str(values.pop("method", "")))):
            try:
                await self._gate.answer(Asked("", method, values, typed=True))
            except Cut:
                return

    def _settle(self, hook: Hook, update: Update, trouble: str) -> None:
        tries = self._failures.get(update, (0, 0.0))[0]
        if trouble:
            hook.trouble, hook.trouble_at = trouble, self._world.watch.unix()
        if trouble and tries < len(self.gaps):
            self._failures[update] = (tries + 1, asyncio.get_running_loop().time() + self.gaps[tries])
            return
        self._failures.pop(update, None)
        self._world.updates.confirm([update])
