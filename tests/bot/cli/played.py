"""A played CRM that answers while calls of this process are carried out: it lives in a thread of its own."""

import asyncio
from contextlib import contextmanager
from threading import Event, Thread

from sandbox.amocrm import AmoServer
from sandbox.crm import grown
from sandbox.crm.grown import BEGIN
from sandbox.telegram.watch import StoppedWatch

DAYS = 2
NOW = BEGIN + (DAYS + 1) * 86_400
MORNING = "2024-01-04T11:00:00+03:00"
"""The same moment as `TAKT_CLOCK` has it."""


@contextmanager
def played():
    """A small account that is as old as its rows."""
    crm, ready, over = AmoServer(grown(5, deals=6, calls=8, days=DAYS), watch=StoppedWatch(began=NOW)), Event(), Event()
    crm.reading.account_made_at = BEGIN - 3_600

    async def live():
        await crm.listen()
        ready.set()
        await asyncio.to_thread(over.wait)
        await crm.stop()

    thread = Thread(target=lambda: asyncio.run(live()))
    thread.start()
    assert ready.wait(10)
    try:
        yield crm
    finally:
        over.set()
        thread.join()
