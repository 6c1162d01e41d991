"""Several processes share the work: what each part needs, and that it does its own work and not the others'."""

import asyncio

import pytest

from bot.app import App, Part
from bot.wiring import House
from services.errors import Refused
from tests.marks import on_postgres, on_sqlite


@on_sqlite
@pytest.mark.parametrize("part", [Part.WEB, Part.WORKER])
async def test_parts_need_a_database_that_can_be_shared(settings_of, clock, database, part):
    with pytest.raises(Refused, match="role-needs-postgres"):
        App(House(settings_of(), clock, database, []), part)


@on_postgres
async def test_whoever_takes_hooks_needs_an_address(settings_of, clock, database):
    with pytest.raises(Refused, match="role-web-needs-url"):
        App(House(settings_of(), clock, database, []), Part.WEB)


@on_postgres
async def test_a_worker_takes_no_update(firm, settings_of, clock, telegram):
    anna = await firm.hires("Анна Белова")
    worker = App(House(settings_of(), clock, firm.database, []), Part.WORKER)
    task = asyncio.ensure_future(worker.run())
    await anna.says("/help")
    await asyncio.sleep(0.5)
    worker.stop()
    await task

    assert {entry.method for entry in telegram.ledger.entries} <= {"getMe"}
