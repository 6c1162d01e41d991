"""Trouble of the database is told once when it begins and once when it is over."""

import asyncio
import logging
from contextlib import asynccontextmanager

from bot.telegram.inbox import Inbox
from bot.telegram.reception import Reception


class Database:
    """A database that is out of reach for a while."""

    def __init__(self, fails):
        self.fails = fails
        self.tries = 0
        self.back = asyncio.Event()

    @asynccontextmanager
    async def connection(self):
        self.tries += 1
        if self.tries > self.fails:
            self.back.set()
            await asyncio.Event().wait()
        raise OSError("out of reach")
        yield


async def test_it_is_told_once(monkeypatch, caplog):
    monkeypatch.setattr("bot.telegram.reception._AFTER_TROUBLE_S", 0.001)
    database = Database(fails=5)
    with caplog.at_level(logging.INFO):
        task = asyncio.ensure_future(Reception(database, 1, Inbox(), None).run())
        async with asyncio.timeout(5):
            await database.back.wait()
        task.cancel()

    assert sum("cannot be claimed" in record.message for record in caplog.records) == 1
