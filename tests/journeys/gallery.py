"""Paints the gallery of the documents, docs/gallery: the invented department's reports as the chat sends them, and the
two digests of its head. To be looked at, and painted anew when pictures change: `python -m tests.journeys.gallery`."""

import asyncio
import html
import io
import re
import sys
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image

from bot.clock import MovableClock, machine_now
from bot.demo import Life
from bot.prepared import run_call
from bot.settings import Settings
from bot.wiring import open_house
from handlers.charts import draw
from handlers.charts.painter import paint, png
from handlers.speech import Speech
from handlers.views.letters import letter_screen
from sandbox.department import COMPANY_CALL, ORDER
from sandbox.department.people import HEAD
from services.domain.occurrences import DIGEST_DAY, DIGEST_WEEK
from services.domain.rights import member_of
from services.store.jobs import Job
from services.store.letters import Letters
from services.store.people import People
from services.usecases.ask_report import AskReport, Words
from services.usecases.find_company import FindCompany
from services.usecases.write_digest import WriteDigest

GALLERY = Path(__file__).resolve().parents[2] / "docs/gallery"
EVENING = datetime(2026, 3, 13, 18, 30, tzinfo=ZoneInfo("Europe/Moscow"))

REPORTS = {
    "kpi": ("kpi", {"period": "2026-03-13"}),
    "person": ("kpi", {"period": "2026-03-13", "person": "Вера Ланская"}),
    "funnel": ("funnel", {"period": "2026-02"}),
    "roi": ("roi", {"period": "2026-02"}),
    "plan": ("plan", {"period": "2026-03"}),
}
"""The pictures of reports, by file: which report, and what is asked."""

_COLOURS = 64
"""Enough for these pictures, and light."""


async def painted(folder):
    """The pictures by file name, and the words of the digests."""
    clock = MovableClock(EVENING)
    life = Life(EVENING, clock)
    settings = Settings(data_dir=folder, clock=EVENING.isoformat())
    async with open_house(settings) as plain:
        house = replace(plain, clock=clock)
        life.move_in(house)
        department = await life.department()
        await run_call(settings, COMPANY_CALL)
        for kind, content in department.files(EVENING).items():
            await life.take(kind, content)
            if kind == ORDER[0]:
                for words in department.setup():
                    await run_call(settings, words)
        company = await FindCompany(house.database)(None)
        asks, russian = AskReport(house.database, clock), Speech("ru")
        pictures = {
            name: draw(await asks(company, report, Words(**asked)), russian)
            for name, (report, asked) in REPORTS.items()
        }
        said = {}
        for name, kind, day, language in (
            ("digest-day-ru", DIGEST_DAY, EVENING.date(), "ru"),
            ("digest-week-en", DIGEST_WEEK, EVENING.date() - timedelta(days=EVENING.weekday() + 7), "en"),
        ):
            screen = await digest(house, clock, company, kind, day, Speech(language))
            pictures[name] = png(paint(screen.picture))
            said[name] = html.unescape(re.sub(r"<[^>]+>", "", screen.text))
    return pictures, said


async def digest(house, clock, company, kind, day, speech):
    """A digest of the head, written and read."""
    async with house.database.writing(company.id) as unit:
        people = People(unit)
        roster = await people.roster(company.zone)
        head = next(person.id for person in roster.people.values() if person.name == HEAD)
        await people.bind(head, "telegram", "500")
    year, week, _ = day.isocalendar()
    slot = "evening" if kind == DIGEST_DAY else f"{year}-W{week:02}"
    job = Job(company.id, 1, kind, head, day, slot, {"v": 1}, clock.now(), 1)
    write = await WriteDigest(house.database, clock, machine_now)(job)
    async with house.database.writing(company.id, answers_change=False) as unit:
        await write(unit)
    async with house.database.reading(company.id) as read:
        letters = await Letters(read).of(head, EVENING - timedelta(days=1), EVENING + timedelta(days=1))
    letter = next(one for one in letters if one.kind.value == kind)
    return letter_screen(letter.kind, letter.data, member_of(company, roster, head, EVENING.date()), speech)


def main(folder=GALLERY):
    """Paint them all; the words of the digests go to the terminal, for docs/gallery.md."""
    with tempfile.TemporaryDirectory() as data:
        pictures, said = asyncio.run(painted(Path(data)))
    folder.mkdir(exist_ok=True)
    for name, content in pictures.items():
        image = Image.open(io.BytesIO(content)).convert("RGB").quantize(_COLOURS)
        image.save(folder / f"{name}.png", optimize=True)
    for name, words in said.items():
        sys.stdout.write(f"{name}\n{words}\n\n")


if __name__ == "__main__":
    main()
