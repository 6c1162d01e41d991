"""What looks at the rules of a day are decided by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from services.domain.company import Company
from services.domain.ids import PersonId
from services.domain.kpi import BY_KEY, Better, Kind, Kpi
from services.domain.pace import (
    Outcome,
    Standing,
    number_of,
)
from services.domain.people import Roster
from services.domain.report import Unit, Value
from services.domain.tally import Scale, Tally
from services.domain.zones import day_bounds
from services.store.nudging import DayLooks, Hush, Preference
from services.usecases.reporting.norms import NormSheet, NormState
from services.usecases.worktime import Worktime

START_RULE = "day_start"
USEFUL = timedelta(minutes=10)
"""A nudge is of use for so long."""

_BEGINNINGS = ("day_start", "first_call_at")

TELLING = ("calls", "activities", "deals", "stages", "payments")
"""Imports of these kinds tell of what people do; costs, plans and rates do not."""

OLD_DATA = timedelta(minutes=15)
"""Data older than this are named by their time."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a look is about: the day, the slot, and for a matter put off the only rule."""

    person: PersonId
    day: date
    slot: str
    rule: str | None = None


@dataclass(frozen=True)
class Ground:
    """What looks are decided by, for everybody of one local day."""

    company: Company
    roster: Roster
    worktime: Worktime
    fresh: datetime | None
    now: datetime
    preferences: Mapping[PersonId, Preference]
    hushes: Mapping[tuple[PersonId, str], Hush]
    looks: Mapping[PersonId, DayLooks]
    tallies: Mapping[tuple[object, ...], Tally]
    sheet: NormSheet
    scale: Scale
    waiting: Mapping[PersonId, Sequence[datetime]]
    _states: dict[PersonId, list[NormState]] = field(default_factory=dict)

    def hinders(self, subject: Subject) -> Outcome | None:
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

    def is_stale(self, subject: Subject, zone: Any) -> bool:
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
        return [standing for state in self.states(person) if (standing := _standing(state)) is not None]

    def norms(self, person: PersonId) -> list[dict[str, Value]]:
        """The norms of the person's day as reports hold them."""
        return [state.cells(self.company.currency) for state in self.states(person)]

    def norm(self, person: PersonId, kpi: str) -> dict[str, Value]:
        """One of them."""
        return next(state for state in self.states(person) if state.kpi.key == kpi).cells(self.company.currency)

    def states(self, person: PersonId) -> list[NormState]:
        """How each norm of the person's day stands; found out once for all that a look asks."""
        known = self._states.get(person)
        if known is None:
            known = self._states[person] = self.sheet.states(person, self._tally(person), self.scale)
        return known

    def own_words(self, person: PersonId) -> dict[str, str]:
        """The company's own KPIs that are asked of the person, by their names, as reports have them."""
        if not self.sheet.own:
            return {}
        asked = {one.kpi for one in self.standings(person)} & self.sheet.own.keys()
        return {key: f"{self.sheet.own[key].name} = {self.sheet.own[key].formula.text}" for key in sorted(asked)}

    def has_begun(self, person: PersonId) -> bool:
        """Whether anything was done today that begins a day."""
        marks = self._tally(person).marks
        return any(marks.get(key) for key in _BEGINNINGS)

    def _tally(self, person: PersonId) -> Tally:
        return self.tallies.get((person,)) or Tally()


def _standing(state: NormState) -> Standing | None:
    if not _adds_up(state.kpi):
        return None
    return Standing(state.kpi.key, state.kpi.unit, state.norm, state.due, state.fact or Fraction(0))


def _adds_up(kpi: Kpi) -> bool:
    return kpi.better is Better.MORE and kpi.kind not in (Kind.CLOCK, Kind.RATIO, Kind.MEDIAN)


def standing_of(norm: Mapping[str, Value]) -> Standing | None:
    """A norm of a report as the pace sees it; None for times of day and for what is to stay low."""
    key = str(norm["kpi"])
    kpi = BY_KEY.get(key)
    if kpi is not None and not _adds_up(kpi):
        return None
    asked, due, fact = (number_of(norm.get(name)) for name in ("norm", "expected_to_date", "fact"))
    if asked is None or due is None:
        return None
    unit = kpi.unit if kpi is not None else Unit.NUMBER
    return Standing(key, unit, asked, due, fact if fact is not None else asked * 0)
