"""The bot's own work at the word of a test: it looks when it is told to, and what it does is waited for."""

import asyncio
import sqlite3
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

from services.store import buckets, mail
from services.store.jobs import Jobs
from services.work import planner

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_OPEN = """
SELECT (SELECT count(*) FROM jobs WHERE state IN ('due', 'running') AND run_at <= :now)
     + (SELECT count(*) FROM letters WHERE state IN ('due', 'claimed', 'sending') AND run_at <= :now)
"""


class Hours:
    """Lets the bot look what is due for some companies, as often as it is asked to."""

    def __init__(self, file, telegram, clock):
        self._rows = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        self._telegram, self._clock = telegram, clock
        self.companies = ()
        self.plan = self.wake = None

    async def look(self, within=60.0):
        """One look of the planner; then everything that is due by now is done and said."""
        await self.plan()
        self.wake()
        async with asyncio.timeout(within):
            while self._open():
                await asyncio.sleep(0.01)

    def sent(self):
        """The kinds of letters that have arrived."""
        return {kind for (kind,) in self._rows.execute("SELECT DISTINCT kind FROM letters WHERE state = 'sent'")}

    def close(self):
        self._rows.close()

    def _open(self):
        now = (self._clock.now() - _BEGINNING) // timedelta(microseconds=1)
        return self._rows.execute(_OPEN, {"now": now}).fetchone()[0] or self._telegram.ledger.under_way


def held(monkeypatch, file, telegram, clock):
    """The bot that is started next looks only when it is told to, and says one thing right after the other."""
    hours = Hours(file, telegram, clock)

    class Held:
        """In the place of the tick."""

        def __init__(self, plan, wake):
            hours.plan, hours.wake = plan, wake

    plans = Jobs.plans

    async def of_these(jobs):
        return [plan for plan in await plans(jobs) if plan.company in hours.companies]

    monkeypatch.setattr("bot.working.Tick", Held)
    monkeypatch.setattr("bot.working.ticking", lambda tick: nullcontext())
    monkeypatch.setattr(Jobs, "plans", of_these)
    monkeypatch.setattr(planner, "_LOOKS_AT_DATA_EVERY_S", 0.0)
    monkeypatch.setattr(mail.Posted, "apart", timedelta(0))
    monkeypatch.setattr(buckets, "SPACING", timedelta(milliseconds=1))
    return hours
