"""What several ask at the same moment is carried out at once, and nobody waits for ever."""

import asyncio

import pytest

from services.store.together import Together


class Doubling:
    """Doubles what it is asked, a turn at a time; a turn waits until it is let go on."""

    def __init__(self):
        self.turns = []
        self.goes_on = asyncio.Event()
        self.trouble = None

    async def __call__(self, asked):
        self.turns.append(list(asked))
        await self.goes_on.wait()
        if self.trouble is not None:
            raise self.trouble
        return [one * 2 for one in asked]


async def test_whoever_comes_at_once_shares_a_turn_and_whoever_comes_later_the_next():
    doubling = Doubling()
    ask = Together(doubling)
    first = asyncio.gather(*(ask(one) for one in (1, 2, 3)))
    await asyncio.sleep(0.01)
    later = asyncio.gather(ask(4), ask(5))
    await asyncio.sleep(0.01)

    doubling.goes_on.set()

    assert (await first, await later) == ([2, 4, 6], [8, 10])
    assert doubling.turns == [[1, 2, 3], [4, 5]]


async def test_the_trouble_of_a_turn_is_told_to_all_of_it_and_to_nobody_later():
    doubling = Doubling()
    doubling.goes_on.set()
    doubling.trouble = RuntimeError("closed")
    ask = Together(doubling)

    told = await asyncio.gather(ask(1), ask(2), return_exceptions=True)

    assert [str(one) for one in told] == ["closed", "closed"]
    doubling.trouble = None
    assert await ask(3) == 6


async def test_when_whoever_carries_a_turn_out_goes_away_another_does_it():
    doubling = Doubling()
    ask = Together(doubling)
    leader, other = asyncio.create_task(ask(1)), asyncio.create_task(ask(2))
    await asyncio.sleep(0.01)

    leader.cancel()
    doubling.goes_on.set()

    assert await other == 4
    with pytest.raises(asyncio.CancelledError):
        await leader
    assert doubling.turns == [[1, 2], [2]]
