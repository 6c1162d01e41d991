"""The day card: one silent pinned message a day, edited only when what it says has changed."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.ids import CompanyId, PersonId
from services.domain.letters import Letter, LetterKind
from services.domain.occurrences import BEFORE_THE_DAY
from services.domain.people import Role
from services.domain.rights import member_of
from services.domain.workdays import Shift
from services.outbox.outbox import Outbox
from services.store.companies import Companies
from services.store.db import Database
from services.store.jobs import Job
from services.store.letters import Letters
from services.store.unit import Unit
from services.usecases.day_marks import marked
from services.usecases.freezing import FREEZER
from services.usecases.in_turns import in_turns
from services.usecases.show_today import DayGround, SeeDays
from services.work.job import Apply, Skipped

_WORTH = 10
_CHANGED_AFTER = timedelta(hours=3)
"""So long after the end of the day its card still takes in what came late."""


class KeepDayCards:
    """Make the cards of those whose day begins, and after data have come say anew what they changed.

    A card holds no time and no pace that moves with the clock: while nothing comes in, it stays as it is.
    """

    def __init__(self, database: Database, clock: Clock, machine: Callable[[], datetime]) -> None:
        """`machine` tells the machine's time."""
        self._database = database
        self._clock = clock
        self._machine = machine
        self._days = SeeDays(database, clock)

    async def __call__(self, job: Job) -> Apply | Skipped | None:
        """The cards of the people of a job of kind `day_card`."""
        wanted = [(PersonId(one["id"]), date.fromisoformat(one["day"])) for one in job.payload["people"]]
        return await self._kept(job.company, wanted)

    async def refresh(self, company: CompanyId) -> Apply | None:
        """The cards of everybody whose day is on."""
        now = self._clock.now()
        known = await self._company(company)
        async with self._days.roster(known) as roster:
            days = {person: roster.zone_of(person).day_of(now)[0] for person in sorted(roster.people)}
            wanted = [(who, day) for who, day in days.items() if Role.MANAGER in roster.roles_of(who, day)]
        return await self._kept(company, wanted)

    async def _company(self, company: CompanyId) -> Company:
        async with self._database.overview() as connection:
            return next(one for one in await Companies(connection).all() if one.id == company)

    async def _kept(self, company: CompanyId, wanted: Iterable[tuple[PersonId, date]]) -> Apply | None:
        known = await self._company(company)
        by_day: dict[date, list[PersonId]] = defaultdict(list)
        for person, day in wanted:
            by_day[day].append(person)
        letters = []
        for day, people in by_day.items():
            ground = await self._days(known, day, people[0] if len(people) == 1 else None)
            cards = [self._letter(known, ground, person) async for person in in_turns(people)]
            made = [letter for letter in cards if letter is not None]
            letters += await self._worth_keeping(known, ground, made)

        async def apply(unit: Unit) -> None:
            await Outbox(unit, self._machine()).put(letters)

        return apply if letters else None

    async def _worth_keeping(self, company: Company, ground: DayGround, made: list[Letter]) -> list[Letter]:
        """All of them as long as their day is on; of those whose day is over the ones that are there already."""
        now = self._clock.now()
        over = [one.key for one in made if (shift := _shift(ground, one.reader)) is not None and now > shift.end]
        async with self._database.reading(company.id) as read:
            there = await Letters(read).known(over) if over else set()
        gone = frozenset(over) - there
        return [one for one in made if one.key not in gone]

    def _letter(self, company: Company, ground: DayGround, person: PersonId) -> Letter | None:
        member = member_of(company, ground.roster, person, ground.day)
        shift = _shift(ground, person)
        now = self._clock.now()
        if member is None or shift is None or not shift.start - BEFORE_THE_DAY <= now <= shift.end + _CHANGED_AFTER:
            return None
        card = ground.card(member)
        data = {
            "v": 1,
            "day": ground.day.isoformat(),
            "ends": FREEZER.freeze(card.ends),
            "norms": FREEZER.freeze(marked(card.norms)),
            "missed": FREEZER.freeze(card.missed),
            "stalled": card.stalled,
            "currency": company.currency,
            "own_words": dict(card.report.own_words),
            "fresh": FREEZER.freeze(card.fresh if card.stale else None),
        }
        key = f"card:{person}:{ground.day}"
        return Letter(
            key,
            LetterKind.DAY_CARD,
            person,
            data,
            now,
            shift.end + _CHANGED_AFTER,
            silent=True,
            worth=_WORTH,
            card=True,
        )


def _shift(ground: DayGround, person: PersonId) -> Shift | None:
    return ground.worktime.of(person, ground.day).shift(ground.day)
