"""`takt demo` as a newcomer meets it: a program that is started, looked at through the page's addresses, and ended."""

import asyncio
import os
import re
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

ROOT = Path(__file__).resolve().parents[2]
FIRST_BUBBLE_WITHIN_S = 60
ENDS_WITHIN_S = 20
"""Three seconds on a machine that does nothing else; tests share theirs."""

MANAGER, HEAD, STRANGER = 501, 502, 503
FIGURES = "Показатели · Кирилл Дроздов"


class Visitor:
    """Somebody at the page."""

    def __init__(self, process, address, session):
        self.process = process
        self._address = address
        self._session = session

    async def get(self, path):
        async with self._session.get(f"{self._address}/{path}") as answer:
            return await answer.json()

    async def post(self, path, **body):
        async with self._session.post(f"{self._address}/{path}", json=body) as answer:
            return await answer.json()

    async def bot_wrote(self, chat):
        """What the bot has written to somebody, oldest first."""
        return [one for one in (await self.get(f"sandbox/chats/{chat}"))["messages"] if one["by_bot"]]

    async def until(self, found, within=20):
        """What `found` gives once it gives something."""
        async with asyncio.timeout(within):
            while not (answer := await found()):
                await asyncio.sleep(0.1)
        return answer

    async def answered(self, chat, text, begins=""):
        """Write to the bot; its answer, which `begins` so: meanwhile the bot may also write and pin by itself."""
        before = len(await self.bot_wrote(chat))
        await self.post(f"sandbox/chats/{chat}/say", by=chat, text=text)
        return await self.until(lambda: self.wrote(chat, begins, before))

    async def wrote(self, chat, begins, before=0):
        """The first text of the bot beyond the first `before` that begins so, None without one."""
        texts = [one for one in (await self.bot_wrote(chat))[before:] if one["text"]]
        return next((one for one in texts if one["text"].startswith(begins)), None)


@pytest.fixture
def place(tmp_path):
    """A folder with settings of the person that would break any bot, and a data folder that is not to be touched."""
    folder = tmp_path
    for name in ("own", "temporary"):
        (folder / name).mkdir()
    (folder / ".env").write_text("TAKT_BOT_TOKEN=rubbish\nTAKT_DATABASE_URL=rubbish\n", encoding="utf-8")
    return folder


def environment_of(place):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TAKT_")}
    own = {"TAKT_DATA_DIR": str(place / "own"), "TAKT_PUBLIC_URL": "rubbish", "TMPDIR": str(place / "temporary")}
    return kept | own | {"PYTHONPATH": str(ROOT)}


async def started(place, *words):
    return await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "bot", "demo", *words, cwd=place, env=environment_of(place),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


@pytest.fixture
async def visitor(place):
    """The demo, with its first bubble on the screen."""
    process = await started(place, "--port", "0")
    try:
        async with asyncio.timeout(FIRST_BUBBLE_WITHIN_S):
            said = (await process.stdout.readline()).decode()
            address = re.search(r"http://127\.0\.0\.1:\d+", said)[0]
        async with aiohttp.ClientSession() as session:
            guest = Visitor(process, address, session)
            await guest.until(lambda: guest.bot_wrote(MANAGER), FIRST_BUBBLE_WITHIN_S)
            yield guest
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_a_newcomer_looks_at_the_whole_product(visitor, place):
    await both_are_welcomed_at_ten_to_nine_of_a_working_day(visitor)
    await a_button_opens_the_figures(visitor)
    await moving_the_clock_brings_what_happened_until_then(visitor)
    await the_head_sees_where_money_is_made_and_lost(visitor)
    await a_stranger_learns_nothing(visitor)
    await every_request_of_the_bot_was_one_that_telegram_understands(visitor)
    await ctrl_c_ends_it_in_order_and_nothing_is_left(visitor.process, place)


async def test_a_port_that_is_taken_is_told_in_one_line(place):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = await started(place, "--port", str(port))
        said, complained = await process.communicate()

    assert process.returncode == 1
    assert said == b""
    assert complained.decode().count("\n") == 1 and "--port" in complained.decode() and str(port) in complained.decode()


async def test_ctrl_c_ends_it_while_the_department_is_still_made(place):
    process = await started(place, "--port", "0")
    async with asyncio.timeout(FIRST_BUBBLE_WITHIN_S):
        await process.stdout.readline()

    await ctrl_c_ends_it_in_order_and_nothing_is_left(process, place)


async def both_are_welcomed_at_ten_to_nine_of_a_working_day(visitor):
    state = await visitor.get("demo/state")
    [welcome] = await visitor.until(lambda: visitor.bot_wrote(HEAD))

    assert "T08:50:00+03:00" in state["now"]
    assert "Нина Белозёрова" in welcome["text"]
    assert [phone["role"] for phone in state["phones"]] == ["manager", "head", "stranger"]


async def a_button_opens_the_figures(visitor):
    await visitor.until(lambda: _ready(visitor))
    [welcome] = await visitor.bot_wrote(MANAGER)
    button = next(one for row in welcome["buttons"] for one in row if one["label"] == "Показатели")

    press = await visitor.post(f"sandbox/chats/{MANAGER}/press", by=MANAGER, message=welcome["id"], data=button["data"])
    settled = await visitor.get(f"sandbox/presses/{press['id']}?timeout=20")

    assert not settled["spins"]
    await visitor.until(lambda: visitor.wrote(MANAGER, FIGURES))


async def moving_the_clock_brings_what_happened_until_then(visitor):
    before = await visitor.answered(MANAGER, "/kpi", FIGURES)
    moved = await visitor.post("demo/clock", to="13:00")
    after = await visitor.answered(MANAGER, "/kpi", FIGURES)

    assert "T13:00:00" in moved["now"]
    assert "09:25" not in before["text"]
    assert "Начало дня: 09:25, норма 09:00" in after["text"]


async def the_head_sees_where_money_is_made_and_lost(visitor):
    answer = await visitor.answered(HEAD, "/roi", "Окупаемость")

    [total] = re.findall(r"Итого\n.*?ROMI: ([−\d,\s]+)%", answer["text"].replace("\xa0", " "), re.DOTALL)
    assert "VK Реклама" in answer["text"]
    assert total.strip() not in ("", "—", "−100")


async def a_stranger_learns_nothing(visitor):
    answer = await visitor.answered(STRANGER, "/team")

    assert "Дроздов" not in answer["text"] and "Светлый контур" not in answer["text"]


async def every_request_of_the_bot_was_one_that_telegram_understands(visitor):
    entries = await visitor.get("sandbox/ledger?limit=1000")

    assert len(entries) > 5
    assert [entry for entry in entries if entry["violations"]] == []


async def ctrl_c_ends_it_in_order_and_nothing_is_left(process, place):
    os.killpg(process.pid, signal.SIGINT)
    async with asyncio.timeout(ENDS_WITHIN_S):
        _, complained = await process.communicate()

    assert process.returncode == 0
    assert complained == b""
    assert list((place / "temporary").iterdir()) == []
    assert list((place / "own").iterdir()) == []


async def _ready(visitor):
    return (await visitor.get("demo/state"))["ready"]
