"""Long work beside the chat: it stops nobody, and ends when nobody waits for it any more."""

import asyncio
import gc
import sys
import time

import pytest

from bot.aside import ImportAside, apart, aside
from bot.settings import Settings
from bot.wiring import House
from services.errors import Refused
from services.store.pending import Pending
from services.usecases.import_files import Said
from tests.factories import a_company
from tests.marks import on_sqlite

_CONTROL = """
import sys, time
longest, begun = 0.0, time.perf_counter()
print(flush=True)
while time.perf_counter() - begun < float(sys.argv[1]):
    at = time.perf_counter()
    time.sleep(0.005)
    longest = max(longest, time.perf_counter() - at - 0.005)
print(longest)
"""
"""A process that does nothing but sleep: whatever it waits too long is the machine's doing."""


ALLOWED_S = 0.05
"""On a machine with nothing else to do. On a busy one the loop waits for its turn, and so does whoever it waits for."""


async def longest_wait(work, seconds):
    """The longest time that the loop was not there while the work went on, and that of a process that only sleeps."""
    control = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _CONTROL, str(seconds), stdout=asyncio.subprocess.PIPE
    )
    await control.stdout.readline()
    waits, done = [0.0], asyncio.Event()

    async def tick():
        while not done.is_set():
            begun = time.perf_counter()
            await asyncio.sleep(0.005)
            waits.append(time.perf_counter() - begun - 0.005)

    ticking = asyncio.ensure_future(tick())
    try:
        await work
    finally:
        done.set()
        await ticking
        told = await control.stdout.read()
        await control.wait()
    return max(waits), float(told)


def counts():
    """Half a second of work that computes and waits for nothing."""
    number, until = 0, time.perf_counter() + 0.5
    while time.perf_counter() < until:
        number += 1
    return number


async def test_work_that_computes_does_not_stop_the_loop():
    ours, machine = await longest_wait(apart(counts), 0.5)

    assert ours < ALLOWED_S + 3 * machine


async def test_what_the_work_says_and_raises_comes_back():
    async def gives():
        await asyncio.sleep(0)
        return 42

    async def refuses():
        raise Refused("nobody-found")

    assert await aside(gives) == await apart(lambda: 42) == 42
    with pytest.raises(Refused, match="nobody-found"):
        await aside(refuses)


async def test_whoever_stops_waiting_stops_the_work():
    begun, ended = asyncio.Event(), []
    loop = asyncio.get_running_loop()

    async def endless():
        loop.call_soon_threadsafe(begun.set)
        try:
            await asyncio.sleep(60)
        finally:
            ended.append(True)

    waiting = asyncio.ensure_future(aside(endless))
    await begun.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting

    assert ended == [True]


async def test_garbage_is_collected_again_when_the_last_work_has_ended():
    async def looks():
        return gc.isenabled()

    assert await asyncio.gather(aside(looks), aside(looks)) == [False, False]
    assert gc.isenabled()


def calls_file(count):
    lines = ["started_at,manager,direction,talk_seconds,phone"]
    for n in range(count):
        clock = f"2026-{n % 12 + 1:02}-{n % 28 + 1:02} {n % 10 + 9:02}:{n // 7 % 60:02}:{n // 11 % 60:02}"
        lines.append(f"{clock},Person {n % 30},out,{n % 300},+7916{n % 40_000:07}")
    return "\n".join(lines).encode()


@pytest.mark.long
@on_sqlite
async def test_a_hundred_thousand_rows_never_stop_the_loop_for_a_twentieth_of_a_second(database, clock, tmp_path):
    company = await a_company(database)
    settings = Settings(data_dir=tmp_path, database_url=database.url.render_as_string())
    imports = ImportAside(House(settings, clock, database, []))
    told = []
    work = imports(company, "calls.csv", calls_file(100_000), Said("calls"), told=lambda *far: told.append(far))

    ours, machine = await longest_wait(work, 8)

    assert ours < ALLOWED_S + 3 * machine
    assert told[-1] == (100_000, 100_000)
    async with database.reading(company.id) as read:
        assert not await Pending(read).any()
