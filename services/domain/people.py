"""People of a company: names, roles, teams with dates, and which zone cuts a person's day."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import zip_longest
from zoneinfo import ZoneInfo

from services.domain.ids import PersonId, TeamId
from services.domain.period import Period
from services.domain.spans import DAY

_NOT_A_WORD = re.compile(r"[\s,.;]+")


class Role(StrEnum):
    """What a person is in the company; one person may be several things."""

    MANAGER = "manager"
    HEAD = "head"
    OWNER = "owner"
    ADMIN = "admin"


def name_key(name: str) -> str:
    """The name as it is compared: case, ё, spaces and the order of first and last name do not matter."""
    words = _NOT_A_WORD.split(name.casefold().replace("ё", "е"))
    return " ".join(sorted(word for word in words if word))


@dataclass(frozen=True, slots=True)
class Team:
    """A team; its path names the teams above it: `Sales/North`."""

    id: TeamId
    path: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's role in a team (team 0: in the whole company), both days included; None is open."""

    person: PersonId
    team: TeamId
    role: Role
    from_day: date
    to_day: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the membership is in force on the day."""
        return self.from_day <= day and (self.to_day is None or day <= self.to_day)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works (or worked) here; `listed` is False for a name met in a file and not yet confirmed."""

    id: PersonId
    name: str
    listed: bool = True
    hired_on: date | None = None
    left_on: date | None = None

    def belonged(self, period: Period) -> bool:
        """Whether any day of the period was a day of theirs in the company."""
        if self.hired_on is not None and self.hired_on > period.last:
            return False
        return self.left_on is None or self.left_on >= period.first


@dataclass(frozen=True, slots=True)
class ZoneHistory:
    """Which zone cut a person's days since when; earlier days are not cut again."""

    changes: tuple[tuple[date, ZoneInfo], ...]
    usual: ZoneInfo

    def on(self, day: date) -> ZoneInfo:
        """The zone of a local day."""
        zone = self.usual
        for since, later in self.changes:
            if since <= day:
                zone = later
        return zone

    def day_of(self, at: datetime) -> tuple[date, ZoneInfo]:
        """The local day of a moment and the zone that cut it."""
        for since, zone in reversed(self.changes):
            day = at.astimezone(zone).date()
            if since <= day:
                return day, zone
        return at.astimezone(self.usual).date(), self.usual


BEGINNING = date(1, 1, 1)
"""Since ever: a membership whose start nobody told."""


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody of a company with teams and zones, as reports need them."""

    people: Mapping[PersonId, Person]
    teams: Mapping[TeamId, Team]
    memberships: Mapping[PersonId, Sequence[Membership]] = field(default_factory=dict)
    zones: Mapping[PersonId, ZoneHistory] = field(default_factory=dict)
    usual_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))

    def team_on(self, person: PersonId, day: date) -> TeamId | None:
        """The one team a person's facts of the day belong to: the membership that began last."""
        held = [m for m in self.memberships.get(person, ()) if m.team and m.holds_on(day)]
        return max(held, key=lambda m: (m.from_day, m.role is Role.MANAGER, -m.team)).team if held else None

    def zone_of(self, person: PersonId) -> ZoneHistory:
        """The zones of a person, or the company's where they have none of their own."""
        return self.zones.get(person) or ZoneHistory((), self.usual_zone)

    def days_of(self, people: Sequence[PersonId], moments: Sequence[datetime]) -> list[date]:
        """The local day of each person's moment."""
        zones = {person: self.zone_of(person) for person in set(people)}
        if any(history.changes for history in zones.values()):
            return [zones[person].day_of(at)[0] for person, at in zip(people, moments, strict=True)]
        steady = {person: history.usual for person, history in zones.items()}
        return [at.astimezone(steady[person]).date() for person, at in zip(people, moments, strict=True)]

    def roles_of(self, person: PersonId, day: date) -> frozenset[Role]:
        """What the person is on the day."""
        return frozenset(m.role for m in self.memberships.get(person, ()) if m.holds_on(day))

    def stretches(self, person: PersonId, period: Period) -> Iterator[Period]:
        """The period in pieces within which the person's teams, roles and zone stay the same."""
        starts = {period.first, *(since for since, _ in self.zone_of(person).changes)}
        for held in self.memberships.get(person, ()):
            starts |= {held.from_day, *([held.to_day + DAY] if held.to_day and held.to_day < period.last else [])}
        ordered = sorted(day for day in starts if day in period)
        for first, following in zip_longest(ordered, ordered[1:]):
            yield Period(first, period.last if following is None else following - DAY)

    def below(self, team: TeamId) -> frozenset[TeamId]:
        """The team and all teams below it."""
        path = self.teams[team].path
        return frozenset(t.id for t in self.teams.values() if t.id == team or t.path.startswith(path + "/"))

    def path_of(self, team: TeamId | None) -> str | None:
        """The team's full name; None for no team."""
        known = self.teams.get(team) if team is not None else None
        return known.path if known else None
