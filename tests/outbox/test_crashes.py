"""A courier may die, freeze or lose its database at any point: no letter is lost, and what may be a repeat says so."""

import asyncio
import itertools
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from services.errors import Unwanted
from services.outbox.courier import LEASE, Courier
from services.outbox.verdicts import Delivered
from tests.marks import on_sqlite


async def killed(task):
    """End a courier where it is, without a word."""
    task.cancel()
    with suppress(asyncio.CancelledError, ExceptionGroup):
        await task


async def never():
    await asyncio.Event().wait()


async def after_the_lease(post):
    """Another courier comes when what the first held is open again."""
    post.machine.leaps(seconds=LEASE.total_seconds() + 1)
    async with post.carried():
        await post.settled()


async def test_what_a_dead_process_had_claimed_is_simply_due_again(post):
    post.messenger.answers("701", never)
    await post.put(post.letter("a", "701", worth=9), post.letter("b", "702"))
    task = asyncio.ensure_future(post.courier().run())
    await post.until(lambda: post.messenger.keys == ["a"])
    assert await post.states() == {"a": "sending", "b": "claimed"}
    await killed(task)

    await after_the_lease(post)

    assert [(one.key, one.repeated) for one in post.messenger.said if one.key == "b"] == [("b", False)]


async def test_a_kill_between_send_and_record_repeats_that_letter_once_and_says_so(post):
    post.messenger.answers("701", never, never)
    await post.put(post.letter("a"))
    for kills in (1, 2):
        task = asyncio.ensure_future(post.courier().run())
        await post.until(lambda kills=kills: len(post.messenger.said) == kills)
        await killed(task)
        post.machine.leaps(seconds=LEASE.total_seconds() + 1)
    async with post.carried():
        await post.settled()

    assert [one.repeated for one in post.messenger.said] == [False, True]
    assert await post.states() == {"a": "uncertain"}


async def test_what_is_in_doubt_and_given_back_untouched_stays_in_doubt(post):
    post.messenger.answers("701", never)
    post.messenger.answers("702", never)
    await post.put(post.letter("a"))
    task = asyncio.ensure_future(post.courier().run())
    await post.until(lambda: len(post.messenger.said) == 1)
    await killed(task)
    post.machine.leaps(seconds=LEASE.total_seconds() + 1)
    courier = post.courier()
    courier.close()
    await courier._look()
    courier._give_back()
    await courier._settling.flush()
    row = (await post.rows())["a"]
    assert (row.state, row.sending_at is None) == ("due", False)

    async with post.carried():
        await post.settled()

    assert [one.repeated for one in post.messenger.said] == [False, True]


async def test_whoever_thaws_after_the_lease_changes_nothing(post):
    release = asyncio.Event()

    async def frozen():
        await release.wait()
        return Delivered("first")

    post.messenger.answers("701", frozen)
    await post.put(post.letter("a"))
    async with post.carried():
        await post.until(lambda: len(post.messenger.said) == 1)
        await after_the_lease(post)
        before = (await post.rows())["a"]
        release.set()
        await asyncio.sleep(0.2)

    assert (await post.rows())["a"] == before
    assert [one.repeated for one in post.messenger.said] == [False, True]


@on_sqlite
async def test_whoever_froze_between_mark_and_send_sends_nothing(post):
    class Frozen(Courier):
        async def _carry(self, marked):
            if not post.messenger.said:
                post.machine.leaps(seconds=40)
            await super()._carry(marked)

    courier = Frozen(post.database, post.clock, post.machine, post.messenger, "telegram:42", "telegram")
    await post.put(post.letter("a"))
    task = asyncio.ensure_future(courier.run())
    await asyncio.sleep(0.2)
    courier.close()
    await task

    assert post.messenger.said == []
    row = (await post.rows())["a"]
    assert (row.state, row.sending_at, row.repeated) == ("due", None, False)


@on_sqlite
async def test_while_nothing_can_be_written_down_nothing_is_said_twice(post, monkeypatch, caplog):
    whole, broken = post.database.durable, []

    @asynccontextmanager
    async def fails():
        async with whole() as connection:
            yield connection
            if post.messenger.said and len(broken) < 3:
                broken.append(1)
                raise Unwanted("disk-full")

    monkeypatch.setattr(post.database, "durable", fails)
    await post.put(*(post.letter(f"n{number}", str(700 + number)) for number in range(5)))
    async with post.carried():
        await post.settled(within=15)

    assert sorted(post.messenger.keys) == [f"n{number}" for number in range(5)]
    assert set((await post.states()).values()) == {"sent"}
    assert caplog.text.count("letters cannot be carried") == 1
    assert len(broken) == 3


@on_sqlite
async def test_closing_leaves_nothing_in_doubt_and_gives_back_the_rest(post):
    post.messenger.takes = 0.15
    await post.put(*(post.letter(f"n{number}", str(700 + number)) for number in range(60)))
    began = asyncio.get_running_loop().time()
    async with post.carried():
        await post.until(lambda: len(post.messenger.said) >= 15)

    took = asyncio.get_running_loop().time() - began
    states = await post.states()
    assert took < 5
    assert set(states.values()) == {"sent", "due"}
    assert list(states.values()).count("sent") == len(post.messenger.said)
    assert all(row.sending_at is None and row.lease_until is None for row in (await post.rows()).values())


async def test_two_couriers_say_each_letter_once_and_keep_one_pace(post):
    await post.put(*(post.letter(f"n{number}", str(700 + number)) for number in range(40)))
    async with post.carried(), post.carried():
        await post.settled(within=15)

    at = sorted(one.at for one in post.messenger.said)
    assert sorted(post.messenger.keys) == sorted(f"n{number}" for number in range(40))
    assert at[-1] - at[0] >= timedelta(seconds=39 / 25 * 0.95)
    assert not any(row.repeated for row in (await post.rows()).values())


async def test_two_couriers_send_a_chat_one_at_a_time(post):
    post.messenger.takes = 0.05
    await post.put(*(post.letter(f"n{number}") for number in range(3)))
    async with post.carried(), post.carried():
        await post.settled()

    at = [one.at for one in post.messenger.said]
    assert len(at) == 3
    assert all(b - a >= timedelta(seconds=0.98) for a, b in itertools.pairwise(at))
