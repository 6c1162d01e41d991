"""What a company's working days bring, in the order of time: made once for each version of its data."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.domain.digest_times import NEVER, DigestTimes
from services.domain.ids import PersonId
from services.domain.occurrences import Occurrence, evening_digest, of_shift, week_digest
from services.domain.people import Role, Roster
from services.domain.spans import DAY
from services.domain.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due, for these people at once."""

    what: Occurrence
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is due when, from the first to the last day it was made for."""

    first: date
    last: date
    moments: Sequence[datetime]
    entries: Sequence[Due]

    def between(self, after: datetime, until: datetime) -> Sequence[Due]:
        """What is due later than the one moment and not later than the other."""
        return self.entries[bisect_right(self.moments, after) : bisect_right(self.moments, until)]


def make_agenda(
    roster: Roster,
    calendar_of: Callable[[PersonId, date], WorkCalendar],
    times_of: Callable[[PersonId], DigestTimes],
    first: date,
    last: date,
) -> Agenda:
    """The agenda of these local days. People who share a calendar are due together, so it costs by calendars."""
    found: list[Due] = []
    day = first
    while day <= last:
        found.extend(_managers(roster, calendar_of, day))
        found.extend(_heads(roster, calendar_of, times_of, day))
        day += DAY
    found.sort(key=lambda due: due.what.at)
    return Agenda(first, last, [due.what.at for due in found], found)


def _managers(roster: Roster, calendar_of: Callable[[PersonId, date], WorkCalendar], day: date) -> Iterable[Due]:
    groups: dict[int, tuple[WorkCalendar, list[PersonId]]] = {}
    for person in _holding(roster, day, (Role.MANAGER,)):
        calendar = calendar_of(person, day)
        groups.setdefault(id(calendar), (calendar, []))[1].append(person)
    for calendar, people in groups.values():
        shift = calendar.shift(day)
        if shift is not None:
            together = tuple(people)
            yield from (Due(what, together) for what in of_shift(shift, calendar.zone))


def _heads(
    roster: Roster,
    calendar_of: Callable[[PersonId, date], WorkCalendar],
    times_of: Callable[[PersonId], DigestTimes],
    day: date,
) -> Iterable[Due]:
    for person in _holding(roster, day, (Role.HEAD, Role.OWNER)):
        calendar, times = calendar_of(person, day), times_of(person)
        wanted = (
            evening_digest(calendar, day, times.evening) if times.evening != NEVER else None,
            week_digest(calendar, day, times.monday) if times.monday != NEVER else None,
        )
        yield from (Due(what, (person,)) for what in wanted if what is not None)


def _holding(roster: Roster, day: date, roles: Sequence[Role]) -> list[PersonId]:
    """Who is one of these on the day and has not left."""
    found = []
    for person, known in roster.people.items():
        if known.left_on is not None and known.left_on < day:
            continue
        if any(held.role in roles and held.holds_on(day) for held in roster.memberships.get(person, ())):
            found.append(person)
    return sorted(found)


def by_moment(dues: Iterable[Due]) -> Mapping[tuple[str, datetime], list[Due]]:
    """What is due of one kind at one moment, together."""
    groups: dict[tuple[str, datetime], list[Due]] = defaultdict(list)
    for due in dues:
        groups[due.what.kind, due.what.at].append(due)
    return groups
