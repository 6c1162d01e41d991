"""One person writes three hundred times at once: the others hardly notice, and they hear once to slow down."""

import asyncio

import pytest

from handlers.middlewares.throttle import Throttle
from tests.marks import on_sqlite

pytestmark = on_sqlite

FLOOD = 300
AT_MOST_S = 2.0
"""Usual is a hundredth of this; a busy machine may take ten times as long, and a queue behind the flood a hundred."""


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """For the throttle all of it happens in one moment."""
    monkeypatch.setattr("handlers.routers.Throttle", lambda: Throttle(lambda: 0.0))


async def test_a_flood_of_one_is_answered_once_and_slows_nobody(firm, bot, telegram):
    flooder = await firm.hires("Шумный Пётр")
    others = [await firm.hires(f"Тихая Анна {letter}") for letter in "АБВГДЕ"]
    await _asks(others[0])

    for _ in range(FLOOD):
        await flooder.says("/help")
    waits = [await _asks(anna) for _ in range(3) for anna in others]
    await telegram.settled(within=60)

    assert max(waits) < AT_MOST_S
    said = flooder.chat.texts
    assert sum("Слишком быстро" in text for text in said) == 1
    assert sum("/settings" in text for text in said) == 12
    assert len(said) == 13


async def _asks(who):
    """How long somebody waits for their answer."""
    begun = asyncio.get_running_loop().time()
    await who.says("/help")
    await who.waits_for("/settings", within=30)
    return asyncio.get_running_loop().time() - begun
