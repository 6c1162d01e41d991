"""Counting for the rows of KPI reports: from day facts, and from rows only on the day that the moment cuts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from services.domain.ids import PersonId
from services.domain.kpi import CLOCK_PARTS, EXCLUSIONS, SAMPLES
from services.domain.marks import Walls
from services.domain.people import BEGINNING, Roster
from services.domain.period import Period
from services.domain.tally import Tally
from services.store.facts import Facts
from services.store.unit import Unit
from services.usecases.reporting.asked import Asked, in_scope

_DAY = timedelta(days=1)
_EXCLUDED = frozenset(measure.key for measure in EXCLUSIONS)
_SAMPLED = frozenset(measure.key for measure in SAMPLES)

Key = tuple[object, ...]
Bucket = Callable[[PersonId, date], Key]
"""Which row a person's fact of a day belongs to."""


@dataclass(slots=True)
class Counted:
    """Tallies by row, the tally of all, and how many rows were left out and why."""

    rows: dict[Key, Tally] = field(default_factory=dict)
    total: Tally = field(default_factory=Tally)
    excluded: dict[str, int] = field(default_factory=dict)


class _Desk:
    """Where facts are put on the rows they belong to; the row of a person and day is found once."""

    def __init__(self, asked: Asked, roster: Roster, bucket: Bucket) -> None:
        self.counted = Counted()
        self._asked = asked
        self._roster = roster
        self._bucket = bucket
        self._walls = Walls()
        self._keys: dict[tuple[PersonId, date], Key | None] = {}

    def put(self, person: PersonId, day: date, key: str, value: int, moments: Sequence[int] = ()) -> None:
        """Put one number, or the moments of a clock, where it belongs; what the report is not about is left out."""
        row = self._row(person, day)
        if row is not None:
            self._add(row, person, key, value, moments)

    def put_day(self, person: PersonId, day: date, values: Mapping[str, int]) -> None:
        """Put all numbers of somebody's day."""
        row = self._row(person, day)
        if row is not None:
            for key, value in values.items():
                self._add(row, person, key, value, ())

    def _row(self, person: PersonId, day: date) -> Key | None:
        if (person, day) not in self._keys:
            wanted = in_scope(self._asked, self._roster, person, day)
            self._keys[person, day] = self._bucket(person, day) if wanted else None
        return self._keys[person, day]

    def _add(self, row: Key, person: PersonId, key: str, value: int, moments: Sequence[int]) -> None:
        if key in _EXCLUDED:
            self.counted.excluded[key] = self.counted.excluded.get(key, 0) + value
            return
        tally = self.counted.rows.get(row)
        if tally is None:
            tally = self.counted.rows[row] = Tally()
        if key in CLOCK_PARTS:
            tally.mark(key, self._walls.marks(moments or (value,), self._roster.zone_of(person)))
        elif key in _SAMPLED:
            tally.sample(key, value)
        else:
            tally.add(key, value)

    def finished(self) -> Counted:
        """Everything that was put, with the tally of all."""
        for tally in self.counted.rows.values():
            self.counted.total.merge(tally)
        return self.counted


async def count(unit: Unit, asked: Asked, roster: Roster, bucket: Bucket, dimensions: tuple[str, ...]) -> Counted:
    """Everything the KPIs of the asked rows are made of."""
    facts = Facts(unit, asked.person)
    desk = _Desk(asked, roster, bucket)
    past, present = split_at(asked, roster)
    if past is not None and ("day" in dimensions or len(past) == 1):
        for fact in await facts.days(past):
            desk.put(*fact)
    elif past is not None:
        for folded in await facts.folded(
            segments(past, roster, dimensions, narrowed=asked.team is not None), past.last
        ):
            desk.put(*folded)
    if present is not None:
        for cell, values in (await facts.live(asked.company, present, asked.as_of)).items():
            desk.put_day(*cell, values)
    for sample in await facts.samples(asked.company, asked.period, asked.as_of):
        desk.put(*sample)
    return desk.finished()


def split_at(asked: Asked, roster: Roster) -> tuple[Period | None, Period | None]:
    """The part of the period that is over everywhere in the company, and the part that the moment cuts."""
    zones = {zone for history in roster.zones.values() for _, zone in history.changes} | {asked.company.zone}
    cut = min(asked.as_of.astimezone(zone).date() for zone in zones)
    over = asked.period.intersect(Period(BEGINNING, cut - _DAY))
    return over, asked.period.intersect(Period(cut, date.max))


def segments(period: Period, roster: Roster, dimensions: tuple[str, ...], *, narrowed: bool) -> list[date]:
    """The first days of the pieces of a period within which week, month and everybody's team stay the same."""
    starts = {period.first}
    if "week" in dimensions:
        starts |= {day for day in period.days() if day.weekday() == 0}
    if "month" in dimensions:
        starts |= {day for day in period.days() if day.day == 1}
    if "team" in dimensions or narrowed:
        for held in roster.memberships.values():
            for membership in held:
                ends = [membership.to_day + _DAY] if membership.to_day else []
                starts |= {day for day in (membership.from_day, *ends) if day in period}
    return sorted(starts)
