"""A machine whose clock was ahead and is put right: what it wrote down meanwhile keeps nobody waiting for that time."""

from datetime import timedelta

import pytest

from services.store.buckets import SPACING, Bucket
from tests.outbox.conftest import BOT

LEAPS = [timedelta(hours=1), timedelta(days=1)]
FAR = timedelta(minutes=10)


@pytest.mark.parametrize("by", LEAPS, ids=str)
async def test_letters_go_on_to_the_same_chat_and_to_others(post, by):
    post.machine.leaps(days=by.days, seconds=by.seconds)
    async with post.carried():
        await post.put(post.letter("ahead"))
        await post.settled()
        post.machine.leaps(days=-by.days, seconds=-by.seconds)

        await post.put(post.letter("right"), post.letter("other", "702"))
        await post.settled()

    assert sorted(post.messenger.keys) == ["ahead", "other", "right"]
    assert {row.repeated for row in (await post.rows()).values()} == {False}


async def test_a_pause_of_a_wrong_clock_is_over_and_the_next_one_holds(post):
    post.machine.leaps(days=1)
    async with post.database.connection() as connection:
        assert await Bucket(connection, BOT).refused("701", FAR, post.machine())
        assert await Bucket(connection, BOT).is_paused(post.machine())

    post.machine.leaps(days=-1)
    async with post.database.connection() as connection:
        now = post.machine()
        assert not await Bucket(connection, BOT).is_paused(now)
        assert await Bucket(connection, BOT).reserve(now) == now
        assert not await Bucket(connection, BOT).refused("702", timedelta(seconds=1), now)
        assert await Bucket(connection, BOT).refused("702", FAR, now)
        assert await Bucket(connection, BOT).is_paused(now + FAR / 2)
        assert not await Bucket(connection, BOT).is_paused(now + FAR)
        assert await Bucket(connection, BOT).reserve(now) == now + FAR


async def test_replies_count_from_now_on_again(post):
    async with post.database.connection() as connection:
        bucket, now = Bucket(connection, BOT), post.machine()
        await bucket.reserve(now + timedelta(days=1))
        await bucket.debit(3, now)
        place = await bucket.reserve(now)

    assert place == now + 3 * SPACING


async def test_a_clock_that_differs_by_seconds_is_followed(post):
    async with post.database.connection() as connection:
        bucket, now = Bucket(connection, BOT), post.machine()
        ahead = now + timedelta(seconds=20)
        await bucket.reserve(ahead)
        place = await bucket.reserve(now)

    assert place == ahead + SPACING


async def test_a_chat_waits_its_turn_after_a_letter_as_ever(post):
    async with post.carried():
        await post.put(post.letter("first"), post.letter("second"))
        await post.settled()

    first, second = (one.at for one in post.messenger.said)
    assert second - first >= timedelta(seconds=1)
