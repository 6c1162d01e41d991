"""What a digest says first (docs/numbers.md 14.4): conclusions chosen by rules, the weightiest in front."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from services.domain.ids import PersonId
from services.domain.pace import BEHIND


class Conclusion(StrEnum):
    """How a team's day or week went, in one word."""

    NO_DATA_YET = "no_data_yet"
    PLAN_BEHIND = "plan_behind"
    QUIET = "quiet"
    NO_NORMS = "no_norms"
    ALL_KEPT = "all_kept"
    MOST_KEPT = "most_kept"
    SOME_BEHIND = "some_behind"
    ALL_BEHIND = "all_behind"
    MOST_BEHIND = "most_behind"


FEW = 3
"""Below so many judged people their being behind says nothing about the team as a whole."""


@dataclass(frozen=True, slots=True)
class PersonDay:
    """A person's score against the norms: 1 is everything as asked; None where nothing was asked of them."""

    person: PersonId
    name: str
    score: Fraction | None


def conclude(
    people: Sequence[PersonDay], *, known: bool, anything: bool, plan: Fraction | None = None
) -> tuple[Conclusion, ...]:
    """The conclusions over the people who worked, one or two.

    `known`: the data reach these days; `anything`: something was done at all. `plan` is the pace of the plan of
    revenue, None where there is none: behind, it goes before everything else.
    """
    if not known and not anything:
        return (Conclusion.NO_DATA_YET,)
    by_norms = _by_norms(people, anything=anything)
    return (Conclusion.PLAN_BEHIND, by_norms) if plan is not None and plan < BEHIND else (by_norms,)


def _by_norms(people: Sequence[PersonDay], *, anything: bool) -> Conclusion:
    judged = [one.score for one in people if one.score is not None]
    if not anything and not any(judged):
        return Conclusion.QUIET
    if not judged:
        return Conclusion.NO_NORMS
    behind = sum(score < BEHIND for score in judged)
    if not behind:
        return Conclusion.ALL_KEPT if all(score >= 1 for score in judged) else Conclusion.MOST_KEPT
    if len(judged) >= FEW and behind * 2 > len(judged):
        return Conclusion.MOST_BEHIND
    return Conclusion.ALL_BEHIND if behind == len(judged) else Conclusion.SOME_BEHIND


def in_need(people: Sequence[PersonDay]) -> list[PersonDay]:
    """Who needs help: below 80 % of what was asked, the furthest first."""
    behind = [one for one in people if one.score is not None and one.score < BEHIND]
    return sorted(behind, key=lambda one: (one.score, one.name))
