"""A card is one message: sent once, then edited, however often and whatever is lost on the way."""

import asyncio
from datetime import timedelta

from services.domain.letters import LetterKind
from services.outbox.verdicts import Delivered, Lost
from tests.marks import on_sqlite


def card(post, number, **more):
    return post.letter("card:1:today", kind=LetterKind.DAY_CARD, card=True, silent=True, data={"n": number}, **more)


@on_sqlite
async def test_a_card_is_sent_once_and_then_edited(post):
    await post.put(card(post, 1))
    async with post.carried() as courier:
        await post.settled()
        assert await post.put(card(post, 1)) == 0
        assert await post.put(card(post, 2)) == 1
        courier.wake()
        post.machine.leaps(seconds=2)
        await post.settled()

    sent, edited = post.messenger.said
    assert (sent.edits, edited.edits, edited.data["n"]) == (None, "1", 2)


@on_sqlite
async def test_a_card_that_changes_while_it_is_on_its_way_is_edited_after(post):
    async def meanwhile():
        await post.put(card(post, 2))
        return Delivered("9")

    post.messenger.answers("701", meanwhile)
    await post.put(card(post, 1))
    async with post.carried():
        await post.until(lambda: len(post.messenger.said) == 1)
        post.machine.leaps(seconds=2)
        await post.until(lambda: len(post.messenger.said) == 2)
        await post.settled()

    assert [(one.edits, one.data["n"]) for one in post.messenger.said] == [(None, 1), ("9", 2)]


@on_sqlite
async def test_an_edit_may_repeat_and_a_new_card_knows_the_one_before(post):
    await post.put(card(post, 1))
    async with post.carried() as courier:
        await post.settled()
        post.messenger.answers("701", Lost(), Lost(), Lost())
        await post.put(card(post, 2))
        for _ in range(4):
            await asyncio.sleep(0.15)
            post.machine.leaps(seconds=60)
            courier.wake()
        await post.settled()
        tomorrow = post.clock.now() + timedelta(days=1)
        post.clock.move_to(tomorrow)
        await post.put(post.letter("card:1:tomorrow", kind=LetterKind.DAY_CARD, card=True, run_at=tomorrow))
        courier.wake()
        await post.settled()

    assert [one.edits for one in post.messenger.said] == [None, "1", "1", "1", "1", None]
    assert not any(one.repeated for one in post.messenger.said)
    assert post.messenger.said[-1].before == "1"
