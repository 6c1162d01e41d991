"""The real bot against a Bot API server of ours over HTTP: people write, it answers, every request is looked at."""

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot.app import App
from bot.settings import Settings
from bot.wiring import House
from sandbox.telegram import TelegramServer
from services.domain.people import Role
from services.store.people import People
from tests.factories import a_company, a_person

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
async def telegram():
    """Telegram, as far as a bot can tell; at the end every request of the bot was one that Telegram understands."""
    async with TelegramServer() as server:
        yield server
        assert server.ledger.violations == []


@pytest.fixture
def settings_of(telegram, tmp_path, monkeypatch):
    """The settings of a bot that speaks to this Telegram."""
    for name in [name for name in os.environ if name.startswith("TAKT_")]:
        monkeypatch.delenv(name)

    def make(**more):
        usual = {"bot_token": telegram.token, "bot_api_url": telegram.url, "web_port": 0, "data_dir": tmp_path}
        return Settings(**{**usual, **more})

    return make


@asynccontextmanager
async def running(house):
    """The bot at work, as long as the block lasts."""
    app = App(house)
    task = asyncio.ensure_future(app.run())
    try:
        yield app
    finally:
        app.stop()
        await task


class Firm:
    """A company and its people, with their accounts in the chat."""

    def __init__(self, database, telegram, company):
        self.database = database
        self.telegram = telegram
        self.company = company
        self._next = 700

    async def hires(self, name, role=Role.MANAGER, team=None, account=None, language="ru", **more):
        """Somebody with an account that is bound already; returns who they are in the chat."""
        person = await a_person(self.database, self.company, name, role=role, team=team, **more)
        self._next += 1
        number = account.id if account is not None else self.company.id % 1_000_000 * 1_000 + self._next
        async with self.database.writing(self.company.id) as unit:
            await People(unit).bind(person, "telegram", str(number))
        played = account or self.telegram.person(name, id=number, language=language, started=True)
        played.person = person
        return played


@pytest.fixture
def firm_of(database, telegram):
    """Makes companies whose people can chat."""

    async def make(name="Ромашка", **settings):
        return Firm(database, telegram, await a_company(database, name, **settings))

    return make


@pytest.fixture
async def firm(firm_of):
    """The usual company."""
    return await firm_of()


@pytest.fixture
def house(settings_of, clock, database):
    """The program joined together over the test's database and clock."""
    return House(settings_of(), clock, database, [])


@pytest.fixture
async def bot(house):
    """The bot at work, by polling."""
    async with running(house) as app:
        yield app


class Process:
    """The bot as a program of its own, which can be killed."""

    def __init__(self, environment, folder, *words, log="bot.log", program=("-P", "-m", "bot")):
        """`words` follow `run`; several in one folder write a log each; `program` stands in for the usual one."""
        self._environment = environment
        self._command = (*program, "run", *words)
        self._folder = folder
        self._log = folder / log
        self._process = None
        self.said = b""

    async def start(self):
        """Start it."""
        log = self._log.open("ab")
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, *self._command, env=self._environment, cwd=self._folder, stdout=log, stderr=log
        )
        log.close()

    async def kill(self):
        """Kill it without a word."""
        self._process.kill()
        await self._process.wait()

    def freeze(self):
        """Stop it where it stands, until it thaws."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self):
        """Let it go on."""
        self._process.send_signal(signal.SIGCONT)

    async def ends(self, number=signal.SIGTERM, within=12.0):
        """Ask it to end; its exit status."""
        self._process.send_signal(number)
        async with asyncio.timeout(within):
            return await self._process.wait()

    async def close(self):
        """End it however it is."""
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    def log(self):
        """What it wrote."""
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""


@pytest.fixture
async def process(telegram, tmp_path, database_url):
    """The bot as a program; not started yet."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TAKT_")}
    environment = kept | {
        "PYTHONPATH": str(ROOT),
        "TAKT_BOT_TOKEN": telegram.token,
        "TAKT_BOT_API_URL": telegram.url,
        "TAKT_WEB_PORT": "0",
        "TAKT_DATA_DIR": str(tmp_path),
        "TAKT_DATABASE_URL": database_url,
    }
    made = Process(environment, tmp_path)
    made.environment = environment
    yield made
    await made.close()
