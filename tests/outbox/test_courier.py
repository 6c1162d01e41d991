"""The courier: what is due is said once, most useful first, and everything Telegram may answer has its consequence."""

import asyncio
import itertools
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from services.outbox.verdicts import Busy, Gone, Lost, Moved, Quiet, Unwanted, Void
from services.store.chats import BLOCKED, GONE, QUIET, Chats, TeamChat, TeamChats
from services.store.tables import buckets, chats, jobs, letters, team_chats
from tests.marks import on_sqlite


async def all_of(post, table):
    async with post.database.overview() as connection:
        return (await connection.execute(select(table))).all()


async def test_what_is_due_is_said_once_and_settled(post):
    await post.put(post.letter("a", "701"), post.letter("b", "702"))
    async with post.carried():
        await post.settled()
        await asyncio.sleep(0.1)

    rows = await post.rows()
    assert sorted(post.messenger.keys) == ["a", "b"]
    assert {row.state for row in rows.values()} == {"sent"}
    assert all(row.message_id and row.sent_at == post.clock.now() for row in rows.values())
    assert all(row.sending_at is None and row.lease_until is None and not row.repeated for row in rows.values())


@on_sqlite
async def test_the_same_key_is_one_letter(post):
    assert await post.put(post.letter("a"), post.letter("a")) == 1
    async with post.carried():
        await post.settled()
    assert await post.put(post.letter("a", data={"n": 5})) == 0
    async with post.carried():
        await asyncio.sleep(0.1)

    assert post.messenger.keys == ["a"]


@on_sqlite
async def test_what_is_worth_more_goes_first_and_what_is_not_due_waits(post):
    later = post.clock.now() + timedelta(minutes=1)
    await post.put(
        post.letter("small", "701", worth=1),
        post.letter("great", "702", worth=9),
        post.letter("early", "703", worth=1, run_at=post.clock.now() - timedelta(minutes=5)),
        post.letter("later", "704", worth=99, run_at=later),
    )
    async with post.carried() as courier:
        await post.until(lambda: len(post.messenger.said) == 3)
        assert post.messenger.keys == ["great", "early", "small"]
        post.clock.move_to(later)
        courier.wake()
        await post.until(lambda: "later" in post.messenger.keys)


@on_sqlite
async def test_a_chat_gets_one_letter_a_second_in_order(post):
    await post.put(*(post.letter(f"n{number}", worth=9 - number) for number in range(2)), post.letter("b", "702"))
    async with post.carried():
        await post.settled()

    mine = [one for one in post.messenger.said if one.chat == "701"]
    assert [one.key for one in mine] == ["n0", "n1"]
    assert all(b.at - a.at >= timedelta(seconds=0.98) for a, b in itertools.pairwise(mine))
    assert post.messenger.keys.index("b") == 1


@on_sqlite
async def test_a_group_gets_eighteen_a_minute(post):
    await post.put(post.letter("a", "-500"), post.letter("b", "-500"))
    async with post.carried():
        await post.until(lambda: len(post.messenger.said) == 1)
        await asyncio.sleep(0.1)
        row = (await post.rows())["b" if post.messenger.keys == ["a"] else "a"]
        assert timedelta(seconds=3) < row.not_before - post.messenger.said[0].at < timedelta(seconds=3.5)


@on_sqlite
async def test_one_of_a_chat_is_on_its_way_at_a_time(post):
    post.messenger.takes = 1.1
    await post.put(post.letter("a"), post.letter("b"))
    async with post.carried():
        await post.settled()

    first, second = post.messenger.said
    assert second.at - first.at >= timedelta(seconds=1.1)


@on_sqlite
async def test_slow_journeys_go_side_by_side(post):
    post.messenger.takes = 0.3
    await post.put(*(post.letter(f"n{number}", str(700 + number)) for number in range(30)))
    async with post.carried():
        await post.settled()

    first, last = post.messenger.said[0].at, post.messenger.said[-1].at
    assert last - first <= timedelta(seconds=30 * 0.3 / 2)


@on_sqlite
async def test_the_pace_is_even_and_the_rate_is_used(post):
    await post.put(*(post.letter(f"n{number}", str(700 + number)) for number in range(50)))
    async with post.carried():
        await post.until(lambda: len(post.messenger.said) == 50)

    at = [one.at for one in post.messenger.said]
    gaps = [b - a for a, b in itertools.pairwise(at)]
    assert at[-1] - at[0] <= timedelta(seconds=49 / 25 * 1.5)
    assert all(at[place + 25] - at[place] >= timedelta(seconds=0.95) for place in range(25))
    assert sorted(gaps)[len(gaps) // 2] >= timedelta(milliseconds=35)


@on_sqlite
async def test_what_is_of_no_use_any_more_is_skipped_with_the_reason(post):
    await post.put(post.letter("a", useful=10))
    post.clock.advance(timedelta(minutes=11))
    async with post.carried():
        await post.settled()

    row = (await post.rows())["a"]
    assert (row.state, row.reason, post.messenger.said) == ("skipped", "late", [])


@on_sqlite
async def test_trouble_is_tried_again_with_growing_gaps(post):
    post.messenger.answers("701", *[Busy()] * 6)
    await post.put(post.letter("a"))
    gaps = []
    async with post.carried() as courier:
        for turn in range(6):

            async def put_off(turn=turn):
                row = (await post.rows())["a"]
                return row.tries == turn + 1 and row.state == "due"

            await post.until(put_off)
            gaps.append((await post.rows())["a"].not_before - post.messenger.said[-1].at)
            post.machine.leaps(seconds=gaps[-1].total_seconds())
            courier.wake()
        await post.settled()

    assert len(post.messenger.said) == 7
    usual = (2, 5, 10, 30, 60, 120)
    assert all(0.7 * a <= b.total_seconds() <= 1.4 * a for a, b in zip(usual, gaps, strict=True))
    row = (await post.rows())["a"]
    assert (row.state, row.tries, row.repeated) == ("sent", 0, False)


@on_sqlite
async def test_a_lost_answer_is_said_once_more_and_then_it_stays_uncertain(post):
    post.messenger.answers("701", Lost(), Lost())
    post.messenger.answers("702", Lost())
    await post.put(post.letter("a", "701"), post.letter("b", "702"))
    async with post.carried():
        await post.until(lambda: len(post.messenger.said) == 2)
        await asyncio.sleep(0.1)
        post.machine.leaps(seconds=3)
        await post.settled()

    assert sorted(post.messenger.keys) == ["a", "a", "b", "b"]
    assert [one.repeated for one in post.messenger.said] == [False, False, True, True]
    rows = await post.rows()
    assert (rows["a"].state, rows["a"].reason) == ("uncertain", "unknown")
    assert (rows["b"].state, rows["b"].repeated) == ("sent", True)


@on_sqlite
async def test_what_was_lost_and_is_of_no_use_any_more_is_not_repeated(post):
    async def late():
        post.clock.advance(timedelta(minutes=11))
        return Lost()

    post.messenger.answers("701", late)
    await post.put(post.letter("a", useful=10))
    async with post.carried():
        await post.until(lambda: len(post.messenger.said) == 1)
        await asyncio.sleep(0.1)
        post.machine.leaps(seconds=3)
        await post.settled()

    assert post.messenger.keys == ["a"]
    assert (await post.states()) == {"a": "uncertain"}


@on_sqlite
async def test_whoever_blocked_the_bot_hears_nothing_more_and_the_head_is_to_be_told_once(post):
    post.messenger.answers("701", Gone(BLOCKED))
    await post.put(post.letter("a"), post.letter("b"), post.letter("c", "702"))
    async with post.carried():
        await post.settled()
        await post.put(post.letter("d"))
        await post.settled()

    assert [one.chat for one in post.messenger.said].count("701") == 1
    assert await post.states() == {"a": "failed", "b": "failed", "c": "sent", "d": "failed"}
    assert {row.reason for row in (await post.rows()).values()} == {"blocked", None}
    assert [(row.kind, row.subject) for row in await all_of(post, jobs)] == [("failed", 1)]


async def test_what_was_claimed_while_the_refusal_was_on_its_way_is_not_tried(post):
    told = asyncio.Event()

    async def refuses():
        await told.wait()
        return Gone(BLOCKED)

    post.messenger.answers("701", refuses)
    await post.put(post.letter("a"))
    async with post.carried() as courier:
        await post.until(lambda: post.messenger.keys == ["a"])
        await post.put(post.letter("b"))
        courier.wake()
        await claimed(post, "b")
        told.set()
        await post.settled()

    assert post.messenger.keys == ["a"]
    assert (await post.states())["b"] == "failed"


async def claimed(post, key):
    """Wait until a courier holds the letter."""
    async with asyncio.timeout(8):
        while (await post.states())[key] != "claimed":
            await asyncio.sleep(0.01)


@on_sqlite
async def test_after_the_way_back_letters_arrive_again(post):
    post.messenger.answers("701", Gone(BLOCKED))
    await post.put(post.letter("a"))
    async with post.carried():
        await post.settled()
        async with post.database.connection() as connection:
            assert await Chats(connection, "telegram").revive("701")
        await post.put(post.letter("b"))
        await post.settled()

    assert await post.states() == {"a": "failed", "b": "sent"}


@on_sqlite
async def test_a_refusal_that_may_pass_is_tried_for_a_day_ever_more_seldom(post):
    post.messenger.answers("701", *[Quiet()] * 60)
    await post.put(post.letter("a"), post.letter("b"))

    async def put_off():
        rows = (await post.rows()).values()
        now = post.machine()
        return all(row.state == "failed" or (row.state == "due" and (row.not_before or now) > now) for row in rows)

    async with post.carried() as courier:
        while set((await post.states()).values()) != {"failed"}:
            await post.until(put_off)
            waits = [row.not_before for row in (await post.rows()).values() if row.state == "due"]
            if waits:
                post.machine.leaps(seconds=(max(waits) - post.machine()).total_seconds() + 0.1)
                courier.wake()

    assert 15 < len(post.messenger.said) < 50
    assert [row.kind for row in await all_of(post, jobs)] == ["failed"]
    assert (await all_of(post, chats))[0].state == QUIET


@on_sqlite
async def test_a_refusal_that_passed_is_forgotten(post):
    post.messenger.answers("701", Quiet())
    await post.put(post.letter("a"))
    async with post.carried() as courier:
        await post.until(lambda: len(post.messenger.said) == 1)
        await asyncio.sleep(0.1)
        assert await post.states() == {"a": "due"}
        post.machine.leaps(minutes=6)
        courier.wake()
        await post.settled()

    assert await post.states() == {"a": "sent"}
    assert await all_of(post, chats) == []
    assert await all_of(post, jobs) == []


async def bound(post, chat):
    async with post.database.writing(post.company.id) as unit:
        await TeamChats(unit).bind(TeamChat("telegram", chat, 0, "Отдел продаж", 1))


@on_sqlite
async def test_a_group_that_moved_is_known_by_its_new_number_everywhere(post):
    await bound(post, "-500")
    post.messenger.answers("-500", Moved("-100500"))
    await post.put(post.letter("a", "-500"), post.letter("b", "-500"))
    async with post.carried() as courier:
        await post.until(lambda: "-100500" in [one.chat for one in post.messenger.said])
        post.machine.leaps(seconds=5)
        courier.wake()
        await post.settled()

    assert [one.chat for one in post.messenger.said] == ["-500", "-100500", "-100500"]
    for table in (letters, team_chats, chats):
        assert all(row.chat != "-500" for row in await all_of(post, table))


@on_sqlite
async def test_a_group_that_turned_the_bot_out_is_no_teams_chat_any_more(post):
    await bound(post, "-500")
    post.messenger.answers("-500", Gone(GONE))
    await post.put(post.letter("a", "-500"), post.letter("b", "-500"))
    async with post.carried():
        await post.settled()

    assert await all_of(post, team_chats) == []
    assert [one.chat for one in post.messenger.said] == ["-500"]
    (job,) = await all_of(post, jobs)
    assert "Отдел продаж" in job.payload


@on_sqlite
@pytest.mark.parametrize(
    ("verdict", "state", "reason"), [(Void("nobody"), "skipped", "nobody"), (Unwanted("refused"), "failed", "refused")]
)
async def test_what_cannot_be_said_is_over(post, verdict, state, reason):
    post.messenger.answers("701", verdict)
    await post.put(post.letter("a"))
    async with post.carried():
        await post.settled()

    row = (await post.rows())["a"]
    assert (row.state, row.reason) == (state, reason)


@on_sqlite
async def test_a_letter_that_cannot_be_put_into_words_stops_nobody(post):
    async def breaks():
        raise KeyError("no view")

    post.messenger.answers("701", breaks)
    await post.put(post.letter("a", "701", worth=5), post.letter("b", "702"))
    async with post.carried():
        await post.settled()

    assert await post.states() == {"a": "failed", "b": "sent"}


@on_sqlite
async def test_what_only_a_newer_program_can_say_waits_for_it(post, caplog):
    await post.put(post.letter("a", data={"v": 2}), post.letter("b", "702"), post.letter("c", "703"))
    async with post.database.connection() as connection:
        await connection.execute(letters.update().where(letters.c.key == "c").values(kind="of_tomorrow"))
    async with post.carried() as courier:
        await post.until(lambda: post.messenger.keys == ["b"])
        post.machine.leaps(seconds=70)
        courier.wake()
        await asyncio.sleep(0.2)

    rows = await post.rows()
    assert (rows["a"].state, rows["c"].state, rows["a"].attempt) == ("due", "due", 0)
    assert caplog.text.count("newer Takt") == 1


async def test_the_pace_learns_from_refusals_and_forgets_slowly(post):
    async with post.database.connection() as connection:
        from services.store.buckets import SPACING, Bucket

        bucket, now = Bucket(connection, "x"), post.machine()
        await bucket.refused("701", timedelta(seconds=1), now)
        slow = await bucket.reserve(now)
        first = (await bucket.reserve(now)) - slow
        for _ in range(200):
            last = await bucket.reserve(now)
        usual = (await bucket.reserve(now)) - last

    assert first > SPACING * 1.4
    assert [type(one) for one in (await all_of(post, buckets))[0][1:3]] == [datetime, int]
    assert usual == SPACING
    assert len(await all_of(post, buckets)) == 1
