"""A heap from one person is answered in part and told once; whoever waits for answers is never too fast."""

import asyncio
import time

from tests.chat.talking import says
from tests.marks import on_sqlite

pytestmark = on_sqlite

HEAP = 300
TOO_FAST = "Слишком быстро"


async def test_one_person_sends_a_heap_and_the_others_are_answered_at_once(bot, firm, telegram):
    hasty = await firm.hires("Торопыга Семён")
    others = [await firm.hires(f"Человек {number}") for number in range(5)]
    for person in others:
        await says(person, "/help", "/settings")
    for _ in range(HEAP):
        await hasty.says("/help")

    begun = time.perf_counter()
    for person in others:
        await says(person, "/kpi", "Показатели")
    waited = time.perf_counter() - begun
    await telegram.settled(quiet=1.0)

    said = [message.text for message in hasty.chat.received]
    assert waited < 5
    assert sum(TOO_FAST in text for text in said) == 1
    assert 20 < len(said) < HEAP
    await says(hasty, "/help", "/settings")


async def test_whoever_waits_for_each_answer_gets_every_one(bot, firm, telegram):
    anna = await firm.hires("Анна Белова")

    for _ in range(40):
        await says(anna, "/kpi", "Показатели")


async def test_a_heap_of_presses_leaves_no_button_turning(bot, firm, telegram):
    anna = await firm.hires("Анна Белова")
    await says(anna, "/help", "/settings")

    presses = await asyncio.gather(*(anna.presses("Показатели") for _ in range(60)))
    await telegram.settled(quiet=1.0)

    assert not any(press.spins for press in presses)
