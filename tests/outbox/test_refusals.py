"""Telegram asks to wait: the chat does, or everybody, also after a restart; the try does not count."""

import asyncio
from datetime import timedelta

from services.outbox.verdicts import Later
from services.store.buckets import SPACING, Bucket
from tests.marks import on_sqlite
from tests.outbox.conftest import BOT


def seconds(number):
    return timedelta(seconds=number)


@on_sqlite
async def test_one_chat_that_is_asked_to_wait_stops_nobody_else(post):
    post.messenger.answers("701", Later(seconds(20)))
    await post.put(post.letter("a", "701", worth=9), post.letter("b", "702"), post.letter("c", "701"))
    async with post.carried() as courier:
        await post.until(lambda: "b" in post.messenger.keys)
        await asyncio.sleep(0.3)
        assert post.messenger.keys == ["a", "b"]
        post.machine.leaps(seconds=19)
        courier.wake()
        await asyncio.sleep(0.2)
        assert post.messenger.keys == ["a", "b"]
        post.machine.leaps(seconds=3)
        courier.wake()
        await post.settled()

    assert (await post.rows())["a"].tries == 0
    assert not any(one.repeated for one in post.messenger.said)


@on_sqlite
async def test_two_chats_within_five_seconds_stop_everybody(post, caplog):
    post.messenger.answers("701", Later(seconds(9)))
    post.messenger.answers("702", Later(seconds(8)))
    await post.put(*(post.letter(f"n{number}", str(701 + number), worth=9 - number) for number in range(5)))
    async with post.carried() as courier:
        await asyncio.sleep(1.2)
        assert post.messenger.keys == ["n0", "n1"]
        assert "asks the whole bot to wait 8 s" in caplog.text
        post.machine.leaps(seconds=10)
        courier.wake()
        await post.settled()

    assert sorted(post.messenger.keys[2:]) == ["n0", "n1", "n2", "n3", "n4"]


@on_sqlite
async def test_a_long_wait_stops_everybody_and_is_remembered_over_a_restart(post):
    post.messenger.answers("701", Later(seconds(900)))
    await post.put(*(post.letter(f"n{number}", str(701 + number), worth=9 - number) for number in range(4)))
    async with post.carried():
        await asyncio.sleep(0.4)
    post.machine.leaps(seconds=800)
    async with post.carried():
        await asyncio.sleep(0.4)
        assert post.messenger.keys == ["n0"]
        assert not {"claimed", "sending"} & set((await post.states()).values())
    post.machine.leaps(seconds=101)
    async with post.carried():
        await post.settled()

    assert len(post.messenger.said) == 5


async def test_a_pause_holds_for_every_process(post):
    post.messenger.answers("701", Later(seconds(60)))
    await post.put(*(post.letter(f"n{number}", str(701 + number), worth=99 - number) for number in range(30)))
    async with post.carried(), post.carried():
        await asyncio.sleep(1.0)

    assert len(post.messenger.said) <= 2


async def test_replies_make_letters_wait_by_a_second_at_most(post):
    async with post.database.connection() as connection:
        bucket, now = Bucket(connection, BOT), post.machine()
        first = await bucket.reserve(now)
        await bucket.debit(10, now)
        after_ten = await bucket.reserve(now)
        await bucket.debit(1_000, now)
        after_thousand = await bucket.reserve(now)

    assert first == now
    assert after_ten - first == SPACING * 11
    assert after_thousand - now == seconds(1)
