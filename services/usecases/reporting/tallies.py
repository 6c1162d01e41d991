"""Counting for the rows of KPI reports: from day facts, and from rows only on the day that the moment cuts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from services.domain.ids import PersonId
from services.domain.kpi import CLOCK_PARTS, EXCLUSIONS, SAMPLES
from services.domain.people import BEGINNING, Roster
from services.domain.period import Period
from services.domain.tally import Mark, Tally
from services.store.facts import Fact, Facts
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

    rows: dict[Key, Tally]
    total: Tally
    excluded: dict[str, int]

    def take(self, key: Key, fact: Fact, roster: Roster) -> None:
        """Put one fact where it belongs."""
        if fact.key in _EXCLUDED:
            self.excluded[fact.key] = self.excluded.get(fact.key, 0) + fact.value
            return
        row = self.rows.setdefault(key, Tally())
        for tally in (row, self.total):
            if fact.key in _SAMPLED:
                tally.sample(fact.key, fact.value)
            elif fact.key in CLOCK_PARTS:
                tally.mark(fact.key, Mark.of(fact.value, roster.zone_of(fact.person)))
            else:
                tally.add(fact.key, fact.value)


async def count(unit: Unit, asked: Asked, roster: Roster, bucket: Bucket, dimensions: tuple[str, ...]) -> Counted:
    """Everything the KPIs of the asked rows are made of."""
    counted = Counted({}, Tally(), {})
    facts = Facts(unit)
    past, present = split_at(asked, roster)
    for segment in segments(past, roster, dimensions, narrowed=asked.team is not None) if past else ():
        for fact in await _of_segment(facts, segment, by_day="day" in dimensions):
            _place(counted, fact, fact.day or segment.first, asked, roster, bucket)
    if present is not None:
        for fact in await facts.live(asked.company, present, asked.as_of):
            _place(counted, fact, fact.day or present.first, asked, roster, bucket)
    for fact in await facts.samples(asked.company, asked.period, asked.as_of):
        _place(counted, fact, fact.day or asked.period.first, asked, roster, bucket)
    return counted


def _place(counted: Counted, fact: Fact, day: date, asked: Asked, roster: Roster, bucket: Bucket) -> None:
    if in_scope(asked, roster, fact.person, day):
        counted.take(bucket(fact.person, day), fact, roster)


async def _of_segment(facts: Facts, segment: Period, *, by_day: bool) -> Iterable[Fact]:
    if by_day or len(segment) == 1:
        return await facts.days(segment)
    return [*await facts.sums(segment), *await facts.days(segment, clocks_only=True)]


def split_at(asked: Asked, roster: Roster) -> tuple[Period | None, Period | None]:
    """The part of the period that is over everywhere in the company, and the part that the moment cuts."""
    zones = {zone for history in roster.zones.values() for _, zone in history.changes} | {asked.company.zone}
    cut = min(asked.as_of.astimezone(zone).date() for zone in zones)
    over = asked.period.intersect(Period(BEGINNING, cut - _DAY))
    return over, asked.period.intersect(Period(cut, date.max))


def segments(period: Period, roster: Roster, dimensions: tuple[str, ...], *, narrowed: bool) -> Iterator[Period]:
    """The period in pieces within which week, month and everybody's team stay the same."""
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
    ordered = sorted(starts)
    for first, following in zip(ordered, [*ordered[1:], period.last + _DAY], strict=True):
        yield Period(first, following - _DAY)
