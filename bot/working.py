"""What the bot does by itself, joined together: what is due is planned, done, and said."""

import asyncio

from aiogram import Bot

from bot.artist import Artist
from bot.chat import CHANNEL
from bot.clock import machine_now
from bot.clockwork import Tick, ticking
from bot.postman import Postman
from bot.pulling import Pulling, puller
from bot.wiring import House
from services.domain.company import Company
from services.domain.people import Roster
from services.jobs import jobs
from services.outbox.courier import Courier
from services.store.db import Database
from services.store.jobs import Job, Jobs
from services.store.mail import Mail
from services.store.unit import Unit
from services.usecases.know_account import KnowAccount
from services.usecases.know_reader import KnowReader
from services.usecases.worktime import load_worktime
from services.work.job import Apply, Do, Skipped
from services.work.planner import CalendarOf, Planner
from services.work.worker import Worker


class Works:
    """The planner, the worker, the courier and the reader of sources of one process."""

    def __init__(self, house: House, bot: Bot, artist: Artist) -> None:
        database, clock = house.database, house.clock
        reader = KnowReader(KnowAccount(database, clock, CHANNEL), database, clock)
        postman = Postman(bot, reader, artist)
        self._courier = Courier(database, clock, machine_now, postman, f"{CHANNEL}:{bot.id}", CHANNEL)
        does = {kind: self._then_carried(do) for kind, do in jobs(database, clock, machine_now).items()}
        self._worker = Worker(database, clock, machine_now, does)
        self.pulling = Pulling(puller(house))
        self._tick = Tick(Planner(database, clock, machine_now, calendars), self._worker.wake)

    async def run(self) -> None:
        """Tick, work, carry and read until closed."""
        with ticking(self._tick):
            async with asyncio.TaskGroup() as group:
                group.create_task(self._worker.run())
                group.create_task(self._courier.run())
                group.create_task(self.pulling.run())

    def close(self) -> None:
        """Begin nothing more; what is in hand is finished."""
        self._worker.close()
        self._courier.close()
        self.pulling.close()

    def _then_carried(self, do: Do) -> Do:
        """Work whose letters are looked for as soon as they are kept."""

        async def done(job: Job) -> Apply | Skipped | None:
            found = await do(job)
            if found is None or isinstance(found, Skipped):
                return found

            async def apply(unit: Unit) -> None:
                await found(unit)
                self._courier.wake()

            return apply

        return done


async def release(database: Database) -> None:
    """Take back what a killed process held; only for whoever knows that no other process lives."""
    async with database.connection() as connection:
        await Jobs(connection).release()
        await Mail(connection).release()


async def calendars(unit: Unit, company: Company, roster: Roster) -> CalendarOf:
    """When each person of a company works."""
    return (await load_worktime(unit, company, roster)).of
