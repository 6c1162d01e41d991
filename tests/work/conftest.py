"""Planned work over real databases, with clocks that stand until they are moved."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.clock import FixedClock
from bot.working import calendars
from services.store.jobs import Jobs
from services.store.tables import jobs
from services.work.planner import Planner
from tests.factories import at


class Machine:
    """The machine's clock."""

    def __init__(self):
        self.clock = FixedClock(at("12:00"))

    def __call__(self):
        return self.clock.now()

    def passes(self, **time):
        """Let some time pass."""
        self.clock.advance(timedelta(**time))


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
def board(database):
    """The jobs of all companies, in a transaction of their own each time."""

    class Board:
        async def claim(self, kinds, now, machine, lease, most=10):
            async with database.connection() as connection:
                return await Jobs(connection).claim(kinds, now, machine, lease, most)

    return Board()
