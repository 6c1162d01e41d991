"""Norms: what is asked of a working day, by company, team or person, by weekday, from a date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Scope(StrEnum):
    """Whom a norm, a plan or hours are set for; the nearer one wins."""

    COMPANY = "company"
    TEAM = "team"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Norm:
    """The target of one working day: a count, seconds, money in major units, or seconds since midnight for a clock."""

    scope: Scope
    scope_id: int
    kpi: str
    weekday: int | None
    since: date
    target: Decimal
    set_by: int | None = None


def norm_on(norms: Iterable[Norm], kpi: str, day: date, person: int, teams: Sequence[int]) -> Norm | None:
    """The norm in force: a person's own, else the nearest team's, else the company's; then the weekday's, the newest.

    `teams` are the person's team and those above it, the nearest first.
    """
    nearness = {team: len(teams) - place for place, team in enumerate(teams)}

    def strength(norm: Norm) -> tuple[int, bool, date]:
        match norm.scope:
            case Scope.PERSON:
                near = len(teams) + 1
            case Scope.TEAM:
                near = nearness[norm.scope_id]
            case Scope.COMPANY:
                near = 0
        return near, norm.weekday is not None, norm.since

    def applies(norm: Norm) -> bool:
        owner = norm.scope is Scope.COMPANY or norm.scope_id in (nearness if norm.scope is Scope.TEAM else (person,))
        return owner and norm.kpi == kpi and norm.since <= day and norm.weekday in (None, day.weekday())

    return max(filter(applies, norms), key=strength, default=None)
