"""Updates wait in order within a chat, are claimed once, and are known when they come again."""

import json
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from services.store.db import Database
from services.store.updates import KEPT, Incoming, Settled, Updates

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LEASE = timedelta(seconds=60)


def incoming(*pairs):
    return [Incoming(number, lane, json.dumps({"update_id": number})) for number, lane in pairs]


async def take(database, *pairs, bot=1):
    async with database.connection() as connection:
        await Updates(connection, bot).take(incoming(*pairs), NOW)


async def claim(database, at=NOW, most=10, bot=1):
    async with database.connection() as connection:
        return [(one.update_id, one.attempt) for one in await Updates(connection, bot).claim(at, LEASE, most)]


async def settle(database, *settled, bot=1):
    async with database.connection() as connection:
        await Updates(connection, bot).settle(settled)


async def test_a_chat_is_answered_in_order_and_chats_side_by_side(database):
    await take(database, (3, 7), (1, 7), (2, 8))

    assert await claim(database) == [(1, 1), (2, 1)]
    assert await claim(database) == []
    await settle(database, Settled(1, 1))
    assert await claim(database) == [(3, 1)]


async def test_the_same_update_again_is_no_news(database):
    await take(database, (1, 7))
    await claim(database)
    await settle(database, Settled(1, 1))

    await take(database, (1, 7))

    assert await claim(database) == []


async def test_a_lease_that_ran_out_is_claimed_again_and_the_first_holder_can_settle_nothing(database):
    await take(database, (1, 7))
    await claim(database)

    later = NOW + LEASE + timedelta(seconds=1)
    assert await claim(database, later) == [(1, 2)]
    await settle(database, Settled(1, 1))
    assert await claim(database, later + LEASE + timedelta(seconds=1)) == [(1, 3)]


async def test_what_is_to_wait_holds_its_chat_back_and_no_other(database):
    await take(database, (1, 7), (2, 7), (3, 8))
    await claim(database)

    await settle(database, Settled(1, 1, again_at=NOW + timedelta(seconds=30)), Settled(3, 1))

    assert await claim(database, NOW + timedelta(seconds=10)) == []
    assert await claim(database, NOW + timedelta(seconds=31)) == [(1, 2)]


async def test_what_was_given_up_holds_nobody_back(database):
    await take(database, (1, 7), (2, 7))
    await claim(database)

    await settle(database, Settled(1, 1, dead=True))

    assert await claim(database) == [(2, 1)]


async def test_bots_do_not_meet(database):
    await take(database, (1, 7), bot=1)

    assert await claim(database, bot=2) == []


async def test_old_numbers_are_forgotten_and_waiting_ones_are_not(database):
    await take(database, (1, 7), (2, 8))
    await claim(database, most=1)
    await settle(database, Settled(1, 1))

    async with database.connection() as connection:
        await Updates(connection, 1).prune(NOW + KEPT + timedelta(hours=1))
        assert await Updates(connection, 1).waiting() == 1
    await take(database, (1, 7))
    assert [number for number, _ in await claim(database)] == [1, 2]


@settings(max_examples=25)
@given(lanes=st.lists(st.integers(1, 4), min_size=1, max_size=14), order=st.randoms(use_true_random=False))
async def test_every_update_is_handled_once_in_the_order_of_its_chat(sqlite_template, tmp_path_factory, lanes, order):
    file = tmp_path_factory.mktemp("updates") / "takt.db"
    file.write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite+aiosqlite:///{file}")
    pairs = list(enumerate(lanes, 1))
    order.shuffle(pairs)
    await take(database, *pairs)
    await take(database, *pairs[: len(pairs) // 2])

    handled = []
    while found := await claim(database, most=order.randint(1, 5)):
        order.shuffle(found)
        handled += [number for number, _ in found]
        await settle(database, *(Settled(number, attempt) for number, attempt in found))
    await database.close()

    assert sorted(handled) == list(range(1, len(lanes) + 1))
    for lane in set(lanes):
        mine = [number for number in handled if lanes[number - 1] == lane]
        assert mine == sorted(mine)
