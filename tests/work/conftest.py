"""Planned work over real databases, with clocks that stand until they are moved."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from bot.clock import FixedClock
from bot.working import calendars
from services.store.jobs import Jobs, NewJob
from services.store.tables import jobs
from services.work import worker as working
from services.work.planner import Planner
from tests.factories import TUESDAY, a_person, at


class Machine:
    """The machine's clock."""

    def __init__(self):
        self.clock = FixedClock(at("12:00"))

    def __call__(self):
        return self.clock.now()

    def passes(self, **time):
        """Let some time pass."""
        self.clock.advance(timedelta(**time))


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """A worker that looks often."""
    monkeypatch.setattr(working, "_LOOKS_EVERY_S", 0.02)


@pytest.fixture
async def anna(database, company):
    """Whom the work is about."""
    return await a_person(database, company, "Анна")


@pytest.fixture
def machine():
    """A machine at noon."""
    return Machine()


@pytest.fixture
def clock():
    """The morning of a working Tuesday, before anything is due in Moscow."""
    return FixedClock(at("08:40"))


@pytest.fixture
def make_planner(database, clock, machine):
    """Makes planners, each as of another process."""
    return lambda: Planner(database, clock, machine, calendars)


@pytest.fixture
def planner(make_planner):
    """The planner of this process."""
    return make_planner()


@pytest.fixture
def planned(database):
    """What is planned: kind, slot and state of each job, in the order of time."""

    async def read(*kinds):
        async with database.overview() as connection:
            rows = (await connection.execute(jobs.select().order_by(jobs.c.run_at, jobs.c.kind))).all()
        return [(row.kind, row.slot, row.state, row.reason) for row in rows if not kinds or row.kind in kinds]

    return read


@pytest.fixture
def say(database):
    """Carries out a statement by hand."""

    async def run(statement, **values):
        async with database.connection() as connection:
            await connection.execute(text(statement), values)

    return run


@pytest.fixture
def plan(database, company, clock, machine):
    """Plans so many jobs of a kind, due now."""

    async def make(count=1, kind="count", until=None):
        due = clock.now()
        found = [
            NewJob(kind, 0, TUESDAY, f"{kind}{number:04}", due, {"v": 1}, useful_until=until) for number in range(count)
        ]
        async with database.connection() as connection:
            await Jobs(connection).plan(company.id, found, clock.now(), machine())

    return make


@pytest.fixture
def states(database):
    """How many jobs there are in each state."""

    async def read():
        async with database.overview() as connection:
            return Counter((await connection.execute(select(jobs.c.state))).scalars())

    return read
