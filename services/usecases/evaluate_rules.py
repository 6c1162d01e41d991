"""Looks at the rules of people's day, and says at most one thing to each, if it helps."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.freshness import MANY, Freshness
from services.domain.ids import CompanyId, PersonId
from services.domain.kpi import BY_KEY
from services.domain.letters import Letter
from services.domain.people import Role, Roster
from services.domain.period import Period
from services.domain.report import Report, Value
from services.outbox.outbox import Outbox
from services.store.companies import Companies
from services.store.db import Database
from services.store.importing import Imports
from services.store.jobs import Job
from services.store.nudging import Checked, Nudging
from services.store.people import People
from services.store.unit import Unit as Transaction
from services.usecases.ask_report import AskReport
from services.usecases.nudges.ground import OLD_DATA, Ground, Subject, norms_of
from services.usecases.nudges.looking import NEWS, look
from services.usecases.reporting.asked import Asked
from services.usecases.waiting import waiting_clients
from services.usecases.worktime import Worktime, load_worktime
from services.work.job import Apply, Skipped


class EvaluateRules:
    """Look at the rules of those whose moment has come.

    At the start: whoever has not begun after the grace is asked how the day goes. Later: of the norms on which a
    person is behind and not catching up, the one with the largest gap is told, within the day's budget, not sooner
    than ninety minutes after the last word on it, never on a day off, at lunch, in quiet hours, or from data that say
    nothing about today; data that end earlier are held against what was due by then. A norm that was told and is
    reached by now earns a quiet kind word. Every look is written down with what it ended with.
    """

    def __init__(self, database: Database, clock: Clock, machine: Callable[[], datetime]) -> None:
        """`machine` tells the machine's time."""
        self._database = database
        self._clock = clock
        self._machine = machine
        self._ask = AskReport(database, clock)

    async def __call__(self, job: Job) -> Apply | Skipped | None:
        """The looks of a job of kind `check` or `again`."""
        subjects = [
            Subject(PersonId(one["id"]), date.fromisoformat(one["day"]), one["slot"], one.get("rule"))
            for one in job.payload["people"]
        ]
        return await self._looked(job.company, subjects)

    async def news(self, company: CompanyId) -> Apply | None:
        """After data have changed: kind words to those who have reached a norm they were told about, and looks at a
        start of the day of which older data could not tell."""
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
            ground = await self._ground(company, day, together)
            for subject in together:
                looks, told = look(ground, subject)
                found += looks
                letters += told

        async def apply(unit: Transaction) -> None:
            await Nudging(unit).note(found)
            await Outbox(unit, self._machine()).put(letters)

        return apply if found or letters else None

    async def _ground(self, company_id: CompanyId, day: date, subjects: Sequence[Subject]) -> Ground:
        now = self._clock.now()
        people = [one.person for one in subjects]
        async with self._database.reading(company_id) as read:
            company = await _company(read)
            roster = await People(read).roster(company.zone)
            worktime = await load_worktime(read, company, roster)
            imports = await Imports(read).newest_by_kind()
            nudging = Nudging(read)
            preferences = await nudging.preferences(people)
            hushes = await nudging.hushes(people)
            looks = await nudging.looks(people, day)
            waiting = await waiting_clients(read, company, day, now)
        alone = subjects[0].person if len(subjects) == 1 and subjects[0].rule is not None else None
        asked = Asked(company, Period(day, day), now, person=alone)
        sheet = await self._ask.answer("kpi", asked)
        at_work = 0 if alone is not None else _at_work(roster, worktime, day, now)
        fresh = Freshness(now, imports, _last_call(sheet), at_work)
        return Ground(
            company, roster, worktime, fresh, now, preferences, hushes, looks,
            await self._as_known(asked, sheet, fresh, frozenset(map(str, people))), waiting,
            {column.key: column.unit for column in sheet.columns if column.key not in BY_KEY}, sheet.own_words,
        )  # fmt: skip

    async def _as_known(
        self, asked: Asked, sheet: Report, fresh: Freshness, people: Collection[str]
    ) -> Mapping[str, Mapping[str, Value]]:
        """The rows of these people by their ids; what older data tell of stands against what was due by then."""
        rows = {str(row["person_id"]): row for row in sheet.rows if row["person_id"] in people}
        older: dict[datetime, set[str]] = defaultdict(set)
        for kpi in sorted({str(norm["kpi"]) for row in rows.values() for norm in norms_of(row)}):
            known = fresh.of(kpi)
            if known is not None and OLD_DATA < fresh.now - known <= timedelta(hours=asked.company.stale_after_hours):
                older[known].add(kpi)
        for known, kpis in older.items():
            then = await self._ask.answer("kpi", replace(asked, as_of=known))
            for row in then.rows:
                if (person := str(row["person_id"])) in rows:
                    rows[person] = _with_norms(rows[person], norms_of(row), kpis)
        return rows


def _with_norms(
    row: Mapping[str, Value], known: Sequence[Mapping[str, Value]], kpis: Collection[str]
) -> Mapping[str, Value]:
    """The row with the norms of these KPIs as they were known."""
    then = {norm["kpi"]: norm for norm in known if norm["kpi"] in kpis}
    return {**row, "norms": [then.get(norm["kpi"], norm) for norm in norms_of(row)]}


def _last_call(sheet: Report) -> datetime | None:
    """The newest call of anybody in the sheet."""
    return max((at for row in sheet.rows if isinstance(at := row.get("last_call_at"), datetime)), default=None)


def _at_work(roster: Roster, worktime: Worktime, day: date, now: datetime) -> int:
    """How many managers are expected at work by now; no more are counted than matter."""
    found = 0
    for person in roster.people:
        if found == MANY:
            break
        shift = worktime.of(person, day).shift(day) if Role.MANAGER in roster.roles_of(person, day) else None
        found += shift is not None and shift.start <= now
    return found


async def _company(read: Transaction) -> Company:
    return next(one for one in await Companies(read.connection).all() if one.id == read.company)
