"""Looks at the rules of people's day, and says at most one thing to each, if it helps."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.ids import CompanyId, PersonId
from services.domain.letters import Letter
from services.domain.people import Role
from services.domain.period import Period
from services.outbox.outbox import Outbox
from services.store.companies import Companies
from services.store.db import Database
from services.store.importing import Imports
from services.store.jobs import Job
from services.store.nudging import Checked, Nudging
from services.store.people import People
from services.store.unit import Unit as Transaction
from services.usecases.nudges.ground import TELLING, Ground, Subject
from services.usecases.nudges.looking import NEWS, look
from services.usecases.reporting.asked import Asked
from services.usecases.reporting.kpi_cells import own_formulas
from services.usecases.reporting.norms import load_norms
from services.usecases.reporting.rows import bucket_of
from services.usecases.reporting.tallies import count
from services.usecases.settle import Settle
from services.usecases.show_kpi import scale_of
from services.usecases.waiting import waiting_clients
from services.usecases.worktime import load_worktime
from services.work.job import Apply, Skipped


class EvaluateRules:
    """Look at the rules of those whose moment has come.

    At the start: whoever has not begun after the grace is asked how the day goes. Later: of the norms on which a
    person is behind and not catching up, the one with the largest gap is told, within the day's budget, not sooner
    than ninety minutes after the last word on it, never on a day off, at lunch, in quiet hours, or from data that say
    nothing about today. A norm that was told and is reached by now earns a quiet kind word. Every look is written
    down with what it ended with.
    """

    def __init__(self, database: Database, clock: Clock, machine: Callable[[], datetime]) -> None:
        """`machine` tells the machine's time."""
        self._database = database
        self._clock = clock
        self._machine = machine

    async def __call__(self, job: Job) -> Apply | Skipped | None:
        """The looks of a job of kind `check` or `again`."""
        subjects = [
            Subject(PersonId(one["id"]), date.fromisoformat(one["day"]), one["slot"], one.get("rule"))
            for one in job.payload["people"]
        ]
        return await self._looked(job.company, subjects)

    async def news(self, company: CompanyId) -> Apply | None:
        """After data have changed: kind words to those who have reached a norm they were told about."""
        now = self._clock.now()
        async with self._database.reading(company) as read:
            known = await _company(read)
            roster = await People(read).roster(known.zone)
        subjects = []
        for person in sorted(roster.people):
            day, _zone = roster.zone_of(person).day_of(now)
            if Role.MANAGER in roster.roles_of(person, day):
                subjects.append(Subject(person, day, NEWS))
        return await self._looked(company, subjects)

    async def _looked(self, company: CompanyId, subjects: Sequence[Subject]) -> Apply | None:
        by_day: dict[date, list[Subject]] = defaultdict(list)
        for subject in subjects:
            by_day[subject.day].append(subject)
        found: list[Checked] = []
        letters: list[Letter] = []
        for day, together in by_day.items():
            ground = await self._ground(company, day, [one.person for one in together])
            for subject in together:
                looks, told = look(ground, subject)
                found += looks
                letters += told

        async def apply(unit: Transaction) -> None:
            await Nudging(unit).note(found)
            await Outbox(unit, self._machine()).put(letters)

        return apply if found or letters else None

    async def _ground(self, company_id: CompanyId, day: date, people: Sequence[PersonId]) -> Ground:
        now = self._clock.now()
        async with self._database.reading(company_id) as read:
            company = await _company(read)
        await Settle(self._database)(company)
        async with self._database.reading(company_id) as read:
            roster = await People(read).roster(company.zone)
            worktime = await load_worktime(read, company, roster)
            fresh = await Imports(read).newest(TELLING)
            nudging = Nudging(read)
            preferences = await nudging.preferences(people)
            hushes = await nudging.hushes(people)
            looks = await nudging.looks(people, day)
            waiting = await waiting_clients(read, company, day, now)
            asked = Asked(company, Period(day, day), now, person=people[0] if len(people) == 1 else None)
            counted = await count(read, asked, roster, bucket_of(("person",), roster), ("person",))
            sheet = await load_norms(read, asked, roster, await own_formulas(read))
            scale = await scale_of(read, asked)
        return Ground(
            company, roster, worktime, fresh, now, preferences, hushes, looks, counted.rows, sheet, scale, waiting
        )


async def _company(read: Transaction) -> Company:
    return next(one for one in await Companies(read.connection).all() if one.id == read.company)
