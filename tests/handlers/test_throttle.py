"""A heap is told from a person by what waits: a dozen go at once, then as many as do not wait in a heap."""

from types import SimpleNamespace

import pytest

from handlers.middlewares.throttle import Throttle
from handlers.speech import Speech


@pytest.fixture
def chat():
    """Somebody who writes when it is told, with so much waiting behind, and what the bot made of it."""
    seconds, waits, heard, counted = [0.0], [0], [], []

    async def waiting(bot, chat):
        counted.append((bot, chat))
        return waits[0]

    throttle = Throttle(waiting, lambda: seconds[0])

    async def answered(_event, _data):
        heard.append("answer")

    async def show(screen, *, anew=False):
        heard.append("slow down")

    async def writes(times, *, behind=100, after=0.0, who=1):
        seconds[0] += after
        waits[0] = behind
        heard.clear()
        data = {
            "bot": SimpleNamespace(id=7),
            "event_from_user": SimpleNamespace(id=who),
            "event_chat": SimpleNamespace(id=-who),
            "show": show,
            "speech": Speech("ru"),
        }
        for _ in range(times):
            await throttle(answered, None, data)
        return heard.count("answer"), heard.count("slow down")

    writes.counted = counted
    return writes


async def test_a_dozen_go_at_once_and_the_first_too_many_hears_a_word(chat):
    assert await chat(12) == (12, 0)
    assert chat.counted == []
    assert await chat(288) == (0, 1)
    assert set(chat.counted) == {(7, -1)}
    assert await chat(1, who=2) == (1, 0)


async def test_then_one_a_second_is_answered_and_nothing_is_said_again(chat):
    await chat(13)

    assert [await chat(5, after=1) for _ in range(20)] == [(1, 0)] * 20


async def test_after_a_calm_a_new_flood_hears_it_anew(chat):
    await chat(100)

    assert await chat(100, after=12) == (12, 1)


async def test_whoever_has_little_waiting_is_never_too_fast(chat):
    assert await chat(500, behind=0) == (500, 0)
    assert await chat(500, behind=12) == (500, 0)
    assert await chat(500, behind=13) == (0, 1)
