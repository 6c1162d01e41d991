"""`takt person invite`: a link where there is a bot to open, its code where there is none."""

import asyncio
import re

import pytest

from sandbox.telegram import TelegramServer
from services.store.db import Database
from services.store.installation import Installation

TOKEN = "4242:" + "A" * 35
CODE = re.compile(r"[\w-]{32}")


def last_line(said):
    return said.strip().splitlines()[-1]


async def remember(folder, number, username):
    database = Database(f"sqlite+aiosqlite:///{folder / 'takt.db'}")
    async with database.connection() as connection:
        await Installation(connection).keep_bot(number, username)
    await database.close()


def test_without_a_token_it_is_the_code(office, monkeypatch):
    monkeypatch.delenv("TAKT_BOT_TOKEN", raising=False)

    said = office("person", "invite", "Иван Петров")

    assert CODE.fullmatch(last_line(said)) and "/start" in said


def test_with_a_token_it_is_the_link_of_the_bot_that_the_database_remembers(office, monkeypatch, tmp_path):
    monkeypatch.setenv("TAKT_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TAKT_BOT_API_URL", "http://127.0.0.1:9")
    asyncio.run(remember(tmp_path, 4242, "romashka_bot"))

    said = office("person", "invite", "Иван Петров")

    assert re.fullmatch(r"https://t\.me/romashka_bot\?start=[\w-]{32}", last_line(said))
    assert "ссылка на один раз" in said


@pytest.mark.parametrize("remembered", [None, (99, "another_bot")])
async def test_a_bot_that_is_not_remembered_is_asked_who_it_is_once(office, monkeypatch, tmp_path, remembered):
    if remembered:
        await remember(tmp_path, *remembered)
    async with TelegramServer() as server:
        monkeypatch.setenv("TAKT_BOT_TOKEN", server.token)
        monkeypatch.setenv("TAKT_BOT_API_URL", server.url)

        links = [await asyncio.to_thread(office, "person", "invite", "Иван Петров") for _ in range(2)]

        assert all(f"https://t.me/{server.bot.username}?start=" in last_line(link) for link in links)
        assert len(server.ledger.of("getMe")) == 1


def test_while_telegram_does_not_answer_it_is_the_code(office, monkeypatch):
    monkeypatch.setenv("TAKT_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TAKT_BOT_API_URL", "http://127.0.0.1:9")

    assert CODE.fullmatch(last_line(office("person", "invite", "Иван Петров")))
