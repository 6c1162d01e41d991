"""The pace of an account: never faster than agreed, whatever order questions and pauses come in."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.connectors.kit.contract import Rate
from services.connectors.kit.limiter import AccountLimiter, OwnBuckets, paused, placed
from services.errors import Busy
from tests.connectors.kit.playing import machine_now

NOON = datetime(2026, 11, 24, 9, tzinfo=UTC)

RATES = st.builds(Rate, st.sampled_from([0.5, 2, 4, 5, 25]), st.integers(1, 50))
WORK = st.lists(st.tuples(st.sampled_from(["ask", "ask", "ask", "pause"]), st.integers(0, 3000)), max_size=80)


@given(RATES, WORK)
def test_no_window_holds_more_than_the_rate_and_no_question_falls_into_a_pause(rate, work):
    bucket, now, asked, pauses = None, NOON, [], []
    for what, milliseconds in work:
        now += timedelta(milliseconds=milliseconds)
        if what == "pause":
            bucket = paused(bucket, rate, now, now + timedelta(seconds=2))
            pauses.append((now, now + timedelta(seconds=2), len(asked)))
        else:
            at, bucket = placed(bucket, rate, now)
            assert at >= now
            asked.append(at)

    assert asked == sorted(asked)
    for first, begun in enumerate(asked):
        for count, ended in enumerate(asked[first:], 1):
            assert count <= rate.at_once + (ended - begun) / rate.spacing + 1e-6
    for _begun, ended, before in pauses:
        assert all(at >= ended for at in asked[before:])


@given(RATES, st.integers(1, 100))
def test_a_silent_account_loses_nothing_of_its_pace(rate, count):
    bucket, moments = None, []
    for _ in range(count):
        at, bucket = placed(bucket, rate, NOON)
        moments.append(at)

    assert moments[-1] - NOON <= rate.spacing * max(0, count - rate.at_once) + timedelta(microseconds=count)


def test_after_a_pause_questions_go_one_by_one_and_slower():
    rate = Rate(2, at_once=50)
    bucket = paused(None, rate, NOON, NOON + timedelta(seconds=10))

    first, bucket = placed(bucket, rate, NOON)
    second, bucket = placed(bucket, rate, NOON)

    assert first == NOON + timedelta(seconds=10)
    assert second - first >= rate.spacing * 1.9


def test_the_pace_comes_back_slowly_and_never_ends_in_a_standstill():
    rate = Rate(5)
    bucket, moments = None, []
    for _ in range(20):
        bucket = paused(bucket, rate, NOON, NOON)
    assert bucket.spacing == timedelta(seconds=5)
    for _ in range(300):
        at, bucket = placed(bucket, rate, NOON)
        moments.append(at)

    assert moments[2] - moments[1] > timedelta(seconds=4)
    assert moments[-1] - moments[-2] == rate.spacing


def test_a_pause_is_never_shortened():
    rate = Rate(2)
    bucket = paused(paused(None, rate, NOON, NOON + timedelta(hours=6)), rate, NOON, NOON + timedelta(seconds=1))

    assert placed(bucket, rate, NOON)[0] == NOON + timedelta(hours=6)


async def test_many_who_ask_at_once_are_spread():
    limiter = AccountLimiter("source:1", Rate(50), OwnBuckets(), machine_now)
    begun = asyncio.get_running_loop().time()

    await asyncio.gather(*(limiter.turn("deals.list") for _ in range(11)))

    assert 0.19 <= asyncio.get_running_loop().time() - begun < 2


async def test_who_stands_and_waits_when_a_pause_begins_waits_it_out():
    limiter = AccountLimiter("source:1", Rate(20), OwnBuckets(), machine_now)
    waiting = asyncio.gather(*(limiter.turn("deals.list") for _ in range(4)))
    await asyncio.sleep(0.02)
    begun = asyncio.get_running_loop().time()
    await limiter.pause(timedelta(seconds=0.4))

    await waiting

    assert 0.4 <= asyncio.get_running_loop().time() - begun < 3


async def test_who_would_wait_too_long_goes_away_and_takes_no_place():
    limiter = AccountLimiter("source:1", Rate(1), OwnBuckets(), lambda: NOON, patience=timedelta(0))
    await limiter.turn("deals.list")

    for _ in range(3):
        with pytest.raises(Busy) as caught:
            await limiter.turn("deals.list")

        assert caught.value.after == timedelta(seconds=1)
        assert caught.value.method == "deals.list" and caught.value.whole


async def test_a_parked_method_waits_alone():
    limiter = AccountLimiter("source:1", Rate(1000, 100), OwnBuckets(), lambda: NOON, patience=timedelta(0))
    long = "telephony.externalCall.attachRecord.and.a.very.long.name.of.a.method.indeed"
    await limiter.pause(timedelta(minutes=5), long)

    with pytest.raises(Busy) as caught:
        await limiter.turn(long)

    assert (caught.value.after, caught.value.whole) == (timedelta(minutes=5), False)
    await limiter.turn("deals.list")
    await limiter.turn(long + "2")


async def test_accounts_do_not_know_of_each_other():
    buckets = OwnBuckets()
    one, other = (
        AccountLimiter(key, Rate(1), buckets, lambda: NOON, patience=timedelta(0)) for key in ("source:1", "source:2")
    )
    await one.pause(timedelta(hours=6))

    await other.turn("deals.list")
    with pytest.raises(Busy):
        await one.turn("deals.list")
