"""A server of its own for every test, a client that asks it as any bot would, and an aiogram bot."""

import json

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from sandbox.telegram import StoppedWatch, TelegramServer
from sandbox.telegram.shapes import complaints_about

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
"""The smallest picture."""


class Client:
    """Asks the server over HTTP, in any of its notations, and gives back the body."""

    def __init__(self, server, session):
        self.server, self.session = server, session

    def address(self, method):
        return f"{self.server.url}/bot{self.server.token}/{method}"

    async def __call__(self, method, **values):
        """As JSON."""
        async with self.session.post(self.address(method), json=values) as response:
            return await response.json()

    async def form(self, method, **values):
        """As a form: every value is text, objects are JSON."""
        texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in values.items()}
        async with self.session.post(self.address(method), data=texts) as response:
            return await response.json()

    async def parts(self, method, files, **values):
        """As multipart, with files by their names."""
        body = aiohttp.FormData()
        for name, value in values.items():
            body.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, (filename, content) in files.items():
            body.add_field(name, content, filename=filename)
        async with self.session.post(self.address(method), data=body) as response:
            return await response.json()

    async def updates(self, **values):
        """What getUpdates gives."""
        return (await self("getUpdates", **values))["result"]


@pytest.fixture
def watch():
    """A watch that stands, for dates and rates."""
    return StoppedWatch()


@pytest.fixture
async def server(watch):
    """A server whose time stands; whatever it says is held against the reference too."""
    started = await TelegramServer.start(watch=watch)
    yield started
    await started.stop()
    assert [one for update in started.updates.all for one in wrong("Update", update.wire)] == []
    assert [one for message in messages_in(started.ledger) for one in wrong("Message", message)] == []


def wrong(kind, wire):
    """What the reference has against an object of the server."""
    return complaints_about(json.loads(json.dumps(wire)), [kind], kind)


def messages_in(ledger):
    """Every message that a method gave back."""
    for entry in ledger.entries:
        for result in entry.result if isinstance(entry.result, list) else [entry.result]:
            if isinstance(result, dict) and "date" in result:
                yield result


@pytest.fixture
async def ask(server):
    """Any program that speaks the Bot API."""
    async with aiohttp.ClientSession() as session:
        yield Client(server, session)


@pytest.fixture
async def bot(server):
    """aiogram's bot, pointed at the server."""
    api = TelegramAPIServer.from_base(server.url)
    made = Bot(server.token, AiohttpSession(api=api), default=DefaultBotProperties(parse_mode="HTML"))
    yield made
    await made.session.close()


@pytest.fixture
def ann(server):
    """Somebody who has written to the bot before."""
    return server.person("Анна Орлова", username="ann_orlova", started=True)


@pytest.fixture
def boris(server):
    """Somebody else, who never has."""
    return server.person("Борис")
