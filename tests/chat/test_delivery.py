"""Letters through the real bot: what Telegram may answer, from a block to a lost answer, and what becomes of it."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import machine_now
from services.domain.letters import Letter, LetterKind
from services.domain.people import Role
from services.outbox import courier, settling
from services.outbox.outbox import Outbox
from services.store.chats import TeamChat, TeamChats
from services.store.tables import buckets, chats, letters, logins
from tests.chat.talking import NO_BREAK
from tests.marks import on_sqlite

pytestmark = [on_sqlite]

DATA = {"v": 1, "name": "звонки.csv", "kind": "calls", "read": 3, "refused": 0, "lines": [], "unknown": {}}
WORDS = "Загружено без вас"


class Letterbox:
    """Puts letters to people of the firm and looks what became of them."""

    def __init__(self, firm):
        self._firm = firm
        self._number = 0

    async def put(self, person, key=None, chat=None, **more):
        """A letter about a file that came in by itself."""
        self._number += 1
        now = self._firm.clock.now()
        kind, data = more.pop("kind", LetterKind.IMPORT_REPORT), more.pop("data", DATA)
        until = now + timedelta(minutes=10)
        made = Letter(key or f"test:{self._number}", kind, person.person, data, now, until, chat=chat, **more)
        async with self._firm.database.writing(self._firm.company.id, answers_change=False) as unit:
            await Outbox(unit, machine_now()).put([made])
        return made.key

    async def rows(self, table=letters):
        """All rows of a table, letters by default."""
        async with self._firm.database.overview() as connection:
            return (await connection.execute(select(table))).all()

    async def state(self, key, state, within=12.0):
        """Wait until the letter is in this state; its row."""
        async with asyncio.timeout(within):
            while True:
                row = next(one for one in await self.rows() if one.key == key)
                if row.state == state:
                    return row
                await asyncio.sleep(0.02)


@pytest.fixture
def hurried(monkeypatch):
    """The courier looks and tries again sooner than it does."""
    monkeypatch.setattr(courier, "_LOOKS_EVERY_S", 0.1)
    monkeypatch.setattr(settling, "_GAPS_S", (0.1,))
    monkeypatch.setattr(settling, "_AFTER_DOUBT", timedelta(seconds=0.1))


@pytest.fixture
async def box(hurried, firm, clock, bot):
    """The letters of the firm, with the bot at work."""
    firm.clock = clock
    return Letterbox(firm)


def told(person, words=WORDS, chat=None):
    """How often this was said to somebody, or in a group, deleted or not."""
    return sum(words in message.text.replace(NO_BREAK, " ") for message in (chat or person.chat).received)


async def test_a_letter_arrives_in_the_readers_language(firm, box, telegram):
    anna = await firm.hires("Анна Белова", role=Role.OWNER)
    await box.put(anna)
    letter = await anna.waits_for(WORDS)
    assert letter.rings
    await anna.says("/language")
    await anna.waits_for("На каком языке")
    await anna.presses("English")
    await box.put(anna, silent=True)
    quiet = await anna.waits_for("Loaded without you")

    assert not quiet.rings
    assert telegram.ledger.impatient == []


async def test_after_a_block_nothing_is_sent_the_head_hears_once_and_the_way_back_is_open(firm, box, telegram):
    head = await firm.hires("Анна Орлова", role=Role.HEAD, team="Север")
    boris = await firm.hires("Борис Ким", role=Role.ADMIN, team="Север")
    await boris.blocks()
    keys = [await box.put(boris) for _ in range(3)]
    await head.waits_for("Борис Ким не получает сообщений Takt: бот заблокирован")
    for key in keys:
        await box.state(key, "failed")
    await box.put(boris)
    await telegram.settled(quiet=0.4)
    refused = [entry for entry in telegram.ledger.to(boris.chat) if entry.status == 403]

    assert len(refused) == 1
    assert told(head, "не получает сообщений") == 1

    await boris.unblocks()
    await telegram.settled(quiet=0.3)
    key = await box.put(boris)
    await box.state(key, "sent")
    assert await box.rows(chats) == []


async def test_whoever_writes_can_be_written_to_again(firm, box, telegram):
    boris = await firm.hires("Борис Ким", role=Role.ADMIN)
    telegram.faults.answers(403, "Forbidden: bot was blocked by the user", "sendMessage", chat=boris.chat)
    await box.state(await box.put(boris), "failed")

    await boris.says("/help")
    await boris.waits_for("/settings")

    await box.state(await box.put(boris), "sent")


async def test_a_refusal_that_comes_and_goes_deletes_nobody(firm, box, telegram):
    boris = await firm.hires("Борис Ким", role=Role.ADMIN)
    telegram.faults.answers(403, "Forbidden: bot can't send messages to the user", "sendMessage", chat=boris.chat)
    key = await box.put(boris)
    async with asyncio.timeout(5):
        while not await box.rows(chats):
            await asyncio.sleep(0.02)

    assert (await box.state(key, "due")).not_before > machine_now() + timedelta(minutes=4)
    assert len(await box.rows(logins)) == 1


@pytest.mark.parametrize("fault", ["answers", "garbles"])
async def test_trouble_of_telegram_is_waited_out_without_a_repeat(firm, box, telegram, fault):
    boris = await firm.hires("Борис Ким", role=Role.ADMIN)
    if fault == "answers":
        telegram.faults.answers(500, method="sendMessage", chat=boris.chat)
    else:
        telegram.faults.garbles(method="sendMessage", chat=boris.chat)
    row = await box.state(await box.put(boris), "sent")

    assert (row.repeated, told(boris)) == (False, 1)


async def test_an_answer_that_is_lost_is_repeated_once_and_says_so(firm, box, telegram):
    boris = await firm.hires("Борис Ким", role=Role.ADMIN)
    telegram.faults.loses_answer("sendMessage", chat=boris.chat)
    row = await box.state(await box.put(boris), "sent")

    assert (row.repeated, told(boris), told(boris, "Повтор")) == (True, 2, 1)


@pytest.mark.long
async def test_answers_that_are_lost_twice_leave_it_uncertain(firm, box, telegram):
    boris = await firm.hires("Борис Ким", role=Role.ADMIN)
    telegram.faults.loses_answer("sendMessage", chat=boris.chat, times=2)
    row = await box.state(await box.put(boris), "uncertain")

    assert (row.repeated, told(boris)) == (True, 2)


async def test_too_many_requests_wait_and_are_no_repeat(firm, box, telegram):
    boris = await firm.hires("Борис Ким", role=Role.ADMIN)
    telegram.faults.answers(429, method="sendMessage", chat=boris.chat, retry_after=1)
    row = await box.state(await box.put(boris), "sent")

    assert (row.repeated, row.tries, told(boris)) == (False, 0, 1)
    assert telegram.ledger.impatient == []


async def test_replies_are_taken_off_the_rate_that_letters_share(firm, box, telegram):
    boris = await firm.hires("Борис Ким", role=Role.ADMIN)
    await box.state(await box.put(boris), "sent")
    (before,) = await box.rows(buckets)
    for _ in range(2):
        await asyncio.sleep(0.3)
        await boris.says("/help")
        await boris.waits_for("/settings")
    await telegram.settled(quiet=0.2)

    (after,) = await box.rows(buckets)
    assert after.next_at > before.next_at + timedelta(seconds=0.3)


async def test_whoever_left_meanwhile_gets_nothing(firm, box, telegram):
    boris = await firm.hires("Борис Ким", role=Role.ADMIN)
    async with firm.database.writing(firm.company.id) as unit:
        await unit.run(unit.delete(logins))
    key = await box.put(boris, chat=str(boris.id))
    row = await box.state(key, "skipped")

    assert (row.reason, told(boris)) == ("nobody", 0)


async def test_a_group_letter_follows_the_group_and_is_said_once(firm, box, telegram):
    head = await firm.hires("Анна Орлова", role=Role.OWNER)
    group = telegram.group("Отдел", head)
    async with firm.database.writing(firm.company.id) as unit:
        await TeamChats(unit).bind(TeamChat("telegram", str(group.id), 0, "Отдел", head.person))
    moved = await head.migrates(group)
    await box.state(await box.put(head, chat=str(group.id)), "sent")

    assert told(head, chat=moved) == 1
    assert all(str(group.id) != row.chat for row in await box.rows())


def a_card(number):
    return {"key": f"card:{number}", "card": True, "silent": True}


async def test_a_card_is_pinned_in_silence_in_the_place_of_yesterdays(firm, box, clock, telegram):
    boris = await firm.hires("Борис Ким", role=Role.ADMIN)
    first = await box.put(boris, **a_card(1))
    await box.state(first, "sent")
    clock.advance(timedelta(seconds=1))
    second = await box.put(boris, **a_card(2))
    await box.state(second, "sent")
    await telegram.settled()

    assert [message.pinned for message in boris.chat.received] == [False, True]
    assert not any(message.rings for message in boris.chat.received)


async def test_what_a_button_of_the_day_card_leads_to_leaves_the_card_where_it_is(firm, box):
    ivan = await firm.hires("Иван Петров")
    day = {
        "v": 1, "day": "2026-11-24", "ends": None, "missed": None, "stalled": 1, "norms": [], "fresh": None,
        "own_words": {},
    }  # fmt: skip
    await box.state(await box.put(ivan, kind=LetterKind.DAY_CARD, data=day, card=True, silent=True), "sent")
    card = ivan.chat.newest
    stood = card.text

    for button in ("Показатели", "Сегодня"):
        await ivan.presses(button, on=card)
        opened = await ivan.waits_for(lambda message: True)
        assert opened.id != card.id
        assert card.text == stood
    before = len(ivan.chat.received)
    await ivan.presses("☰ Меню", on=opened)
    async with asyncio.timeout(8):
        while "/kpi" not in opened.text:
            await asyncio.sleep(0.02)

    assert len(ivan.chat.received) == before


async def test_a_card_that_was_deleted_is_sent_anew_and_a_lost_pin_is_no_trouble(firm, box, telegram):
    boris = await firm.hires("Борис Ким", role=Role.ADMIN)
    telegram.faults.answers(400, "Bad Request: not enough rights to pin a message", "pinChatMessage", times=None)
    card = await box.put(boris, **a_card(1))
    await box.state(card, "sent")
    await boris.deletes(boris.chat.newest)
    await box.put(boris, data=DATA | {"read": 4}, **a_card(1))
    async with asyncio.timeout(8):
        while told(boris, "из 4") != 1:
            await asyncio.sleep(0.05)
    await telegram.settled(quiet=0.5)

    assert (await box.state(card, "sent")).message_id == str(boris.chat.newest.id)
    assert len(telegram.ledger.of("editMessageText")) == 1


async def test_a_card_in_whose_place_a_picture_stands_is_sent_anew(firm, box, telegram):
    boris = await firm.hires("Борис Ким", role=Role.ADMIN)
    card = await box.put(boris, **a_card(1))
    await box.state(card, "sent")
    telegram.faults.answers(400, "Bad Request: there is no text in the message to edit", "editMessageText")
    await box.put(boris, data=DATA | {"read": 4}, **a_card(1))
    async with asyncio.timeout(8):
        while told(boris, "из 4") != 1:
            await asyncio.sleep(0.05)

    assert (await box.state(card, "sent")).message_id == str(boris.chat.newest.id)


async def test_an_end_in_order_leaves_nothing_in_doubt(hurried, firm, clock, process, telegram):
    firm.clock = clock
    box = Letterbox(firm)
    people = [await firm.hires(f"Человек {number}", role=Role.ADMIN) for number in range(60)]
    for person in people:
        await box.put(person)
    async with firm.database.connection() as connection:
        await connection.execute(letters.update().values(run_at=machine_now(), useful_until=None))
    await process.start()
    async with asyncio.timeout(60):
        while sum(map(told, people)) < 10:
            await asyncio.sleep(0.02)

    assert await process.ends(within=10) == 0

    rows = await box.rows()
    assert {row.state for row in rows} == {"sent", "due"}
    assert not any(row.repeated or row.sending_at for row in rows)
    assert sum(map(told, people)) == sum(row.state == "sent" for row in rows)
    assert "Traceback" not in process.log()
