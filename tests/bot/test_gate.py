"""As many messages are on their way as Telegram takes a second, and everybody's turn comes."""

import asyncio

import pytest

from bot.telegram.gate import Gate


async def most_at_once(gate, messages=40):
    """Send messages whose journey takes a moment; how many were on their way at once."""
    on_the_way, most = 0, 0

    async def one():
        nonlocal on_the_way, most
        async with gate.place():
            on_the_way += 1
            most = max(most, on_the_way)
            await asyncio.sleep(0.001)
            on_the_way -= 1

    await asyncio.gather(*(one() for _ in range(messages)))
    return most


@pytest.mark.parametrize(("journey_s", "room"), [(0.0, 1), (0.02, 1), (0.08, 3), (0.2, 6), (5.0, 8)])
async def test_the_longer_the_journey_the_more_are_on_their_way(journey_s, room):
    gate = Gate()
    for _ in range(40):
        gate.took(journey_s)

    assert await most_at_once(gate) == room


async def test_whoever_goes_away_while_waiting_takes_nobodys_turn():
    gate = Gate()
    async with asyncio.timeout(2), gate.place():
        waiting = [asyncio.ensure_future(most_at_once(gate, 1)) for _ in range(5)]
        await asyncio.sleep(0.01)
        for one in waiting[:3]:
            one.cancel()
        await asyncio.sleep(0.01)
    async with asyncio.timeout(2):
        assert [await one for one in waiting[3:]] == [1, 1]


async def test_a_message_that_fails_gives_its_place_back():
    gate = Gate()
    with pytest.raises(RuntimeError):
        async with gate.place():
            raise RuntimeError
    async with asyncio.timeout(2):
        assert await most_at_once(gate, 3) == 1


async def test_whoever_is_stuck_on_the_way_stops_nobody_for_long(monkeypatch):
    monkeypatch.setattr("bot.telegram.gate._KEPT_S", 0.05)
    gate = Gate()
    async with asyncio.timeout(2), gate.place():
        assert await most_at_once(gate, 3) == 1
    assert await most_at_once(gate, 3) == 1
