"""Many processes of the program beside each other: started by role, behind one front, watched from outside."""

import asyncio
import itertools
import re
from bisect import bisect_right
from contextlib import asynccontextmanager, suppress

import aiohttp
from aiohttp import web
from sqlalchemy import func, select, text

from bot.clock import machine_now
from services.domain.people import BEGINNING, Role
from services.store.jobs import Jobs
from services.store.people import People
from services.store.tables import imports, letters
from tests.factories import at

ASKED_S = 10.0
"""An answer may take so long while everybody is nudged by five processes on two cores."""


_LOOKED_AT = text(
    "UPDATE planned SET told_version = (SELECT version FROM companies WHERE companies.id = planned.company_id)"
)


class Front:
    """What stands in front of the web processes: each request goes to the next of them."""

    def __init__(self):
        self.addresses = []
        self.url = ""
        self._turns = itertools.count()

    async def pass_on(self, request):
        """Hand a request on as it came; while nobody is there yet, it is told to come again."""
        if not self.addresses:
            return web.Response(status=502)
        address = self.addresses[next(self._turns) % len(self.addresses)]
        body = await request.read()
        async with aiohttp.ClientSession() as session:
            posted = session.post(address + request.path, data=body, headers=request.headers)
            async with posted as answer:
                return web.Response(status=answer.status, body=await answer.read())


@asynccontextmanager
async def fronted():
    """A front on loopback."""
    made = Front()
    application = web.Application()
    application.router.add_post("/{path:.*}", made.pass_on)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = "http://{}:{}".format(*runner.addresses[0][:2])
    try:
        yield made
    finally:
        await runner.cleanup()


async def at_work(processes):
    """Wait until each of them knows who it is."""
    async with asyncio.timeout(60):
        while not all("telegram: this is" in one.log() for one in processes):
            await asyncio.sleep(0.05)


def address_of(process):
    """Where a process listens."""
    return re.search(r"web: (http://\S+)", process.log())[1]


async def handled(process):
    """How many updates a process has handled."""
    async with aiohttp.ClientSession() as session, session.get(address_of(process) + "/metrics") as answer:
        found = re.search(r'takt_updates_total{outcome="done"} (\S+)', await answer.text())
    return float(found[1]) if found else 0.0


async def hires(database, telegram, company, count, first):
    """So many managers with accounts, the first of this number; their data are of this morning, what was due until
    then is planned, and what follows from the data was looked at."""
    moment = at("09:08")
    done = {"kind": "calls", "name": "a.csv", "digest": "1", "state": "done", "begun_at": moment, "done_at": moment}
    async with database.writing(company.id) as unit:
        people = People(unit)
        for number in range(first, first + count):
            person = await people.add(f"Продавец {number}", listed=True)
            await people.join(person, 0, Role.MANAGER, BEGINNING)
            await people.bind(person, "telegram", str(number))
            telegram.person(f"Продавец {number}", id=number, started=True)
        await unit.put(imports, [{"id": 1, **done}])
        await Jobs(unit.connection).plan(company.id, [], at("09:09"), machine_now())
    async with database.connection() as connection:
        await connection.execute(_LOOKED_AT)


async def states(database):
    """How many letters there are in each state."""
    async with database.overview() as connection:
        found = await connection.execute(select(letters.c.state, func.count()).group_by(letters.c.state))
        return {row[0]: row[1] for row in found}


async def repeats(database):
    """How many letters were said once more, for nobody knew whether they had arrived."""
    async with database.overview() as connection:
        query = select(func.count()).select_from(letters).where(letters.c.repeated)
        return (await connection.execute(query)).scalar_one()


async def are_sent(database, count, within):
    """Wait until there are so many letters and all of them are sent."""
    ends = asyncio.get_running_loop().time() + within
    while (found := await states(database)) != {"sent": count}:
        assert asyncio.get_running_loop().time() < ends, f"after {within} s: {found}"
        await asyncio.sleep(0.3)


def nudges(telegram):
    """Every word about the start of the day that reached somebody: its moment and its chat."""
    said = [entry for entry in telegram.ledger.of("sendMessage") if entry.delivered]
    return [(one.at, int(one.chat_id)) for one in said if "день начался" in one.values["text"]]


def refused(telegram):
    """How many messages were refused for coming too fast."""
    return sum(entry.status == 429 for entry in telegram.ledger.refusals)


def densest(telegram, seconds):
    """The most messages of any kind that came within so many seconds."""
    sent = [one.at for one in telegram.ledger.calls if one.method.startswith(("send", "edit"))]
    return max(bisect_right(sent, first + seconds) - place for place, first in enumerate(sent))


@asynccontextmanager
async def asking(person):
    """Somebody asks again and again meanwhile; the number of answers, each within the time."""
    answers = []

    async def ask():
        while True:
            await person.says("/help")
            answers.append(await person.waits_for("/settings", within=ASKED_S))
            await asyncio.sleep(1.5)

    task = asyncio.ensure_future(ask())
    try:
        yield answers
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
