"""The screen of something long: renewed now and then, and never in the way of the work."""

import asyncio
import time

import pytest
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiogram.methods import GetMe

from handlers.middlewares.watching import Watch
from handlers.screen import Screen


def shows(done, of):
    return Screen(f"{done}/{of}")


class Wall:
    """Where screens are hung; it may refuse them."""

    def __init__(self, *troubles):
        self.seen, self._troubles = [], list(troubles)

    async def __call__(self, screen):
        if self._troubles:
            raise self._troubles.pop(0)
        self.seen.append(screen.text)


async def counts(told, to=20, every=0.01):
    for number in range(to + 1):
        told(number, to)
        await asyncio.sleep(every)
    return "done"


async def test_the_first_word_shows_at_once_and_the_rest_at_a_pace():
    wall = Wall()

    assert await Watch(wall, every_s=0.08)(counts, shows) == "done"

    assert wall.seen[0].startswith(("0/", "1/"))
    assert 2 <= len(wall.seen) <= 5


async def test_work_that_tells_nothing_shows_nothing():
    wall = Wall()

    async def silent(_):
        return 1

    assert await Watch(wall)(silent, shows) == 1
    assert wall.seen == []


async def test_what_the_work_raises_is_raised_and_nothing_is_shown_after_it():
    wall = Wall()

    async def fails(told):
        told(1, 2)
        await asyncio.sleep(0.05)
        raise KeyError("x")

    with pytest.raises(KeyError):
        await Watch(wall, every_s=0.01)(fails, shows)
    seen = list(wall.seen)
    await asyncio.sleep(0.05)

    assert wall.seen == seen == ["1/2"]


async def test_trouble_of_the_messenger_neither_stops_nor_delays_the_work():
    busy = TelegramRetryAfter(method=GetMe(), message="slow down", retry_after=30)
    wall = Wall(TelegramAPIError(method=GetMe(), message="no"), busy)
    begun = time.perf_counter()

    assert await Watch(wall, every_s=0.02)(counts, shows) == "done"

    assert time.perf_counter() - begun < 5
    assert wall.seen == []


async def test_it_may_be_told_from_another_thread():
    wall = Wall()

    async def aside(told):
        await asyncio.to_thread(lambda: told(3, 4))
        await asyncio.sleep(0.05)

    await Watch(wall, every_s=0.01)(aside, shows)

    assert wall.seen == ["3/4"]
