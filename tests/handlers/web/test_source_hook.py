"""The door of sources says with a status what became of a delivery, and never that something broke."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from handlers.web.source_hook import PATH, source_hook

LONG = 2_000_000


class Door:
    """Takes deliveries as the test wishes, and keeps what came."""

    def __init__(self):
        self.came, self.heard, self.answer = [], 0, 1

    async def take(self, source, brought):
        self.came.append((source, *brought))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def hear(self):
        self.heard += 1


@pytest.fixture
def door():
    return Door()


@pytest.fixture
async def client(door):
    app = web.Application()
    app.router.add_post(PATH, source_hook(door.take, door.hear))
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_what_comes_is_handed_over_as_it_came(client, door):
    answer = await client.post("/hooks/17/word?a=1&a=2", data=b"x[1]=%D0%B9", headers={"X-One": "Two"})

    [(source, verb, path, query, headers, body)] = door.came
    assert answer.status == 200 and await answer.read() == b""
    assert (source, verb, path, query, body) == (17, "POST", "/hooks/17/word", "a=1&a=2", b"x[1]=%D0%B9")
    assert headers["x-one"] == "Two"
    assert door.heard == 1


@pytest.mark.parametrize(
    ("answer", "status", "heard"),
    [(3, 200, 1), (0, 200, 0), (None, 401, 0), (OSError("disk full"), 503, 0), (RecursionError(), 503, 0)],
)
async def test_the_status_says_what_became_of_it(client, door, answer, status, heard):
    door.answer = answer

    said = await client.post("/hooks/17/word", data=b"x")

    assert (said.status, await said.read(), door.heard) == (status, b"", heard)


@pytest.mark.parametrize("number", ["x", "-1", "1" * 20, "%D9%A1", "1%0a"])
async def test_what_is_no_number_is_no_door(client, door, number):
    assert (await client.post(f"/hooks/{number}/word", data=b"x")).status == 404
    assert door.came == []


async def test_what_is_too_long_is_not_read(client, door):
    assert (await client.post("/hooks/17/word", data=b"x" * LONG)).status == 413
    assert door.came == []
