"""`takt run` that cannot run says why in one line, in the language of the company."""

import asyncio
import os
import subprocess
import sys

import pytest

from bot.single import only_one
from sandbox.telegram import TelegramServer

STRANGE_TOKEN = "4242:" + "A" * 35
REFUSED = "Telegram does not accept the token. Check TAKT_BOT_TOKEN with @BotFather."


@pytest.fixture
def run(office, tmp_path):
    """Runs the bot of a company that speaks English until it ends by itself; gives what it complained of."""
    office("company", "set", "language", "en")
    apart = {name: value for name, value in os.environ.items() if not name.startswith("TAKT_")}

    def ended(**settings):
        environment = apart | {"TAKT_DATA_DIR": str(tmp_path), "TAKT_WEB_PORT": "0"} | settings
        done = subprocess.run(
            [sys.executable, "-m", "bot", "run"], env=environment, cwd=tmp_path, capture_output=True, timeout=60
        )
        assert done.returncode == 1
        return [line for line in done.stderr.decode().splitlines() if " INFO " not in line]

    return ended


def test_without_a_token_it_says_where_to_get_one(run):
    [line] = run()

    assert line.startswith("A bot token is needed") and "TAKT_BOT_TOKEN" in line


def test_a_second_bot_on_the_same_data_is_refused(run, tmp_path):
    with only_one(tmp_path):
        [line] = run(TAKT_BOT_TOKEN=STRANGE_TOKEN, TAKT_BOT_API_URL="http://127.0.0.1:9")

    assert line.startswith("Takt already runs")


async def test_a_token_that_telegram_refuses_ends_it(run):
    async with TelegramServer() as server:
        [line] = await asyncio.to_thread(run, TAKT_BOT_TOKEN=STRANGE_TOKEN, TAKT_BOT_API_URL=server.url)

    assert line == REFUSED


async def test_a_token_that_is_revoked_while_the_bot_works_ends_it(run):
    async with TelegramServer() as server:
        server.faults.answers(401, method="getUpdates", times=None)

        [line] = await asyncio.to_thread(run, TAKT_BOT_TOKEN=server.token, TAKT_BOT_API_URL=server.url)

    assert line == REFUSED
