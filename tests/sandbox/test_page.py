"""The demo's page: what it serves, who may ask, what rang when, and a clock that only goes ahead."""

import re
from datetime import UTC, datetime, time, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from sandbox.page import Phone, Show, opened
from sandbox.page.moving import next_moment

MOSCOW = ZoneInfo("Europe/Moscow")
TUESDAY = datetime(2026, 11, 24, 8, 50, tzinfo=MOSCOW)
PAGE = {file.name: file.read_text(encoding="utf-8") for file in (files("sandbox.page") / "files").iterdir()}
WORDS = re.split(r"^  en: \{$", PAGE["words.js"], flags=re.MULTILINE)
KEY = re.compile(r'(?:^|[{,])\s*"?([a-z0-9-]+)"?: "', re.MULTILINE)


class Hands:
    """A clock of the business that stands where it was put."""

    zone, speed, is_busy = MOSCOW, 0, False
    ends_at = TUESDAY + timedelta(days=45)

    def __init__(self):
        self.at = TUESDAY

    def now(self):
        return self.at.astimezone(UTC)

    async def go_to(self, at):
        self.at = at

    def play(self, speed):
        self.speed = speed


class Look:
    """A browser at the page."""

    def __init__(self, address, session):
        self.address, self._session = address, session

    async def __call__(self, path, **more):
        async with self._session.get(f"{self.address}/{path}", **more) as answer:
            kind = answer.content_type
            return answer.status, (await answer.json() if kind == "application/json" else await answer.text())

    async def orders(self, path, headers=None, **body):
        async with self._session.post(f"{self.address}/{path}", json=body, headers=headers) as answer:
            return answer.status, (await answer.json() if answer.content_type == "application/json" else None)


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def show(ann, boris):
    made = Show((Phone(ann, "manager"), Phone(boris, "head")))
    made.plan("life", "bot")
    made.open()
    return made


@pytest.fixture
async def look(server, show, hands):
    async with opened(server, show, hands, 0) as address, aiohttp.ClientSession() as session:
        yield Look(address, session)


async def test_the_page_is_served_and_forbids_itself_everything_from_outside(look):
    async with aiohttp.ClientSession() as session, session.get(look.address) as answer:
        rules, html = answer.headers["Content-Security-Policy"], await answer.text()

    assert "default-src 'none'" in rules and "unsafe" not in rules
    assert "<title>Такт · демо</title>" in html


@pytest.mark.parametrize("name", re.findall(r'(?:src|href)="([a-z]+\.[a-z]+)"', PAGE["index.html"]))
async def test_everything_the_page_names_is_there(look, name):
    status, content = await look(name)

    assert (status, content) == (200, PAGE[name])


async def test_nothing_else_is_served(look):
    assert (await look("nothing.js"))[0] == 404
    assert (await look("%2e%2e/serving.py"))[0] == 404


@pytest.mark.parametrize("name", sorted(PAGE))
def test_the_page_asks_nothing_of_the_outside_and_makes_no_elements_of_foreign_text(name):
    addresses = set(re.findall(r"https?://[^\s\"'`)]+", PAGE[name])) - {
        "http://www.w3.org/2000/svg",
        "https://${words}",
    }

    assert addresses == set()
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|style=|onclick=", PAGE[name]) == []
    )


def test_both_languages_say_the_same_things():
    russian, english = (set(KEY.findall(part)) for part in WORDS)

    assert russian - english == english - russian == set()
    assert len(russian) > 40


def test_every_word_the_page_wants_is_there():
    known = set(KEY.findall(WORDS[1]))
    wanted = {
        key
        for text in PAGE.values()
        for key in re.findall(r'\bsay\("([a-z0-9-]+)"\)|data-(?:say|title|hint)="([a-z0-9-]+)"', text)
    }

    assert {key for pair in wanted for key in pair if key} - known == set()


async def test_a_strange_name_of_this_machine_is_refused(look):
    status, _ = await look("demo/state", headers={"Host": "attacker.example"})

    assert status == 403


async def test_another_site_that_is_open_in_the_browser_may_not_ask(look, ann):
    strange = await look.orders(
        f"sandbox/chats/{ann.chat.id}/say", {"Origin": "https://example.com"}, by=ann.id, text="hi"
    )
    own = await look.orders(f"sandbox/chats/{ann.chat.id}/say", {"Origin": look.address}, by=ann.id, text="hi")

    assert (strange[0], own[0]) == (403, 200)
    assert len(ann.chat.messages) == 1


async def test_a_message_has_the_moment_of_the_business_and_only_the_bot_rings(look, ask, ann, hands):
    await ask("sendMessage", chat_id=ann.id, text="Доброе утро\nи ещё")
    await look("demo/heard")
    hands.at += timedelta(minutes=25)
    await ask("sendMessage", chat_id=ann.id, text="Карточка дня", disable_notification=True)
    await ann.says("/kpi")

    _, heard = await look("demo/heard")
    _, lately = await look("demo/heard?after=2")

    assert [(one["head"], one["at"][11:16], one["rang"]) for one in heard] == [
        ("Доброе утро", "08:50", True),
        ("Карточка дня", "09:15", False),
        ("/kpi", "09:15", False),
    ]
    assert lately == heard[2:]


async def test_the_clock_is_moved_by_minutes_to_a_time_and_to_a_day(look):
    by = await look.orders("demo/clock", by=30)
    to = await look.orders("demo/clock", to="09:15")
    friday = await look.orders("demo/clock", to="18:00", weekday=5)

    shown = [answer["now"] for _, answer in (by, to, friday)]
    assert shown == ["2026-11-24T09:20:00+03:00", "2026-11-25T09:15:00+03:00", "2026-11-27T18:00:00+03:00"]


@pytest.mark.parametrize(
    "order", [{"by": 0}, {"by": -30}, {"by": 99_999}, {"play": -1}, {"play": 601}, {"to": "25:00"}, {"by": "x"}, {},
              {"to": "09:00", "weekday": 8}]
)  # fmt: skip
async def test_an_order_that_makes_no_sense_is_answered_with_a_sentence_and_moves_nothing(look, hands, order):
    status, answer = await look.orders("demo/clock", **order)

    assert status in (400, 404) and answer["error"]
    assert (hands.at, hands.speed) == (TUESDAY, 0)


async def test_nobody_moves_the_clock_before_the_department_is_there(look, show):
    show.ready = False

    assert (await look.orders("demo/clock", by=30))[0] == 400


async def test_the_stream_tells_the_state_at_once_and_again_when_the_clock_has_moved(look, hands):
    async with aiohttp.ClientSession() as session, session.get(f"{look.address}/demo/stream") as answer:
        first = await answer.content.readline()
        await answer.content.readline()
        hands.at += timedelta(hours=1)
        second = await answer.content.readline()

    assert b"T08:50:00" in first and b"T09:50:00" in second


async def test_a_port_that_is_taken_is_an_error_and_nothing_stays_open(server, show, hands, look):
    port = int(look.address.rpartition(":")[2])

    with pytest.raises(OSError):
        async with opened(server, show, hands, port):
            pass


@pytest.mark.parametrize(
    ("at", "weekday", "meant"),
    [("08:50", None, "25 08:50"), ("08:51", None, "24 08:51"), ("09:15", 2, "24 09:15"), ("08:00", 2, "01 08:00")],
)
def test_the_next_moment_is_always_later(at, weekday, meant):
    found = next_moment(TUESDAY, time.fromisoformat(at), weekday)

    assert found > TUESDAY
    assert f"{found:%d %H:%M}" == meant
