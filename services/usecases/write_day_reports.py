"""The report of the day, written from what was done: the person only adds why, and tomorrow."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from services.domain.clock import Clock
from services.domain.ids import PersonId
from services.domain.letters import Letter, LetterKind
from services.domain.rights import Member, member_of
from services.outbox.outbox import Outbox
from services.store.companies import Companies
from services.store.day_notes import DayNotes
from services.store.db import Database
from services.store.jobs import Job
from services.store.unit import Unit
from services.usecases.day_marks import marked
from services.usecases.freezing import FREEZER
from services.usecases.in_turns import in_turns
from services.usecases.nudges.ground import OLD_DATA
from services.usecases.show_today import DayGround, SeeDays
from services.work.job import Apply, Skipped

_USEFUL = timedelta(hours=3)
_WORTH = 15
FACTS = ("calls_total", "calls_connected", "talk_time", "meetings", "proposals", "deals_won", "revenue")
"""What a day report tells beside the norms, where there is any of it."""


class WriteDayReports:
    """Write the reports of those whose day is over; a day of which the data say nothing yet has no report."""

    def __init__(self, database: Database, clock: Clock, machine: Callable[[], datetime]) -> None:
        """`machine` tells the machine's time."""
        self._database = database
        self._clock = clock
        self._machine = machine
        self._days = SeeDays(database, clock)

    async def __call__(self, job: Job) -> Apply | Skipped | None:
        """The reports of the people of a job of kind `day_report`."""
        by_day: dict[date, list[PersonId]] = defaultdict(list)
        for one in job.payload["people"]:
            by_day[date.fromisoformat(one["day"])].append(PersonId(one["id"]))
        async with self._database.overview() as connection:
            company = next(one for one in await Companies(connection).all() if one.id == job.company)
        letters = []
        for day, people in by_day.items():
            ground = await self._days(company, day, people[0] if len(people) == 1 else None)
            async with self._database.reading(company.id) as read:
                notes = await DayNotes(read).of(people, day)
            async for person in in_turns(people):
                member = member_of(company, ground.roster, person, day)
                if member is not None and _reached(ground, person):
                    letters.append(self._letter(ground, member, notes.get(person, {})))

        async def apply(unit: Unit) -> None:
            await Outbox(unit, self._machine()).put(letters)

        return apply if letters else Skipped("no_data")

    def _letter(self, ground: DayGround, member: Member, notes: Mapping[str, str]) -> Letter:
        now = self._clock.now()
        key = f"report:{member.id}:{ground.day}"
        data = report_data(ground, member, notes, over=True)
        return Letter(key, LetterKind.DAY_REPORT, member.id, data, now, now + _USEFUL, worth=_WORTH)


def _reached(ground: DayGround, person: PersonId) -> bool:
    """Whether the data are newer than the start of the person's day."""
    shift = ground.worktime.of(person, ground.day).shift(ground.day)
    return ground.fresh is not None and (shift is None or ground.fresh > shift.start)


def report_data(ground: DayGround, member: Member, notes: Mapping[str, str], *, over: bool) -> dict[str, Any]:
    """A day report as plain values; `over`: the day is over, what is not reached is not kept.

    Of data that end well before the day did, nobody is told to have fallen short: their moment is named instead.
    """
    card = ground.card(member)
    until = ground.now if card.ends is None else min(ground.now, card.ends)
    old = card.fresh is None or until - card.fresh > OLD_DATA
    row = ground.row(member.id)
    return {
        "v": 1,
        "day": ground.day.isoformat(),
        "over": over,
        "norms": FREEZER.freeze(marked(card.norms, over=over and not old)),
        "facts": FREEZER.freeze({key: row.get(key) for key in FACTS}),
        "missed": FREEZER.freeze(card.missed),
        "stalled": card.stalled,
        "currency": member.company.currency,
        "own_words": dict(card.report.own_words),
        "fresh": FREEZER.freeze(card.fresh if old else None),
        "notes": dict(notes),
    }
