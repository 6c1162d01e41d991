"""What looks at the rules of a day are decided by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.domain.company import Company
from services.domain.freshness import Freshness
from services.domain.ids import PersonId
from services.domain.kpi import BY_KEY, Better, Kind
from services.domain.money import Money
from services.domain.pace import Outcome, Standing, number_of
from services.domain.people import Roster
from services.domain.report import Unit, Value
from services.domain.zones import day_bounds
from services.store.nudging import DayLooks, Hush, Preference
from services.usecases.worktime import Worktime

START_RULE = "day_start"
USEFUL = timedelta(minutes=10)
"""A nudge is of use for so long."""

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
    """What looks are decided by, for everybody of one local day.

    `rows` are those of the KPI sheet by person: norms that only older data tell of stand as they were at that moment.
    `own` are the units of the company's own KPIs, `own_words` their names.
    """

    company: Company
    roster: Roster
    worktime: Worktime
    fresh: Freshness
    now: datetime
    preferences: Mapping[PersonId, Preference]
    hushes: Mapping[tuple[PersonId, str], Hush]
    looks: Mapping[PersonId, DayLooks]
    rows: Mapping[str, Mapping[str, Value]]
    waiting: Mapping[PersonId, Sequence[datetime]]
    own: Mapping[str, Unit]
    own_words: Mapping[str, str]

    def hinders(self, subject: Subject) -> Outcome | None:
        """Why nothing may be said to the person just now, whatever the rule."""
        calendar = self.worktime.of(subject.person, subject.day)
        shift = calendar.shift(subject.day)
        if shift is None or not shift.start <= self.now <= shift.end:
            return Outcome.AWAY
        local = self.now.astimezone(calendar.zone)
        if self.preference(subject.person).is_quiet(local.hour * 60 + local.minute):
            return Outcome.QUIET
        return None if calendar.is_working_moment(self.now) else Outcome.BREAK

    def is_stale(self, subject: Subject, known: datetime | None) -> bool:
        """Data from before the person's day say nothing about it; older ones than the company allows neither."""
        if known is None:
            return True
        begins = day_bounds(subject.day, self.zone_of(subject))[0]
        return known < begins or self.now - known > timedelta(hours=self.company.stale_after_hours)

    def tells_of_start(self, subject: Subject) -> bool:
        """Whether the data reach into the person's shift: older ones cannot know whether it has been begun."""
        known = self.fresh.of_start()
        shift = self.worktime.of(subject.person, subject.day).shift(subject.day)
        return known is not None and shift is not None and known >= shift.start

    def zone_of(self, subject: Subject) -> ZoneInfo:
        """The person's zone on the day."""
        return self.worktime.of(subject.person, subject.day).zone

    def preference(self, person: PersonId) -> Preference:
        """What the person chose, or the usual."""
        return self.preferences.get(person, Preference())

    def is_hushed(self, person: PersonId, rule: str) -> bool:
        """Whether the person asked to be silent about the rule for now."""
        hush = self.hushes.get((person, rule))
        return hush is not None and hush.until > self.now

    def norms(self, person: PersonId) -> list[Mapping[str, Value]]:
        """The norms of the person's day, as the KPI sheet has them."""
        return norms_of(self.rows.get(str(person), {}))

    def standings(self, person: PersonId) -> list[Standing]:
        """The norms of the person's day that add up and are good when high."""
        found = (standing_of(one) for one in self.norms(person) if self._adds_up(str(one["kpi"])))
        return [one for one in found if one is not None]

    def _adds_up(self, kpi: str) -> bool:
        """A ratio of the company's own is asked as it is from the first minute on: it has no pace."""
        return kpi in BY_KEY or self.own.get(kpi) in (Unit.COUNT, Unit.SECONDS, Unit.MONEY)


def norms_of(row: Mapping[str, Value]) -> list[Mapping[str, Value]]:
    """The norms that stand in a row of the KPI sheet."""
    norms = row.get("norms")
    return [one for one in norms if isinstance(one, Mapping)] if isinstance(norms, list) else []


def standing_of(norm: Mapping[str, Value]) -> Standing | None:
    """A norm of a report as the pace sees it; None for times of day and for what is to stay low."""
    key = str(norm["kpi"])
    kpi = BY_KEY.get(key)
    if kpi is not None and (kpi.better is Better.LESS or kpi.kind in (Kind.CLOCK, Kind.RATIO, Kind.MEDIAN)):
        return None
    asked, due, fact = (number_of(norm.get(name)) for name in ("norm", "expected_to_date", "fact"))
    if asked is None or due is None:
        return None
    unit = kpi.unit if kpi is not None else _unit_of(norm.get("norm"))
    return Standing(key, unit, asked, due, fact if fact is not None else asked * 0)


def _unit_of(value: Value) -> Unit:
    """The unit of a company's own KPI, by its value."""
    match value:
        case timedelta():
            return Unit.SECONDS
        case Money():
            return Unit.MONEY
        case int():
            return Unit.COUNT
        case _:
            return Unit.NUMBER
