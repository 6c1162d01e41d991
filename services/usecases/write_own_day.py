"""A person's own day in words: the report written from facts, the plan of the day, and what only they know."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.domain.clock import Clock
from services.domain.rights import Member
from services.domain.spans import DAY
from services.domain.wording import shortened
from services.errors import Refused
from services.store.day_notes import CONFIRMED, PLAN, REASON, TOMORROW, DayNotes
from services.store.db import Database
from services.usecases.show_today import DayCard, DayGround, SeeDays
from services.usecases.write_day_reports import report_data

KINDS = (PLAN, REASON, TOMORROW, CONFIRMED)
LONGEST_NOTE = 500

_LOOKS_BACK = 14
_NOTED_BACK = 3
"""A day may be explained for so many days."""


@dataclass(frozen=True, slots=True)
class Morning:
    """The day before it begins: its card, what was promised for it the last working day, and the plan if it is said."""

    card: DayCard
    promised: str | None
    plan: str | None


class WriteOwnDay:
    """Show a member their own day as it will be reported, and keep what they say about it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._days = SeeDays(database, clock)

    async def report(self, me: Member, day: date | None = None) -> dict[str, Any]:
        """The report of a day, as letters hold it: by itself today's, before the start of the day the last one's."""
        ground = await self._ground(me, day)
        shift = ground.worktime.of(me.id, ground.day).shift(ground.day)
        over = shift is None or self._clock.now() >= shift.end
        return report_data(ground, me, await self._notes(me, ground.day), over=over)

    async def morning(self, me: Member) -> Morning:
        """What today asks, and what was said about it."""
        async with self._days.roster(me.company) as roster:
            today, _zone = roster.zone_of(me.id).day_of(self._clock.now())
        ground = await self._days(me.company, today, me.id)
        before = self._working_day_before(ground, me, today)
        promised = (await self._notes(me, before)).get(TOMORROW)
        return Morning(ground.card(me), promised, (await self._notes(me, today)).get(PLAN))

    async def note(self, me: Member, kind: str, day: date, text: str) -> None:
        """Keep what is said about a day; Refused for a day that is too far back, and for nothing."""
        if kind not in KINDS:
            raise Refused("button-outdated")
        said = " ".join(text.split())
        if not said:
            raise Refused("answer-in-words")
        async with self._days.roster(me.company) as roster:
            today, _zone = roster.zone_of(me.id).day_of(self._clock.now())
        if not today - DAY * _NOTED_BACK <= day <= today:
            raise Refused("button-outdated")
        async with self._database.writing(me.company.id, answers_change=False) as unit:
            await DayNotes(unit).note(me.id, day, kind, shortened(said, LONGEST_NOTE), self._clock.now())

    async def _ground(self, me: Member, day: date | None) -> DayGround:
        now = self._clock.now()
        if day is None:
            async with self._days.roster(me.company) as roster:
                day, _zone = roster.zone_of(me.id).day_of(now)
            ground = await self._days(me.company, day, me.id)
            shift = ground.worktime.of(me.id, day).shift(day)
            if shift is not None and now >= shift.start:
                return ground
            day = self._working_day_before(ground, me, day)
        return await self._days(me.company, day, me.id)

    def _working_day_before(self, ground: DayGround, me: Member, day: date) -> date:
        for back in range(1, _LOOKS_BACK):
            earlier = day - DAY * back
            if ground.worktime.of(me.id, earlier).shift(earlier) is not None:
                return earlier
        return day - DAY

    async def _notes(self, me: Member, day: date) -> dict[str, str]:
        async with self._database.reading(me.company.id) as read:
            return (await DayNotes(read).of([me.id], day)).get(me.id, {})
