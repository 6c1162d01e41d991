"""Looks at the rules of people's day, and says at most one thing to each, if it helps."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.ids import CompanyId, PersonId
from services.domain.kpi import BY_KEY, Better, Kind
from services.domain.letters import Letter, LetterKind
from services.domain.occurrences import START
from services.domain.pace import (
    BETWEEN,
    Outcome,
    Standing,
    is_catching_up,
    lately_told,
    most_urgent,
    number_of,
)
from services.domain.people import Role, Roster
from services.domain.period import Period
from services.domain.report import Unit, Value
from services.domain.zones import day_bounds
from services.outbox.outbox import Outbox
from services.store.companies import Companies
from services.store.db import Database
from services.store.importing import Imports
from services.store.jobs import Job
from services.store.nudging import Checked, DayLooks, Hush, Nudging, Preference
from services.store.people import People
from services.store.unit import Unit as Transaction
from services.usecases.ask_report import AskReport
from services.usecases.freezing import FREEZER
from services.usecases.reporting.asked import Asked
from services.usecases.waiting import waiting_clients
from services.usecases.worktime import Worktime, load_worktime
from services.work.job import Apply, Skipped

START_RULE = "day_start"
USEFUL = timedelta(minutes=10)
"""A nudge is of use for so long."""

OLD_DATA = timedelta(minutes=15)
"""Data older than this are named by their time."""

_WORTH = {LetterKind.START_OF_DAY: 30, LetterKind.PACE: 20, LetterKind.NORM_MET: 5}
_NOT_TOLD = (Outcome.STALE, Outcome.AWAY, Outcome.QUIET, Outcome.BREAK)


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whom a look is about: the day, the slot, and for a matter put off the only rule."""

    person: PersonId
    day: date
    slot: str
    rule: str | None = None


@dataclass(frozen=True)
class _Ground:
    """What looks are decided by, for everybody of one local day."""

    company: Company
    roster: Roster
    worktime: Worktime
    fresh: datetime | None
    now: datetime
    preferences: Mapping[PersonId, Preference]
    hushes: Mapping[tuple[PersonId, str], Hush]
    looks: Mapping[PersonId, DayLooks]
    rows: Mapping[str, Mapping[str, Value]]
    waiting: Mapping[PersonId, Sequence[datetime]]

    def hinders(self, subject: _Subject) -> Outcome | None:
        """Why nothing may be said to the person just now, whatever the rule."""
        calendar = self.worktime.of(subject.person, subject.day)
        shift = calendar.shift(subject.day)
        if shift is None or not shift.start <= self.now <= shift.end:
            return Outcome.AWAY
        if self.is_stale(subject, calendar.zone):
            return Outcome.STALE
        local = self.now.astimezone(calendar.zone)
        if self.preference(subject.person).is_quiet(local.hour * 60 + local.minute):
            return Outcome.QUIET
        return None if calendar.is_working_moment(self.now) else Outcome.BREAK

    def is_stale(self, subject: _Subject, zone: Any) -> bool:
        """Data from before the person's day say nothing about it; older ones than the company allows neither."""
        if self.fresh is None:
            return True
        begins = day_bounds(subject.day, zone)[0]
        return self.fresh < begins or self.now - self.fresh > timedelta(hours=self.company.stale_after_hours)

    def preference(self, person: PersonId) -> Preference:
        """What the person chose, or the usual."""
        return self.preferences.get(person, Preference())

    def is_hushed(self, person: PersonId, rule: str) -> bool:
        """Whether the person asked to be silent about the rule for now."""
        hush = self.hushes.get((person, rule))
        return hush is not None and hush.until > self.now

    def standings(self, person: PersonId) -> list[Standing]:
        """The norms of the person's day that add up and are good when high."""
        norms = self.rows.get(str(person), {}).get("norms")
        found = (standing_of(one) for one in norms if isinstance(one, Mapping)) if isinstance(norms, list) else ()
        return [one for one in found if one is not None]


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
        self._ask = AskReport(database, clock)

    async def __call__(self, job: Job) -> Apply | Skipped | None:
        """The looks of a job of kind `check` or `again`."""
        subjects = [
            _Subject(PersonId(one["id"]), date.fromisoformat(one["day"]), one["slot"], one.get("rule"))
            for one in job.payload["people"]
        ]
        return await self._looked(job.company, subjects)

    async def met(self, company: CompanyId) -> Apply | None:
        """After data have changed: kind words to those who have reached a norm they were told about."""
        now = self._clock.now()
        async with self._database.reading(company) as read:
            known = await _company(read)
            roster = await People(read).roster(known.zone)
        subjects = []
        for person in sorted(roster.people):
            day, _zone = roster.zone_of(person).day_of(now)
            if Role.MANAGER in roster.roles_of(person, day):
                subjects.append(_Subject(person, day, "met"))
        return await self._looked(company, subjects)

    async def _looked(self, company: CompanyId, subjects: Sequence[_Subject]) -> Apply | None:
        by_day: dict[date, list[_Subject]] = defaultdict(list)
        for subject in subjects:
            by_day[subject.day].append(subject)
        found: list[Checked] = []
        letters: list[Letter] = []
        for day, together in by_day.items():
            ground = await self._ground(company, day, [one.person for one in together])
            for subject in together:
                looks, told = _look(ground, subject)
                found += looks
                letters += told

        async def apply(unit: Transaction) -> None:
            await Nudging(unit).note(found)
            await Outbox(unit, self._machine()).put(letters)

        return apply if found or letters else None

    async def _ground(self, company_id: CompanyId, day: date, people: Sequence[PersonId]) -> _Ground:
        now = self._clock.now()
        async with self._database.reading(company_id) as read:
            company = await _company(read)
            roster = await People(read).roster(company.zone)
            worktime = await load_worktime(read, company, roster)
            fresh = await Imports(read).newest()
            nudging = Nudging(read)
            preferences = await nudging.preferences(people)
            hushes = await nudging.hushes(people)
            looks = await nudging.looks(people, day)
            waiting = await waiting_clients(read, company, day, now)
        alone = people[0] if len(people) == 1 else None
        kpi = await self._ask.answer("kpi", Asked(company, Period(day, day), now, person=alone))
        rows = {str(row["person_id"]): row for row in kpi.rows}
        return _Ground(company, roster, worktime, fresh, now, preferences, hushes, looks, rows, waiting)


async def _company(read: Transaction) -> Company:
    return next(one for one in await Companies(read.connection).all() if one.id == read.company)


def standing_of(norm: Mapping[str, Value]) -> Standing | None:
    """A norm of a report as the pace sees it; None for times of day and for what is to stay low."""
    key = str(norm["kpi"])
    kpi = BY_KEY.get(key)
    if kpi is not None and (kpi.better is Better.LESS or kpi.kind in (Kind.CLOCK, Kind.RATIO, Kind.MEDIAN)):
        return None
    asked, due, fact = (number_of(norm.get(name)) for name in ("norm", "expected_to_date", "fact"))
    if asked is None or due is None:
        return None
    unit = kpi.unit if kpi is not None else Unit.NUMBER
    return Standing(key, unit, asked, due, fact if fact is not None else asked * 0)


def _look(ground: _Ground, subject: _Subject) -> tuple[list[Checked], list[Letter]]:
    """The looks at one person's rules, and what is said."""
    hindered = ground.hinders(subject)
    if subject.slot == "met":
        return _met(ground, subject) if hindered in (None, Outcome.BREAK) else ([], [])
    if subject.slot == START:
        return _start(ground, subject, hindered)
    standings = ground.standings(subject.person)
    if subject.rule is not None:
        standings = [one for one in standings if one.kpi == subject.rule]
    looks = ground.looks[subject.person]
    outcomes = {one.kpi: hindered or _outcome(ground, subject, one, looks) for one in standings}
    candidates = [one for one in standings if outcomes[one.kpi] is Outcome.TOLD]
    chosen = most_urgent(candidates)
    if chosen is not None:
        hindered = _hindered_now(ground, subject, looks)
        outcomes |= dict.fromkeys((one.kpi for one in candidates), Outcome.LESS_URGENT)
        outcomes[chosen.kpi] = hindered or Outcome.TOLD
        chosen = None if hindered else chosen
    noted = [_checked(ground, subject, one.kpi, outcomes[one.kpi], one) for one in standings]
    letters = [_pace_letter(ground, subject, chosen)] if chosen is not None else []
    met, kind_words = _met(ground, subject) if hindered is None and subject.rule is None else ([], [])
    reached = {one.rule for one in met}
    return [*(one for one in noted if one.rule not in reached), *met], [*letters, *kind_words]


def _hindered_now(ground: _Ground, subject: _Subject, looks: DayLooks) -> Outcome | None:
    """The budget of the day, and the pause between two nudges; what was put off on request has waited enough."""
    if looks.told >= ground.preference(subject.person).rings:
        return Outcome.BUDGET
    if subject.rule is None and looks.last_told is not None and ground.now - looks.last_told < BETWEEN:
        return Outcome.LATELY
    return None


def _outcome(ground: _Ground, subject: _Subject, one: Standing, looks: DayLooks) -> Outcome:
    """What a look at one norm ends with, before the budget; TOLD where it is worth telling."""
    rule = looks.by_rule.get(one.kpi, [])
    if one.met or not one.behind:
        return Outcome.IN_PACE
    if ground.is_hushed(subject.person, one.kpi):
        return Outcome.HUSHED
    if subject.rule is None and lately_told(rule, ground.now):
        return Outcome.LATELY
    return Outcome.CATCHING_UP if is_catching_up(one.gap, rule, ground.now) else Outcome.TOLD


def _start(ground: _Ground, subject: _Subject, hindered: Outcome | None) -> tuple[list[Checked], list[Letter]]:
    row = ground.rows.get(str(subject.person), {})
    begun = bool(row.get("day_start") or row.get("first_call_at"))
    looks = ground.looks[subject.person]
    outcome = hindered
    if outcome is None:
        told = bool(looks.by_rule.get(START_RULE))
        hushed = ground.is_hushed(subject.person, START_RULE)
        over = ground.preference(subject.person).rings < 1
        outcome = (
            Outcome.IN_PACE if begun else Outcome.LATELY if told
            else Outcome.HUSHED if hushed else Outcome.BUDGET if over else Outcome.TOLD
        )  # fmt: skip
    noted = [_checked(ground, subject, START_RULE, outcome)]
    if outcome is not Outcome.TOLD:
        return noted, []
    shift = ground.worktime.of(subject.person, subject.day).shift(subject.day)
    waiting = ground.waiting.get(subject.person, ())
    data = _data(ground, subject) | {
        "begins": FREEZER.freeze(shift.start.astimezone(_zone(ground, subject)) if shift else None),
        "waiting": len(waiting),
        "norms": FREEZER.freeze(row.get("norms") or []),
    }
    return noted, [_letter(ground, subject, LetterKind.START_OF_DAY, f"start:{subject.person}:{subject.day}", data)]


def _pace_letter(ground: _Ground, subject: _Subject, one: Standing) -> Letter:
    calendar = ground.worktime.of(subject.person, subject.day)
    shift = calendar.shift(subject.day)
    waiting = ground.waiting.get(subject.person, ())
    left = timedelta(seconds=calendar.working_seconds(ground.now, shift.end)) if shift else timedelta(0)
    data = _data(ground, subject) | {
        "kpi": one.kpi,
        "norm": FREEZER.freeze(_row_norm(ground, subject, one.kpi)),
        "left": FREEZER.freeze(one.norm - one.fact),
        "gap": FREEZER.freeze(one.gap),
        "time_left": FREEZER.freeze(left),
        "ends": FREEZER.freeze(shift.end.astimezone(calendar.zone) if shift else None),
        "waiting": len(waiting),
        "since": FREEZER.freeze(min(waiting).astimezone(calendar.zone) if waiting else None),
        "again": subject.rule is not None,
    }
    key = f"pace:{subject.person}:{subject.day}:{one.kpi}:{subject.slot}"
    return _letter(ground, subject, LetterKind.PACE, key, data)


def _met(ground: _Ground, subject: _Subject) -> tuple[list[Checked], list[Letter]]:
    """Norms reached by now that the person was told about and not yet praised for."""
    looks = ground.looks[subject.person]
    noted, letters = [], []
    for one in ground.standings(subject.person):
        was_told = any(look.told for look in looks.by_rule.get(one.kpi, ()))
        if not one.met or not was_told or one.kpi in looks.met:
            continue
        noted.append(_checked(ground, subject, one.kpi, Outcome.MET, one))
        data = _data(ground, subject) | {
            "kpi": one.kpi, "norm": FREEZER.freeze(_row_norm(ground, subject, one.kpi)),
        }  # fmt: skip
        key = f"met:{subject.person}:{subject.day}:{one.kpi}"
        letters.append(_letter(ground, subject, LetterKind.NORM_MET, key, data))
    return noted, letters


def _row_norm(ground: _Ground, subject: _Subject, kpi: str) -> Mapping[str, Value]:
    norms = ground.rows[str(subject.person)].get("norms")
    held = norms if isinstance(norms, list) else []
    return next(one for one in held if isinstance(one, Mapping) and one["kpi"] == kpi)


def _zone(ground: _Ground, subject: _Subject) -> Any:
    return ground.worktime.of(subject.person, subject.day).zone


def _data(ground: _Ground, subject: _Subject) -> dict[str, Any]:
    """What every nudge says: the day, and of which time the data are where they are not of just now."""
    fresh = ground.fresh
    old = fresh is not None and ground.now - fresh > OLD_DATA
    told = fresh.astimezone(_zone(ground, subject)) if fresh is not None and old else None
    return {"v": 1, "day": subject.day.isoformat(), "fresh": FREEZER.freeze(told)}


def _letter(ground: _Ground, subject: _Subject, kind: LetterKind, key: str, data: Mapping[str, Any]) -> Letter:
    return Letter(
        key, kind, subject.person, data, ground.now, ground.now + USEFUL,
        silent=kind is LetterKind.NORM_MET, worth=_WORTH[kind],
    )  # fmt: skip


def _checked(ground: _Ground, subject: _Subject, rule: str, outcome: Outcome, one: Standing | None = None) -> Checked:
    return Checked(
        subject.person, subject.day, rule, ground.now.replace(microsecond=0), outcome,
        None if one is None else one.fact, None if one is None else one.due,
    )  # fmt: skip
