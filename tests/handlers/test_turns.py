"""Answers are put together a few at a time, and nobody who takes long stops the others."""

import asyncio

import pytest

from handlers.middlewares.turns import _AT_ONCE, InTurn, Places


async def test_no_more_than_a_few_are_put_together_at_once_and_all_in_order():
    inside, most, begun = 0, 0, []
    turn = InTurn()

    async def handler(number, _data):
        nonlocal inside, most
        begun.append(number)
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0.001)
        inside -= 1

    await asyncio.gather(*(turn(handler, number, {}) for number in range(20)))

    assert most == _AT_ONCE
    assert begun == list(range(20))


async def test_pictures_that_take_long_stop_nobody():
    turn, drawn = InTurn(), asyncio.Event()

    async def draws(_event, _data):
        await drawn.wait()

    async def answers(event, _data):
        return event

    drawing = [asyncio.ensure_future(turn(draws, None, {})) for _ in range(_AT_ONCE * 3)]
    async with asyncio.timeout(2):
        assert await turn(answers, "an answer", {}) == "an answer"
    drawn.set()
    await asyncio.gather(*drawing)


async def test_an_answer_that_fails_gives_its_place_back():
    places = Places(lambda: 1, 5.0)
    for _ in range(3):
        with pytest.raises(RuntimeError):
            async with asyncio.timeout(1), places.place():
                raise RuntimeError
