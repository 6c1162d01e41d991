"""A department lives through working days before a real bot over HTTP, its clock leaping; all it was told is written
down."""

import asyncio
import html
import json
import re
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import text

from bot import clockwork
from bot.app import App
from bot.clock import MovableClock
from bot.demo import Life
from bot.prepared import run_call
from bot.settings import Settings
from bot.wiring import open_house
from sandbox.department import COMPANY_CALL, ORDER
from sandbox.department.people import HEAD, OWNER, SELLERS
from sandbox.telegram import TelegramServer
from services.store import mail
from services.store.people import People
from services.usecases.find_company import FindCompany
from services.work import planner

MOSCOW = ZoneInfo("Europe/Moscow")
SETTLES_WITHIN_S = 60

_SAID = ("sendMessage", "sendPhoto", "sendMediaGroup", "sendDocument", "editMessageText", "editMessageMedia",
         "editMessageCaption")  # fmt: skip
_WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")

_OPEN = """
SELECT (SELECT count(*) FROM jobs WHERE state IN ('due', 'running') AND run_at <= :now),
       (SELECT count(*) FROM letters WHERE state IN ('due', 'claimed', 'sending') AND run_at <= :now),
       (SELECT count(*) FROM companies c JOIN planned p ON p.company_id = c.id WHERE c.version <> p.told_version)
"""


class Looks:
    """Counts the planner's looks, and holds them back while the clock and the news are on their way."""

    def __init__(self):
        self.whole = 0
        self.open = asyncio.Lock()

    def counting(self, look):
        async def counted(planner):
            async with self.open:
                found = await look(planner)
            self.whole += 1
            return found

        return counted


class WorkingDays:
    """The department's days: `at` goes to a moment and returns when everything due by then was done and said.

    What was said at one moment is told by person; of several edits of a message the last counts.
    """

    def __init__(self, house, life, telegram, people, looks):
        self.looks = looks
        self.house = house
        self.life = life
        self.telegram = telegram
        self.people = people
        self.told = []
        self._seen = 0

    async def at(self, moment):
        """Live until the moment; what happened is known before the planner looks."""
        async with self.looks.open:
            await self.life.go_to(moment)
        await self.settled()
        self._write_down(moment)

    async def day(self, day, *clocks):
        """Live through a day by these clocks of Moscow."""
        for clock in clocks:
            hours, minutes = map(int, clock.split(":"))
            await self.at(datetime.combine(day, time(hours, minutes), MOSCOW))

    async def settled(self):
        """Everything that was due by now is done: seen after two whole looks of the planner."""
        async with asyncio.timeout(SETTLES_WITHIN_S):
            looked = self.looks.whole
            while self.looks.whole < looked + 2 or not await self._is_settled():
                await asyncio.sleep(0.02)

    async def _is_settled(self):
        now = self.house.clock.now()
        micros = (now - datetime(1970, 1, 1, tzinfo=now.tzinfo)) // timedelta(microseconds=1)
        async with self.house.database.overview() as connection:
            open_ones = (await connection.execute(text(_OPEN), {"now": micros})).one()
        return not any(open_ones) and not self.telegram.ledger.under_way

    def _write_down(self, moment):
        entries = self.telegram.ledger.entries
        names = {person.id: name for name, person in self.people.items()}
        local = moment.astimezone(MOSCOW)
        stamp = f"{_WEEKDAYS[local.weekday()]} {local:%d.%m %H:%M}"
        said = {}
        for entry in entries[self._seen :]:
            if entry.method in _SAID and entry.delivered:
                told = Told(stamp, names.get(int(entry.chat_id), "?"), _how(entry), _words(entry))
                key = entry.values.get("message_id") or entry.number
                said[int(entry.chat_id), key] = told
        self.told += sorted(said.values(), key=lambda one: (one.who, one.how, one.words))
        self._seen = len(entries)


class Told:
    """One thing somebody was told."""

    def __init__(self, stamp, who, how, words):
        self.stamp, self.who, self.how, self.words = stamp, who, how, words

    def __str__(self):
        return f"— {self.stamp} · {self.who} · {self.how}\n{self.words}\n"


def _how(entry):
    kind = "правка" if entry.method.startswith("edit") else "тихо" if _is_silent(entry) else "звонок"
    return f"{kind}, картинка" if "Photo" in entry.method or "Media" in entry.method else kind


def _is_silent(entry):
    return str(entry.values.get("disable_notification", "")).lower() in ("true", "1")


def _words(entry):
    values = entry.values
    words = values.get("text") or values.get("caption") or ""
    media = values.get("media")
    if not words and media:
        media = json.loads(media) if isinstance(media, str) else media
        words = (media if isinstance(media, dict) else media[0]).get("caption", "")
    lines = [html.unescape(re.sub(r"<[^>]+>", "", words))]
    markup = values.get("reply_markup")
    if markup:
        markup = json.loads(markup) if isinstance(markup, str) else markup
        lines += ["[" + "] [".join(one["text"] for one in row) + "]" for row in markup.get("inline_keyboard", ())]
    return "\n".join(lines)


@asynccontextmanager
async def working_days(folder, begin, patch):
    """The department on the morning of a day, everybody with an account, the bot at work; it looks ten times as often
    as it usually does, and two messages of a chat need not be a second apart."""
    clock = MovableClock(begin)
    life = Life(begin, clock)
    async with TelegramServer() as telegram:
        settings = Settings(
            bot_token=telegram.token, bot_api_url=telegram.url, web_port=0, data_dir=folder, clock=begin.isoformat(),
        )  # fmt: skip
        async with open_house(settings) as plain:
            house = replace(plain, clock=clock)
            life.move_in(house)
            department = await life.department()
            await run_call(settings, COMPANY_CALL)
            for kind, content in department.files(begin).items():
                await life.take(kind, content)
                if kind == ORDER[0]:
                    for words in department.setup():
                        await run_call(settings, words)
            people = await _accounts(house, telegram)
            looks = Looks()
            patch.setattr(planner.Planner, "__call__", looks.counting(planner.Planner.__call__))
            patch.setattr(planner, "_LOOKS_AT_DATA_EVERY_S", 0.0)
            patch.setattr(clockwork, "EVERY_S", 0.1)
            patch.setattr(mail.Posted, "apart", timedelta(0))
            app = App(house)
            task = asyncio.ensure_future(app.run())
            days = WorkingDays(house, life, telegram, people, looks)
            try:
                await days.at(begin)
                yield days
            finally:
                app.stop()
                await task


async def _accounts(house, telegram):
    company = await FindCompany(house.database)(None)
    played = {}
    async with house.database.writing(company.id) as unit:
        store = People(unit)
        roster = await store.roster(company.zone)
        known = {person.name: person.id for person in roster.people.values()}
        for place, name in enumerate((*(seller.name for seller in SELLERS), HEAD, OWNER)):
            played[name] = telegram.person(name, id=500 + place, started=True)
            await store.bind(known[name], "telegram", str(500 + place))
    return played
