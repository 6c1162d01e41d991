"""Nobody slows the others down: a dozen at once, one a second after that, and one word about it."""

from types import SimpleNamespace

import pytest

from handlers.middlewares.throttle import Throttle
from handlers.speech import Speech


@pytest.fixture
def chat():
    """Somebody who writes when it is told, and what the bot made of it."""
    seconds, heard = [0.0], []
    throttle = Throttle(lambda: seconds[0])

    async def answered(_event, _data):
        heard.append("answer")

    async def show(screen, *, anew=False):
        heard.append("slow down")

    async def writes(times, *, after=0.0, who=1):
        seconds[0] += after
        heard.clear()
        data = {"event_from_user": SimpleNamespace(id=who), "show": show, "speech": Speech("ru")}
        for _ in range(times):
            await throttle(answered, None, data)
        return heard.count("answer"), heard.count("slow down")

    return writes


async def test_a_dozen_go_at_once_and_the_first_too_many_hears_a_word(chat):
    assert await chat(12) == (12, 0)
    assert await chat(288) == (0, 1)
    assert await chat(1, who=2) == (1, 0)


async def test_then_one_a_second_is_answered_and_nothing_is_said_again(chat):
    await chat(13)

    assert [await chat(5, after=1) for _ in range(20)] == [(1, 0)] * 20


async def test_after_a_calm_a_new_flood_hears_it_anew(chat):
    await chat(100)

    assert await chat(100, after=12) == (12, 1)
