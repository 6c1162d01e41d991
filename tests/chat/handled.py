"""Knows when the bot has dealt with everything: a test that asks waits neither too long nor in vain."""

import asyncio

from bot.chat import make_dispatcher
from bot.telegram.speaker import Hand
from handlers.middlewares.throttle import Throttle


class Handled:
    """Counts the updates that are dealt with, and notes who took them."""

    def __init__(self, telegram):
        self._telegram = telegram
        self._done = set()
        self._news = asyncio.Event()
        self.dispatcher = None
        self.taken_by = set()

    def note(self, number):
        """An update is dealt with."""
        self._done.add(number)
        self._news.set()

    async def all(self, within=20.0):
        """Wait until every update that was sent is dealt with."""
        async with asyncio.timeout(within):
            while len(self._done) < len(self._telegram.updates.all):
                self._news.clear()
                await self._news.wait()

    async def watch(self, handler, event, data):
        """Stands right before a handler and notes which one it is."""
        self.taken_by.add(data["handler"].callback)
        return await handler(event, data)

    def known(self):
        """Every handler of messages, buttons and of the bot's own coming and going."""
        return {one.callback for one in self._handlers()}

    def places(self):
        """Every place that a button of ours may lead to."""
        free = [
            cell for one in self._handlers() for known in one.filters or () for cell in _closed_over(known.callback)
        ]
        return {place for cell in free if isinstance(cell, tuple) for place in cell}

    def _handlers(self):
        routers = list(self.dispatcher.chain_tail)
        kinds = [kind for one in routers for kind in (one.message, one.callback_query, one.my_chat_member)]
        return [one for kind in kinds for one in kind.handlers]


def _closed_over(function):
    names = getattr(getattr(function, "__code__", None), "co_freevars", ())
    cells = getattr(function, "__closure__", None) or ()
    return [cell.cell_contents for name, cell in zip(names, cells, strict=True) if name == "places"]


def watched(monkeypatch, telegram):
    """The bot that is started next is watched; an update takes a second of its patience with a hasty person."""
    handled = Handled(telegram)

    class Noting(Hand):
        """Says when it is through."""

        async def __call__(self, one):
            again_at = await super().__call__(one)
            if again_at is None:
                handled.note(one.update_id)
            return again_at

    def make(house, artist):
        handled.dispatcher = made = make_dispatcher(house, artist)
        for kind in (made.message, made.callback_query, made.my_chat_member):
            kind.middleware(handled.watch)
        return made

    monkeypatch.setattr("bot.app.Hand", Noting)
    monkeypatch.setattr("bot.app.make_dispatcher", make)
    return handled


def unhurried(monkeypatch):
    """By the throttle's clock a second goes by with every update: who presses one after another is never too fast."""
    seconds = iter(range(10**9))
    monkeypatch.setattr("handlers.routers.Throttle", lambda waiting: Throttle(waiting, lambda: float(next(seconds))))
